"""The user dictionary: words that Kiwi would split wrongly, read from a table."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files
from typing import NamedTuple

from rag.errors import SettingsError


class UserWord(NamedTuple):
    form: str
    tag: str


def parse(lines: Iterable[str], name: str) -> list[UserWord]:
    """Tab-separated `word, tag, example`; `#` starts a comment line. Raises SettingsError naming the line."""
    words = []
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.rstrip("\n").split("\t")
        if len(cells) < 2 or cells[1] not in ("NNP", "NNG"):
            raise SettingsError(f"{name} line {number}: expected a word, a tab and NNP or NNG.")
        words.append(UserWord(cells[0], cells[1]))
    return words


def shipped() -> list[UserWord]:
    text = (files("rag.korean") / "data" / "words.tsv").read_text(encoding="utf-8")
    return parse(text.splitlines(), "words.tsv")
