"""A comparison: a line for each thing compared, its values first, with a citation of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.answers import phrases
from rag.answers.draft import Draft
from rag.answers.evidence import Found
from rag.answers.forms.outlook import reported
from rag.answers.forms.quoting import quotation, quote
from rag.answers.telling import told
from rag.domain import Keyword, Question

_AMOUNT = re.compile(
    r"(?<![\d.])\d[\d,.]*(?:\s?[만억조천]\s?\d*)*\s?(?:여\s?)?(?:개월|가구|세대|시간|퍼센트|포인트|[가-힣]|%p?|㎞|㎡|㎜)?"
)
_PARTICLE = re.compile(r"(?:은|는|이|가|을|를|도|의|에|만)?\s?(?:약|총|모두|무려|최대)?\s?")
NEAR = 10
"""Letters after a word within which a number is its value."""


def compared(draft: Draft, question: Question, chosen: Sequence[Found], found: Sequence[Found]) -> None:
    """`- 2025년 8월 27일(표본일보): 이재민 618명. 이재민은 618명으로 불어났습니다.`"""
    values: list[str] = []
    rows = [(one, _values(question, one)) for one in sorted(chosen, key=_in_time)]
    valued = [row for row in rows if row[1]]
    for one, paired in valued if len(valued) > 1 else rows:
        label = _label(question, one, chosen)
        if _say(draft, label, paired, one, found) and paired:
            values.append(f"{label} {', '.join(paired)}")
    if len(values) > 1:
        draft.short_answer = " / ".join(values)
    if not draft.sentences:
        quote(draft, chosen[:1], found)


def _say(draft: Draft, label: str, paired: Sequence[str], one: Found, found: Sequence[Found]) -> bool:
    facts = [label, *filter(None, [reported(one)])]
    published = one.view.stored.article.published_at
    made = told(one.view, one.sentence, said=published.date() if published else None)
    first = f"{', '.join(paired)}. " if paired else ""
    if made:
        for opening in dict.fromkeys((first, "")):
            text = f"{phrases.LINE}{label}: {opening}{made.text}"
            if draft.say(text, [draft.cite(one, found)], "verified", [*facts, *made.facts]):
                return bool(opening)
    draft.say(f"{phrases.LINE}{label}: {quotation(one)}", [draft.cite(one, found)], "quoted", facts)
    return False


def _label(question: Question, one: Found, chosen: Sequence[Found]) -> str:
    """What tells it from the others: the name that only it has, else when and by whom it was reported."""
    others = [other for other in chosen if other is not one]
    names = [k for k in question.keywords if k.proper and not k.numeral and not k.carried]
    mine = [k.form for k in names if _in(k, one) and not any(_in(k, other) for other in others)]
    if len(mine) == 1 and len({o.view.stored.id for o in chosen}) == 1:
        return mine[0]
    publisher = one.view.stored.article.publisher or phrases.NO_PUBLISHER
    return f"{reported(one) or phrases.NO_DATE}({publisher})"


def _in(keyword: Keyword, one: Found) -> bool:
    return any(form in one.sentence.solid for form, _ in keyword.forms)


def _values(question: Question, one: Found) -> list[str]:
    """`이재민 618명` for each word of the question that a number follows."""
    found: dict[str, int] = {}
    text = one.sentence.text
    for keyword in question.keywords:
        for form, _ in keyword.forms:
            at = text.find(form)
            if keyword.numeral or at < 0 or not re.match(r"[가-힣]{2}", form):
                continue
            if value := _value_after(text, at + len(form)):
                found.setdefault(f"{text[_word_start(text, at) : at + len(form)]} {value}", at)
                break
    return sorted(found, key=lambda pair: found[pair])


def _word_start(text: str, position: int) -> int:
    """Where the word begins that a keyword is the end of: 영업이익 of 이익."""
    return max(text.rfind(mark, 0, position) for mark in " ▲·,(‘“'\"") + 1


def _value_after(text: str, position: int) -> str | None:
    gap = _PARTICLE.match(text, position)
    start = gap.end() if gap else position
    match = _AMOUNT.match(text, start)
    if match is None or start - position > NEAR:
        return None
    value = re.sub(r"[은는이가을를에로의와과도]$", "", match.group().strip(" ,."))
    return value if not value[-1].isdigit() else None


def _in_time(found: Found) -> tuple[bool, float, int]:
    published = found.view.stored.article.published_at
    return (published is None, published.timestamp() if published else 0.0, found.sentence.start)
