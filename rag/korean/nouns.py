"""What kind of answer a noun stands for when it is asked for: 이유 → why, 총사업비 → how many, 개최지 → where.

`…는 무엇인가요?`, `…는?` and `… 알려 주세요` say nothing of the kind themselves: the noun before them does. The first row
that fits decides; `ends` are endings of the noun, `whole` is the noun itself.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from rag.domain import Kind
from rag.korean.names import OFFICES

_AMBIGUOUS = frozenset(
    {"씨", "군", "양", "옹", "왕", "이사", "통장", "주장", "대사", "대장", "신부", "단장", "작가", "이장"}
)
"""Offices that as the end of a word may be something else: 계란찜 양, 벽 단장, 근본 주장."""


class NounRule(NamedTuple):
    kind: Kind
    pattern: re.Pattern[str]
    examples: tuple[str, ...]


def _rule(kind: Kind, examples: str, *, ends: str = "", whole: str = "") -> NounRule:
    parts = [f"(?:.*(?:{ends}))"] * bool(ends) + [f"(?:{whole})"] * bool(whole)
    return NounRule(kind, re.compile("|".join(parts)), tuple(examples.split()))


RULES: tuple[NounRule, ...] = (
    _rule(  # what looks like an amount, a place or a day, and is none
        Kind.WHAT,
        "자료 준비 장비 의료 무효 세금 현금 정비 소비 설비 음료 동료 원소 대량 역량 방해 피해 이해 오해 견해 전화번호 가전제품",
        ends="자료|재료|음료|의료|동료|원료|연료|종료|준비|장비|정비|소비|설비|경비대|무효|세금|현금|적금|역량|대량|피해|이해|오해|견해|재해|방해|"
        "번호|제품|원소|소재",
    ),
    _rule(
        Kind.HOW_MANY,
        "선수수 참가자수 회원수 총사업비 예산 입장료 경쟁률 시청률 비율 인구 면적 높이 나이 점수 임기 계약기간 매출액 배춧값 순위 몸무게 크기 깊이 "
        "길이 강수량 횟수 사망자수 관람료 연봉 최저기온 GDP 공사기간 지름 파장 원자량",
        ends="(?:자|원|객|민|생|구|람|수|차|표|권|건|회|대|명|횟|숫|개|점|가구|도시|나라|국가|학교|기업)\\s?수|숫자|갯수|점수|횟수|지수|인원|인구|정원|"
        "비용|예산|사업비|[가-힣](?<!준)비|요금|금액|총액|가격|단가|값|상금|벌금|임금|등록금|지원금|보조금|보상금|기금|연금|모금액|[가-힣]액|[가-힣]료|연봉|월급|급여|월세|"
        "전세|몸값|매출|수익|이익|적자|흑자|손실|규모|크기|면적|넓이|너비|폭|길이|높이|깊이|두께|무게|중량|거리|속도|속력|풍속|온도|기온|수온|습도|농도|"
        "밀도|압력|지름|반지름|둘레|해발|고도|파장|주파수|나이|연령|스코어|득점|순위|등수|석차|기간|임기|수명|정도|비율|비중|[가-힣][률율]|확률|"
        "경쟁률|가능성|용량|[가-힣]량|물량|분량|수위|배수|층수|평수|평점|평균|합계|총계|시가총액|주가|환율|금리|이자|물가|GDP|시간당",
        whole="키|값|폭|수|명수|몇",
    ),
    _rule(
        Kind.WHEN,
        "날 날짜 시기 개통일 생일 설립일 창립연도 년도 일정 출시일 기념일 요일 개막일시 마감 때",
        ends="날짜|일시|일자|일정|시각|시점|시기|연도|년도|년월일|요일|기일|기한|마감|[가-힣]{2}일(?<!.요일)(?<!국통일)(?<!북통일)(?<!파일)(?<!메일)"
        "(?<!미사일)(?<!스타일)|생일|휴일|세기|무렵|즈음",
        whole="날|해|때|[가-힣]+\\s날|시간|개막|개통|개관|개장|착공|준공",
    ),
    _rule(
        Kind.WHY,
        "이유 원인 까닭 배경 계기 목적 취지 동기 사유",
        ends="이유|까닭|원인|배경|계기|사유|동기|목적|취지|사인",
    ),
    _rule(Kind.HOW, "방법 방식 절차 비결 과정 경위", ends="방법|방식|절차|비결|비법|과정|경위|요령", whole="수단"),
    _rule(Kind.LIST, "종류 목록 명단 우승자들 참가국들", ends="종류|목록|명단|리스트|항목|[가-힣]{2}들(?<!우리들)"),
    _rule(
        Kind.ARTICLE,
        "출처 언론사 기사제목",
        ends="출처|언론사|매체|기사\\s?제목",
    ),
    _rule(
        Kind.WHERE,
        "곳 장소 개최지 수도 도시 나라 고향 본사 위치 주도 국가 승리국 중심지 소재지 주소 현장 대륙 지방",
        ends="장소|위치|지역|나라|국가|도시|수도|고향|개최지|출신지|출생지|[가-힣]지(?<!편지)(?<!처지)(?<!의지)(?<!후지)(?<!바지)(?<!잡지)(?<!복지)"
        "(?<!방지)(?<!금지)(?<!폐지)(?<!저지)(?<!공지)(?<!긍지)(?<!반지)(?<!강아지)(?<!먼지)(?<!가지)(?<!단지)(?<!휴지)(?<!돼지)(?<!이미지)(?<!메시지)"
        "(?<!페이지)(?<!버지)|주소|행선지|본사|본부|청사|대륙|승전국|승리국|개최국|주최국|동네|마을|지방|현장|무대|대도시|건설국|행사장|경기장|회의장|지점|구역|주도|성지",
        whole="곳|데|[가-힣]+곳|국적",
    ),
    _rule(
        Kind.WHO,
        "사람 인물 의장 대통령 저자 아버지 감독 창립자 우승자 주인공 왕 황제 지휘자 후임 수상자 용의자 배우자 초대왕 분 범인 발견한사람",
        ends="사람|인물|주인공|범인|용의자|피의자|가해자|피해자|저자|작자|작가|원작자|감독|배우|가수|선수|지도자|설립자|창립자|창시자|창업자|창안자|"
        "[가-힣]{2}자(?<!글자)(?<!과자)(?<!의자)(?<!투자)(?<!적자)(?<!흑자)(?<!전자)(?<!문자)"
        "(?<!일자)(?<!이자)(?<!모자)|아버지|어머니|부친|모친|아들|딸|아내|남편|부인|형제|동생|누나|오빠|조상|왕비|국왕|여왕|황제|천황|교황|총수|장군|"
        "제독|학자|후임|전임|후계자|당사자|책임자|담당자|대표자|보컬|주연|멤버|구성원|영웅|신하|" + "|".join(o for o in OFFICES if o not in _AMBIGUOUS),
        whole="왕|분|이|[가-힣]+\\s?왕|작가|대장|단장|대사|스승|제자",
    ),
    _rule(
        Kind.WHAT,
        "회사 대학 개발사 방송사 정당 구단 이름 별명 뜻 제목 주제 학명 시대",
        ends="회사|기업|업체|기관|단체|조직|대학|대학교|학교|구단|팀|정당|방송사|개발사|배급사|소속사|제조사|항공사|게임사|출판사|채널|이름|별명|별칭|"
        "뜻|의미|제목|주제|학명|명칭|성함|종목|작품|앨범|영화|노래|책|시대",
    ),
)  # fmt: skip

ORGANISATION = re.compile(
    r".*(?:회사|기업|업체|기관|단체|조직|대학|대학교|구단|팀|정당|방송사|[개배소제항게출건].{0,2}사|은행|채널|당)(?<!본사)$"
)
"""Bodies that are asked for with 어디 and are no place: `방송사는 어디인가요?`."""


def kind_of_noun(noun: str) -> Kind | None:
    """The kind of answer that the noun stands for; None where the table does not know it."""
    if not noun:
        return None
    return next((rule.kind for rule in RULES if rule.pattern.fullmatch(noun)), None)


_AUTONOMOUS = re.compile(
    r".*(?:물가|금리|환율|기온|강수량|실업률|출산율|성장률|최저임금|주가지수|인구|유가|날씨|집값|쌀값)$"
)
"""Measures that need no holder to be asked about."""
_RELATIONAL = re.compile(
    r".*(?:자|원|객|인원|일정|내용|결과|예산|비용|대상|조건|장소|규모|기간|이유|방법|이름|의장|시장|대표|효과|반응|입장|계획|문제|목적)$"
)


_PARTICIPANT = re.compile(
    r".*(?:야당|여당|야권|여권|반대파|노조|사측|노사|회사|학교|당국|정부|경찰|검찰|학생|주민|시민|직원|유족|관객|관중|팬|상인|농민|환자|"
    r"피해자|참석자|상대|상대방|양측|분야|부문|쪽|측)들?"
)
"""Those who take part in many a story: alone they do not say in which."""


def takes_part(noun: str) -> bool:
    """Whether it says nothing of what is talked about: 야당 of `야당은 뭐라고 했나요?`."""
    return _PARTICIPANT.fullmatch(noun) is not None


def needs_holder(noun: str) -> bool:
    """Whether it is something of something, and says nothing alone: 경쟁률, 의장, 참가자."""
    if _AUTONOMOUS.fullmatch(noun):
        return False
    return kind_of_noun(noun) is not None or _RELATIONAL.fullmatch(noun) is not None
