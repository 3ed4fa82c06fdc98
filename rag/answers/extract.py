"""The answer without a language model: the short answer first, then the sentences that carry it, quoted and cited."""

from __future__ import annotations

from collections.abc import Sequence

from rag.answers.choosing import best_of, select
from rag.answers.draft import Draft
from rag.answers.evidence import Found
from rag.answers.forms import form_of
from rag.answers.forms.correction import correct
from rag.answers.verify import Check
from rag.domain import Question, Status


def extract(question: Question, found: Sequence[Found], check: Check) -> Draft:
    """Draft an answer, or one that abstains: no sentence and no citation. `check` passes every sentence."""
    draft = Draft(check)
    if not correct(draft, question, found) and (best := best_of(question, found)) is not None:
        form_of(question.kind)(draft, question, select(question, best, found), found)
    return draft if draft.sentences else Draft(check, Status.ABSTAINED, refused=draft.refused)
