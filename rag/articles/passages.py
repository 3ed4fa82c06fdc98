"""An article cut into passages: runs of whole sentences, one sentence of overlap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rag.domain import Article, Sentence


@dataclass(frozen=True, slots=True)
class PassageRules:
    """Lengths in code points. A passage closes when the next sentence would carry it past `limit`."""

    limit: int = 480
    overlap: int = 1
    longest_overlap: int = 200
    """A longer last sentence is not repeated: it would fill the next passage by itself."""
    shortest_tail: int = 120
    """A last passage with less new text than this is joined to the one before."""


WHOLE = PassageRules(limit=10**9)
"""The whole document is one passage."""


def headline(article: Article) -> str:
    """Title and subtitles, which count for every passage."""
    return "\n".join(filter(None, (article.title, *article.subtitles)))


def with_headline(article: Article, passage: str) -> str:
    """What a model reads of a passage: its article's headline, then the passage."""
    return f"{headline(article)}\n{passage}".lstrip("\n")


def cut(sentences: Sequence[Sentence], rules: PassageRules = PassageRules()) -> list[tuple[int, int]]:
    """Ranges of sentence indices, last exclusive; every sentence is in at least one, in order."""
    ranges: list[tuple[int, int]] = []
    first = fresh = 0
    while fresh < len(sentences):
        last = fresh + 1
        while last < len(sentences) and sentences[last].end - sentences[first].start <= rules.limit:
            last += 1
        ranges.append((first, last))
        fresh = last
        first = _overlap(sentences, last, rules)
    return _join_tail(ranges, sentences, rules)


def _overlap(sentences: Sequence[Sentence], fresh: int, rules: PassageRules) -> int:
    start = max(fresh - rules.overlap, 0)
    repeated = sentences[fresh - 1].end - sentences[start].start if start < fresh else 0
    return fresh if repeated > rules.longest_overlap else start


def _join_tail(
    ranges: list[tuple[int, int]], sentences: Sequence[Sentence], rules: PassageRules
) -> list[tuple[int, int]]:
    if len(ranges) > 1:
        (before_first, before_last), (_, last) = ranges[-2:]
        if sentences[last - 1].end - sentences[before_last].start < rules.shortest_tail:
            ranges[-2:] = [(before_first, last)]
    return ranges
