"""Ctrl-C while a language model writes: what was released stays on the terminal, and the model is left alone at once."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from evals.model_server.script import Piece, Request, Say
from evals.model_server.server import ModelServer

PATIENCE = 60.0
ARTICLE = (
    "가람 트램 1호선 첫 삽\n\n"
    "가람시는 10일 오후 2시 마루구 한터동 차량기지 터에서 트램 1호선 착공식을 열었다.\n"
    "트램 1호선의 총사업비는 4986억원이며 정거장 19곳을 둔다.\n"
)
SAID = "가람시는 마루구 한터동 차량기지 터에서 트램 1호선 착공식을 열었습니다."


def slow(request: Request) -> Say:
    """A sentence at once, and the rest in a minute."""
    number = re.search(r"^\[(\d+)\] .*착공식", request.last, re.MULTILINE)
    assert number is not None
    return Say((Piece(f"{SAID}[{number[1]}] 트램"), Piece(" 1호선은 정거장 19곳을 둡니다.[1]", after=60.0)))


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with ModelServer(slow) as server:
        yield server


def environment(folder: Path, server: ModelServer) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("RAG_")}
    ours = {"RAG_DATA_DIR": str(folder / "data"), "RAG_LLM_MODEL": "test", "RAG_LLM_BASE_URL": server.base_url}
    return kept | ours | {"RAG_ENV_FILE": os.devnull, "FORCE_COLOR": "1", "NO_COLOR": "1", "TERM": "xterm"}


@pytest.mark.slow
def test_an_interruption_leaves_the_model_alone_and_exits_with_130(tmp_path: Path, server: ModelServer) -> None:
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    surroundings = environment(tmp_path, server)
    rag = [sys.executable, "-m", "rag"]
    subprocess.run([*rag, "ingest", str(tmp_path / "article.txt")], env=surroundings, check=True, capture_output=True)
    asked = [*rag, "ask", "가람 트램 1호선 착공식은 어디에서 열렸나요?", "--mode", "llm"]
    with subprocess.Popen(asked, env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as asking:
        assert asking.stdout is not None
        shown = b""
        while SAID.encode() not in shown and (piece := os.read(asking.stdout.fileno(), 4096)):
            shown += piece
        assert SAID.encode() in shown
        asking.send_signal(signal.SIGINT)
        interrupted = time.monotonic()
        [exchange] = server.exchanges
        assert exchange.wait_closed(1.0)
        _, remarks = asking.communicate(timeout=PATIENCE)
    assert exchange.left_early
    assert exchange.closed_at is not None
    assert exchange.closed_at - interrupted < 1.0
    assert asking.returncode == 130
    assert b"Traceback" not in remarks
