"""Why a claim is refused whatever else speaks for it: each rule gives its reasons, none when all is well."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rag.answers.claims import days, values
from rag.answers.claims.attribution import ANNOUNCED, ARGUED, HEARD
from rag.answers.claims.frames import Frame, State
from rag.answers.claims.statement import Statement
from rag.answers.claims.tables import Tables
from rag.answers.claims.verdict import Reason
from rag.answers.claims.words import CONTENT
from rag.answers.matching import solid

MARKS = re.compile(r"[\s“”\"'‘’«»「」『』.,!?]")
LIGHT = frozenset(
    "하 되 있 이 같 위하 대하 따르 관하 통하 의하 보이 보 가 오 주 받 나오 나서 들 갖 두 놓 크 많 만들 지 것 때 등 수 중 가운데 내 나".split()
)
_OPEN = frozenset({State.BARE, State.SUPPOSED, State.ASKED})
RESEMBLING = 3
"""Words that two clauses share, from which verbs of one first syllable are taken for the same."""
CARRIES: dict[State, frozenset[State]] = {
    State.PAST: frozenset({State.PAST, State.BARE}),
    State.PRESENT: frozenset({State.PAST, State.PRESENT, State.BARE, State.PLANNED}),
    State.PLANNED: frozenset({State.PLANNED, State.PRESENT, State.BARE}),
    State.POSSIBLE: frozenset({State.POSSIBLE, State.BARE}),
    State.OBLIGED: frozenset({State.OBLIGED, State.BARE}),
    State.CONSIDERED: frozenset({State.CONSIDERED, State.BARE}),
}
"""What the claim says → what the evidence may say of the same thing; states that are not here claim nothing."""


def numbers(claim: Statement, evidence: Statement) -> Iterator[Reason]:
    """Each number of the claim is one of the evidence, exact or bounded alike, beside the same words."""
    for value in claim.values:
        same = [other for other in evidence.values if values.carried(value, other)]
        if same:
            refused = _beside_another(value, same, claim, evidence)
        else:
            refused = _only_rough(value, evidence) or not _somewhere(value, evidence)
        if refused:
            yield Reason("number", value.text)


def _only_rough(value: values.Value, evidence: Statement) -> bool:
    """`300명` of `약 300명`, `50%` of `50% 이상`: the number is there, and it is rough or a bound."""
    return value.bound == "" and any(values.equal(value, other) and other.bound for other in evidence.values)


def _somewhere(value: values.Value, evidence: Statement) -> bool:
    return _in_dates(value, evidence) or _printed(value.text, evidence) or _loose(value, evidence)


def _loose(value: values.Value, evidence: Statement) -> bool:
    """`한` that is rather an article than a number, and numerals that the evidence writes the same way inside a word."""
    if value.text.startswith(("한 ", "첫", "한")) and value.number == 1:
        return bool(solid(value.text) in evidence.solid) or value.unit not in ("명", "개", "곳", "회", "건", "배", "째")
    return False


def _in_dates(value: values.Value, evidence: Statement) -> bool:
    """A number that only the evidence's dates hold: `30년` of `1년`, `15시` as a bare number."""
    digits = solid(value.text).replace(",", "")
    return any(digits and re.search(rf"(?<!\d){re.escape(digits)}", solid(day.text)) for day in evidence.days)


def _beside_another(value: values.Value, same: Sequence[values.Value], claim: Statement, evidence: Statement) -> bool:
    """Whether the words beside the number stand in the evidence beside another number of the unit, and not beside it."""
    mine = _beside(value, claim)
    others = [v for v in evidence.values if v.unit == value.unit and v.number != value.number]
    if not mine or not others:
        return False
    best = max(_shared(mine, _beside(v, evidence)) for v in same)
    other = max(_shared(mine, _beside(v, evidence)) for v in others)
    return other >= 1.0 and best < 0.5


def _beside(value: values.Value, statement: Statement) -> dict[str, float]:
    """The content words on either side up to the next number, nearer ones weighing more."""
    found: dict[str, float] = {}
    taken = [(v.first, v.last) for v in statement.values]
    for step, limit in ((1, 6), (-1, 4)):
        index, seen, weight = (value.last if step > 0 else value.first - 1), 0, 1.0
        while 0 <= index < len(statement.tokens) and seen < limit:
            token = statement.tokens[index]
            if any(a <= index < b for a, b in taken) or token.tag in ("SF", "SP", "EC", "EF"):
                break
            if token.tag in CONTENT and token.form not in LIGHT:
                found[token.form] = max(found.get(token.form, 0.0), weight)
                weight *= 0.6
            seen += 1
            index += step
    return found


def _shared(one: dict[str, float], other: dict[str, float]) -> float:
    return sum(min(weight, other[word]) for word, weight in one.items() if word in other)


def dates(claim: Statement, evidence: Statement) -> Iterator[Reason]:
    """Each date of the claim is one that the evidence gives or, where the base is known, resolves to."""
    for day in claim.days:
        if not days.carried(day, evidence.days, claim.base) and not _printed(day.text, evidence):
            yield Reason("date", day.text)


def _printed(text: str, evidence: Statement) -> bool:
    return re.search(rf"(?<!\d){re.escape(solid(text))}(?!\d)", evidence.solid) is not None


def quotations(claim: Statement, evidence: Statement) -> Iterator[Reason]:
    """What stands between quotation marks is in the evidence word by word; `…` may leave something out."""
    grounds = MARKS.sub("", evidence.text)
    for quotation in claim.quotations:
        pieces = re.split(r"…|\.{3}|\[[^\]]*\]", quotation)
        if not all(MARKS.sub("", piece) in grounds for piece in pieces):
            yield Reason("quotation", quotation)


# ---------------------------------------------------------------- what happens


def happenings(claim: Statement, evidence: Statement, tables: Tables) -> Iterator[Reason]:
    """Polarity, direction, tense and modality, and who does it, of every predicate that the evidence has too."""
    for frame in claim.frames:
        if frame.nominal:
            continue
        like = [f for f in evidence.frames if f.root == frame.root or (frame.says and f.says)] or _resembling(
            frame, evidence
        )
        against = [] if _otherwise(frame, evidence, tables) else _opposites(frame, evidence, tables)
        if against and _nearer(frame, against, like):
            yield Reason("direction", frame.text)
        elif like:
            yield from _against(frame, _nearest(frame, like))


def attributions(claim: Statement, evidence: Statement, *, strict: bool) -> Iterator[Reason]:
    """What somebody is made to say in the evidence stays theirs in the claim.

    Unless `strict`, what a speaker announces (`문을 연다고 밝혔다`) may be told as it is, and only what one argues may not.
    """
    kinds = {ANNOUNCED, ARGUED, HEARD} if strict else {ARGUED}
    for index, frame in enumerate(claim.frames):
        if frame.nominal or frame.says or frame.reported or frame.quote or frame.attributive:
            continue
        if _leads_into_speech(frame, claim.frames[index + 1 :]):
            continue
        like = [f for f in evidence.frames if f.root == frame.root and not f.nominal] or _resembling(frame, evidence)
        near = _nearest(frame, like) if like else []
        if near and all(f.reported in kinds for f in near):
            yield Reason("attribution", frame.text)


def _leads_into_speech(frame: Frame, after: Sequence[Frame]) -> bool:
    """`5000명이 줄어도` of `…줄어도 기준을 넘는다고 말했다`: a clause that the speech goes on from is part of it."""
    for following in (
        f for f in (frame, *after) if f.sentence == frame.sentence and not f.nominal and not f.attributive
    ):
        if following.reported:
            return True
        if following.state not in _OPEN:
            return False
    return False


def _resembling(frame: Frame, evidence: Statement) -> list[Frame]:
    """The same verb where Kiwi has found another stem in it: 줄 (예정) and 줄었다, 내놓지 and 내놨다."""
    return [
        f for f in evidence.frames if not f.nominal and f.text[0] == frame.text[0] and _common(frame, f) >= RESEMBLING
    ]


def _against(frame: Frame, near: Sequence[Frame]) -> Iterator[Reason]:
    if not near:
        return
    if all(f.negated != frame.negated for f in near):
        yield Reason("negation", frame.text)
        return
    allowed = CARRIES.get(frame.state)
    verbal = [f for f in near if not f.nominal or f.state is not State.BARE]
    if allowed is not None and verbal and not any(f.state in allowed or _timeless(frame, f) for f in verbal):
        yield Reason("modality", frame.text)
    elif frame.exact and frame.subjects and all(_exchanged(frame, f) for f in near):
        yield Reason("role", frame.subjects[0])


def _timeless(claim: Frame, evidence: Frame) -> bool:
    """What is said of a state may change its tense, and so may what describes a noun (`열린 회의`)."""
    plain = (State.PAST, State.PRESENT, State.BARE)
    return (claim.stative or claim.attributive) and claim.state in plain and evidence.state in plain


def _nearest(frame: Frame, like: Sequence[Frame]) -> list[Frame]:
    """Of several the ones whose clauses share the most; of light verbs only those that share something."""
    scored = [(_common(frame, f), f) for f in like]
    best = max(score for score, _ in scored)
    if frame.root in LIGHT and best == 0:
        return []
    return [f for score, f in scored if score == best]


def _common(one: Frame, other: Frame) -> int:
    words = one.context | set(" ".join(one.subjects[:1]).split())
    return len(words & (other.context | set(" ".join(other.subjects[:1]).split())))


def _exchanged(frame: Frame, other: Frame) -> bool:
    """`A가 B를` beside `B가 A를`: each one's subject is the other's object."""
    if other.nominal or other.passive != frame.passive or not other.subjects:
        return False
    mine, theirs = _head(frame.subjects[0]), _head(other.subjects[0])
    return mine != theirs and mine in map(solid, other.objects) and theirs in map(solid, frame.objects)


def _head(phrase: str) -> str:
    return solid(phrase.split()[-1])


def _opposites(frame: Frame, evidence: Statement, tables: Tables) -> list[Frame]:
    words = tables.opposites(frame.root)
    return [f for f in evidence.frames if f.root in words and f.negated == frame.negated] if words else []


def _otherwise(frame: Frame, evidence: Statement, tables: Tables) -> bool:
    """Whether the evidence says the same in a listed other word: 신설하고 of 새로 만들고 … 없앤다."""
    words = tables.same.get(frame.root, ())
    return any(word in evidence.forms or (len(word) > 1 and word in evidence.solid) for word in words)


def _nearer(frame: Frame, against: Sequence[Frame], like: Sequence[Frame]) -> bool:
    """Whether the opposite is said of the same things, and the word itself, if at all, of other things."""
    opposite = max(_common(frame, f) for f in against)
    same = max((_common(frame, f) for f in like), default=-1)
    return opposite > same and (opposite > 0 or frame.root not in LIGHT)
