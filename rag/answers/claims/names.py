"""Names, offices and places of a claim, and whether its evidence knows them.

Unknown to the evidence is a name that is nowhere in it, under none of its aliases; a person whom it knows by another office;
an office that it gives to somebody else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from rag.answers.claims.statement import Statement
from rag.answers.claims.verdict import Reason
from rag.answers.claims.words import Word
from rag.answers.matching import solid
from rag.domain import Token
from rag.korean.names import OFFICES, shipped_aliases

Aliases = Mapping[str, tuple[str, ...]]

PLACES = re.compile(
    r"^[가-힣][가-힣A-Za-z0-9]{0,9}(?:특별시|광역시|자치도|시청|도청|군청|구청|시|군|구|읍|면|동|리|도|섬|국|항|역|공항|대교|다리|강|호수|천|산|마을|"
    r"시장|광장|공원|회관|체육관|미술관|박물관|도서관|극장|경기장|강당|병원|캠퍼스|터미널|청사|센터|연구소|대학교|대학|대|거리|대로|길)$"
)
BODIES = re.compile(
    r"^[가-힣][가-힣A-Za-z0-9]{1,11}(?:당|기술원|연구원|연대|전자|은행|증권|건설|모빌리티|바이오|신문|일보|방송|통신|협회|연합회|위원회|재단|공사|공단|노조|그룹|대)$"
)
_OFFICE_ENDS = tuple(sorted((o for o in OFFICES if len(o) > 1), key=len, reverse=True))
_NO_NAME = frozenset("전 현 신임 당시 같은 이 그 각 여러 양 두 세 한 해당 관련 초대 역대 차기".split())
UNKNOWN = 10
"""Kiwi gives words that it has not seen before the number of their tag; all of these are lower."""
_UNITS = frozenset({"km", "kg", "cm", "mm", "m", "g", "t", "l", "kw", "mw", "gw", "p", "ml", "mg", "ha"})
_HONORIFIC = frozenset({"씨", "군", "양", "옹"})


def aliases() -> Aliases:
    """Solid lower-case name → all the names of its groups, solid and lower-case."""
    found: dict[str, set[str]] = {}
    for group in shipped_aliases():
        names = {solid(name) for name in group.names}
        for name in names:
            found.setdefault(name, set()).update(names)
    return {name: tuple(sorted(names)) for name, names in found.items()}


def unknown(claim: Statement, evidence: Statement, alias: Aliases) -> Iterator[Reason]:
    """Names of the claim that the evidence does not hold."""
    told: set[str] = set()
    for word in claim.words:
        for reason in _of_word(claim, word, evidence, alias):
            if reason.about not in told:
                told.add(reason.about)
                yield reason


def _of_word(claim: Statement, word: Word, evidence: Statement, alias: Aliases) -> Iterator[Reason]:
    for index in range(word.first, word.last):
        token = claim.tokens[index]
        if _is_proper(claim.tokens, index) and not known(token.form, evidence, alias):
            yield Reason("place" if PLACES.match(token.form) and office(token.form) is None else "name", token.form)
            return
    stem = word.stem
    named = len(stem) >= 3 and not known(stem, evidence, alias) and is_name(claim.tokens, word)
    if named and not _parts_known(claim, word, evidence, alias):
        yield Reason("place" if PLACES.match(stem) else "name", stem)


def is_name(tokens: Sequence[Token], word: Word) -> bool:
    """Whether a word is a name by what Kiwi takes it for, by how it ends, or by not being a word that Kiwi knows."""
    inside = tokens[word.first : word.last]
    if any(_is_proper(tokens, index) for index in range(word.first, word.last)):
        return True
    if inside[0].end - inside[0].start >= len(word.stem):
        return False
    return shaped(word.stem) or _broken(inside, word)


def _broken(inside: Sequence[Token], word: Word) -> bool:
    """`푸르 ᆫ 정책 당`, `함께 하 는 내일`: nouns written together with what is no noun."""
    end = word.start + len(word.stem)
    last = next((t for t in reversed(inside) if t.end <= end), inside[-1])
    if last.tag == "NNB" or last.tag[0] in "EJ":
        return False  # 필요한 것, 찾아간다면
    return len(word.stem) >= 4 and any(t.tag[0] in "EV" and t.end < end and t.tag != "VCP" for t in inside)


def _is_proper(tokens: Sequence[Token], index: int) -> bool:
    token = tokens[index]
    if token.tag == "NNP":
        return True
    if token.tag in ("SL", "SH"):
        return token.form.lower() not in _UNITS and (index == 0 or tokens[index - 1].tag not in ("SN", "NR"))
    return token.tag == "NNG" and token.id < UNKNOWN and len(token.form) > 2


def known(name: str, evidence: Statement, alias: Aliases) -> bool:
    """Whether a name, an alias of it, or the name with an alias in it occurs in the evidence."""
    bare = solid(name)
    if (
        bare in evidence.solid
        or (evidence.also and bare in evidence.also)
        or any(other in evidence.solid for other in alias.get(bare, ()))
    ):
        return True
    return any(
        part in bare and any(bare.replace(part, other) in evidence.solid for other in others if other != part)
        for part, others in alias.items()
        if len(part) > 1
    )


def shaped(stem: str) -> bool:
    """Whether a word ends as places or bodies do."""
    return bool(PLACES.match(stem) or BODIES.match(stem))


def _parts_known(claim: Statement, word: Word, evidence: Statement, alias: Aliases) -> bool:
    """Compounds of common words (`시민체육관` of `시민 체육관`): each part occurs."""
    parts = [
        t.form for t in claim.tokens[word.first : word.last] if t.tag[0] in "NX" or t.tag in ("SN", "SL", "VV", "VA")
    ]
    long = [form for form in parts if len(form) > 1]
    return bool(long) and all(known(form, evidence, alias) for form in long)


# ---------------------------------------------------------------- offices


def offices(claim: Statement, evidence: Statement, alias: Aliases) -> Iterator[Reason]:
    """Offices that the evidence does not hold, or holds for somebody else."""
    held = list(_held(evidence))
    for name, title, text in _held(claim):
        absent = not any(known(form, evidence, alias) for form in (title, *_fuller(title, evidence)))
        if absent or (name and not _agrees(name, title, held)):
            yield Reason("office", text)


def _agrees(name: str, title: str, held: Sequence[tuple[str, str, str]]) -> bool:
    """Whether the evidence pairs the two, or pairs neither of them with anything else."""
    of_name = {other for person, other, _ in held if person and _same_person(person, name)}
    if of_name:
        return any(_same_office(other, title) for other in of_name)
    return not any(len(person) > 1 and _same_office(other, title) for person, other, _ in held)


def _same_person(one: str, other: str) -> bool:
    """도하준 and 도하준, 도 and 도하준."""
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])


def _same_office(one: str, other: str) -> bool:
    """시장 and 가람시장; 지사 and 도지사; but not 시장 and 부시장."""
    long, short = max(one, other, key=len), min(one, other, key=len)
    return long.endswith(short) and not long.endswith(("부" + short, "전" + short))


def _fuller(title: str, evidence: Statement) -> Iterator[str]:
    """`시장` of `가람시장`, where the evidence has 가람 and 시장 apart."""
    ending = office(title)
    if (
        ending is not None
        and ending != title
        and ending in evidence.solid
        and title.removesuffix(ending) in evidence.solid
    ):
        yield ending


def _held(statement: Statement) -> Iterator[tuple[str, str, str]]:
    """(person or empty, office, as written): `도하준 가람시장`, `서이안 라온도지사`, `한별찬 가람대병원 피부과 교수`."""
    cut = statement.words
    for at, word in enumerate(cut):
        if office(word.stem) is None:
            continue
        persons, begin = [], at
        for back in range(at - 1, max(-1, at - 5), -1):
            before = cut[back]
            if before.particle or not before.stem or before.quote != word.quote or before.sentence != word.sentence:
                break
            if before.end - before.start != len(before.stem):
                break
            if _is_person(statement.tokens, before):
                persons.append(before.stem)
                begin = back
        if not persons and at + 1 < len(cut) and not word.particle and _is_person(statement.tokens, cut[at + 1]):
            persons.append(cut[at + 1].stem)
        text = statement.text[cut[begin].start : word.start + len(word.stem)]
        for name in persons or [""]:
            yield name, word.stem, text


def office(stem: str) -> str | None:
    """The office that a word ends with: 시장 of 가람시장."""
    if stem in _HONORIFIC or not stem.endswith(_OFFICE_ENDS):
        return None
    return next((title for title in _OFFICE_ENDS if stem.endswith(title)), None)


def _is_person(tokens: Sequence[Token], word: Word) -> bool:
    stem = word.stem
    if not 1 <= len(stem) <= 4 or stem in _NO_NAME or not re.fullmatch(r"[가-힣]+", stem):
        return False
    first = tokens[word.first]
    if first.tag == "NNP":
        return office(stem) is None and not shaped(stem)
    if len(stem) == 1:
        return first.tag in ("MM", "NNG", "NR", "XPN")
    cut = word.last - word.first > 1 and first.end < word.start + len(stem)
    return cut and len(stem) == 3 and office(stem) is None and not shaped(stem)
