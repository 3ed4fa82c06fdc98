"""A comparison: a line for each thing compared, its values first, with a citation of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.answers import phrases
from rag.answers.draft import Draft
from rag.answers.evidence import Found
from rag.answers.forms.outlook import reported
from rag.answers.forms.quoting import quotation, quote
from rag.answers.pairing import pairs_of
from rag.answers.siding import ASKS_SAID, by_report, by_side
from rag.answers.telling import told
from rag.domain import Keyword, Question

_AMOUNTS = re.compile(r"각각\s?(?:몇|얼마)")
"""`지지율은 각각 몇 퍼센트인가요?`"""


def compared(draft: Draft, question: Question, chosen: Sequence[Found], found: Sequence[Found]) -> None:
    """`- 2025년 8월 27일(표본일보): 이재민 618명. 이재민은 618명으로 불어났습니다.`

    Where the question names the things that it compares, a line or more for each of them, in its order.
    """
    values: list[str] = []
    lines = _of_sides(question, found) or _of_reports(question, by_report(question, chosen, found))
    if _AMOUNTS.search(question.text) and not any(_paired(question, one) for _, one in lines):
        return  # nobody gives what is asked of each
    for label, one in lines:
        paired = _paired(question, one)
        if _say(draft, label, paired, one, found) and paired:
            values.append(f"{label} {', '.join(paired)}")
    if len(values) > 1:
        draft.short_answer = " / ".join(values)
    if not draft.sentences:
        quote(draft, chosen[:1], found)


def _of_sides(question: Question, found: Sequence[Found]) -> list[tuple[str, Found]]:
    """A sentence that tells of both is one line, of neither alone."""
    told = [(of.side, one) for of in by_side(question, found) for one in of.found]
    every = [one for _, one in told]
    lines: dict[tuple[str, int], tuple[str, Found]] = {}
    for side, one in told:
        key = (one.view.stored.id, one.sentence.index)
        shared = key in lines
        name = "" if side.days or shared else side.text
        lines[key] = (_label(question, one, every, name), one)
    return list(lines.values())


def _of_reports(question: Question, chosen: Sequence[Found]) -> list[tuple[str, Found]]:
    """A line a sentence, in the order of the reports; those with values where there are several."""
    ordered = sorted(chosen, key=_in_time)
    valued = [one for one in ordered if pairs_of(question, one)]
    return [(_label(question, one, chosen), one) for one in (valued if len(valued) > 1 else ordered)]


def _paired(question: Question, one: Found) -> list[str]:
    """Its values of what is asked; of what it only mentions where somebody's words are asked for, none."""
    return [] if ASKS_SAID.search(question.text) else [pair.text for pair in pairs_of(question, one)]


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


def _label(question: Question, one: Found, chosen: Sequence[Found], name: str = "") -> str:
    """What tells it from the others: the name that the question gives it or that only it has, else when and by whom it was
    reported."""
    if name:
        return name
    others = [other for other in chosen if other is not one]
    names = [k for k in question.keywords if k.proper and not k.numeral and not k.carried]
    mine = [k.form for k in names if _in(k, one) and not any(_in(k, other) for other in others)]
    if len(mine) == 1 and len({o.view.stored.id for o in chosen}) == 1:
        return mine[0]
    publisher = one.view.stored.article.publisher or phrases.NO_PUBLISHER
    return f"{reported(one) or phrases.NO_DATE}({publisher})"


def _in(keyword: Keyword, one: Found) -> bool:
    return any(form in one.sentence.solid for form, _ in keyword.forms)


def _in_time(found: Found) -> tuple[bool, float, int]:
    published = found.view.stored.article.published_at
    return (published is None, published.timestamp() if published else 0.0, found.sentence.start)
