"""What a question takes for granted, compared with the sentences that would answer it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from rag.answers.evidence import Found
from rag.answers.premises.comparison import Comparison, FalsePremise
from rag.answers.premises.days import wrong_days
from rag.answers.premises.deeds import wrong_deeds
from rag.answers.premises.enumerations import wrong_counts
from rag.answers.premises.names import wrong_names
from rag.answers.premises.numbers import wrong_numbers
from rag.answers.premises.offices import wrong_offices
from rag.answers.premises.outcomes import wrong_outcomes
from rag.answers.premises.pairs import wrong_pairs
from rag.answers.premises.parties import wrong_parties
from rag.answers.premises.strangers import wrong_people
from rag.domain import Question

__all__ = ["FalsePremise", "premise"]

SLOTS: tuple[Callable[[Comparison], Iterator[FalsePremise]], ...] = (
    wrong_numbers,
    wrong_counts,
    wrong_names,
    wrong_offices,
    wrong_outcomes,
    wrong_deeds,
    wrong_pairs,
    wrong_people,
    wrong_parties,
    wrong_days,
)


def premise(question: Question, found: Sequence[Found]) -> FalsePremise | None:
    """The one thing that the question takes for granted and the articles on it have otherwise; None where all is right.

    Where two things are wrong the articles are rather about something else: nothing is corrected, and nothing answered.
    """
    if not found or not (question.tokens or question.text.isascii()):
        return None
    comparison = Comparison(question, found)
    wrong: list[FalsePremise] = []
    for one in (w for slot in SLOTS for w in slot(comparison)):
        wrong = _with(one, wrong)
    if not wrong:
        return None
    if len(wrong) > 1 and sum(w.printed is not None for w in wrong) == 1:
        wrong = [w for w in wrong if w.printed]
    [first, *rest] = wrong
    return FalsePremise(first.slot, first.claimed, None, first.found) if rest else first


def _with(one: FalsePremise, wrong: list[FalsePremise]) -> list[FalsePremise]:
    """Of two that say the same wrong thing (`10개 과제`, `10개`) the first stays, unless only the other knows better."""
    same = next((w for w in wrong if one.claimed in w.claimed or w.claimed in one.claimed), None)
    if same is None:
        return [*wrong, one]
    return [one if w is same and same.printed is None else w for w in wrong]
