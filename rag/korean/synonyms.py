"""Everyday words and what news prints instead: 쏘아 올리다 is printed 발사. Read from a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from typing import NamedTuple

from rag.errors import SettingsError

CLOSE = 0.6
"""Says the same: counts as much as a repaired spelling."""
LOOSE = 0.35
"""Is near in meaning: enough to be found by, not enough to decide by."""


class Synonym(NamedTuple):
    """One direction only: who reads 발사 is not to find 쏘아 올리다."""

    said: str
    """The lexical term a reader uses."""
    printed: tuple[tuple[str, float], ...]
    """Lexical terms that news prints → weight, CLOSE or LOOSE."""
    beside: frozenset[str] = frozenset()
    """Morphemes of which the question has to have one, so that 뽑다 is people and no weeds; empty: always."""
    example: str = ""
    """A question that uses the word; "" where the row before has one for both."""

    def holds(self, morphemes: frozenset[str]) -> bool:
        return not self.beside or not self.beside.isdisjoint(morphemes)


def parse_synonyms(lines: Iterable[str], name: str) -> list[Synonym]:
    """Tab-separated `said, close, loose, beside, example`, the last three optional. Raises SettingsError naming the line."""
    rows = []
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        said, close, loose, beside, example, *more = (*line.split("\t"), "", "", "", "")
        printed = dict.fromkeys([*close.split(), *loose.split()], LOOSE) | dict.fromkeys(close.split(), CLOSE)
        if not said.strip() or not printed or any(more):
            raise SettingsError(f"{name} line {number}: expected a word, a tab and what news prints for it.")
        rows.append(Synonym(said.strip(), tuple(printed.items()), frozenset(beside.split()), example.strip()))
    return rows


def parse_thesaurus(lines: Iterable[str], name: str) -> Iterator[tuple[str, str, float]]:
    """Tab-separated `printed, close, loose` → (said, printed, weight). Raises SettingsError naming the line."""
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        printed, close, loose, *more = (*line.split("\t"), "", "")
        if not printed.strip() or any(more) or not (close.split() or loose.split()):
            raise SettingsError(f"{name} line {number}: expected a printed word, a tab and what readers say for it.")
        for said in dict.fromkeys([*close.split(), *loose.split()]):
            yield said, printed.strip(), CLOSE if said in close.split() else LOOSE


def shipped_synonyms() -> Mapping[str, tuple[Synonym, ...]]:
    """Term → its rows."""
    table: dict[str, tuple[Synonym, ...]] = {}
    for row in parse_synonyms(_lines("synonyms.tsv"), "synonyms.tsv"):
        table[row.said] = (*table.get(row.said, ()), row)
    return table


def shipped_thesaurus() -> Mapping[str, tuple[tuple[str, float], ...]]:
    """Term → what news prints for it, with weights."""
    table: dict[str, dict[str, float]] = {}
    for said, printed, weight in parse_thesaurus(_lines("thesaurus.tsv"), "thesaurus.tsv"):
        table.setdefault(said, {})[printed] = weight
    return {said: tuple(words.items()) for said, words in table.items()}


def _lines(name: str) -> Sequence[str]:
    return (files("rag.korean") / "data" / name).read_text(encoding="utf-8").splitlines()
