"""What is a name in a question, of what kind it is, and whether an article knows it under any spelling."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from rag.answers.claims import names
from rag.answers.claims.statement import Statement
from rag.answers.claims.words import Word
from rag.answers.matching import solid
from rag.answers.reading import ArticleView
from rag.domain import Token

ALIKE = 0.6  # share of its letters from which one name is the other, misspelt
ENDINGS = tuple(
    sorted(
        "특별시 광역시 시 군 구 도 읍 면 동 당 시청 도청 군청 구청 역 항 공항 섬 강 산 천 호수 공원 광장 시장 대학교 대학 대 병원 박물관 도서관 미술관 은행 "
        "전자 바이오 모빌리티 건설 증권 통신 신문 일보 방송 기술원 연구원 연구소 재단 공사 공단 협회 연합회 위원회 그룹 마을 대교".split(),
        key=len,
        reverse=True,
    )
)
"""How names of one kind end: 다솜군 may stand for 솔빛군, and not for 가람시."""
LONGEST = 3  # letters of a place before its ending: 충청남도, not 대동여지도
CITIES = frozenset("서울 부산 대구 인천 광주 대전 울산 세종 제주".split())
"""Cities that are written without 시."""
ADMINISTRATIVE = frozenset("특별시 광역시 시 군 구 도 읍 면 동".split())
_SPOKEN = re.compile(r"(?<=[시군구도])(?:이?랑|하고)$")
"""Particles that Kiwi takes for a part of the name: 가람시랑."""
_COUNTS = frozenset({"MM", "NR", "SN", "NNB", "NP"})


def named(said: Statement) -> Iterator[Word]:
    """The words of a question that name something; of `여울군·마루구` each."""
    for word in said.words:
        for part in _apart(word):
            if len(part.stem) < 2 or names.office(part.stem) == part.stem:
                continue
            if is_proper(part, said) or _is_holder(part, said):
                yield part


def _apart(word: Word) -> Iterator[Word]:
    start = word.start
    for whole in word.stem.split("·"):
        yield word._replace(stem=_SPOKEN.sub("", whole), start=start)
        start += len(whole) + 1


def is_proper(word: Word, statement: Statement) -> bool:
    """A proper noun, a noun that Kiwi does not know, or a noun before 시, 군, 구 and the like (마루 + 구)."""
    inside = _inside(word, statement)
    counted = inside[:-1] if len(inside) > 2 and inside[-1].form == "군" else inside  # 솔 + 빛 + 군, which also counts
    if not inside or any(t.tag in _COUNTS for t in counted) or any(c.isdigit() for c in word.stem):
        return False
    if any(t.tag == "NNP" or (t.tag == "NNG" and t.id < names.UNKNOWN and len(t.form) > 2) for t in inside):
        return True
    return len(inside) > 1 and kind(word, statement) in ADMINISTRATIVE


def _is_holder(word: Word, statement: Statement) -> bool:
    """A person's name that Kiwi takes for two nouns, before an office: 설 + 가람 시장; 시 + 의회 의장 is none."""
    inside = _inside(word, statement)
    following = next((w for w in statement.words if w.first == word.last), None)
    cut = [len(t.form) for t in inside] == [1, 2] and inside[0].form not in "시도군구본전현"
    return cut and not word.particle and following is not None and names.office(following.stem) == following.stem


def kind(word: Word, statement: Statement) -> str | None:
    """What kind of name it is by how it ends, where the ending is a morpheme or the whole is one: 군 of 다솜군, not 도 of
    인구밀도."""
    if word.stem in CITIES:
        return "시"
    end = ending(word.stem)
    if end is None:
        return None
    inside = _inside(word, statement)
    begin = word.start + len(word.stem) - len(end)
    whole = len(inside) == 1 and (inside[0].tag == "NNP" or inside[0].id < names.UNKNOWN)
    return end if whole or any(t.start == begin for t in inside) else None


def ending(stem: str) -> str | None:
    end = next((e for e in ENDINGS if stem.endswith(e) and len(stem) > len(e) + 1 - (len(e) > 1)), None)
    return None if end in ADMINISTRATIVE and len(stem) > LONGEST + len(end) else end


def core(stem: str) -> str:
    """다솜 of 다솜군; the whole where less than two letters are left."""
    bare = stem.removesuffix(ending(stem) or "")
    return bare if len(bare) > 1 else stem


def _inside(word: Word, statement: Statement) -> Sequence[Token]:
    end = word.start + len(word.stem)
    return [t for t in statement.tokens[word.first : word.last] if word.start <= t.start < end]


def knows(view: ArticleView, stem: str) -> bool:
    article = view.stored.article
    bare = solid(stem)
    texts = (view.whole.solid, view.head.solid, solid(" ".join((article.publisher or "", *article.reporters))))
    if any(name in text for name in (bare, *_aliases().get(bare, ())) for text in texts):
        return True
    if re.search(rf"(?<![가-힣]){re.escape(core(stem))}", f"{article.title or ''} {article.body}"):
        return True
    return any(_misspelt(bare, word) for word in article.body.split())


def _misspelt(bare: str, word: str) -> bool:
    """미리네모빌리티 beside 미리내모빌리티의: the same length, and most letters in their place."""
    beside = word.lower()[: len(bare)]
    if len(bare) < 4 or len(beside) < len(bare):
        return False
    kind = ending(bare)
    size = len(bare) - (len(kind) if kind else 0)
    return sum(a == b for a, b in zip(bare[:size], beside[:size], strict=True)) >= ALIKE * size and size > 2


@cache
def _aliases() -> names.Aliases:
    return names.aliases()


def same_name(one: str, other: str) -> bool:
    """Whether one may be short for the other: 한국 and 대한민국, 가람대 and 가람대학교."""
    short, long = sorted((solid(one), solid(other)), key=len)
    letters = iter(long)
    return short in _aliases().get(long, ()) or all(letter in letters for letter in short)
