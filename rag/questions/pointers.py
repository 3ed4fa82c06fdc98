"""Words that point back (그 사람, 거기, 그때, 그건, 그 협약) and what stands in their place. A table; the examples are the tests."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from rag.domain import Kind
from rag.korean.dates import find
from rag.korean.nouns import kind_of_noun
from rag.korean.particles import PAIRS, attach
from rag.questions.conversation import Exchange, day_text, holder_of, moments, people, places, things, topic_of
from rag.questions.replies import answered_thing, chosen_thing

_JOSA = (
    r"(?P<josa>에서는|에서도|에서|에는|에도|에게|한테|으로|이랑|은|는|이|가|을|를|에|의|도|만|와|과|랑|로|부터|까지)?"
)
_END = r"(?=[\s?!.,]|$)"
_PAIR_OF = {form: pair for pair, forms in PAIRS.items() for form in forms}
_STEM = re.compile(r"(?:에서는|에서도|에서|에는|에도|에|는|은|의|도|부터|까지)$")
_FIRM = frozenset({"에서는", "에서도", "에서", "에는", "에도", "에게", "한테", "에", "의", "도", "만", "부터", "까지"})


class Pointer(NamedTuple):
    wants: str
    """person, pair, moment, place, inside, thing, among, or named (그 + a noun)."""
    pattern: re.Pattern[str]
    example: str


def _row(wants: str, pattern: str, example: str) -> Pointer:
    return Pointer(wants, re.compile(rf"(?<![가-힣]){pattern}"), example)


TABLE: tuple[Pointer, ...] = (
    _row(
        "moment",
        rf"(?:그\s?때|그\s?날|그\s?해|그\s?달|그\s?당시|그\s?무렵){_JOSA}{_END}",
        "그때 참가자는 몇 명이었나요?",
    ),
    _row("moment", rf"(?<!\S )(?<!\S)당시(?P<josa>에는|에|는|의)?{_END}", "당시 참가자는 몇 명이었나요?"),
    _row(
        "pair",
        rf"(?<!\S )(?<!\S)(?:그|이)?\s?두\s(?:사람|분|인물|정상|의원|시장|지사|후보|대표){_JOSA}{_END}",
        "두 사람은 어디서 만났나요?",
    ),
    _row("among", r"(?:그|이)\s?(?:중|가운데)(?:에서는|에서|에는|에|서)?" + _END, "그중에서 끝난 건 뭐예요?"),
    _row("person", rf"(?:그|이|저)\s?(?:사람|분|양반|친구){_JOSA}{_END}", "그분은 원래 무슨 일을 하던 분이에요?"),
    _row("person", r"그(?:녀|이)?(?P<josa>는|가|의|를|에게|도|와|랑)" + _END, "그는 예전에 어떤 일을 했나요?"),
    _row("inside", rf"(?:그|이|여기|거기)\s?(?:안|속){_JOSA}{_END}", "그 안에 정년 연장도 들어 있나요?"),
    _row("place", rf"거기(?P<here>서는?|선){_END}", "거기서 무엇을 만드나요?"),
    _row("place", rf"(?:거기|그\s?곳|그\s?데){_JOSA}{_END}", "거기에 누가 있나요?"),
    _row("place", rf"거긴(?P<josa>){_END}", "거긴 몇 시에 여나요?"),
    _row("thing", r"(?:그|이)(?P<short>건|게|걸)" + _END, "그건 왜 멈췄나요?"),
    _row("thing", rf"(?:그|이)[것거]{_JOSA}{_END}", "그것은 얼마인가요?"),
    _row("named", rf"(?:그|해당|이)\s(?P<noun>[가-힣A-Za-z0-9]{{1,8}}?){_JOSA}{_END}", "그 협약에는 무엇이 있나요?"),
)
_SHORT = {"건": "은/는", "게": "이/가", "걸": "을/를"}
_EVENT = re.compile(
    r"(?:총회|회의|회담|축제|행사|대회|경기|공연|박람회|전시회|음악회|기공식|개막식|[가-힣]식|시즌|협약|합의)$"
)
"""Whatever takes place somewhere: `거기에 몇 명이 오나요?` means the event."""
_HOLDS = re.compile(r"(?:[관장원실]|센터|공원|학교|병원|계획|법|조례|보고서|책|목록|합의문|협약|안|[시군구도]|공장)$")
_ARTICLES = re.compile(r"(?:기사|보도|소식|뉴스|얘기|이야기|내용|발표|결정)$")
_HYPERNYMS = frozenset(
    "행사 사건 일 건 사고 사업 자리 문제 계획 안건 것 조치 제도 시설 건물 회사 기업 업체 기관 단체 도시 나라 지역 학교 대학 곳".split()
)
_PLACES = frozenset("도시 나라 지역 곳 동네 마을 학교 건물 시설".split())
_DISTRICTS = frozenset("군 시 구 도 읍 면 동 섬 역".split())
_THIS = frozenset("사람 분 기사 행사 회의 일 사건 회사 도시 사업 협약 축제 법 책".split())
"""Nouns after 이 that point back: `이 사람`; other uses of 이 are left alone."""


def pointing(text: str) -> bool:
    """Whether the text points back at something."""
    return _first(text) is not None


def _first(text: str) -> tuple[Pointer, re.Match[str]] | None:
    for row in TABLE:
        if match := row.pattern.search(text):
            if row.wants == "named" and (match.group().startswith("이") and match.group("noun") not in _THIS):
                continue
            return row, match
    return None


_RELATIVE = re.compile(
    r"(?<![가-힣])(?:같은\s?날|이듬해|이튿날|(?:그\s?)?(?:전날|다음\s?날)|그\s?전해)(?=에|은|는|의|[\s?!.,]|$)"
)
"""Days counted from one that was spoken of."""


def dated(text: str, exchanges: Sequence[Exchange]) -> tuple[str, str]:
    """The text with `이듬해` as the year it means, and that year; as it is where no day was spoken of."""
    match = _RELATIVE.search(text)
    moment = next(moments(exchanges), None)
    if match is None or moment is None or moment.start is None:
        return text, ""
    anchor = moment.start.date() if isinstance(moment.start, datetime) else moment.start
    found = [e for e in find(match.group(), None, anchor=anchor) if e.dated]
    if not found:
        return text, ""
    day = day_text(found[0])
    bare = text[match.end() :].startswith(" ")
    return f"{text[: match.start()]}{day}{'에' if bare else ''}{text[match.end() :]}", day


class Resolved(NamedTuple):
    text: str
    """The question with what it points at written out."""
    inserted: tuple[str, ...]
    moment: str
    """The day that was pointed at; empty where none was."""
    whole: bool
    """Whether what the question is about is now in it; a day alone is not."""


def resolve(text: str, exchanges: Sequence[Exchange]) -> Resolved:
    """Write out what the text points at, as far as the conversation tells."""
    inserted: list[str] = []
    whole, moment = False, ""
    for _ in range(3):
        if (found := _first(text)) is None:
            break
        row, match = found
        phrase = _antecedent(row.wants, match, exchanges)
        if not phrase and row.wants == "moment" and _first(text[match.end() :]):
            text = f"{text[: match.start()]}{text[match.end() :].lstrip()}"  # no day was spoken of: the rest may still point
            continue
        if not phrase:
            break
        written = phrase + _particle(row, match, phrase)
        text = f"{text[: match.start()]}{written}{text[match.end() :]}"
        inserted.append(phrase)
        whole = whole or row.wants != "moment"
        moment = moment or (phrase if row.wants == "moment" else "")
        if pointing(written):
            break
    return Resolved(text, tuple(inserted), moment, whole)


def _particle(row: Pointer, match: re.Match[str], phrase: str) -> str:
    groups = match.groupdict()
    if row.wants == "among":
        return " 가운데"
    if short := groups.get("short"):
        return attach(phrase, _SHORT[short])[len(phrase) :]
    josa = groups.get("josa") or ""
    if row.wants == "place" and match.group().startswith("거긴"):
        return attach(phrase, "은/는")[len(phrase) :]
    if here := groups.get("here"):
        return "에서" if here == "서" else "에서는"
    if row.wants == "thing" and not josa:
        return attach(phrase, "은/는")[len(phrase) :]
    if row.wants == "place" and not josa:
        return "에"
    if row.wants == "moment" and not josa:
        return {"해": "", "달": ""}.get(match.group()[-1], " 당시" if match.group()[-1] in "때시렵" else "에")
    if josa in _FIRM or not josa:
        return josa
    return attach(phrase, _PAIR_OF[josa])[len(phrase) :] if josa in _PAIR_OF else josa


def _antecedent(wants: str, match: re.Match[str], exchanges: Sequence[Exchange]) -> str:
    last = exchanges[-1].question
    topic = topic_of(last)
    if wants == "person":
        return next(people(exchanges), "")
    if wants == "pair":
        both = list(dict.fromkeys(people(exchanges)))[:2]
        return attach(both[0], "과/와") + f" {both[1]}" if len(both) == 2 else ""
    if wants == "moment":
        precision = {"해": "year", "달": "month"}.get(_STEM.sub("", match.group()).rstrip()[-1:], "day")
        return next((day_text(moment, precision) for moment in moments(exchanges)), "")
    if wants == "place":
        return _place(exchanges, topic)
    if wants == "among":
        return _counted(exchanges[-1], topic)
    if wants == "inside":
        return answered_thing(exchanges[-1]) or topic
    if wants == "named":
        return _named(match.group("noun"), exchanges, topic)
    return topic


def _place(exchanges: Sequence[Exchange], topic: str) -> str:
    """Where an answer said it was, if that was asked; else what the question was about, where something can be at it or in
    it (a museum, an agreement); else a place that was named."""
    if topic and (chosen := chosen_thing(exchanges[-1])) and chosen not in _HYPERNYMS:
        return chosen
    where = re.search(r"어디|장소|곳", exchanges[-1].question.text) is not None
    named = next(places(exchanges[-1:]), "")
    person = kind_of_noun(topic.split()[-1]) is Kind.WHO if topic else False
    if topic and not person and (_EVENT.search(topic) or (_HOLDS.search(topic) and not where)):
        return topic
    return named or topic


def _counted(exchange: Exchange, topic: str) -> str:
    """`과제가 몇 개`: those that were counted."""
    counted = re.search(r"([가-힣]+)(?:이|가|은|는)\s(?:모두\s|총\s)?몇\s", exchange.question.text)
    noun = counted.group(1) if counted else ""
    return f"{topic} {noun}".strip() if noun and not topic.endswith(noun) else topic


def _named(noun: str, exchanges: Sequence[Exchange], topic: str) -> str:
    """`그 시장` is a person, `그 협약` what ends so, `그 행사` the topic; what is only counted or said there stays a noun."""
    if kind_of_noun(noun) is Kind.WHO:
        found = list(people(exchanges))
        return next((name for name in found if name.endswith(noun)), found[0] if found else "")
    if _ARTICLES.search(noun):
        return f"{topic} {noun}" if topic else ""
    if topic and (chosen := chosen_thing(exchanges[-1], noun)):
        return chosen
    if (noun in _PLACES or noun in _DISTRICTS) and (place := _place(exchanges, "")):
        return place
    if topic.endswith(noun):
        return topic
    if same := next(things(exchanges, noun), ""):
        return same
    if noun in _HYPERNYMS:
        return topic
    return f"{holder_of(topic, exchanges[-1].question)} {noun}" if topic else ""
