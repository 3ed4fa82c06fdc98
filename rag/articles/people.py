"""Reporters' names: what may stand before 기자, and what stands there but is a place, a desk or an outlet."""

from __future__ import annotations

import re

from rag.articles.publishers import is_publisher
from rag.articles.rules import words
from rag.korean.names import SURNAMES

ROLES = (
    "기자",
    "선임기자",
    "전문기자",
    "인턴기자",
    "객원기자",
    "수습기자",
    "대기자",
    "시민기자",
    "명예기자",
    "사진기자",
    "온라인기자",
    "특파원",
    "순회특파원",
    "통신원",
    "논설위원",
    "편집위원",
    "논설실장",
    "에디터",
    "리포터",
    "칼럼니스트",
    "PD",
    "앵커",
    "아나운서",
    "캐스터",
)
ROLE = (
    r"(?:(?:선임|전문|인턴|객원|수습|시민|명예|사진|온라인|경제|스포츠)?\s?기자|대기자|(?:순회)?특파원|통신원|"
    r"논설위원|편집위원|에디터|리포터|칼럼니스트|PD|앵커)"
)

_PLACES = words(
    """
    서울 부산 대구 인천 광주 대전 울산 세종 경기 강원 충북 충남 전북 전남 경북 경남 제주 수원 성남 용인 고양
    화성 부천 남양주 안산 평택 안양 시흥 파주 김포 의정부 광명 하남 군포 양주 오산 이천 안성 구리 의왕 포천 양평
    여주 동두천 과천 가평 연천 춘천 원주 강릉 동해 속초 삼척 태백 홍천 횡성 영월 평창 정선 철원 화천 양구 인제
    고성 양양 청주 충주 제천 보은 옥천 영동 증평 진천 괴산 음성 단양 천안 공주 보령 아산 서산 논산 계룡 당진
    금산 부여 서천 청양 홍성 예산 태안 전주 군산 익산 정읍 남원 김제 완주 진안 무주 장수 임실 순창 고창 부안
    목포 여수 순천 나주 광양 담양 곡성 구례 고흥 보성 화순 장흥 강진 해남 영암 무안 함평 영광 장성 완도 진도
    신안 포항 경주 김천 안동 구미 영주 영천 상주 문경 경산 군위 의성 청송 영양 영덕 청도 고령 성주 칠곡 예천
    봉화 울진 울릉 창원 진주 통영 사천 김해 밀양 거제 양산 의령 함안 창녕 남해 하동 산청 함양 거창 합천 서귀포
    도쿄 베이징 상하이 홍콩 워싱턴 뉴욕 런던 파리 베를린 모스크바 브뤼셀 하노이 방콕 자카르타 싱가포르 이스탄불
    카이로 잠실 고척 국회 전국 종합 수도권 호남 영남 충청 지방 본사
    """
)
_DESKS = re.compile(r"(?:부|팀|국|본부|센터|취재진|닷컴|지사|주재|공동|총국|본지|인턴|선임)$")
_SPLIT = re.compile(r"[\s,·/&ㆍ‧․|]+")
_NAME = re.compile(r"[가-힣]{2,4}")
_FOREIGN = re.compile(r"[A-Z][a-z]+(?:[ -][A-Z][a-z.]*)*")
_OTHERS = re.compile(r"\s*외\s*\d*\s*[명인]\s*$")
_WITH_ROLE = re.compile(rf"\s{ROLE}(?:\b|$)")
_GLUED = re.compile(rf"([가-힣]{{2,4}}?){ROLE}")


def is_place(word: str) -> bool:
    return word in _PLACES or (len(word) > 2 and word[:-1] in _PLACES and word[-1] in "시군도")


def is_name(word: str) -> bool:
    """A Korean name of two to four syllables that begins with a family name and is no place, desk or outlet."""
    if not _NAME.fullmatch(word) or word[0] not in SURNAMES:
        return False
    if is_place(word) or (len(word) != 3 and _DESKS.search(word)) or word in ROLES:
        return False
    return not (_DESKS.search(word) and word[-1] in "부팀" and len(word) == 3) and not is_publisher(word)


def names_before_role(text: str) -> tuple[str, ...]:
    """`채송무 홍석희` → both; `순천, 광양 구현모` → 구현모; `정치부 김철수` → 김철수."""
    words = [word for word in _SPLIT.split(_OTHERS.sub("", text)) if word]
    if not words:
        return ()
    names = [word for word in words[:-1] if is_name(word) and len(word) >= 3]
    last = words[-1]
    if is_name(last) or (
        _NAME.fullmatch(last) and not is_place(last) and not _DESKS.search(last) and not is_publisher(last)
    ):
        names.append(last)
    return tuple(dict.fromkeys(names))


def clean_names(text: str) -> tuple[str, ...]:
    """The people that an author field names: `박준석 기자 외 1명`, `김철수·이영희 기자`, `홍길동(a@b.kr)`,"
    " `Kim Minji`."""
    text = re.sub(r"https?://\S+|\S+@\S*|\([^()]{0,60}\)", " ", text)
    text = _OTHERS.sub("", text.strip())
    if _WITH_ROLE.search(unglued(text)):
        groups = _WITH_ROLE.split(unglued(text))
        return tuple(dict.fromkeys(name for group in groups for name in names_before_role(group.strip("[]()<>=:|,· "))))
    if _FOREIGN.fullmatch(text.strip()) and not is_publisher(text.strip()):
        return (text.strip(),)
    words = [word.strip("[]()<>=:\"'") for word in _SPLIT.split(text)]
    return tuple(dict.fromkeys(word for word in words if _NAME.fullmatch(word) and is_name(word)))


def unglued(text: str) -> str:
    """`신현정기자` → `신현정 기자`."""
    return _GLUED.sub(_split_role, text)


def _split_role(found: re.Match[str]) -> str:
    whole, name = found.group(0), found.group(1)
    return whole if whole in ROLES else f"{name} {whole[len(name) :].strip()}"
