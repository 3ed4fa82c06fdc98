"""A summary: three sentences at most, in our own words, none of them a quotation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rag.answers.choosing import REPEATS, overlap
from rag.answers.draft import Draft
from rag.answers.evidence import Found
from rag.answers.forms.quoting import quote, tell
from rag.answers.telling import spoken, told
from rag.domain import Question

MOST = 3
NEAR = 0.55
"""Share of the best sentence's score from which another one belongs to the summary."""


def summarised(draft: Draft, question: Question, chosen: Sequence[Found], found: Sequence[Found]) -> None:
    """The lead of the article that fits best, then what else of it, or of others, says most of what was asked."""
    taken: list[Found] = []
    for one in _worth_telling(chosen, found):
        if len(taken) < MOST and not any(overlap(one, other) >= REPEATS for other in taken):
            taken.append(one)
    for one in sorted(taken, key=_in_time):
        tell(draft, one, found)
    if not draft.sentences:
        quote(draft, chosen[:1], found)


def _worth_telling(chosen: Sequence[Found], found: Sequence[Found]) -> Iterator[Found]:
    """Those that can be told without a quotation: the lead, what was chosen, the next best."""
    best = chosen[0]
    lead = replace(best, sentence=best.view.sentences[0])
    others = [f for f in found if f.score >= NEAR * best.score and not f.missing and f.view is best.view]
    rest = [replace(best, sentence=s) for s in best.view.sentences[1:3]]
    seen: set[tuple[str, int]] = set()
    for one in (lead, *chosen, *others, *rest):
        key = (one.view.stored.id, one.sentence.index)
        if key not in seen and not spoken(one.sentence) and told(one.view, one.sentence):
            seen.add(key)
            yield one


def _in_time(found: Found) -> tuple[float, int]:
    published = found.view.stored.article.published_at
    return (published.timestamp() if published else 0.0, found.sentence.start)
