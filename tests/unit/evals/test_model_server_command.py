"""The server started by hand."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import openai
import pytest

ROOT = Path(__file__).parents[3]


@pytest.mark.slow
def test_it_says_where_it_is_answers_and_ends_when_told_to() -> None:
    command = [sys.executable, "-m", "evals.model_server", "--port", "0", "--mode", "echo", "--model", "tiny"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        line = running.stdout.readline().strip()
        assert line.startswith("echo: RAG_LLM_MODEL=tiny RAG_LLM_BASE_URL=http://127.0.0.1:")
        with openai.OpenAI(base_url=line.partition("BASE_URL=")[2], api_key="none", max_retries=0) as asking:
            assert [model.id for model in asking.models.list()] == ["tiny"]
        running.send_signal(signal.SIGTERM)
        assert running.wait(10) == 0
