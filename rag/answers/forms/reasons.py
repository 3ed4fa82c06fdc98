"""Why and how: the clause that gives it, then one or two sentences, as their speaker said them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.answers.coreference import outside_quotations
from rag.answers.draft import Draft
from rag.answers.evidence import Found
from rag.answers.forms.outlook import close
from rag.answers.forms.quoting import quote, tell
from rag.answers.reading import SentenceView
from rag.domain import Kind, Question

MOST = 2
LONGEST_CLAUSE = 120
_CLAUSES = tuple(
    re.compile(pattern)
    for pattern in (
        r".{4,}?(?:기\s?때문|(?:탓|덕|덕분|영향|까닭)(?=이다|이라|이었|에서|으로|이며|이고|에[\s,]|$))",
        r".{4,}?(?:을|를|기) 위해(?=서?[\s,])",
        r".{4,}?(?:이?기에|느라|므로|니까|에 따라|(?:으)?면서|(?:어|아|여)서)(?=[\s,])",
    )
)
"""The surest mark first: `공사비가 늘었기 때문`, `등하굣길을 줄이기 위해`, `국비 비율이 높아지면서`."""
_MARKS = re.compile(r"[“”\"«»]")
_LEANS_BACK = re.compile(r"^(?:이 때문에|이에 따라|이 밖에|그래서|따라서|이로 인해|이로써|이런 이유로|이에 대한)")
_CONSEQUENCE = re.compile(r"^(?:이는|이에 따라|이 때문에|때문에|그래서|이로 인해|이로써|따라서|그 결과)[,\s]")
_ONLY_REASON = re.compile(r"(?:때문|덕|덕분|탓|이유에서|까닭)이다\.?$")


def reasoned(draft: Draft, question: Question, chosen: Sequence[Found], found: Sequence[Found]) -> None:
    """`가람시는 석축을 비켜 가느라 공사비가 늘었기 때문이라고 2026년 10월 20일 밝혔습니다.`"""
    best = chosen[0]
    told = [one for one in _with_neighbours(best) if tell(draft, one, found)]
    if not any(one is best for one in told):
        quote(draft, chosen[:1], found)
    if question.kind is Kind.WHY and draft.sentences:
        draft.short_answer = reason_of(best.sentence)
    for other in chosen[1:]:
        if len(draft.sentences) < MOST and not tell(draft, other, found):
            quote(draft, [other], found)
    close(draft, question, chosen, found)


def _with_neighbours(best: Found) -> list[Found]:
    """With the sentence before it, where it only gives the reason for that, or with the one that follows from it."""
    sentences, index = best.view.sentences, best.sentence.index
    if index and _leans_back(best.sentence):
        return [replace(best, sentence=sentences[index - 1]), best]
    if index + 1 < len(sentences) and _CONSEQUENCE.match(sentences[index + 1].text):
        return [best, replace(best, sentence=sentences[index + 1])]
    return [best]


def _leans_back(sentence: SentenceView) -> bool:
    if _LEANS_BACK.match(sentence.text):
        return True
    return bool(_ONLY_REASON.search(sentence.text)) and _topic_end(sentence) == 0


def reason_of(sentence: SentenceView) -> str | None:
    """The clause of a sentence that gives a reason, without its topic, be it inside a quotation; None where none is marked."""
    parts = _MARKS.split(sentence.text[_topic_end(sentence) :])
    for pattern in _CLAUSES:
        for part in parts:
            if (match := pattern.search(part)) and len(clause := match.group().strip(" ,")) <= LONGEST_CLAUSE:
                return clause
    return None


def _topic_end(sentence: SentenceView) -> int:
    """Where the topic of the sentence ends (`가람시는 `): after the first 은 or 는 outside of quotations."""
    bare = outside_quotations(sentence.text)
    for token in sentence.tokens:
        end = token.end - sentence.start
        if token.tag == "JX" and token.form in ("은", "는") and bare[end : end + 1] == " " and end < len(bare) // 2:
            return end + 1
    return 0
