"""What a statement can be asked for: when, how many, who, where."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from evals.drafting.statements import Statement
from rag.domain import Token
from rag.korean.dates import TimeExpression, korean
from rag.korean.names import OFFICES
from rag.korean.particles import attach

Category = Literal["factoid_when", "factoid_how_many", "factoid_who", "factoid_where"]

UNITS = {
    "원": "얼마", "명": "몇 명", "곳": "몇 곳", "개": "몇 개", "점": "몇 점", "가구": "몇 가구", "대": "몇 대", "건": "몇 건",
    "마리": "몇 마리", "권": "몇 권", "석": "몇 석", "척": "몇 척", "동": "몇 동", "그루": "몇 그루", "%": "몇 퍼센트",
    "퍼센트": "몇 퍼센트", "㎞": "몇 킬로미터", "km": "몇 킬로미터", "톤": "몇 톤", "팀": "몇 팀", "편": "몇 편", "채": "몇 채",
}  # fmt: skip
"""Unit → what is asked."""
PLACES = (
    "시청", "도청", "군청", "구청", "센터", "공원", "광장", "회관", "체육관", "경기장", "미술관", "박물관", "도서관", "공항", "터미널",
    "학교", "병원", "의료원", "산업단지", "공장", "마을", "호텔", "극장", "전당", "캠퍼스", "항", "역",
)  # fmt: skip
REGIONS = ("시", "군", "구", "도", "읍", "면", "동", "리")
STANDING = frozenset("들어서 있 짓 세우 열 설치 위치 만들 마련 건립 조성 생기 심 개관 개소".split())
"""What is said of a place with 에: with other verbs 에 points at somebody (시에 요청했다)."""
_NUMBER = re.compile(
    r"(?<![\d.,제∼~\-/])(?:약 |무려 |최대 )?(?P<number>\d[\d,]*(?:\.\d+)?(?:[조억만천백] ?(?:\d[\d,]*)?)*) ?"
    rf"(?P<unit>{'|'.join(sorted(UNITS, key=len, reverse=True))})(?=[가이은는을를으로의에]|\s|다)"
)
_AFTER_DATE = re.compile(
    r"(?P<drop>에)?(?P<keep>부터|까지)?(?=\s(?!(?:이후|이전|이래|안|전|후|뒤|말|초|중|당시|사이|동안|현재|기준)))"
)
_COUNTED = re.compile(r"(?<!오)[전후]|뒤|이듬|이튿|다음 ?날|^그")
_PRECISIONS = ("year", "month", "day", "minute")
_WRITTEN_DATE = re.compile(r"\d+(?:일|월|년)")
_BEFORE_DATE = re.compile(r"(?:오는|지난) $")
_MONEY = {"을": "을/를", "이": "이/가", "은": "이/가", "으로": "으로/로"}
_NOUNS = ("NNG", "NNP", "SL", "XSN", "XPN", "NR")
_HANGUL_NAME = re.compile(r"[가-힣]{2,4}")


@dataclass(frozen=True, slots=True)
class Answer:
    """`text[start:end]` gives way to `ask`; particles are part of both where they change."""

    category: Category
    start: int
    end: int
    ask: str
    golds: tuple[str, ...]
    must: str
    """Alternatives, separated by |, one of which a right answer holds."""


def answers(statement: Statement) -> Iterator[Answer]:
    """Everything in the statement that can be asked for."""
    for finder in FINDERS:
        yield from finder(statement)


def _dates(statement: Statement) -> Iterator[Answer]:
    for time in statement.times:
        if (found := time_key(time)) is None:
            continue
        before = _BEFORE_DATE.search(statement.text[: time.begin])
        start = before.start() if before else time.begin
        following = statement.at(time.finish)
        if following is not None and following.tag == "VCP":
            yield Answer("factoid_when", start, time.finish, "언제", *found)
        elif match := _AFTER_DATE.match(statement.text, time.finish):
            yield Answer("factoid_when", start, match.end(), "언제" + (match["keep"] or ""), *found)


def is_plain(time: TimeExpression) -> bool:
    """A day, month or year that stands for itself, not counted from another (3달 후, 이듬해, 그날)."""
    plain = time.dated and time.kind != "range" and not time.approximate and not time.named
    return plain and time.precision in _PRECISIONS and not _COUNTED.search(time.text)


def time_key(time: TimeExpression) -> tuple[tuple[str, ...], str] | None:
    """Right answers and the alternatives of which one must be there; None where nobody would answer with the time."""
    start = time.start
    if start is None or not is_plain(time) or (time.precision == "year" and not _WRITTEN_DATE.search(time.text)):
        return None
    full = korean(start, time.precision)
    musts = {
        "year": f"{start.year}년",
        "month": f"{start.year}년 {start.month}월|{start:%Y-%m}",
        "day": f"{start.month}월 {start.day}일|{start:%m-%d}",
        "minute": f"{start.month}월 {start.day}일|{start:%m-%d}",
    }
    alias = (time.text,) if _WRITTEN_DATE.search(time.text) and full != time.text else ()
    return (full, *alias), musts[time.precision]


def _numbers(statement: Statement) -> Iterator[Answer]:
    for match in _NUMBER.finditer(statement.text):
        if any(time.begin < match.end() and match.start() < time.finish for time in statement.times):
            continue
        following = statement.at(match.end())
        spaced = statement.text[match.end() : match.end() + 1] == " "
        if not spaced and (following is None or following.tag not in ("JKS", "JKO", "JX", "JKB", "VCP")):
            continue
        if spaced and _is_noun(statement.at(match.end() + 1)):
            continue  # 680점 가운데, 45개 도시: the number counts what follows
        if following is not None and following.form in ("로", "으로") and statement.text.count(" ", following.end) > 1:
            continue  # 126명으로 63%를 차지했다: says two things
        gold = statement.text[match.start("number") : match.end()]
        ask, end = UNITS[match["unit"]], match.end()
        if ask == "얼마" and following is not None and following.form in _MONEY:
            ask, end = attach(ask, _MONEY[following.form]), following.end
        yield Answer("factoid_how_many", match.start(), end, ask, (gold,), gold.replace(" ", ""))


def _is_noun(token: Token | None) -> bool:
    return token is not None and token.tag.startswith("N")


def _people(statement: Statement) -> Iterator[Answer]:
    for at, token in enumerate(statement.tokens):
        name = statement.tokens[at - 1] if at else None
        following = statement.at(token.end)
        if name is None or following is None or token.form not in OFFICES or not _is_name(name):
            continue
        if (ask := {"JKS": "누가", "JKO": "누구를"}.get(following.tag)) is None:
            continue
        person = statement.text[name.start : token.end]
        start = run_start(statement, name.start)
        yield Answer("factoid_who", start, following.end, ask, (person, name.form), name.form)


def _is_name(token: Token) -> bool:
    return token.tag == "NNP" and _HANGUL_NAME.fullmatch(token.form) is not None


def _places(statement: Statement) -> Iterator[Answer]:
    for token in statement.tokens:
        if token.tag != "JKB" or token.form not in ("에서", "에") or "까지" in statement.text[token.end :]:
            continue
        start = run_start(statement, token.start)
        place = statement.text[start : token.start]
        if not is_place(place) or (token.form == "에" and not _stands(statement)):
            continue
        if statement.text[token.end : token.end + 1] == " ":
            last = place.split()[-1]
            yield Answer(
                "factoid_where", start, token.end, f"어디{token.form}", tuple(dict.fromkeys((place, last))), last
            )


def is_place(text: str) -> bool:
    """Whether a run of nouns ends in the name of a place: 한울시청, 미리내 공원, 새벽항; not 시장, 공항 alone."""
    words = text.split()
    if not words:
        return False
    return words[-1].endswith(REGIONS) and len(words[-1]) >= 3 if not text.endswith(PLACES) else len(text) >= 4


def _stands(statement: Statement) -> bool:
    verbs = [token for token in statement.tokens if token.tag in ("VV", "XSV", "VX", "NNG")]
    return any(token.form in STANDING for token in verbs[-3:])


def run_start(statement: Statement, end: int) -> int:
    """Where the run of nouns begins that ends at `end`; a time expression is not part of it."""
    start = end
    for token in reversed(statement.tokens):
        if token.end > end:
            continue
        inside = any(time.begin <= token.start < time.finish for time in statement.times)
        if token.tag not in _NOUNS or inside or statement.text[token.end : start].strip():
            break
        start = token.start
    return start


FINDERS: tuple[Callable[[Statement], Iterator[Answer]], ...] = (_dates, _numbers, _people, _places)
