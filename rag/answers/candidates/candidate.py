"""A span of a sentence that may be the answer."""

from __future__ import annotations

from dataclasses import dataclass

FITS, OTHERS = 0.6, 0.5
"""The score from which a span is of the kind asked for, and what the others reach at most."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """`text` as it would be printed; `start`/`end` in the sentence; `score` 0..1 that it is what was asked for."""

    text: str
    start: int
    end: int
    score: float
    resolved: bool = True
    """False for a date that the article does not let us complete."""
    told: bool = True
    """False for what only shows that the sentence holds something of the kind, and says too little by itself: an office without
    its holder, a year where a day is asked for."""
