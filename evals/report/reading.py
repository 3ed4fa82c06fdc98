"""A sample as the page shows it: how much of it, and what of it is marked as gold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evals.record import Ranked, Sample
from evals.report.figures import kinds_of

LEVELS = ((300, 10, 180), (900, 6, 110), (1_800, 4, 70))
"""Failures up to this number → ranked articles of each, and characters of their quotes: the page stays below 5 MB."""
LEAST = (3, 40)


@dataclass(frozen=True, slots=True)
class Place:
    """A ranked article; `rank` counts from 1."""

    rank: int
    article: Ranked
    quote: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A sample with what is worked out for the page."""

    sample: Sample
    kinds: tuple[str, ...]
    places: tuple[Place, ...]
    """The first ranked articles, and relevant ones further down."""
    found_at: int | None
    """The rank of the first relevant article."""
    answers: re.Pattern[str] | None
    """Finds the right answers."""
    golds: re.Pattern[str] | None
    """Finds the right answers, and the sentences that bear them out."""


def readings(samples: Sequence[Sample]) -> list[Reading]:
    """By category, then as they ran. The more there are, the shorter each."""
    ordered = sorted(samples, key=lambda sample: sample.category)
    many = next(((most, length) for limit, most, length in LEVELS if len(samples) <= limit), LEAST)
    return [_reading(sample, *many) for sample in ordered]


def _reading(sample: Sample, most: int, length: int) -> Reading:
    places = [
        Place(rank, article, shortened(article.quote, length))
        for rank, article in enumerate(sample.ranked, 1)
        if rank <= most or article.relevant
    ]
    found_at = next((place.rank for place in places if place.article.relevant), None)
    return Reading(
        sample=sample,
        kinds=tuple(dict.fromkeys(kinds_of(sample))),
        places=tuple(places),
        found_at=found_at,
        answers=pattern(sample.gold),
        golds=pattern((*sample.gold, *(quote.quote for quote in sample.gold_evidence))),
    )


def shortened(text: str, length: int) -> str:
    """At most `length` characters, cut at a space where one is near."""
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    space = cut.rfind(" ")
    return (cut[:space] if space > length * 0.7 else cut).rstrip() + "…"


def pattern(texts: Iterable[str]) -> re.Pattern[str] | None:
    """Finds any of the texts, the longest first; None where there is none."""
    wanted = sorted({text.strip() for text in texts if text.strip()}, key=lambda text: (-len(text), text))
    return re.compile("|".join(map(_guarded, wanted)), re.IGNORECASE) if wanted else None


def _guarded(text: str) -> str:
    """A number is not found inside another number."""
    head = r"(?<![\d.,])" if text[0].isdigit() else ""
    tail = r"(?!\d|[.,]\d)" if text[-1].isdigit() else ""
    return head + re.escape(text) + tail


def pieces(text: str, golds: re.Pattern[str] | None) -> list[tuple[str, bool]]:
    """The text in runs, each with whether it is gold."""
    if golds is None:
        return [(text, False)]
    found: list[tuple[str, bool]] = []
    end = 0
    for match in golds.finditer(text):
        found += [(text[end : match.start()], False), (match.group(), True)]
        end = match.end()
    found.append((text[end:], False))
    return [piece for piece in found if piece[0]]
