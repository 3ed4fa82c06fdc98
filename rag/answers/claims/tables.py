"""The tables of opposites, of words that exclude each other or say the same, and of quantities."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from rag.answers.matching import solid


@dataclass(frozen=True, slots=True)
class Tables:
    """`sides`: word → (row, ±1) for each row it stands in; `wholes`: word → the words of which one must be there."""

    sides: Mapping[str, tuple[tuple[int, int], ...]]
    rows: tuple[tuple[frozenset[str], frozenset[str]], ...]
    wholes: Mapping[str, frozenset[str]]
    siblings: Mapping[str, frozenset[str]]
    """Word → the words of its kinds that exclude it."""
    synonyms: Mapping[str, frozenset[str]]
    """Word of these kinds → the words that mean the same, itself among them."""
    same: Mapping[str, frozenset[str]]
    """Predicate → other words for what happens; of several words they have no spaces."""

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
    return Tables({word: tuple(found) for word, found in sides.items()}, tuple(rows), wholes, *_kinds(), _same())


def _kinds() -> tuple[Mapping[str, frozenset[str]], Mapping[str, frozenset[str]]]:
    found: dict[str, frozenset[str]] = {}
    same: dict[str, frozenset[str]] = {}
    for kind in _rows("siblings.tsv"):
        for words in kind:
            others = frozenset().union(*(other for other in kind if other is not words))
            for word in words:
                found[word] = found.get(word, frozenset()) | others - words
                same[word] = same.get(word, frozenset()) | words
    return found, same


def _same() -> Mapping[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for (words,) in _rows("same.tsv"):
        for word in words:
            others = frozenset(solid(other) for other in words if other != word)
            found[word] = found.get(word, frozenset()) | others
    return found


def _rows(name: str) -> Iterator[tuple[frozenset[str], ...]]:
    text = (files("rag.answers.claims") / name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield tuple(frozenset(column.split("|")) for column in line.split("\t"))
