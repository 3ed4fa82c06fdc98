"""HtmlReader by lxml and trafilatura, in a child process that may be killed: a page costs bounded time and memory."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import weakref
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from rag.adapters.html_child import read_message, write_message
from rag.articles.selectors import SELECTORS, Selector
from rag.errors import PageError, PageTimeout, PageTooDeep
from rag.ports import HtmlPage

START_SECONDS = 60.0
MEMORY_BYTES = 1_073_741_824


class ChildHtmlReader:
    """Starts its child with the first page, and again after one that killed it. Thread-safe: one page at a time."""

    def __init__(
        self,
        selectors: Sequence[Selector] = SELECTORS,
        *,
        timeout_s: float = 10.0,
        memory_bytes: int = MEMORY_BYTES,
    ) -> None:
        rows = [{"name": row.name, "part": row.part.value, "xpath": row.xpath} for row in selectors]
        self._settings = json.dumps({"selectors": rows, "memory_bytes": memory_bytes}).encode()
        self._timeout_s = timeout_s
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None

    def read(self, html: str) -> HtmlPage:
        """The page's parts. Raises PageTooDeep, PageTimeout (too slow, too much memory, or the child died)."""
        with self._lock:
            child = self._started()
            reply = self._exchange(child, html.encode("utf-8", errors="replace"), self._timeout_s)
        if "parts" in reply:
            return _page(reply["parts"])
        return _refuse(str(reply.get("error")))

    def close(self) -> None:
        """End the child."""
        with self._lock:
            self._stop()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _started(self) -> subprocess.Popen[bytes]:
        if self._child is not None and self._child.poll() is None:
            return self._child
        self._stop()
        script = Path(__file__).with_name("html_child.py")
        # -P: without it this folder comes first in sys.path, and our html.py hides the standard library's
        self._child = subprocess.Popen(
            [sys.executable, "-P", str(script)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        weakref.finalize(self, _end, self._child)  # a reader that nobody closed leaves no process behind
        self._exchange(self._child, self._settings, START_SECONDS)
        return self._child

    def _exchange(self, child: subprocess.Popen[bytes], message: bytes, seconds: float) -> dict[str, Any]:
        """One message there and one back; whatever takes longer is killed."""
        assert child.stdin is not None
        assert child.stdout is not None
        late = threading.Event()

        def kill() -> None:
            late.set()
            child.kill()

        timer = threading.Timer(seconds, kill)
        timer.start()
        try:
            write_message(child.stdin, message)
            answer = read_message(child.stdout)
        except OSError:
            answer = None
        finally:
            timer.cancel()
        if answer is None:
            self._stop()
            raise PageTimeout(
                f"Reading the HTML took longer than {seconds:g} s; the page was given up."
                if late.is_set()
                else "The process that reads HTML died on this page (too much memory or time); the page was given up."
            )
        reply: dict[str, Any] = json.loads(answer)
        return reply

    def _stop(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            _end(child)


def _end(child: subprocess.Popen[bytes]) -> None:
    child.kill()
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            with suppress(OSError):  # the dead child's pipe refuses what was still buffered
                pipe.close()
    child.wait()


def _refuse(error: str) -> HtmlPage:
    if error == "deep":
        raise PageTooDeep("The HTML is nested 250 levels deep or more; the parser would silently lose text.")
    if error == "memory":
        raise PageTimeout("Reading the HTML took more memory than a page may have; the page was given up.")
    raise PageError(f"The HTML cannot be parsed ({error}).")


def _page(parts: dict[str, Any]) -> HtmlPage:
    return HtmlPage(
        linked_data=tuple(parts["linked_data"]),
        meta=tuple((name, content) for name, content in parts["meta"]),
        selected={name: tuple(lines) for name, lines in parts["selected"].items()},
        scripts=tuple(parts["scripts"]),
        main_text=tuple(parts["main_text"]),
        text=tuple(parts["text"]),
        title=parts["title"],
        canonical=parts["canonical"],
    )
