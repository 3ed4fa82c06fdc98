"""People in a sentence: names with their offices, and spans that look like a person."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.answers.reading import SentenceView
from rag.domain import Token
from rag.korean.names import OFFICES
from rag.korean.terms import FIRST_WORD, VOCABULARY

TITLES = "|".join(sorted(OFFICES, key=len, reverse=True))
_BODY = r"[가-힣A-Za-z0-9·]{1,14}"
_NAME = r"(?:[가-힣]{2,4}|[가-힣]{1,2} [가-힣]{1,3})"
_PERSON = re.compile(
    rf"(?P<name>{_NAME})(?:\([^)]{{1,40}}\))?\s?"
    rf"(?P<office>(?:(?:전|현|신임|새)\s)?(?:{_BODY}\s){{0,2}}?[가-힣]{{0,8}}?(?:{TITLES}))(?:\([^)]{{1,30}}\))?(?![가-힣]{{3}})"
)
_MARKETEER = re.compile(
    rf"(?P<name>{_NAME})(?:\([^)]{{1,40}}\))?\s(?P<office>[가-힣]{{1,10}}시장\s[가-힣]{{0,8}}(?:{TITLES}))(?![가-힣]{{3}})"
)
"""`금보리 징검다리시장 상인회장`: a market, and no mayor."""
_REVERSED = re.compile(rf"(?P<office>[가-힣]{{0,8}}(?:{TITLES}))\s(?P<name>[가-힣]{{3,4}})(?=[은는이가을를과와의\s,(])")
OFFICE = re.compile(TITLES)
_AGED = re.compile(r"(?P<name>[가-힣]{2,4})\s?\(\d{1,3}(?:세|살)?[,)]")
_BODY_END = re.compile(
    r"(?:시|도|군|구|읍|면|당|회|사|부|청|처|국|원|단|대|관|센터|학교|병원|그룹|전자|위원회|협회|연맹|은행|공사|건설|모빌리티|바이오)$"
)
_COMMON = frozenset({"NNG", "NNB", "NR", "SN", "NP"})


def people(sentence: SentenceView) -> tuple[tuple[int, int, int, int], ...]:
    """Start and end of each person, then of the name alone; remembered with the sentence."""
    known: tuple[tuple[int, int, int, int], ...] | None = sentence.__dict__.get("_people")
    if known is None:
        found = {m.start("name"): (*m.span(), *m.span("name")) for m in named(sentence)}
        for match in _AGED.finditer(sentence.text):
            found.setdefault(match.start("name"), (*match.span("name"), *match.span("name")))
        known = sentence.__dict__["_people"] = tuple(found.values())
    return known


def like_person(sentence: SentenceView, start: int, end: int) -> bool:
    """A person with or without the office, or what may be a name: a proper noun or an unknown word that is no body."""
    if any(begin <= start < finish and end <= finish for begin, finish, *_ in people(sentence)):
        return True
    text = sentence.text[start:end]
    inside = [t for t in sentence.tokens if start <= t.start - sentence.start and t.end - sentence.start <= end]
    if not inside or any(c.isdigit() for c in text) or _BODY_END.search(text):
        return False
    if _PLACE.search(text) and OFFICE.search(text) is None:
        return (
            len(text) <= 3
            and inside[0].tag == "NNP"
            and len(inside) == 1
            and not text.endswith(("시", "도", "군", "구"))
        )
    return OFFICE.search(text) is not None or any(t.tag not in _COMMON and t.tag[0] in "NS" for t in inside)


_PLACE = re.compile(
    r"(?:시|도|군|구|동|읍|면|리|역|관|장|센터|공원|광장|청|청사|대|대학교|대학|학교|병원|호텔|무대|터미널|공항|항|항구|강|천|산|섬|바다|앞바다|하류|상류|본부|"
    r"타워|홀|실|플라자|거리|마을|단지|공장|캠퍼스|구장|국회|나라|국|국가|연구소|시설|부지|터|창고|도로|교차로|지하차도|박물관|미술관|시장|사무실|주|성|현|대륙|"
    r"반도|지방|지역|사이트|누리집|홈페이지|채널|유튜브)[’'”\"]?(?:\([^)]*\))?$"
)
_PLACED = re.compile(r"[’'”\"]?\s?(?:에서|에|으로|로|을 찾아|를 찾아)(?![가-힣]{2})")
_NO_PLACE = re.compile(r"(?:당|위원회|회의|장관|의원|시장|지사|군수|교수|대표|회장|위원장|대통령)$")


def like_place(sentence: SentenceView, start: int, end: int) -> bool:
    """A word that ends as places do, or a proper noun that something happens at; no person and no party."""
    text = sentence.text[start:end]
    if text[0].isdigit() or any(begin < end and start < finish for begin, finish, *_ in people(sentence)):
        return False
    if _PLACE.search(text):
        return True
    if _NO_PLACE.search(text):
        return False
    inside = [t for t in sentence.tokens if start <= t.start - sentence.start and t.end - sentence.start <= end]
    proper = any(t.tag in ("NNP", "SL") for t in inside)
    return proper and _PLACED.match(sentence.text, end) is not None


def named(sentence: SentenceView) -> Iterator[re.Match[str]]:
    """`두나경 검증위원장`, `사장 남궁휘`: a name starts where a proper noun does."""
    end = 0
    for token in sentence.tokens:
        start = token.start - sentence.start
        if token.tag != "NNP" or start < end:
            continue
        match = _MARKETEER.match(sentence.text, start) or _PERSON.match(sentence.text, start)
        if match and _joins(match) and not _inflected(sentence, match):
            end = match.end()
            yield match
    starts = {t.start - sentence.start for t in sentence.tokens if t.tag == "NNP"}
    for match in _REVERSED.finditer(sentence.text):
        if match.start("name") in starts and not _inflected(sentence, match):
            yield match


def _inflected(sentence: SentenceView, match: re.Match[str]) -> bool:
    """Whether a particle or an ending stands inside: `가람시는 국장`, `우 시장과 모도란 산업위원장`."""
    end = max(match.end("name"), match.end("office"))
    inside = [t for t in sentence.tokens if match.start() <= t.start - sentence.start < end]
    return any(t.tag[0] in "JE" for t in inside) or (bool(inside) and _is_region(inside[0], match["name"]))


def _is_region(token: Token, name: str) -> bool:
    """`경기도 명예 도지사`: a word that the dictionary has."""
    return token.form == name and name[-1] in "시도군구" and FIRST_WORD <= token.id < VOCABULARY


_PARTICLE_END = re.compile(r"(?:에서|에게|으로|부터|까지|은|는|을|를|와|과)$")


def _joins(match: re.Match[str]) -> bool:
    """An office of several words comes after a space, and none of its words but the last has a particle: `나래시 라온도청에서
    서이안 라온도지사` is no office of a 나래시."""
    words = match["office"].split(" ")
    if len(match["name"]) == 4 and match["name"][-1] in "은는을를이가":
        return False
    apart = len(words) == 1 or match.start("office") > match.end("name")
    return apart and not any(_PARTICLE_END.search(word) for word in words[:-1])
