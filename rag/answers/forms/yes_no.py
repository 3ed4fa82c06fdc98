"""네 or 아니요 first, then the evidence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.answers import phrases
from rag.answers.draft import Draft
from rag.answers.evidence import Found
from rag.answers.forms.quoting import quote
from rag.domain import Question

SAID = 0.85  # share of the question's words in the very sentence from which it says just what was asked
_NEGATIVE = re.compile(r"않|못\s?하|못했|없|아니|부인|무산|취소|연기|거부|반대|철회")


def yes_no(draft: Draft, question: Question, chosen: Sequence[Found], found: Sequence[Found]) -> None:
    best = chosen[0]
    differs = bool(_NEGATIVE.search(best.sentence.text)) != bool(_NEGATIVE.search(question.text))
    if best.strict >= SAID and not differs and draft.say(phrases.YES, [draft.cite(best, found)], "verified"):
        draft.short_answer = "네"
    quote(draft, chosen, found)
