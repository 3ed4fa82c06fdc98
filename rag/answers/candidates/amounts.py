"""Numbers of a sentence with their units."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from rag.answers.candidates.candidate import Candidate
from rag.answers.matching import solid
from rag.answers.reading import ArticleView, SentenceView
from rag.domain import Question

NUMERAL = re.compile(
    r"\d|[%％]|(?<![가-힣])(?:한|두|세|네|다섯|여섯|일곱|여덟|아홉|열|수십|수백|수천|수만|절반|하나|둘|셋|넷|하루|이틀|사흘|나흘|닷새|열흘|보름)"
)

_NUMBER = (
    r"(?:약\s?|총\s?|최대\s?|최소\s?|연\s?|하루\s?|제)?\d[\d,.]*(?:\s?[만억조천백십]\s?(?:\d[\d,]*\s?[만억천백]?)*)*"
)
_UNIT = r"(?:여\s?)?(?:퍼센트|%포인트|%p|%|킬로미터|㎞|km|미터|㎡|제곱미터|헥타르|톤|t|kg|㎏|g|원|달러|유로|위안|엔|명|인|개월|개국|개|곳|건|장|대|회|차례|번째|번|가지|종|권|마리|채|가구|세대|학급|시간|분|초|년|주년|일|주|배|점|위|층|호|석|편|팀|사업|과제|사항|도시|도|ℓ|리터|mm|㎜|cm|ha|㏊|MW|GW|kWh)?"
_AMOUNT = re.compile(rf"(?<![\d.]){_NUMBER}\s?{_UNIT}(?:\s?(?:대|-)\s?\d+)?")
_NATIVE = re.compile(
    r"(?<![가-힣])(?:한|두|세|네|다섯|여섯|일곱|여덟|아홉|열|열한|열두|스무|서른)\s?(?:명|개|곳|건|가지|차례|번|팀|분야|사람|대|채|마리|살|도시|종|권|장)"
)
_MONEY = re.compile(r"원|달러|유로|위안|엔")
_UNIT_FAMILIES: Mapping[str, str] = {"사람": "명|인", "명": "명|인|사람", "개": "개|곳|건|가지|사항|과제", "곳": "곳|개", "도시": "도시|개", "번": "번|차례|회", "회": "회|번|차례", "시간": "시간|분", "퍼센트": "%|퍼센트", "살": "세|살", "표": "표|명", "골": "골|점", "군데": "곳|개", "킬로": "㎞|km|킬로", "해": "년|해", "달": "달|개월", "개월": "개월|달"}  # fmt: skip
_ASKS_MONEY = re.compile(
    r"(?<!몇\s)(예산|비용|금액|가격|사업비|투자|임대료|월세|요금|값|돈|얼마에|얼마짜리|얼마를|얼마씩|매출|이익|손실|적자|흑자|연봉|초봉|월급|상금|보상금|지원금|공사비)"
    r"|얼마나?\s?(?:벌|버[는셨])"
)
_ASKS_PEOPLE = re.compile(r"(?:인구|인원)[은는이가]?\s(?:\S+\s)?(?:얼마|얼만)")
_ASKS_LENGTH = re.compile(
    r"(?:시간|기간|임기)[은이]?\s?(?:얼마|얼만)|(?:얼마|얼만)나?\s?(?:걸[리려렸]|기다|머[무물]|(?:오래|동안))"
)
_ASKS_UNIT = re.compile(r"몇\s?(평|상|타점|끼|칸|줄|통|벌|켤레|송이|그루|척|량|학년|회분)")
"""Units that are written in one way only."""
_ASKS_SPAN = re.compile(r"몇\s?(년|해|달|개월|주)\s?(만|째)")
_LENGTH = re.compile(r"시간|분|초|일|주|개월|달|년")
_OF_TIME = re.compile(r"(?:년|월|일|시|분|초|시간|개월|달|째|번째|세|살)(?:\s?(?:만|간|동안))?$")
_ASKS_RATE = re.compile(r"비율|퍼센트|%|증가율|상승률|점유율|포인트|몇\s?프로")
_ASKS_SCORE = re.compile(r"점수|스코어|몇\s?대\s?몇")
_DATE_UNIT = re.compile(r"(년|월|일|시|분)$")


COMPARED = re.compile(r"에서\s(?=\S*\d)|보다")
"""`5430억원에서 5560억원으로`, `지난해 312억원보다`: the number before is not the one asked for."""


def amounts(question: Question, view: ArticleView, sentence: SentenceView) -> Iterator[Candidate]:
    asked = solid(question.standalone)
    wanted = wanted_unit(question)
    for pattern in (_AMOUNT, _NATIVE):
        for match in pattern.finditer(sentence.text):
            text = match.group().strip()
            score = _amount_score(text, wanted, asked)
            if COMPARED.match(sentence.text, match.start() + len(text)):
                score *= 0.5
            if score > 0:
                yield Candidate(text, match.start(), match.start() + len(text), score)


def wanted_unit(question: Question) -> re.Pattern[str] | None:
    if _ASKS_SCORE.search(question.text):
        return re.compile(r"대|-")
    if _ASKS_RATE.search(question.text):
        return re.compile(r"%|퍼센트|프로")
    if match := _ASKS_SPAN.search(question.text):
        return re.compile(rf"(?:{_UNIT_FAMILIES.get(match[1], match[1])})\s?{match[2]}")
    for focus in question.focus:
        return re.compile(_UNIT_FAMILIES.get(focus, re.escape(focus)))
    if match := _ASKS_UNIT.search(question.text):
        return re.compile(re.escape(match[1]))
    if _ASKS_LENGTH.search(question.text):
        return _LENGTH
    if _ASKS_PEOPLE.search(question.text):
        return re.compile(_UNIT_FAMILIES["명"])
    if _ASKS_MONEY.search(question.text) or _measured(question).endswith(("비", "료", "금", "값", "액", "삯")):
        return _MONEY
    return None


def _measured(question: Question) -> str:
    return question.attribute or "".join(t.form for t in question.asked.noun)


def _amount_score(text: str, wanted: re.Pattern[str] | None, asked: str) -> float:
    if solid(text) in asked:
        return 0.0
    if wanted is not None:
        return 1.0 if wanted.search(text) else 0.0
    if _DATE_UNIT.search(text):
        return 0.15
    return 0.8 if not text[-1].isdigit() else 0.3


def counts(unit: re.Pattern[str], text: str) -> bool:
    """Whether a number has the unit right after it: 표 of `9표`, not of `표결`."""
    return re.search(rf"(?:\d|[만억조천백십한두세네섯곱덟홉열수])\s?(?:여\s?)?(?:{unit.pattern})", text) is not None


def tight(text: str, unit: re.Pattern[str] | None) -> tuple[int, int] | None:
    """Where in a span the number with the unit asked for stands, the last of several: `200명` of `일할 신입 사원 200명`. None
    where no unit is asked for or the number is written another way."""
    if unit is None:
        return None
    every = [m for m in _AMOUNT.finditer(text) if m.group().strip()]
    found = [i for i, match in enumerate(every) if counts(unit, text[match.start() : _end(text, match)])]
    if not found:
        return None
    first = last = found[-1]
    while (
        first
        and measures_time(every[first - 1].group())
        and not text[every[first - 1].end() : every[first].start()].strip()
    ):
        first -= 1  # 14시간 20분
    whole = every[last].end() if counts(unit, every[last].group()) else _end(text, every[last])
    return every[first].start(), whole


def _end(text: str, match: re.Match[str]) -> int:
    """With what makes a number of years one of how long: `54년째`, `6년 만`."""
    more = _SINCE.match(text, match.end())
    return more.end() if more else match.end()


_SINCE = re.compile(r"\s?(?:째|만)(?![가-힣])")


def measures_time(text: str) -> bool:
    """`11일`, `7년`, `54년째`: no answer to `얼마` but where a length of time is asked for."""
    return _OF_TIME.search(text) is not None
