"""The tables of opposites, of words that exclude each other, and of quantities."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Tables:
    """`sides`: word → (row, ±1) for each row it stands in; `wholes`: word → the words of which one must be there."""

    sides: Mapping[str, tuple[tuple[int, int], ...]]
    rows: tuple[tuple[frozenset[str], frozenset[str]], ...]
    wholes: Mapping[str, frozenset[str]]
    siblings: Mapping[str, frozenset[str]]
    """Word → the words of its kinds that exclude it."""

    def opposites(self, word: str) -> frozenset[str]:
        found: set[str] = set()
        for row, side in self.sides.get(word, ()):
            found |= self.rows[row][1 if side > 0 else 0]
        return frozenset(found)

    def like(self, word: str) -> frozenset[str]:
        """The words of its side in every row, itself included."""
        found = {word}
        for row, side in self.sides.get(word, ()):
            found |= self.rows[row][0 if side > 0 else 1]
        return frozenset(found)


@cache
def shipped() -> Tables:
    sides: dict[str, list[tuple[int, int]]] = {}
    rows = []
    for number, (one, other) in enumerate(_rows("directions.tsv")):
        rows.append((one, other))
        for side, words in ((1, one), (-1, other)):
            for word in words:
                sides.setdefault(word, []).append((number, side))
    wholes: dict[str, frozenset[str]] = {}
    for one, other in _rows("quantities.tsv"):
        wholes.update(dict.fromkeys(one, one | other))
    return Tables({word: tuple(found) for word, found in sides.items()}, tuple(rows), wholes, _siblings())


def _siblings() -> Mapping[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for kind in _rows("siblings.tsv"):
        for words in kind:
            others = frozenset().union(*(other for other in kind if other is not words))
            for word in words:
                found[word] = found.get(word, frozenset()) | others - words
    return found


def _rows(name: str) -> Iterator[tuple[frozenset[str], ...]]:
    text = (files("rag.answers.claims") / name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield tuple(frozenset(column.split("|")) for column in line.split("\t"))
