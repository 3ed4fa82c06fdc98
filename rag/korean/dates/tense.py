"""Which way a clause looks: back (it happened), forward (it will) or neither, read from the words after a day.

The first cue after the day decides. What is quoted in between is somebody else's clause and is skipped.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache
from typing import NamedTuple


class Tense(Enum):
    PAST = "past"
    FUTURE = "future"
    NONE = "none"


class Cue(NamedTuple):
    tense: Tense
    pattern: str
    example: str
    """A text whose first words are a day."""


# Every syllable that ends in ㅆ, the mark of the past (했, 열렸), but for 있 (is) and 겠 (will).
_PAST_SYLLABLES = "".join(chr(0xAC00 + 28 * i + 20) for i in range(399)).replace("있", "").replace("겠", "")
# Every syllable that ends in ㄴ: before 다 the present, which of a day ahead is the future (연다, 열린다, 한다).
_PRESENT_SYLLABLES = "".join(chr(0xAC00 + 28 * i + 4) for i in range(399))
# Every syllable that ends in ㄹ: before 것 and 수 있다 what is to come (그칠 것, 쏟아질 수 있다).
_COMING_SYLLABLES = "".join(chr(0xAC00 + 28 * i + 8) for i in range(399))
# What stands before 한 in words that are no past verb: 북한, 대한, 위한, 또한, 제한, 시한, 기한, 권한 …
_NOT_PAST = "북대위또관인의통비편강약흔무제시기권남상하유행현"

_STEMS = "열리|개최되|시작되|시작하|개막하|진행되|치러지|출범하|개장하|시행되|출시되|마감되|예정되"
_PASSED = "열린|만난|밝힌|숨진|끝난|마친|치러진|치른|가진|펼쳐진|벌어진|일어난|나온|떠난|알려진|나선|찾은|맺은|받은"

CUES = (
    Cue(Tense.NONE, r"기로 (?:했|합의|결정|뜻|의견)", "16일 만나기로 했다"),
    Cue(
        Tense.FUTURE,
        r"(?:예정|방침|계획|예고|전망|예상)(?!했|됐|되었|이었|이던)|앞두|앞둔",
        "23일에는 행정업무를 진행할 방침이다",
    ),
    Cue(Tense.FUTURE, r"겠(?:다|습니다|고|으며|지만)|[가-힣]을 것", "12일 찾아가겠다"),
    Cue(
        Tense.FUTURE,
        r"(?:열릴|(?<![역분관])할|될|있을|가질|펼칠|치를|나설|만날|벌일|떠날|올릴|내릴|갈|올)(?= )",
        "18일 열릴 총회",
    ),
    Cue(Tense.FUTURE, rf"[{_COMING_SYLLABLES}] (?:것|수 (?:있|도))", "28일 비가 그칠 것으로 보인다"),
    Cue(Tense.FUTURE, rf"(?:{_STEMS})는(?= )|하려(?:고|는|면)|하자(?![가-힣])", "20일 열리는 회의에"),
    Cue(Tense.FUTURE, r"[하되리]나요|[하되리]는가|(?:합|됩|립|엽|갑)니다|할까|될까|릴까", "18일 어디서 열리나요"),
    Cue(
        Tense.PAST,
        rf"[{_PAST_SYLLABLES}](?:다|고|으며|으나|지만|는데|던|습니다|어요|음|을 때|기|냐|나|니|는지|을까)",
        "30일 밝혔다",
    ),
    Cue(Tense.PAST, r"따르면|보도한|바 있|지난 뒤", "13일 서울시에 따르면"),
    Cue(Tense.PAST, rf"(?:{_PASSED}|[가-힣]된|(?<=[가-힣])(?<![{_NOT_PAST}])한)(?= )", "12일 열린 회의"),
    Cue(Tense.NONE, rf"(?:는|[{_PRESENT_SYLLABLES}])다(?:고|며|면서)", "12일 정부가 책임져야 한다고 밝혔다"),
    Cue(Tense.FUTURE, rf"(?:는|[{_PRESENT_SYLLABLES}])다(?![가-힣])", "14일 문을 연다"),
)

_STOP = re.compile(r"(?<=다)[.!?]|[.!?](?=\s|$)|\n")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_REPORTED = re.compile(
    r"(?:밝혔|말했|전했|강조했|발표했|보도했|설명했|덧붙였|주장했|알렸|예고했|합의했|공고했|예보했|내다봤|관측했|예측했|전망했|예상했|당부했)"
)
_REACH = 160


@lru_cache(maxsize=1)
def _any() -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<c{i}>{cue.pattern})" for i, cue in enumerate(CUES)))


def after(text: str, position: int) -> Tense:
    """The tense of the clause that a day ending at `position` stands in."""
    clause = text[position : position + _REACH]
    stop = _STOP.search(clause)
    clause = clause[: stop.start()] if stop else clause
    if "“" in clause or '"' in clause:
        clause = _QUOTED.sub(" ", clause)
    match = _any().search(clause)
    if match is None or match.lastgroup is None:
        return Tense.NONE
    tense = CUES[int(match.lastgroup[1:])].tense
    # `12일 … 열 예정이라고 밝혔다`: the day may be that of the plan or of the announcement.
    return Tense.NONE if tense is Tense.FUTURE and _REPORTED.search(clause, match.end()) else tense
