"""Signs by which a freely worded claim is carried or not: how near its words are to those of the evidence, in which order
and which parts they stand, and what it says more. All lie in 0..1.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from rag.answers.claims.frames import Frame, State
from rag.answers.claims.quantities import exclusive
from rag.answers.claims.statement import Statement
from rag.answers.claims.tables import Tables
from rag.answers.claims.verdict import Reason
from rag.answers.claims.words import CONTENT
from rag.answers.matching import solid
from rag.domain import Token

_SUBJECT, _OBJECT, _BESIDE = 0, 1, 2
_PARTS = {
    **dict.fromkeys(("은", "는", "이", "가", "도", "께서"), _SUBJECT),
    **dict.fromkeys(("을", "를"), _OBJECT),
    **dict.fromkeys(("에", "에서", "로", "으로", "에게", "와", "과"), _BESIDE),
}
_DENYING = frozenset({"않", "못하", "못", "안", "없", "아니", "말"})
_MORE: Mapping[str, frozenset[str]] = {
    "another": frozenset("다른 또 역시 다시 여전히 이미 아직 새 결국".split()),
    "many": frozenset("많 여러 다양 모이 수많".split()),
    "more": frozenset("보다 더 더욱 비교 훨씬 덜".split()),
}
"""What a claim says more where the evidence has none of these words."""


def signs(claim: Statement, evidence: Statement, tables: Tables) -> dict[str, float]:
    """Name → value, the same names for every pair."""
    mine, theirs = _verbal(claim), _verbal(evidence)
    return {
        **_places(claim, evidence),
        **_parts(claim, evidence),
        **_predicates(mine, theirs, evidence),
        **_denials(claim, evidence, mine, theirs),
        **_kinds(claim, evidence, tables),
        **{name: float(_says(claim, words) and not _says(evidence, words)) for name, words in _MORE.items()},
        "pronoun": float(_has(claim, "NP") and not _has(evidence, "NP")),
        "past": float(_is_past(claim) and not _is_past(evidence)),
        "only": float(bool(exclusive(claim)) and not exclusive(evidence)),
        "triples": _triples(claim.solid, evidence.solid),
    }


def _says(statement: Statement, words: frozenset[str]) -> bool:
    return any(token.form in words for token in statement.tokens)


def _has(statement: Statement, tag: str) -> bool:
    return any(token.tag == tag for token in statement.tokens)


def _is_past(statement: Statement) -> bool:
    return any(token.tag == "EP" and token.form in ("었", "았", "였") for token in statement.tokens)


def _triples(claim: str, evidence: str) -> float:
    triples = [claim[i : i + 3] for i in range(len(claim) - 2)]
    return sum(triple in evidence for triple in triples) / max(1, len(triples))


def _verbal(statement: Statement) -> list[Frame]:
    return [frame for frame in statement.frames if not frame.nominal]


# ---------------------------------------------------------------- where the words stand


def content(statement: Statement) -> list[Token]:
    """Words that say something, light verbs among them."""
    return [token for token in statement.tokens if token.tag in CONTENT]


def _places(claim: Statement, evidence: Statement) -> dict[str, float]:
    mine = [token.form for token in content(claim)]
    theirs = [token.form for token in content(evidence)]
    at: dict[str, list[int]] = {}
    for place, form in enumerate(theirs):
        at.setdefault(form, []).append(place)
    found = [at[form] for form in mine if form in at]
    steps = [min(abs(a - b) for a in one for b in other) for one, other in pairwise(found)]
    turned = [min(one) > max(other) for one, other in pairwise(found)]
    used = sum(form in claim.forms or (len(form) > 1 and form in claim.solid) for form in theirs)
    return {
        "in order": _longest(mine, theirs) / max(1, len(mine)),
        "apart": min(sum(steps) / max(1, len(steps)), 10) / 10,
        "turned": sum(turned) / max(1, len(turned)),
        "used": used / max(1, len(theirs)),
        "evidence": min(len(theirs), 25) / 25,
        "share": min(len(mine) / max(1, len(theirs)), 2) / 2,
    }


def _longest(one: Sequence[str], other: Sequence[str]) -> int:
    """Length of the longest common subsequence."""
    before = [0] * (len(other) + 1)
    for form in one:
        now = [0]
        for place, theirs in enumerate(other):
            now.append(before[place] + 1 if form == theirs else max(now[-1], before[place + 1]))
        before = now
    return before[-1]


def _parts(claim: Statement, evidence: Statement) -> dict[str, float]:
    """Nouns that both have, by whether they are subject, object or neither in both."""
    theirs: dict[str, set[int]] = {}
    for word in evidence.words:
        if word.stem and word.particle in _PARTS:
            theirs.setdefault(word.stem, set()).add(_PARTS[word.particle])
    same, exchanged = 0, False
    for word in claim.words:
        part = _PARTS.get(word.particle)
        if not word.stem or part is None:
            continue
        for stem, parts in theirs.items():
            if stem == word.stem or (len(word.stem) > 1 and word.stem in stem):
                same += part in parts
                other = {_SUBJECT: _OBJECT, _OBJECT: _SUBJECT}.get(part)
                exchanged |= other in parts and part not in parts
    return {"same parts": min(same, 4) / 4, "exchanged": float(exchanged)}


# ---------------------------------------------------------------- what is said


def _predicates(mine: Sequence[Frame], theirs: Sequence[Frame], evidence: Statement) -> dict[str, float]:
    roots = {frame.root for frame in evidence.frames}
    last = mine[-1] if mine else None
    like = [frame for frame in theirs if last is not None and frame.root == last.root]
    return {
        "predicates": min(len(mine), 4) / 4,
        "new predicates": min(sum(frame.root not in roots for frame in mine), 3) / 3,
        "last known": float(last is not None and last.root in roots),
        "same tense": float(last is not None and bool(theirs) and theirs[-1].state == last.state),
        "describes": float(any(frame.attributive for frame in mine)),
        "supposed": float(any(frame.state in (State.SUPPOSED, State.POSSIBLE) for frame in theirs)),
        "clause": max((_common(last, frame) for frame in evidence.frames), default=0.0) if last else 0.0,
        "same subject": _same_subject(last, like),
        "other object": _other_object(last, like),
        "is far": _is_far(last, evidence),
    }


def _common(claim: Frame, evidence: Frame) -> float:
    words = claim.context | {claim.root}
    return len(words & (evidence.context | {evidence.root})) / len(words)


def _same_subject(last: Frame | None, like: Sequence[Frame]) -> float:
    """1 where the predicate has the subject in the evidence too, a half where it may have."""
    if last is None or not last.exact or not last.subjects:
        return 0.0
    subject = last.subjects[0].split()[-1]
    for rank, worth in ((1, 1.0), (None, 0.5)):
        heads = [phrase.split()[-1] for frame in like for phrase in frame.subjects[:rank]]
        if any(subject in head or head in subject for head in heads):
            return worth
    return 0.0


def _other_object(last: Frame | None, like: Sequence[Frame]) -> float:
    theirs = [word for frame in like for word in frame.objects]
    if last is None or not last.objects or not theirs:
        return 0.0
    return float(not any(last.objects[-1] in word or word in last.objects[-1] for word in theirs))


def _is_far(last: Frame | None, evidence: Statement) -> float:
    """`X는 Y이다`: how many letters are between the two in the evidence, of 40; 1 where one is missing."""
    if last is None or not last.root.startswith("= "):
        return 0.0
    subject = solid(last.subjects[0].split()[-1]) if last.subjects else ""
    places = evidence.solid.find(last.root[2:]), evidence.solid.find(subject) if subject else -1
    return 1.0 if min(places) < 0 else min(abs(places[0] - places[1]), 40) / 40


def _denials(claim: Statement, evidence: Statement, mine: Sequence[Frame], theirs: Sequence[Frame]) -> dict[str, float]:
    denied, given = any(frame.negated for frame in mine), any(frame.negated for frame in theirs)
    tags = ("VX", "MAG", "VA", "VCN")
    written, printed = (
        any(token.form in _DENYING and token.tag in tags for token in statement.tokens)
        for statement in (claim, evidence)
    )
    return {
        "denial written": float(written and not printed),
        "denied": float(denied and not given),
        "denials differ": float(denied != given),
    }


def _kinds(claim: Statement, evidence: Statement, tables: Tables) -> dict[str, float]:
    """Words of a kind whose others exclude them: the evidence has another one, or none of the kind."""
    new, known = _of_a_kind(claim, evidence, tables), named(evidence)
    return {
        "instead": float(any(True for _ in siblings(claim, evidence, tables))),
        "of no kind": float(any(not tables.siblings[word] & known for word in new)),
    }


def siblings(claim: Statement, evidence: Statement, tables: Tables) -> Iterator[Reason]:
    """저녁 where the evidence has 새벽, which the claim lacks."""
    left = named(evidence) - named(claim)
    for word in _of_a_kind(claim, evidence, tables):
        if tables.siblings[word] & left:
            yield Reason("instead", word)


def _of_a_kind(claim: Statement, evidence: Statement, tables: Tables) -> list[str]:
    """Words of the claim alone that stand in the table of words that exclude each other."""
    known = named(evidence)
    new = [word for word in sorted(named(claim) - known) if word in tables.siblings and word not in evidence.solid]
    return [word for word in new if not tables.synonyms[word] & known]


def named(statement: Statement) -> frozenset[str]:
    """Nouns as they stand between spaces, and content morphemes."""
    stems = {word.stem for word in statement.words if word.stem}
    return frozenset(stems | {token.form for token in content(statement)})
