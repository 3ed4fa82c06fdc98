"""Spans of a sentence that are of the kind asked for: a person, a day, a place, a number with its unit, a reason, a list."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np

from rag.answers.items import listing
from rag.answers.matching import solid
from rag.answers.people import OFFICE, TITLES, like_person, like_place, named
from rag.answers.reading import ArticleView, SentenceView
from rag.answers.scoring.cutting import Spans
from rag.answers.scoring.weights import Floats
from rag.domain import Kind, Question, Token
from rag.korean.dates import TimeExpression, with_wording
from rag.korean.dates.expression import DATED


@dataclass(frozen=True, slots=True)
class Candidate:
    """`text` as it would be printed; `start`/`end` in the sentence; `score` 0..1 that it is what was asked for."""

    text: str
    start: int
    end: int
    score: float
    resolved: bool = True
    """False for a date that the article does not let us complete."""


def candidates(question: Question, view: ArticleView, sentence: SentenceView) -> tuple[Candidate, ...]:
    """Best first. Empty for kinds that have no spans of their own."""
    finder = _FINDERS.get(question.kind)
    if finder is None:
        return ()
    found = sorted(finder(question, view, sentence), key=lambda c: (-c.score, c.start))
    return tuple(found)


# ---------------------------------------------------------------- spans

KEPT = 6  # spans of a sentence that are worth offering
FITS, OTHERS = 0.6, 0.5  # the score from which a span is of the kind asked for, and what the others reach at most
_NUMERAL = re.compile(
    r"\d|[%％]|(?<![가-힣])(?:한|두|세|네|다섯|여섯|일곱|여덟|아홉|열|수십|수백|수천|수만|절반|하나|둘|셋|넷|하루|이틀|사흘|나흘|닷새|열흘|보름)"
)


def of_spans(
    question: Question, view: ArticleView, sentence: SentenceView, spans: Spans, scores: Floats
) -> tuple[Candidate, ...]:
    """The likeliest spans, best first, where a span is what the question asks for; its score is 0.6 and more where it is of
    the kind asked for."""
    if question.kind not in _BY_SPAN or not len(scores):
        return ()
    if question.kind is Kind.WHO and _SOUGHT.search(question.text):
        return tuple(sorted(_people(question, view, sentence), key=lambda c: (-c.score, c.start)))
    chances = np.exp(scores - scores.max())
    chances /= chances.sum()
    times = view.times(sentence.index)
    asked, unit = solid(question.standalone), _wanted_unit(question)
    found: dict[str, Candidate] = {}
    for at in np.argsort(-scores, kind="stable")[:KEPT]:
        start, end = int(spans.start[at]), int(spans.end[at])
        dated = next((e for e in times if e.kind in DATED and e.begin <= start and end <= e.finish), None)
        said = solid(sentence.text[start:end]) in asked
        before = question.asked.kind is Kind.HOW_MANY and _FROM.match(sentence.text, end) is not None
        fits = not said and not before and _fits(question, sentence, (start, end), dated, unit)
        chance = float(chances[at])
        score = FITS + (1 - FITS) * chance if fits else OTHERS * chance
        candidate = _candidate(question, sentence, dated, (start, end), score)
        found.setdefault(candidate.text, candidate)
    return tuple(sorted(found.values(), key=lambda c: -c.score))


def _fits(
    question: Question,
    sentence: SentenceView,
    span: tuple[int, int],
    dated: TimeExpression | None,
    unit: re.Pattern[str] | None,
) -> bool:
    """Whether a span is of the kind that is asked for."""
    kind, text = question.asked.kind, sentence.text[slice(*span)]
    if kind is not Kind.WHEN and _is_clause(sentence, *span):
        return False
    if kind is Kind.WHEN:
        return dated is not None or _WEEKDAY.search(text) is not None
    if kind is Kind.HOW_MANY:
        return _NUMERAL.search(text) is not None and (unit is None or _counts(unit, text))
    if kind is Kind.WHO:
        return like_person(sentence, *span) and not any(holder in text for holder in _holders(question))
    return kind is not Kind.WHERE or (dated is None and like_place(sentence, *span))


def _is_clause(sentence: SentenceView, start: int, end: int) -> bool:
    """Whether it holds a subject, an object or a verb that goes on: `486억원을 깎은 수정안을 표결`."""
    inside = [t for t in sentence.tokens if start <= t.start - sentence.start and t.end - sentence.start <= end]
    return any(t.tag in ("JKS", "JX", "JKO", "EC", "EF") for t in inside[:-1])


def _counts(unit: re.Pattern[str], text: str) -> bool:
    """Whether a number has the unit right after it: 표 of `9표`, not of `표결`."""
    return re.search(rf"(?:\d|[만억조천백십한두세네섯곱덟홉열수])\s?(?:여\s?)?(?:{unit.pattern})", text) is not None


def _holders(question: Question) -> list[str]:
    """Offices in the question whose holder is known and not asked for: 가람시장 of `가람시장은 누구와 …`."""
    sought = _SOUGHT.search(question.text)
    return [word for word in _HOLDERS.findall(question.text) if sought is None or word != sought.group(1)]


def _candidate(
    question: Question, sentence: SentenceView, dated: TimeExpression | None, span: tuple[int, int], score: float
) -> Candidate:
    """A day in full where its wording needs the day of the article."""
    text = sentence.text[span[0] : span[1]]
    if dated is not None and question.asked.kind is Kind.WHEN and not _spells_year(text):
        return Candidate(with_wording(dated), dated.begin, dated.finish, score, dated.resolved)
    if question.asked.kind is Kind.WHERE:
        start = _wider(sentence, span[0], solid(question.standalone))
        return Candidate(sentence.text[start : span[1]], start, span[1], score)
    return Candidate(text, *span, score)


def _wider(sentence: SentenceView, start: int, asked: str) -> int:
    """Where a place begins with the place that it lies in: `나래시 라온도청`. What the question says already is not said again."""
    begin = sentence.text.rfind(" ", 0, max(start - 1, 0)) + 1
    before = [t for t in sentence.tokens if begin <= t.start - sentence.start < start]
    named = (
        bool(before) and before[0].tag == "NNP" and before[-1].tag[0] == "N" and all(t.tag[0] in "NX" for t in before)
    )
    joins = named and before[-1].end - sentence.start == start - 1 and sentence.text[start - 1] == " "
    return begin if joins and solid(sentence.text[begin:start]) not in asked else start


def _spells_year(text: str) -> bool:
    return re.search(r"\d{3,4}\s?년|세기|년대", text) is not None


_BY_SPAN = frozenset({Kind.WHO, Kind.WHEN, Kind.WHERE, Kind.HOW_MANY, Kind.WHAT})

# ---------------------------------------------------------------- people

_SOUGHT = re.compile(rf"(\S*(?:{TITLES}))(?:은|는|이|가)?\s+(?:누구|누가)")
"""`의장은 누구인가요?` asks for whoever holds the office."""
_HOLDERS = re.compile(rf"([가-힣]{{2,}}(?:{TITLES}))(?=은|는|이|가|와|과|을|를|의|\s)")
"""`서울시장은 베이징에서 누구를 …` is about the holder and asks for somebody else."""


def _people(question: Question, view: ArticleView, sentence: SentenceView) -> Iterator[Candidate]:
    asked = solid(question.standalone)
    sought = _SOUGHT.search(question.text)
    holder = sought.group(1) if sought else ""
    known = [word for word in _HOLDERS.findall(question.text) if word != holder]
    for match in named(sentence):
        name, office = match.group("name"), match.group("office")
        if solid(name) in asked or any(other in match.group() for other in known):
            score = 0.2
        elif not holder or holder in solid(office):
            score = 1.0
        else:  # 은파시장 does not answer for 가람시장, a person of another kind of office may
            score = 0.4 if any(title in office for title in OFFICE.findall(holder)) else 0.65
        yield Candidate(match.group(0), match.start(), match.end(), score)


# ---------------------------------------------------------------- days

_WEEKDAY = re.compile(r"(?:매주\s?)?[월화수목금토일]요일(?:마다)?")
_ASKS_WEEKDAY = re.compile(r"요일")
_ASKS_CLOCK = re.compile(r"몇\s?시|시각|시간")


def _days(question: Question, view: ArticleView, sentence: SentenceView) -> Iterator[Candidate]:
    if _ASKS_WEEKDAY.search(question.text):
        yield from (Candidate(m.group(), m.start(), m.end(), 1.0) for m in _WEEKDAY.finditer(sentence.text))
        return
    asked = solid(question.standalone)
    for expression in view.times(sentence.index):
        if expression.kind not in DATED:
            continue
        score = 1.0 if expression.precision not in ("year", "month") or "년" in asked else 0.7
        only_weekday = not expression.resolved and not any(c.isdigit() for c in expression.text)
        if solid(expression.text) in asked or expression.named or only_weekday:
            score = 0.3
        if not _ASKS_TELLING.search(question.text) and _is_telling(sentence.text, expression):
            score *= 0.3
        if _FROM.match(sentence.text, expression.finish):
            score *= 0.5
        if _ASKS_CLOCK.search(question.text) and expression.precision != "minute":
            score *= 0.6
        yield Candidate(with_wording(expression), expression.begin, expression.finish, score, expression.resolved)


def day_of(value: date | datetime) -> date:
    return value.date() if isinstance(value, datetime) else value


_ASKS_TELLING = re.compile(r"밝힌|밝혔|발표|말한|말했|전한|보도|알린|알렸")
_TELLS = re.compile(r"\s*(?:[^\s,]+\s){0,4}?따르면|\s*(?:[^\s,]+\s)?(?:밝혔|말했|전했|설명했|강조했|알렸|발표했)")


def _is_telling(sentence: str, expression: TimeExpression) -> bool:
    """The day on which it was said, not on which it happens: `13일 서울시에 따르면`, `…다고 4일 밝혔다`."""
    return _TELLS.match(sentence, expression.finish) is not None


# ---------------------------------------------------------------- numbers

_NUMBER = (
    r"(?:약\s?|총\s?|최대\s?|최소\s?|연\s?|하루\s?|제)?\d[\d,.]*(?:\s?[만억조천백십]\s?(?:\d[\d,]*\s?[만억천백]?)*)*"
)
_UNIT = r"(?:여\s?)?(?:퍼센트|%포인트|%p|%|킬로미터|㎞|km|미터|㎡|제곱미터|헥타르|톤|t|kg|㎏|g|원|달러|유로|위안|엔|명|인|개월|개국|개|곳|건|장|대|회|차례|번째|번|가지|종|권|마리|채|가구|세대|학급|시간|분|초|년|주년|일|주|배|점|위|층|호|석|편|팀|사업|과제|사항|도시|도|ℓ|리터|mm|㎜|cm|ha|㏊|MW|GW|kWh)?"
_AMOUNT = re.compile(rf"(?<![\d.]){_NUMBER}\s?{_UNIT}(?:\s?(?:대|-)\s?\d+)?")
_NATIVE = re.compile(
    r"(?<![가-힣])(?:한|두|세|네|다섯|여섯|일곱|여덟|아홉|열|열한|열두|스무|서른)\s?(?:명|개|곳|건|가지|차례|번|팀|분야|사람|대|채|마리|살|도시|종|권|장)"
)
_MONEY = re.compile(r"원|달러|유로|위안|엔")
_UNIT_FAMILIES: Mapping[str, str] = {"사람": "명|인", "명": "명|인|사람", "개": "개|곳|건|가지|사항|과제", "곳": "곳|개", "도시": "도시|개", "번": "번|차례|회", "회": "회|번|차례", "시간": "시간|분", "퍼센트": "%|퍼센트", "살": "세|살", "표": "표|명", "골": "골|점", "군데": "곳|개", "킬로": "㎞|km|킬로"}  # fmt: skip
_ASKS_MONEY = re.compile(
    r"(?<!몇\s)(예산|비용|금액|가격|사업비|투자|임대료|월세|요금|값|돈|얼마에|얼마짜리|얼마를|얼마씩|매출|이익|연봉|상금|보상금|지원금|공사비)"
)
_ASKS_RATE = re.compile(r"비율|퍼센트|%|증가율|상승률|점유율|포인트|몇\s?프로")
_ASKS_SCORE = re.compile(r"점수|스코어|몇\s?대\s?몇")
_DATE_UNIT = re.compile(r"(년|월|일|시|분)$")


_FROM = re.compile(r"에서\s(?=\S*\d)|보다")
"""`5430억원에서 5560억원으로`, `지난해 312억원보다`: the number before is not the one asked for."""


def _amounts(question: Question, view: ArticleView, sentence: SentenceView) -> Iterator[Candidate]:
    asked = solid(question.standalone)
    wanted = _wanted_unit(question)
    for pattern in (_AMOUNT, _NATIVE):
        for match in pattern.finditer(sentence.text):
            text = match.group().strip()
            score = _amount_score(text, wanted, asked)
            if _FROM.match(sentence.text, match.start() + len(text)):
                score *= 0.5
            if score > 0:
                yield Candidate(text, match.start(), match.start() + len(text), score)


def _wanted_unit(question: Question) -> re.Pattern[str] | None:
    if _ASKS_SCORE.search(question.text):
        return re.compile(r"대|-")
    if _ASKS_RATE.search(question.text):
        return re.compile(r"%|퍼센트|프로")
    for focus in question.focus:
        return re.compile(_UNIT_FAMILIES.get(focus, re.escape(focus)))
    if _ASKS_MONEY.search(question.text) or (question.attribute or "").endswith(("비", "료", "금", "값", "액", "삯")):
        return _MONEY
    return None


def _amount_score(text: str, wanted: re.Pattern[str] | None, asked: str) -> float:
    if solid(text) in asked:
        return 0.0
    if wanted is not None:
        return 1.0 if wanted.search(text) else 0.0
    if _DATE_UNIT.search(text):
        return 0.15
    return 0.8 if not text[-1].isdigit() else 0.3


# ---------------------------------------------------------------- places, reasons, lists

_PLACE = re.compile(
    r"(?P<place>(?:[‘'“\"]?[가-힣A-Za-z0-9·]+[’'”\"]?\s){0,4}?[‘'“\"]?[가-힣A-Za-z0-9·]{2,}[’'”\"]?(?:\([^)]{1,20}\))?)(?P<josa>에서는|에서|으로|에는|에|를\s?찾아|을\s?찾아)(?=[\s,.])"
)
_TIME_WORD = re.compile(
    r"\d|오전|오후|이날|전날|지난|오는|내년|올해|작년|당시|경우|이후|가운데|뒤|대해|따르면|통해|위해|때문|이어|이번|예정|결과|과정|계기"
)


def _places(question: Question, view: ArticleView, sentence: SentenceView) -> Iterator[Candidate]:
    asked = solid(question.standalone)
    nouns = {t.start - sentence.start: t for t in sentence.tokens if t.tag in ("NNP", "NNG", "SL")}
    for match in _PLACE.finditer(sentence.text):
        phrase, start = _noun_phrase(match, nouns)
        if not phrase or _TIME_WORD.search(phrase) or solid(phrase) in asked:
            continue
        score = {"에서": 1.0, "에서는": 0.9}.get(match.group("josa"), 0.7)
        if not _is_place(phrase, start, nouns):
            score *= 0.4
        yield Candidate(phrase, start, start + len(phrase), score)


_PLACE_ENDING = re.compile(
    r"(?:시|도|군|구|동|읍|면|리|역|관|장|센터|공원|광장|회관|청|청사|대|대학교|대학|학교|병원|호텔|무대|터미널|공항|항|항구|강|천|산|섬|"
    r"바다|앞바다|하류|상류|본부|타워|홀|실|플라자|거리|마을|단지|공장|캠퍼스|구장|국회|나라|국|연구소|시설|부지|터|창고|도로|교차로|지하차도)[’'”\"]?(?:\([^)]*\))?$"
)


def _is_place(phrase: str, start: int, nouns: Mapping[int, Token]) -> bool:
    """A word that ends as places do, or a proper noun."""
    last = start + len(phrase) - len(phrase.split(" ")[-1])
    proper = any(t.tag == "NNP" for at, t in nouns.items() if last <= at < start + len(phrase))
    return proper or _PLACE_ENDING.search(phrase) is not None


def _noun_phrase(match: re.Match[str], nouns: Mapping[int, Token]) -> tuple[str, int]:
    """The longest tail of the match that is nouns only: a place is not `… 만나 베이징`."""
    words = match.group("place").split(" ")
    kept: list[str] = []
    position = match.end("place")
    for word in reversed(words):
        begin = position - len(word)
        if _TIME_WORD.search(word):
            break
        if (begin + (word[0] in "‘'“\"")) not in nouns or (
            re.search(r"(은|는|이|가|을|를|와|과|며|고|한|된|의|도|서)$", word) and kept
        ):
            break
        kept.insert(0, word)
        position = begin - 1
    phrase = " ".join(kept)
    return phrase, match.end("place") - len(phrase)


_REASON = re.compile(
    r"때문|덕분|탓|이유|까닭|원인|배경|계기|위해|위한|으려|려고|만큼|므로|기에|니까|어서|아서|라며|다며|에 따라|목적|취지|차원"
)


def _reasons(question: Question, view: ArticleView, sentence: SentenceView) -> Iterator[Candidate]:
    for match in _REASON.finditer(sentence.text):
        strong = match.group() in ("때문", "덕분", "탓", "이유", "까닭", "원인", "배경", "므로", "기에")
        yield Candidate(sentence.text, 0, len(sentence.text), 1.0 if strong else 0.6)


_COUNTED = re.compile(r"(?<!\d)(\d+)\s?(?:여\s?)?(?:개|가지|곳|명|팀|분야|과제|사항|도시|사업|종|항목|부문)")


def _lists(question: Question, view: ArticleView, sentence: SentenceView) -> Iterator[Candidate]:
    """A sentence that enumerates: sure when its own count agrees, and with the number that the question names."""
    items = listing(sentence.text)
    if items is None:
        return
    wanted = {int(n) for n in _COUNTED.findall(question.text)}
    score = 0.8 if items.sure else 0.4
    if wanted:
        score += 0.2 if len(items.items) in wanted else -0.3
    yield Candidate(sentence.text, 0, len(sentence.text), max(score, 0.1))


def _leads(question: Question, view: ArticleView, sentence: SentenceView) -> Iterator[Candidate]:
    """For overviews: the lead says what happened, and a dated sentence when."""
    dated = any(e.dated and not e.named for e in view.times(sentence.index))
    score = 0.6 * (sentence.index == 0) + 0.3 * (sentence.index == 1) + 0.4 * dated
    if score:
        yield Candidate(sentence.text, 0, len(sentence.text), min(score, 1.0))


_FINDERS: Mapping[Kind, Callable[[Question, ArticleView, SentenceView], Iterator[Candidate]]] = {
    Kind.WHO: _people,
    Kind.WHEN: _days,
    Kind.HOW_MANY: _amounts,
    Kind.WHERE: _places,
    Kind.WHY: _reasons,
    Kind.LIST: _lists,
    Kind.TIMELINE: _leads,
    Kind.COMPARE: _leads,
    Kind.SUMMARY: _leads,
}
