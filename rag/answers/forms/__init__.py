"""How an answer of each kind is put into words: one form a kind, each fills a draft from the chosen evidence.

A form may only `say` what its citations carry; a draft that nothing was said in abstains.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from rag.answers.draft import Draft
from rag.answers.evidence import Found
from rag.answers.forms.article import article_info
from rag.answers.forms.comparison import compared
from rag.answers.forms.lists import itemised
from rag.answers.forms.overviews import summarised
from rag.answers.forms.reasons import reasoned
from rag.answers.forms.timeline import in_order
from rag.answers.forms.values import value_first
from rag.answers.forms.yes_no import yes_no
from rag.domain import Kind, Question

Form = Callable[[Draft, Question, Sequence[Found], Sequence[Found]], None]
"""(draft, question, chosen evidence with the best first, all that was found)."""

FORMS: Mapping[Kind, Form] = {
    Kind.WHO: value_first,
    Kind.WHEN: value_first,
    Kind.WHERE: value_first,
    Kind.HOW_MANY: value_first,
    Kind.WHAT: value_first,
    Kind.WHY: reasoned,
    Kind.HOW: reasoned,
    Kind.LIST: itemised,
    Kind.YES_NO: yes_no,
    Kind.TIMELINE: in_order,
    Kind.COMPARE: compared,
    Kind.SUMMARY: summarised,
    Kind.ARTICLE: article_info,
}


def form_of(kind: Kind) -> Form:
    return FORMS[kind]
