"""What a sentence gives a value to, of what the question names: `이재민 618명` of `이재민은 618명으로 불어났다`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from rag.answers.evidence import Found
from rag.domain import Keyword, Question

_AMOUNT = re.compile(
    r"(?<![\d.])\d[\d,.]*(?:\s?[만억조천]\s?\d*)*\s?(?:여\s?)?(?:개월|가구|세대|시간|퍼센트|포인트|[가-힣]|%p?|㎞|㎡|㎜)?"
)
_PARTICLE = re.compile(r"(?:은|는|이|가|을|를|도|의|에|만)?\s?(?:한\s?[가-힣]{1,2}에\s)?(?:약|총|모두|무려|최대)?\s?")
_CALENDAR = re.compile(r"[\d.]+(?:년|월|일|시|분)")
"""No value but a time."""
_BECAME = re.compile(
    r"에서\s(?:같은 해\s)?(?P<value>\d[\d,.]*(?:\s?[만억조천]\d*)*\s?(?:[가-힣]{1,2}?|%p?|㎞|㎡|㎜)?)(?:으로|로)\s"
)
"""`5560억원` of `5430억원에서 5560억원으로 늘었다`: what it is now."""
_TOTAL = re.compile(
    r"(?:\s?[가-힣]{2,4})?(?:은|는|이|가)\s[^.]{2,60}?\s(?:등|모두|총)\s(?:모두\s|총\s)?(?P<value>\d[\d,.]*(?:[만억조천]\d*)*[가-힣%㎞]?)(?=[다으로을를이]|\s|$)"
)
_BEFORE = re.compile(r"(?<![\d.,])(?P<value>\d[\d,]*(?:여)?\s?(?:개|곳|명|채|대|건|편|척))\s$")
"""`45개` before 도시."""
_PER = re.compile(r"에\s|당\s|마다\s")
NEAR = 10
"""Letters after a word within which a number is its value."""


class Pair(NamedTuple):
    """`form`: of the question's word; `text`: how it is shown."""

    form: str
    text: str


def pairs_of(question: Question, one: Found) -> list[Pair]:
    """In the order of the sentence. A heading that names what the sentence gives the number of counts as well: `이재민
    1742명` over `대피한 주민은 1742명에 이른다`."""
    found: dict[str, tuple[int, Pair]] = {}
    values: set[str] = set()
    text = one.sentence.text
    headings = [h for h in (one.view.stored.article.title, *one.view.stored.article.subtitles) if h]
    for keyword in question.keywords:
        for at, shown in (*_in(keyword, text, question), *_of_headings(keyword, headings, text, question)):
            value = next(part for part in shown.split() if part[0].isdigit())
            if value not in values and not _CALENDAR.fullmatch(value):
                found[shown] = at, Pair(keyword.form, shown)
                values.add(value)
            break
    return [pair for _, pair in sorted(found.values(), key=lambda p: p[0])]


def _in(keyword: Keyword, text: str, question: Question) -> list[tuple[int, str]]:
    """Where it begins and how it is shown, at the first place where a number stands with it."""
    forms = () if keyword.numeral else tuple(form for form, _ in keyword.forms if re.match(r"[가-힣]{2}", form))
    for form in forms:
        for match in re.finditer(re.escape(form), text):
            at, end = match.span()
            if value := _value_after(text, end, question.text) or _total(text, end):
                return [(at, f"{text[_word_start(text, at) : end]} {value}")]
            before = _BEFORE.search(text[:at])
            if before and before["value"] not in question.text:
                return [(before.start(), f"{before['value']} {form}")]
    return []


def _of_headings(keyword: Keyword, headings: Sequence[str], text: str, question: Question) -> list[tuple[int, str]]:
    for heading in headings:
        for _, shown in _in(keyword, heading, question):
            value = next(part for part in shown.split() if part[0].isdigit())
            if (at := text.find(value)) >= 0 and not text[max(at - 1, 0) : at].isdigit():
                return [(at, shown)]
    return []


def _word_start(text: str, position: int) -> int:
    """Where the word begins that a keyword is the end of: 영업이익 of 이익."""
    return max(text.rfind(mark, 0, position) for mark in " ▲·,(…‘“'\"") + 1


def _value_after(text: str, position: int, question: str) -> str | None:
    """`3만1400원` of `사과가 10개에 3만1400원`: neither what the question says itself, nor a unit that another is given for."""
    for _ in range(2):
        gap = _PARTICLE.match(text, position)
        start = gap.end() if gap else position
        match = _AMOUNT.match(text, start)
        if match is None or start - position > NEAR:
            return None
        value = re.sub(r"[은는이가을를에로의와과도]$", "", match.group().strip(" ,."))
        position = start + len(value)
        if value not in question and not _PER.match(text, position):
            became = _BECAME.match(text, position)
            value = became["value"] if became else value
            return None if value[-1].isdigit() else value
    return None


def _total(text: str, position: int) -> str | None:
    """`214채` of `주택 침수는 다솜군 158채, 마루구 56채 등 모두 214채다`."""
    match = _TOTAL.match(text, position)
    return match["value"] if match else None


def is_subject(keyword: Keyword, text: str) -> bool:
    """Whether the sentence speaks of it: `정거장은 20곳이다`, not `9.8㎞에 정거장 12곳이다`."""
    return any(re.search(rf"{re.escape(form)}(?:은|는|이|가|도)\s", text) for form, _ in keyword.forms)
