"""What kind of answer a question asks for: a table of rules, first match wins, each with its example."""

from __future__ import annotations

import re
from typing import NamedTuple

from rag.domain import Kind


class KindRule(NamedTuple):
    kind: Kind
    pattern: re.Pattern[str]
    example: str


def _rule(kind: Kind, pattern: str, example: str) -> KindRule:
    return KindRule(kind, re.compile(pattern, re.IGNORECASE), example)


RULES: tuple[KindRule, ...] = (
    _rule(
        Kind.TIMELINE,
        r"시간\s?순|날짜\s?순|연대순|일지|타임라인|timeline|경과를|흐름을",
        "교류 소식을 시간순으로 정리해 주세요.",
    ),
    _rule(Kind.COMPARE, r"비교|차이|다른\s?점|공통점|각각|compare|difference", "두 기사를 비교해 주세요."),
    _rule(Kind.SUMMARY, r"요약|간추|한\s?줄로|핵심만|summari[sz]e|summary", "트램 소식을 요약해 줘"),
    _rule(
        Kind.ARTICLE,
        r"(기사|보도)(를|은|는|가|의)?\s?(쓴|작성|제목|기자|언론사|매체|출처|링크)|어느\s?(신문|언론|매체)|누가\s?썼|무슨\s?신문",
        "그 기사를 쓴 기자는 누구인가요?",
    ),
    _rule(
        Kind.YES_NO,
        r"(사실|정말|진짜|맞)\S*(인가요|인가|나요|습니까|입니까|이에요|예요|야|나|죠|지)\s*\?*\s*$|여부",
        "요금이 1500원으로 확정됐다는데 사실인가요?",
    ),
    _rule(
        Kind.WHEN,
        r"(날짜|일시|시각|시점)(와|과|을|를|만|까지)?\s(\S+\s)*(알려|말해|가르쳐)",
        "막을 올린 날짜와 시각을 알려 주세요.",
    ),
    _rule(
        Kind.LIST,
        r"(?<![가-힣])(\d+|두|세|네|다섯|여섯|일곱|여덟|아홉|열)\s?(개|가지)(의|\s)?\s?\S*(\s\S+)?(은|는|이|가|을|를)?(\s?(모두|전부|빠짐없이|무엇|뭐|뭔|알려|말해|각각)|\s다\s)|빠짐없이|항목별|하나하나|다\s(알려|말해|적어|불러)|(분야|종목|항목|부문)(별|마다)",
        "권고 네 가지는 무엇인가요?",
    ),
    _rule(
        Kind.WHEN,
        r"언제|언재|며칠|몇\s?(년|월|일|시|요일)(?!간|동안|\s?(째|만))|무슨\s?요일|어느\s?(날|해|요일)|요일은|(날짜|시기|시점|일시|시각|일정|날|시간|해|연도)(는|은|이|가)?\s?(어떻게|뭐|무엇|요|인가|입니까|이야|야|\?|$)|\bwhen\b|what (day|date|year|time)",
        "두 의원은 언제 회동했나요?",
    ),
    _rule(
        Kind.HOW_MANY,
        r"몇|얼마|얼만|how (many|much|long|far|big)|(규모|금액|비용|예산|인원|점수|스코어|비율|수|가격|횟수|면적|길이|거리|높이|나이)(는|은|이|가|를|을)?\s?(어떻게|어느|뭐|요|인가|입니까|이야|야|\?|$)|개수|수치",
        "GPU는 몇 장인가요?",
    ),
    _rule(
        Kind.LIST,
        r"모두|전부|나열|목록|열거|무엇\s?무엇|뭐\s?뭐|뭐뭐|어떤\s?것들|들을?\s?(알려|말해|적어|꼽)|누구누구|어디어디|종류|\blist\b|what are|name (all|the)",
        "8개 사항을 모두 알려 주세요.",
    ),
    _rule(
        Kind.WHO,
        r"누구|누가|누굴|누군|누구와|어느\s?(선수|의원|사람|후보)|\bwho(m|se)?\b|(사람|인물|주인공|이름|시장|의장|대표|감독)(은|는|이|가)\s?(누|요|\?|$)",
        "의장은 누구인가요?",
    ),
    _rule(
        Kind.WHERE,
        r"어디|어느\s?(곳|나라|지역|도시|구|시|동|역|군|장소)|(장소|위치|곳|무대)(는|은|이|가|을|를)?\s?(어떻게|뭐|요|인가|입니까|야|\?|$)|\bwhere\b|which (city|country|place)",
        "집무실은 어디에 마련되나요?",
    ),
    _rule(Kind.WHY, r"왜|이유|까닭|때문|원인|배경|계기|\bwhy\b|reason", "왜 서울에서 근무하나요?"),
    _rule(Kind.HOW, r"어떻게|어떤\s?(방식|방법|식)|방법|방식|\bhow\b", "어떻게 뽑나요?"),
    _rule(Kind.WHAT, r"무엇|무슨|뭐|뭘|뭔|어떤|어느|\bwhat\b|\bwhich\b", "합의문의 이름은 무엇인가요?"),
    _rule(
        Kind.YES_NO,
        r"(나요|습니까|ㅂ니까|가요|는가|은가|인가|던가|지요|죠|니|냐|어요|아요|여요|해요|까|까요|래요|데요|면서요|어|아|해|맞아|맞나)\s*\?*\s*$|^(is|are|was|were|did|does|do|has|have|will|can)\b",
        "거기에 오염수 얘기도 들어 있나요?",
    ),
)


def kind_of(question: str) -> Kind:
    """The kind of answer asked for; WHAT where nothing says otherwise."""
    return next((rule.kind for rule in RULES if rule.pattern.search(question.strip())), Kind.WHAT)


UNITS = (
    "퍼센트|킬로미터|킬로|미터|헥타르|톤|원|달러|명|사람|인|개월|개국|개|곳|군데|건|장|회|차례|번째|번|가지|종류|종|권|마리|채|가구|세대|학급|시간|분|초|년|"
    "주년|월|일|주|배|점|위|층|호|석|편|팀|대|표|세|살|도시|나라|과제|사항|사업|포기|리터|미리|도|달|골|승|패|쪽|층"
)
"""What `몇` counts."""
_COUNTED = re.compile(rf"몇\s?({UNITS})")
_CHOSEN = re.compile(
    r"(?:어느|어떤|무슨)\s?([가-힣]{1,6}?)(?=이나|에서|에게|으로|부터|까지|인지|이|가|은|는|을|를|에|와|과|의|인|로|씩|[\s?,.]|$)"
)


def focus_of(question: str) -> tuple[str, ...]:
    """What is to be counted or chosen: 장 of `몇 장인가요`, 도시 of `어느 도시가`."""
    return tuple(m.group(1) for pattern in (_COUNTED, _CHOSEN) for m in pattern.finditer(question))


_INTERROGATIVE = re.compile(r"얼마|몇|누구|누가|누굴|언제|어디|무엇|뭐|뭔|뭘|어느|무슨|왜|어떻게")
_TOPIC = re.compile(r"(\S+?)(?:은|는|이|가|을|를)(?=\s)")


def topics_of(question: str) -> tuple[str, ...]:
    """Words with a topic, subject or object particle before the interrogative, nearest first: what is asked of the
    thing comes last, as 비용 in `운영하는 데 드는 비용은 지금 얼마인가요?`."""
    match = _INTERROGATIVE.search(question)
    before = question[: match.start()] if match else question
    return tuple(reversed(_TOPIC.findall(before + " ")))


def asks_several(question: str) -> bool:
    """Two interrogatives: `언제 열리고 어느 도시가 …`; `몇 월 며칠` is one."""
    found = _INTERROGATIVE.findall(re.sub(r"몇\s?년|몇\s?월|몇\s?시", "", question))
    return len(set(found)) > 1
