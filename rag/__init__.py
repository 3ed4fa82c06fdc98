"""Geungeo (근거): answers in Korean from news articles, with an exact quotation behind every sentence.

from rag import Geungeo
with Geungeo.open() as app:
    app.ingest("articles/")
    answer = app.ask("서울시장은 베이징에서 누구를 만났나?")
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rag.bootstrap import Geungeo

__all__ = ["Geungeo"]


def __getattr__(name: str) -> Any:
    """`Geungeo` is loaded when it is first asked for: importing `rag` costs milliseconds."""
    if name == "Geungeo":
        from rag.bootstrap import Geungeo

        return Geungeo
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
