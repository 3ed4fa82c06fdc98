"""The answer without a language model: the short answer first, then the sentences that carry it, quoted and cited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rag.answers.choosing import SURE, SURE_ENOUGH, VALUES, likeliest, select
from rag.answers.confidence import confidence
from rag.answers.draft import Draft
from rag.answers.events import events_of, without_names_of_others
from rag.answers.evidence import Found
from rag.answers.forms import form_of
from rag.answers.forms.correction import correct
from rag.answers.partial import missing_parts, unknown
from rag.answers.siding import without_other_sides
from rag.answers.verify import Check
from rag.domain import Kind, Question, Status


def corrected(question: Question, found: Sequence[Found], check: Check) -> Draft | None:
    """What puts right, or refuses, a question that takes something for granted that is wrong; None where it takes nothing."""
    draft = Draft(check)
    return _ended(draft) if correct(draft, question, found) else None


def extract(question: Question, found: Sequence[Found], check: Check, *, trusting: bool = False) -> Draft:
    """Draft an answer to a question that takes nothing wrong for granted, or one that abstains: no sentence and no citation.
    `check` passes every sentence.

    `trusting`: the evidence is known to hold the answer, so that the likeliest sentence is it, however unsure.
    """
    draft = Draft(check)
    if question.kind is Kind.COMPARE:
        found = without_other_sides(question, found)
    elif question.kind is Kind.TIMELINE:
        found = without_names_of_others(question, found)
    best = likeliest(question, found, trusting=trusting)
    draft.confidence = _sureness(question, found, best)
    if best is not None and (trusting or draft.confidence >= SURE_ENOUGH):
        best = _lifted(best) if trusting else best
        several = question.kind is Kind.TIMELINE
        chosen = events_of(question, best, found) if several else select(question, best, found)
        form_of(question.kind)(draft, question, chosen, found)
        _tell_what_is_missing(draft, question, chosen, found)
    return _ended(draft)


def _sureness(question: Question, found: Sequence[Found], best: Found | None) -> float:
    """Of what no sentence may answer half of what the best would have, and so never enough."""
    if best is not None:
        return confidence(question, found, best)
    return min(confidence(question, found, found[0]), 0.99) / 2 if found else 0.0


def _lifted(best: Found) -> Found:
    """The evidence with its likeliest span as the answer, be it of another kind than was thought to be asked for."""
    if not best.candidates or best.candidates[0].score >= SURE:
        return best
    first, *others = best.candidates
    return replace(best, candidates=(replace(first, score=SURE), *others))


def _tell_what_is_missing(draft: Draft, question: Question, chosen: Sequence[Found], found: Sequence[Found]) -> None:
    parts = missing_parts(question, chosen) if draft.sentences and question.kind in VALUES else []
    if parts and draft.say(unknown(parts), [draft.cite(chosen[0], found)], "verified"):
        draft.status = Status.PARTIAL


def _ended(draft: Draft) -> Draft:
    if draft.sentences:
        return draft
    # At one half and above a premise was refused, or nothing that was found could be said.
    unsure = draft.confidence if draft.confidence < SURE_ENOUGH else 0.0
    return Draft(draft.check, Status.ABSTAINED, confidence=unsure, refused=draft.refused)
