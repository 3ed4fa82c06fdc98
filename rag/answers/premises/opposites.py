"""What became of a thing, and the opposite: the check of claims' table, and what questions get wrong besides."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from rag.answers.claims.tables import shipped

_ROWS: tuple[tuple[str, str], ...] = (
    ("이기|꺾|물리치|제압|승리", "지|패하|패배|무릎"),  # 코메츠를 꺾고 / 코메츠에 졌다
    ("열리|개최|치르", "취소|무산|백지화"),  # 취소된 총회 / 열린 총회
    ("깎|깎이|삭감|줄이|줄", "늘리|늘|올리|증액|되살리|복원"),  # 깎인 예산 / 늘어난 예산
    ("늘|늘리|늘어나|길어지|연장|확대", "줄|줄이|줄어들|짧아지|단축|축소"),  # 줄인 노선 / 길어진 노선
    ("합의|타결|체결", "결렬|파기|결별|거부"),  # 합의한 노사 / 결렬된 협상
    ("물러나|사퇴|사임|퇴임|낙마", "연임|재선출|재선|유임|뽑히"),  # 물러난 의장 / 다시 뽑혔다
    ("확정|결정", "취소|철회|보류"),  # 확정된 안 / 철회한 안
    ("선포|지정", "해제"),
    ("가입", "탈퇴"),
    ("지나|살|생존|구조", "숨지|사망"),
    ("당기|앞당기|당겨지|앞당겨지", "늦추|늦춰지|미루|미뤄지|밀리|늦어지"),
    ("붙|합격", "떨어지|불합격"),
    ("승인|허가", "반려|거절|거부"),
    ("오르|올라가|올라오|상승", "내리|내려가|내려오|떨어지|하락"),
    ("높이|높아지|높", "낮추|낮아지|낮"),
)


_LASTING = frozenset("늘 오르 찬성 승소 성공 가결 유죄 앞당기 흑자 허용 합법".split())
"""One word of each row of the check's table whose sides are not both true of a thing at one time or another: what begins
ends, but a bill that is passed is not voted down."""


@cache
def opposites(form: str) -> frozenset[str]:
    """Stems and nouns that say the contrary; empty for most words."""
    return _checked().get(form, frozenset()) | _own().get(form, frozenset())


@cache
def _checked() -> Mapping[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for one, other in shipped().rows:
        if (one | other) & _LASTING:
            for words, against in ((one, other), (other, one)):
                found |= {word: found.get(word, frozenset()) | against for word in words}
    return found


@cache
def like(form: str) -> frozenset[str]:
    """Stems and nouns that say the same, the word itself among them."""
    sides = {side for row in _ROWS for side in row if form in side.split("|")}
    return shipped().like(form) | frozenset(word for side in sides for word in side.split("|"))


@cache
def _own() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for one, other in _ROWS:
        for words, against in ((one, other), (other, one)):
            for word in words.split("|"):
                found.setdefault(word, set()).update(against.split("|"))
    return {word: frozenset(against) for word, against in found.items()}
