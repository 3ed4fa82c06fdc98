"""A claim laid beside the sentence of the evidence that says the same: what stands in the place of something else?

`나래시는 18일 …` beside `다솜군은 18일 …`: another name; `5명은 찬성했다` beside `5명은 반대했다`: the opposite.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from rag.answers.claims import days, names, values
from rag.answers.claims.statement import Statement
from rag.answers.claims.tables import Tables
from rag.answers.claims.verdict import Reason
from rag.answers.claims.words import CONTENT, Word
from rag.answers.matching import solid

ALIKE = 0.6
"""Share of the claim's words that one sentence must hold for the two to be laid side by side."""
_NAMING = frozenset({"name", "place"})
"""A name that the sentence itself has elsewhere has only moved: `선장인 차오름은 배를` → `차오름은 배의 선장`."""
_DIGIT = re.compile(r"\d")


class _Place(NamedTuple):
    key: str
    word: Word
    root: str
    is_name: bool


def slots(claim: Statement, evidence: Statement, tables: Tables, alias: names.Aliases) -> Iterator[Reason]:
    """What the claim puts in the place of a name, an office, a number, a date or a word of the opposite meaning."""
    theirs = _places(evidence)
    for number in sorted({word.sentence for word in claim.words}):
        mine = [p for p in _places(claim) if p.word.sentence == number]
        beside = _nearest(mine, theirs)
        if beside:
            yield from _exchanged(mine, beside, (claim, evidence), tables, alias)


def _places(statement: Statement) -> list[_Place]:
    found = []
    for word in statement.words:
        tokens = statement.tokens[word.first : word.last]
        root = next((t.form for t in tokens if t.tag in CONTENT), "")
        if tokens[0].tag == "XPN" and len(tokens) > 1:
            root = tokens[0].form + tokens[1].form
        key = solid(word.stem) or root
        if key:
            named = names.is_name(statement.tokens, word) and not _DIGIT.search(word.stem)
            found.append(_Place(key, word, root, named))
    return found


def _nearest(mine: Sequence[_Place], theirs: Sequence[_Place]) -> list[_Place]:
    """The one sentence that holds most of the claim's words; nothing where it does not hold enough."""
    keys = {p.key for p in mine}
    best: list[_Place] = []
    shared = 0
    for number in sorted({p.word.sentence for p in theirs}):
        places = [p for p in theirs if p.word.sentence == number]
        common = len(keys & {p.key for p in places})
        if common > shared:
            best, shared = places, common
    return best if shared >= ALIKE * len(keys) else []


def _exchanged(
    mine: Sequence[_Place],
    theirs: Sequence[_Place],
    both: tuple[Statement, Statement],
    tables: Tables,
    alias: names.Aliases,
) -> Iterator[Reason]:
    matcher = SequenceMatcher(None, [p.key for p in mine], [p.key for p in theirs], autojunk=False)
    said, given = {p.key for p in mine}, {p.key for p in theirs}
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "replace" or b - a != d - c:
            continue
        for one, other in zip(mine[a:b], theirs[c:d], strict=True):
            code = _against(one, other, both, tables, alias)
            elsewhere = one.key in given and (other.key in said or code in _NAMING)
            if code and not elsewhere:
                yield Reason(code, one.word.stem or both[0].text[one.word.start : one.word.end])


def _against(
    one: _Place, other: _Place, both: tuple[Statement, Statement], tables: Tables, alias: names.Aliases
) -> str | None:
    """Why the one word may not stand for the other; None where it may."""
    if other.root in tables.opposites(one.root):
        return None if _denied(other, both[1]) != _denied(one, both[0]) else "direction"
    if code := _other_number(one.word, other.word, both):
        return code
    if not other.word.stem or _short_for(one.key, other.key, alias):
        return None
    offices = names.office(one.word.stem), names.office(other.word.stem)
    if all(offices) and offices[0] != offices[1]:
        return "office"
    if other.is_name and (one.is_name or _strange(one, both)):
        return "place" if names.PLACES.match(one.word.stem) else "name"
    return None


def _denied(place: _Place, statement: Statement) -> bool:
    """참석 of `참석하지 않았다`, which is 불참."""
    return any(f.negated and f.text == statement.text[place.word.start : place.word.end] for f in statement.frames)


def _strange(one: _Place, both: tuple[Statement, Statement]) -> bool:
    """Not a plain noun, and nowhere in the evidence: a name that Kiwi has taken for something else (여름찬)."""
    claim, evidence = both
    first = claim.tokens[one.word.first]
    plain = first.tag == "NNG" and first.end - first.start >= len(one.word.stem) and one.word.particle
    written = solid(claim.text[one.word.start : one.word.end])
    return not plain and written not in evidence.solid and one.key not in evidence.solid


def _short_for(one: str, other: str, alias: names.Aliases) -> bool:
    """가람시 and 시, 서 and 서이안, 가람대 and 가람대학교, and aliases."""
    if one in alias.get(other, ()) or one in other or other in one:
        return True
    return len(one) > 2 and len(other) > 2 and one[:2] == other[:2] and set(one[2:]) <= set(other) | set("시도군구")


def _other_number(one: Word, other: Word, both: tuple[Statement, Statement]) -> str | None:
    claim, evidence = both
    said = [v for v in claim.values if one.start <= v.start < one.end]
    given = [v for v in evidence.values if other.start <= v.start < other.end]
    if said and given:
        return None if any(values.carried(v, w) for v in said for w in given) else "number"
    said_days = [d for d in claim.days if d.begin < one.end and one.start < d.finish]
    given_days = [d for d in evidence.days if d.begin < other.end and other.start < d.finish]
    if said_days and given_days:
        return None if any(days.carried(d, given_days, claim.base) for d in said_days) else "date"
    return None
