"""Questions in English over Korean articles: what they ask for. Tables; the examples are the tests."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from rag.domain import Kind

_HANGUL = re.compile(r"[가-힣]")
_LATIN = re.compile(r"[A-Za-z]")


def is_english(text: str) -> bool:
    """Whether Latin letters carry the sentence: no Hangul, or a few Korean names in an English one."""
    latin, hangul = len(_LATIN.findall(text)), len(_HANGUL.findall(text))
    return latin > 0 and hangul * 3 < latin


class EnglishRule(NamedTuple):
    kind: Kind
    pattern: re.Pattern[str]
    example: str


def _rule(kind: Kind, pattern: str, example: str) -> EnglishRule:
    return EnglishRule(kind, re.compile(pattern, re.IGNORECASE), example)


_PEOPLE = r"person|player|lawmaker|mayor|author|reporter|director|chairman|chairperson|governor|minister|official"
_PLACES = (
    r"city|cities|country|countries|place|town|province|district|county|region|area|neighbou?rhood|venue|location|site"
)
_TIMES = r"day|date|year|month|time|week|weekday"
_AMOUNTS = (
    r"cost|costs|price|budget|fee|fare|fine|rent|number|share|percentage|percent|rate|ratio|amount|score|length|height|"
    r"weight|size|area|capacity|population|turnout|revenue|profit|salary|distance|speed|age"
)
RULES: tuple[EnglishRule, ...] = (
    _rule(Kind.TIMELINE, r"timeline|chronolog|in order of (date|time)", "Give me a timeline of the tram project."),
    _rule(Kind.COMPARE, r"\bcompar|difference|\bdiffer\b|\bversus\b|\bvs\b", "Compare the two budgets."),
    _rule(Kind.SUMMARY, r"summar|\bin short\b|\bwhat happened\b|\btell me (more )?about\b", "Tell me about the tram."),
    _rule(
        Kind.ARTICLE,
        r"\b(wrote|written|published|reported|byline|headline|title|source|author|reporter|newspaper|outlet)\b.*"
        r"\b(article|story|report|piece)\b|\b(article|story|report|piece)\b.*"
        r"\b(wrote|written|published|byline|headline|title|source|author|reporter|newspaper|outlet)\b",
        "Which newspaper published the article?",
    ),
    _rule(Kind.YES_NO, r"\b(is it true|right|correct|really)\s*\?*$|^is it true", "The fare is 1,500 won, right?"),
    _rule(
        Kind.HOW_MANY,
        r"\bhow (many|much|long|far|big|old|often|tall|high|deep|large|heavy|fast|wide|expensive)\b|"
        rf"\b(what|which)('s| is| are| was| were| will)?( the)?( \w+)? ({_AMOUNTS})\b|"
        rf"\bwhat (\w+ )?({_AMOUNTS})\b|\bthe ({_AMOUNTS}) of .*\?",
        "What share of patients improved?",
    ),
    _rule(
        Kind.LIST,
        r"\bwhich (of the )?(\w+ )?(provinces|districts|counties|regions|towns|places|areas|parties|companies|universities|schools|teams)"
        r"\b(?! is\b)",
        "Which provinces had signed it before?",
    ),
    _rule(Kind.WHEN, rf"\bwhen\b|\b(what|which) ({_TIMES})\b|\bsince when\b", "On what day does the festival open?"),
    _rule(
        Kind.WHO,
        rf"\bwho(m|se|'s)?\b|\b(which|what) ({_PEOPLE})\b|\bwhat('s| is| was)? (his|her|their|the \w+'s) name\b",
        "Which lawmaker objected?",
    ),
    _rule(Kind.WHERE, rf"\bwhere\b|\b(which|what) ({_PLACES})\b", "Which city will host it?"),
    _rule(Kind.WHY, r"\bwhy\b|\breasons?\b|\bhow come\b|\bcauses?d?\b", "Why did the pumps fail?"),
    _rule(
        Kind.LIST,
        r"\blist\b|\bwhat are\b|\bname (all|the)\b|\bwhich (of the )?\w+s (were|are|did|have)\b",
        "What are the seven tasks?",
    ),
    _rule(Kind.HOW, r"\bhow\b", "How will the line be opened?"),
    _rule(Kind.WHAT, r"\bwhat\b|\bwhich\b", "What was the theme?"),
    _rule(
        Kind.YES_NO,
        r"^(and |but |so )?(is|are|was|were|did|does|do|has|have|had|will|would|can|could|should|isn't|aren't|wasn't|didn't|"
        r"doesn't|hasn't|won't)\b",
        "Did the union go on strike?",
    ),
)


def kind_of(question: str) -> Kind:
    """The kind of answer asked for; WHAT where nothing says otherwise."""
    return next((rule.kind for rule in RULES if rule.pattern.search(question.strip())), Kind.WHAT)


_INTERROGATIVE = re.compile(
    r"\b(when|where|who|whom|why|what|which|how (?:many|much|long|far|big|old|often)|how)\b", re.I
)


def asks_several(question: str) -> bool:
    """Two interrogatives that differ: `when and where`."""
    return len({word.lower() for word in _INTERROGATIVE.findall(question)}) > 1


_NEGATED = re.compile(
    r"\bnot\b|n't\b|\bnever\b|\bno longer\b|\bwithout\b|\bfail(s|ed)? to\b|\brefus(e|es|ed) to\b", re.I
)


def denies(question: str) -> bool:
    """Whether the question denies its predicate: `Which cities did not attend?`; a tag does not (`…, isn't it?`)."""
    return _NEGATED.search(re.sub(r",\s*\w+n't \w+\s*\?*$", "", question)) is not None


COUNTED = {
    "people": "명", "persons": "명", "visitors": "명", "students": "명", "patients": "명", "participants": "명", "employees": "명",
    "workers": "명", "jobs": "명", "residents": "명", "passengers": "명", "members": "명", "lawmakers": "명", "votes": "표",
    "cities": "도시", "countries": "나라", "places": "곳", "companies": "곳", "schools": "곳", "stations": "곳", "stops": "곳",
    "items": "개", "tasks": "개", "projects": "개", "countries'": "나라", "times": "회", "buses": "대", "cars": "대",
    "vehicles": "대", "trains": "대", "gpus": "장", "houses": "채", "homes": "채", "households": "가구", "goals": "골",
    "points": "점", "books": "권", "days": "일", "years": "년", "months": "개월", "hours": "시간", "minutes": "분",
}  # fmt: skip
"""What `how many` counts → the unit in which Korean articles count it."""
CHOSEN = {
    "city": "도시", "cities": "도시", "country": "나라", "company": "회사", "university": "대학", "school": "학교", "team": "팀",
    "party": "정당", "parties": "정당", "province": "지역", "provinces": "지역", "district": "구", "districts": "구", "award": "상",
    "awards": "상", "position": "직책", "event": "행사", "agreement": "협약", "condition": "조건", "conditions": "조건",
    "mayor": "시장", "minister": "장관", "candidate": "후보", "organization": "단체", "organisation": "단체", "bank": "은행",
    "station": "역", "stadium": "경기장", "building": "건물", "hospital": "병원", "weekday": "요일", "companies": "회사",
    "universities": "대학", "schools": "학교", "teams": "팀", "countries": "나라", "newspaper": "신문", "person": "사람", "lawmaker": "의원", "player": "선수", "day": "날", "date": "날짜",
    "year": "해", "month": "달", "place": "장소", "name": "이름", "title": "제목", "theme": "주제", "reason": "이유",
    "cost": "비용", "price": "가격", "budget": "예산", "fare": "요금", "fee": "요금", "share": "비율", "rate": "비율",
    "percentage": "비율", "number": "수", "length": "길이", "score": "점수",
}  # fmt: skip
"""What `which`, `what` and `the … of` ask for → the Korean noun."""
_HOW_MANY = re.compile(r"\bhow many ((?:[\w-]+ ?){1,3})", re.I)
_WHICH = re.compile(r"\bwhich((?: [\w-]+){1,3})", re.I)
_WHAT = re.compile(
    r"\bwhat(?:'s| is| are| was| were)?(?: the| his| her| its| their)?((?: [\w-]+){1,4}?)(?= (?:of|for|did|does|do|is|will|was|were|in)\b|\?|$)",
    re.I,
)


MEASURED = {
    "비용": ("원",), "가격": ("원",), "예산": ("원",), "요금": ("원",), "비율": ("퍼센트",), "수": (), "길이": (), "점수": (),
}  # fmt: skip
"""What is measured → what it is counted in."""


def focus_of(question: str) -> tuple[str, ...]:
    """The Korean unit or noun of what is counted or chosen: 도시 of `which city`, 명 of `how many people`; of an amount
    only units."""
    counted = [found[0] for match in _HOW_MANY.finditer(question) if (found := _known(match, COUNTED))]
    chosen = [unit for noun in _chosen(question) for unit in MEASURED.get(noun, (noun,))]
    return tuple(dict.fromkeys((*counted, *chosen)))


def asked_noun(question: str) -> str | None:
    """The Korean noun of what is asked for: 비용 of `What is the total cost of …?`."""
    return next(_chosen(question), None)


def asked_phrase(question: str) -> str:
    """The English words of what is asked for: `total cost` of `What is the total cost of …?`, `cities` of `How many
    cities joined?`; empty where a whole fact or one of
    a kind (`which city`) is asked for."""
    if match := _HOW_MANY.search(question):
        words = match.group(1).split()
        last = next((i for i, word in enumerate(words) if word.lower() in COUNTED), 0)
        return " ".join(words[: last + 1])
    return match.group(1).strip() if (match := _WHAT.search(question)) else ""


def _chosen(question: str) -> Iterator[str]:
    """Of `which city hosts …` the first word that the table knows, of `what is the total cost of …` the last."""
    yield from (found[0] for match in _WHICH.finditer(question) if (found := _known(match, CHOSEN)))
    yield from (found[-1] for match in _WHAT.finditer(question) if (found := _known(match, CHOSEN)))


def _known(match: re.Match[str], table: dict[str, str]) -> list[str]:
    return [table[word] for word in match.group(1).lower().split() if word in table]
