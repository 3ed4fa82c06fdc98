"""The words of a question that an article has to answer to, with every form an article may print them in."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import zip_longest
from types import MappingProxyType

from rag.domain import Keyword, Token
from rag.korean.names import AliasGroup
from rag.korean.synonyms import Synonym
from rag.korean.terms import COUNTED, FIRST_WORD, KEPT, LIGHT, RANK_SCALE, VOCABULARY, amounts, terms
from rag.korean.units import NAMING

REPAIRED = 0.6
ALIAS = 0.5
PART = 0.4
PERSON_SUFFIXES = "자"  # 참가자 is who 참가
PLURAL = "들"  # 공무원들 is the word 공무원, and no name
STRIPPED = 0.8
_STUCK = re.compile(r"([가-힣]{2,}?)(이랑|한테|에게|하고|랑|이|는|를|을)")
"""An unknown word that may end in a particle: Kiwi takes `베이징이` and `라온도랑` for names."""
_CLOSED = "이랑 이 을".split()
"""Particles that follow a closed syllable; the others of one syllable follow an open one."""
_OFFICE = re.compile(r"([가-힣]{1,4}[도시군구])(지사|장|수|청장|교육감|의장)")
"""The office of a place, which is often printed without it."""

SCAFFOLD = frozenset(
    "알리다 말하다 설명 정리 나열 기사 뉴스 보도 내용 소식 이야기 얘기 주다 보다 싶다 궁금 사람 이유 까닭 방법 구체 언제 어디 누구 무엇 "
    "이름 경우 정도 사실 관련 나오다 부탁 대답 답 질문 짧다 자세하다 자세히 간단 요약 비교 시간순 목록 뭐 얼마 몇 어느 모두 전부 각각 "
    "때문 시기 날짜 당시 어떻다 어떠하다 그렇다 이렇다 저렇다 나다 오다 가다 알다 모르다 날 때 곳 데 쪽 순 언론 적 여부 하나 뜻 다음 장소 위치 며칠 나이 시각 현지 시간 이뤄지다 이루어지다 벌어지다 치르다 생기다 정해지다 정하다 언재 무대 퍼센트 프로 이번 지난 "
    "그때 그날 그해 그달 그곳 거기 여기 그중 최근 요즘 현재 지금 오늘 어제 내일 지나다 번째 예정 해 년 월 일 시 분 개 명 장 원 의하다 예전 두 세 네 한 나타나다 관하다 것 수".split()
)
"""Words that carry the asking, not the thing asked about."""

WEAK = frozenset(
    "일 일하다 밝히다 전하다 강조 합의 진행 실시 추진 마련 예상 발표 참여 열다 열리다 되다 만들다 받다 들다 들어가다".split()
)
"""Words that are in so many articles that finding them says little: half rarity."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Tables that widen a keyword: alias groups, what news prints for everyday words, and English for questions in English."""

    aliases: Mapping[str, tuple[AliasGroup, ...]]
    english: Mapping[str, tuple[str, ...]]
    synonyms: Mapping[str, tuple[Synonym, ...]] = field(default_factory=dict)
    thesaurus: Mapping[str, tuple[tuple[str, float], ...]] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        groups: Iterable[AliasGroup],
        english: Mapping[str, tuple[str, ...]],
        synonyms: Mapping[str, tuple[Synonym, ...]] = MappingProxyType({}),
        thesaurus: Mapping[str, tuple[tuple[str, float], ...]] = MappingProxyType({}),
    ) -> Vocabulary:
        table: dict[str, tuple[AliasGroup, ...]] = {}
        for group in groups:
            for name in group.names:
                form = key(name)
                table[form] = (*table.get(form, ()), group)
        return cls(table, english, synonyms, thesaurus)

    def others(self, form: str, on: date | None) -> Iterator[str]:
        """Other names of what `form` names, as terms."""
        for group in self.aliases.get(form, ()):
            if group.holds(on):
                yield from (other for name in group.names if (other := key(name)) != form)

    def printed(self, form: str, morphemes: frozenset[str]) -> Iterator[tuple[str, float]]:
        """What news prints for an everyday word that is asked with these morphemes beside it, as terms → weight."""
        for row in self.synonyms.get(form, ()):
            if row.holds(morphemes):
                yield from row.printed


def keywords(
    written: Sequence[Token], repaired: Sequence[Token], vocabulary: Vocabulary, on: date | None
) -> tuple[Keyword, ...]:
    """Keywords in order, each form once. `repaired` is the same text read with typos mended: a union, never instead."""
    found: dict[str, Keyword] = {}
    whole = _names(written, vocabulary)
    for name, _ in whole:
        found.setdefault(name.form, name)
    covered = {id(token) for _, run in whole for token in run}
    for token, following, unit in zip_longest(written, written[1:], written[2:]):
        if id(token) not in covered and (keyword := _counted(token, following, unit) or _keyword(token)):
            found.setdefault(keyword.form, keyword)
    as_written = {(token.form, token.start) for token in written}
    for token in repaired:
        if (token.form, token.start) not in as_written:
            _add_repair(token, written, found)
    for form in amounts(written):  # 네 번째, in the words that articles number with
        if form.endswith("째") and not any(form in dict(k.forms) for k in found.values()):
            number = form.removesuffix("째")
            found[form] = Keyword(
                form, ((form, 1.0), *((f"{number}{unit}", 1.0) for unit in "차회")), 0.8, numeral=True
            )
    early = set(list(found)[: len(found) // 2])
    morphemes = frozenset(token.form for token in written)
    widened = (_widen(keyword, vocabulary, on, morphemes) for keyword in found.values())
    return tuple(replace(k, topic=k.proper or k.form in early or _identifies(k)) for k in widened)


IDENTIFYING = (*sorted(NAMING), "년도")


def _identifies(keyword: Keyword) -> bool:
    """A number that is part of a name (1호선, 제6차): it need not be said again in the sentence that answers."""
    return keyword.numeral and keyword.form.endswith(IDENTIFYING)


def _keyword(token: Token) -> Keyword | None:
    if token.tag not in KEPT or (token.tag in ("VV", "VA") and token.form in LIGHT):
        return None
    form = terms([token])[0]
    if form in SCAFFOLD:
        return None
    return Keyword(
        form=form,
        forms=((form, 1.0), *_without_particle(token, form), *_of_office(token, form)),
        rarity=_rarity(token, form),
        morpheme=token.id if FIRST_WORD <= token.id < VOCABULARY else 0,
        proper=token.tag in ("NNP", "SL", "SH") and len(form) > 1,
    )


def _without_particle(token: Token, form: str) -> Iterator[tuple[str, float]]:
    """베이징 of `베이징이`: the analysis took the particle for a part of a word that it does not know."""
    match = _STUCK.fullmatch(form) if token.id < FIRST_WORD and token.tag in ("NNG", "NNP") else None
    if match is None:
        return
    closed = (ord(match[1][-1]) - ord("가")) % 28 > 0
    if match[2] in ("한테", "에게", "하고") or closed == (match[2] in _CLOSED):
        yield match[1], STRIPPED


def _of_office(token: Token, form: str) -> Iterator[tuple[str, float]]:
    """지사 and 경기도 of 경기도지사: `김동연 지사` is nowhere called by the whole of it."""
    match = _OFFICE.fullmatch(form) if token.tag == "NNP" else None
    if match is not None:
        yield match[1], PART
        yield (match[1][-1] if match[2] in ("장", "수", "청장") else "") + match[2], PART


def _names(tokens: Sequence[Token], vocabulary: Vocabulary) -> list[tuple[Keyword, list[Token]]]:
    """Words that Kiwi cut into crumbs (솔 + 빛, 차 + 고지, 한결/MAG + 전자): whole they are names, in parts they are noise.

    A run of nouns without a space that holds a crumb of one syllable, that begins with what Kiwi takes for an adverb, or
    that the table of names has (인공 + 지능, also called AI).
    """
    found = []
    for run in _runs(tokens):
        form = "".join(t.form for t in run).lower()
        crumbs = [t for t in run if len(t.form) == 1 or t.tag == "MAG"]
        if (
            (crumbs or form in vocabulary.aliases)
            and len(form) >= 2
            and not any(t.tag in ("SN", "NR") for t in run)
            and form not in SCAFFOLD
        ):
            parts = tuple((terms([t])[0], PART) for t in run if t.tag in KEPT and len(t.form) > 1)
            found.append((Keyword(form, ((form, 1.0), *parts), 0.8), run))
    return found


def _runs(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    run: list[Token] = []
    for token in tokens:
        joins = run and run[-1].end == token.start
        nominal = token.tag in ("NNG", "NNP", "XR", "XPN", "SL", "SN", "NR") or (
            token.tag == "XSN" and token.form != PLURAL and joins
        )
        if nominal and joins:
            run.append(token)
            continue
        if len(run) > 1:
            yield run
        run = [token] if nominal or token.tag == "MAG" else []
    if len(run) > 1:
        yield run


def _counted(token: Token, following: Token | None, unit: Token | None) -> Keyword | None:
    """A number with its unit is one keyword: 8개, 1위, 50조원."""
    if token.tag != "SN" or following is None or following.tag not in COUNTED or following.start - token.end > 1:
        return None
    parts = [token.form, following.form]
    if following.tag == "NR" and unit is not None and unit.tag in ("NNB", "NNG") and unit.start == following.end:
        parts.append(unit.form)
    form = "".join(parts).replace(",", "").replace(" ", "").lower()
    return Keyword(form, ((form, 1.0),), 0.8, numeral=True)


def _rarity(token: Token, form: str) -> float:
    known = RANK_SCALE / 10 <= token.id < VOCABULARY
    rarity = math.log1p(token.id / RANK_SCALE) / math.log1p(VOCABULARY / RANK_SCALE) if known else 1.0
    if token.tag in ("NNP", "SL", "SH"):
        rarity = max(rarity, 0.6)
    if token.tag in ("VV", "VA"):
        rarity = min(rarity, 0.4)
    if token.tag == "SN":
        rarity = 0.5
    if token.tag == "NR" or len(form) == 1:
        rarity = min(rarity, 0.35)
    return max(rarity * (0.5 if form in WEAK else 1.0), 0.05)


def _add_repair(token: Token, written: Sequence[Token], found: dict[str, Keyword]) -> None:
    keyword = _keyword(token)
    if token.form in SCAFFOLD:  # 언재 is 언제: not a thing to look for
        for other in written:
            if other.start <= token.start and token.end <= other.end:
                found.pop(other.form, None)
    if keyword is None or any(keyword.form == form for k in found.values() for form, _ in k.forms):
        return
    for other in written:
        overlaps = other.start < token.end and token.start < other.end
        if overlaps and (misspelt := _keyword(other)) and (known := found.get(misspelt.form)):
            found[known.form] = replace(known, forms=(*known.forms, (keyword.form, REPAIRED)), proper=False)
            return
    found[keyword.form] = replace(keyword, forms=((keyword.form, REPAIRED),), rarity=keyword.rarity / 2, proper=False)


def _widen(keyword: Keyword, vocabulary: Vocabulary, on: date | None, morphemes: frozenset[str]) -> Keyword:
    """No synonym for a name or a number: nothing else may stand for it."""
    forms = dict(keyword.forms)
    if len(keyword.form) >= 3 and keyword.form[-1] in PERSON_SUFFIXES and not keyword.proper:
        forms.setdefault(keyword.form[:-1], REPAIRED)
    for form in tuple(forms):
        for other in vocabulary.others(form, on):
            forms.setdefault(other, ALIAS)
    words = [] if keyword.proper or keyword.numeral else [f for f in keyword.forms if f[1] >= REPAIRED]  # no crumbs
    for form, own in words:
        for printed, weight in vocabulary.printed(form, morphemes):
            forms[printed] = max(forms.get(printed, 0.0), own * weight)
    near: dict[str, float] = {}
    for form, own in words:
        for printed, weight in vocabulary.thesaurus.get(form, ()):
            if printed not in forms:
                near[printed] = max(near.get(printed, 0.0), own * weight)
    return replace(keyword, forms=tuple(forms.items()), near=tuple(near.items()))


def key(name: str) -> str:
    """A name as a term: lower-case, without spaces."""
    return name.lower().replace(" ", "")
