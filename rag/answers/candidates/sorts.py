"""The sort of thing that a noun asks for, and what shows in the text that a span is one: 회사 → a body, 도시 → a place of that rank.

`어느 병원`, `건설사는 어디`, `행사 이름`: the noun says more than the interrogative. The first row that fits decides; a noun that no
row knows asks for a thing, which is no person, no day, no number and no authority.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from rag.answers.candidates.span import Span
from rag.answers.people import like_place
from rag.domain import Kind, Question, Token
from rag.korean.nouns import kind_of_noun

Test = Callable[[Span], bool]


class Sort(NamedTuple):
    """`asked`: the noun; `shown`: whether a span is one of these."""

    name: str
    asked: re.Pattern[str]
    shown: Test
    examples: tuple[str, ...]


def _ends(endings: str) -> Test:
    pattern = re.compile(rf"(?:{endings})$")
    return lambda span: pattern.search(span.last_word) is not None


def _nothing_else(span: Span) -> bool:
    """No person, no day, no number."""
    return not (span.names_person or span.officer or span.dated or span.amount)


def _name_alone(span: Span) -> bool:
    return _nothing_else(span) and span.proper and not span.verbal


def _occupation(span: Span) -> bool:
    """An office too, but nobody who holds it."""
    return not (span.names_person or span.dated or span.amount or span.governing)


def _both(*tests: Test) -> Test:
    return lambda span: all(test(span) for test in tests)


def _firm(span: Span) -> bool:
    made_up = span.tokens[-1].tag in ("NNP", "SL") or _FIRM(span)
    return _name_alone(span) and made_up and not span.governing


def _body(span: Span) -> bool:
    return _name_alone(span) or (_nothing_else(span) and not span.verbal and _BODY(span))


def _thing(span: Span) -> bool:
    return _nothing_else(span) and not span.governing and kind_of_noun(span.last_word) is not Kind.WHO


def _title(span: Span) -> bool:
    return (span.quoted or span.latin) and not span.names_person


def _event(span: Span) -> bool:
    return (span.quoted or _EVENT(span)) and not span.names_person and span.dated is None


def _city(span: Span) -> bool:
    return _name_alone(span) and not _NO_CITY(span) and (span.tokens[-1].tag in ("NNP", "SL") or _ends("시")(span))


def _country(span: Span) -> bool:
    return _name_alone(span) and not _NO_COUNTRY(span) and (span.tokens[-1].tag in ("NNP", "SL") or _ends("국")(span))


def _office(span: Span) -> bool:
    return (span.officer or _POST(span)) and span.dated is None


def _never(span: Span) -> bool:
    """What only a clause tells, and no span of nouns."""
    return False


_FIRM = _ends(
    "전자|바이오|모빌리티|그룹|산업|건설|제약|화학|중공업|자동차|에너지|증권|텔레콤|소프트|테크|시스템|홀딩스|물산|식품|항공|해운|조선|물류|벤처스|은행|보험|화재|생명|공업|"
    "로봇|관리|개발|엔지니어링|유업|우유|섬유|제철|상사|회사|사|스|츠|즈"
)
_BODY = _ends(
    "회|연대|모임|협회|단체|연합|연맹|조합|재단|원|청|부|처|시|도|군|구|센터|기관|공사|공단|위|법원|경찰|검찰|경찰서|소방서|본부|협의체|노조|학교|은행|단|국|당|팀"
)
_EVENT = _ends(
    "회|제|축제|대회|전|쇼|주간|위크|페스티벌|행사|공연|포럼|식|마당|대전|콘서트|장터|캠페인|체험|엑스포|Week|올림픽|마라톤|박람회|리그|훈련|프로그램"
)
_NO_CITY = _ends("도|군|구|국|동|읍|면|리|청|의회|정부|위원회|당|기구|연합|회")
_NO_COUNTRY = _ends("시|도|군|구|동|읍|면|청|의회|위원회|당|기구|회")
_POST = _ends("실장|본부장|관장|대행|비서|담당|책임자|대표|장|사|직|역")
_VENUE = "장|관|센터|홀|돔|구장|청|무대|광장|공원|플라자|법정|강당|극장|터|단지|부지|홀|역|마당|실"


def _sort(name: str, shown: Test, examples: str, *, ends: str = "", whole: str = "") -> Sort:
    parts = [f"(?:.*(?:{ends}))"] * bool(ends) + [f"(?:{whole})"] * bool(whole)
    return Sort(name, re.compile("|".join(parts)), shown, tuple(examples.split()))


_NO_FIRM = "교사|검사|의사|판사|인사|행사|기사|공사|역사|강사|감사|조사|변호사|수사|박사|회의사|법무사|회계사|요리사|약사|목사|대사|이사|심사|장사|농사|제사|의사|청사|식사"
SORTS: tuple[Sort, ...] = (
    _sort("party", _both(_nothing_else, _ends("당|연대|의힘|무소속|연합|내일")), "정당 소속", ends="정당|정당 소속", whole="당|소속"),
    _sort("hospital", _both(_nothing_else, _ends("병원|의료원|보건소|센터|의원")), "병원", ends="병원"),
    _sort("school", _both(_nothing_else, _ends("초|중|고|학교|대|대학|유치원|학과|과기원|과학기술원|[A-Z]{3,}")), "대학 고등학교", ends="학교|대학"),
    _sort("medium", _both(_nothing_else, _ends("방송|신문|일보|통신|경제|뉴스|TV|타임스|[A-Z]{2,4}")), "방송사", ends="방송사|언론사|신문사|매체"),
    _sort("firm", _firm, "회사 건설사 보험사 업체", ends=rf"회사|업체|기업|은행|스타트업|[가-힣]{{2}}사(?<!{'|'.join(sorted({w[-2:] for w in _NO_FIRM.split('|')}))})"),
    _sort("team", _firm, "팀 구단", ends="팀|구단|클럽"),
    _sort("body", _body, "단체 기관", ends="단체|기관|조직|기구|부처|법원|협회"),
    _sort("country", _country, "나라 국가", ends="나라|국가"),
    _sort("city", _city, "도시", ends="도시|시(?<=^시)"),
    _sort("building", _both(_nothing_else, _ends("청사|관|센터|빌딩|타워|홀|청|플라자|동|층|실|당|[A-Z]{2,}")), "건물", ends="건물|청사"),
    _sort("venue", _both(_nothing_else, _ends(_VENUE)), "빙상장 전시장 법정", ends="경기장|행사장|전시장|회의장|공연장|빙상장|강의장|예식장|수영장|야구장|축구장|골프장|촬영장|시험장|구장|법정|전시관"),
    _sort("event", _event, "행사 축제", ends="행사|축제|대회|총회|전시회|공연|회의|상담회"),
    _sort("office", _office, "직책 직함", ends="직책|직위|직함|보직"),
    _sort("title", _title, "제목 주제 문구", ends="제목|주제|문구|표어|구호|슬로건|명칭|별명|애칭|작품|영화|노래|시집|앨범"),
    _sort("clause", _never, "배경 내용 조건", ends="배경|이유|사정|근거|원인|까닭|목적|취지|계기|내용|조건|입장|의견|주장|평가|의미|상황|결과|관계|상관|차이", whole="말|점|일|뜻|순|순서|가지"),
)  # fmt: skip
OCCUPATION = _sort("occupation", _occupation, "직업", whole="직업")
"""Nouns whose answers show by their own form what they are."""

PLACES = frozenset("country city building venue".split())
_SAME = frozenset(
    "동 구 군 읍 면 마을 리 역 공항 항 댐 섬 산 강 다리 공원 도서관 박물관 미술관 시장 거리 아파트 등급 구역".split()
)
"""Nouns that the name of what they ask for ends in: 고방동, 소담댐, 미르공항."""
_NAMES = ("이름", "성명", "성함", "실명", "본명", "명칭")
_PEOPLE = re.compile(
    r".*(?:간부|임원|관계자|정치인|공무원|농부|주민|주인|인사|직원|후보|남성|여성|남자|여자|학생|아이|환자|승객|운전자|노인|어르신)$"
)
_ONCE = re.compile(r"예전|원래|과거|전에|출신|본업|이전")


def sort_of(question: Question) -> Sort | None:
    """The sort that the noun asks for; None where it says nothing of its own."""
    noun = _noun(question)
    if noun == "직업" or (noun == "일" and _ONCE.search(question.text)):
        return OCCUPATION
    return next((sort for sort in SORTS if noun and sort.asked.fullmatch(noun)), None)


def shows(question: Question, span: Span) -> bool:
    """Whether a span is of the sort that the noun asks for, or, where it names none, is a thing."""
    noun, sort = _noun(question), sort_of(question)
    if _DOES.search(question.text) or _echoes(question, noun, span):
        return False
    if noun in _SAME:
        return _nothing_else(span) and span.last_word.endswith(noun)
    if sort is not None:
        return sort.shown(span)
    if question.asked.interrogative == "어디":
        return _nothing_else(span) and like_place(span.sentence, span.start, span.end)
    if _NAMES[0] in question.text and not (span.quoted or span.proper or (noun and span.last_word.endswith(noun))):
        return False
    elsewhere = question.asked.particle not in ("에서", "에게") and _ELSEWHERE.match(span.following)
    return _thing(span) and not elsewhere


_ELSEWHERE = re.compile(r"[’”]?(?:에서|에게|한테|께서)")
"""Where or to whom it was done, not what."""
_DOES = re.compile(r"(?:뭐|뭘|뭣을|머를?|무엇을)\s?(?:좀\s)?(?:하|했|해|할|한다|라고)|뭐라")
"""`뭐 했대?`, `뭘 하자고 했나요?`: what is done, or said, is told in a clause."""


def _echoes(question: Question, noun: str, span: Span) -> bool:
    """`투명 포장재` for `포장재의 원료`, `새긴 작품` for `작품은 뭐`: it ends in what the question says itself."""
    if span.quoted or span.proper:
        return False
    last = span.last_word
    if noun and last.endswith(noun):
        return last == noun and span.verbal and (span.text.count(" ") == 1 or _NAMES[0] in question.text)
    return len(last) > 1 and last in question.standalone


def asks_person(question: Question) -> bool:
    """Whether a person is asked for, be it by the noun (`… 간부는?`, `교수 이름은 무엇`)."""
    object_ = question.asked.interrogative in ("무엇", "뭐") and question.asked.particle in ("을", "를", "ᆯ")
    if sort_of(question) is not None or object_:
        return False
    if question.asked.kind is Kind.WHO:
        return True
    noun = _noun(question)
    return (
        question.asked.kind is Kind.WHAT
        and bool(noun)
        and (_PEOPLE.fullmatch(noun) is not None or (kind_of_noun(noun) is Kind.WHO))
    )


_COUNTED = re.compile(r"수|관람객|[가-힣]{2}금(?<!현금)(?<!세금)(?<!소금)(?<!자금)(?<!황금)(?<!지금)")


def asks_amount(question: Question) -> bool:
    """`추징금은?`, `의사 수는?`"""
    return question.asked.kind is Kind.WHAT and _COUNTED.fullmatch(_noun(question)) is not None


def _noun(question: Question) -> str:
    """Of `행사 이름` 행사: the name is asked of what it is the name of; of `…의 이름` what stands before."""
    nouns = _words(question.asked.noun)
    if (nouns and nouns[-1] in _NAMES) or (not nouns and _NAMES[0] in question.text):
        nouns = nouns[:-1] or [_possessor(question)]
    chosen = question.asked.interrogative in ("어느", "무슨") and nouns
    if chosen and any(sort.asked.fullmatch(nouns[0]) for sort in SORTS):
        return nouns[0]  # 회사 of `어느 회사 제품`
    return nouns[-1] if nouns else ""


def _words(tokens: Sequence[Token]) -> list[str]:
    """What is written without a space is one word."""
    words: list[str] = []
    for index, token in enumerate(tokens):
        joins = index > 0 and tokens[index - 1].end == token.start
        words[-1:] = [words[-1] + token.form] if joins else [*words[-1:], token.form]
    return words


def _possessor(question: Question) -> str:
    tokens = question.tokens
    at = next((i for i, t in enumerate(tokens) if t.form in _NAMES), 0)
    before = at - 2 if at and tokens[at - 1].tag == "JKG" else at - 1
    return tokens[before].form if before >= 0 and tokens[before].tag[0] in "NX" else ""
