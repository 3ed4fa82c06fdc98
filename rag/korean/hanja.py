"""Chinese characters that headlines print for a word: 美 for 미국, 尹 for 윤."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files


def words_of(characters: str) -> tuple[str, ...]:
    """The Hangul words that these characters stand for in headlines; none where the table does not know them."""
    return _table().get(characters, ())


@cache
def _table() -> Mapping[str, tuple[str, ...]]:
    lines = files("rag.korean").joinpath("data/hanja.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {characters: tuple(words.split("|")) for characters, words in rows}
