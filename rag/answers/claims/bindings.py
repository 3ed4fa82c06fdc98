"""What belongs together in the evidence belongs together in an answer: a number and what it is of, and who or what does it.

`회의 11차례와 현장 조사 4차례` does not carry `회의 4차례와 현장 조사 11차례`, nor do two sentences of which one gives the subject
and the other the number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rag.answers.claims import values
from rag.answers.claims.frames import Frame
from rag.answers.claims.said import ORDINARY
from rag.answers.claims.statement import Statement
from rag.answers.claims.tables import Tables
from rag.answers.claims.verdict import Reason
from rag.answers.claims.words import Word
from rag.answers.matching import solid

_SUBJECT = frozenset({"은", "는", "이", "가", "께서", "도"})
_AMONG = frozenset({"가운데", "중"})
_NOUNS = frozenset({"NNG", "NNP", "XR", "XSN", "SL"})


def bindings(claim: Statement, evidence: Statement, tables: Tables) -> Iterator[Reason]:
    """Numbers of other things than in the evidence, numbers of the opposite predicate, and other doers of the same thing."""
    for value in claim.values:
        same = [other for other in evidence.values if values.carried(value, other)]
        others = [v for v in evidence.values if v.unit == value.unit and v.number != value.number]
        if same and (
            _of_another(value, same, others, claim, evidence) or _turned(value, same, claim, evidence, tables)
        ):
            yield Reason("number", value.text)
    for frame in claim.frames:
        if not frame.nominal and not frame.root.startswith("="):
            yield from _other_parts(frame, evidence)


# ---------------------------------------------------------------- numbers


def _of_another(
    value: values.Value,
    same: Sequence[values.Value],
    others: Sequence[values.Value],
    claim: Statement,
    evidence: Statement,
) -> bool:
    """Whether the evidence gives the noun before the number, or its subject, another number of the unit, and not this one."""
    owner, subject = _owner(value, claim), _subject(value, claim)
    if owner and not any(owner in {_owner(v, evidence), _subject(v, evidence), *_before(v, evidence)} for v in same):
        return any(owner in {_owner(v, evidence), _subject(v, evidence)} for v in others)
    theirs = {_subject(v, evidence) for v in same}
    if not subject or any(subject in other or other in subject for other in theirs):
        return False
    return subject in {_subject(v, evidence) for v in others}


def _owner(value: values.Value, statement: Statement) -> str:
    """The noun right before a number: 조사 of `현장 조사 11차례`; of `46명 가운데 45명` what the 46 are."""
    index = value.first - 1
    if index < 0:
        return ""
    token = statement.tokens[index]
    if token.form in _AMONG:
        whole = next((v for v in statement.values if v.last == index), None)
        return _owner(whole, statement) if whole else ""
    counted = any(v.first <= index < v.last for v in statement.values)
    return "" if counted or token.tag not in _NOUNS else token.form


def _before(value: values.Value, statement: Statement) -> set[str]:
    """The words between the number before and this one."""
    begin = max((v.last for v in statement.values if v.last <= value.first), default=0)
    return {token.form for token in statement.tokens[begin : value.first]}


def _subject(value: values.Value, statement: Statement) -> str:
    """The nearest subject before a number in its sentence; empty where there is none."""
    word = _word(value.first, statement)
    if word is None:
        return ""
    mine = [
        w for w in statement.words if w.sentence == word.sentence and w.last <= word.first and w.quote == word.quote
    ]
    return next((w.stem for w in reversed(mine) if w.stem and w.particle in _SUBJECT), "")


def _word(token: int, statement: Statement) -> Word | None:
    return next((w for w in statement.words if w.first <= token < w.last), None)


def _turned(
    value: values.Value, same: Sequence[values.Value], claim: Statement, evidence: Statement, tables: Tables
) -> bool:
    """`3개를 폐지하고` where the evidence creates three."""
    mine = _predicate(value, claim)
    if mine is None:
        return False
    against = tables.opposites(mine.root)
    theirs = [_predicate(v, evidence) for v in same]
    return bool(against) and all(f is not None and f.root in against and f.negated == mine.negated for f in theirs)


def _predicate(value: values.Value, statement: Statement) -> Frame | None:
    """What is said of a number: the next predicate in its sentence."""
    word = _word(value.first, statement)
    return next(
        (f for f in statement.frames if word and f.at >= value.last and f.sentence == word.sentence and not f.nominal),
        None,
    )


# ---------------------------------------------------------------- doers and things done


def _other_parts(frame: Frame, evidence: Statement) -> Iterator[Reason]:
    """A subject or an object of which the evidence knows nothing, where it has another one of the same predicate."""
    like = [f for f in evidence.frames if f.root == frame.root and not f.nominal and f.passive == frame.passive]
    if frame.exact and like and all(f.exact for f in like) and not frame.attributive:
        subject = frame.subjects[0]
        if not any(_known(word, evidence) for word in subject.split()):
            yield Reason("role", subject)
        elif frame.says and not _says(frame, evidence):
            yield Reason("speaker", subject)
    if frame.objects and like and all(f.objects for f in like) and not _known(frame.objects[-1], evidence):
        yield Reason("role", frame.objects[-1])


def _known(word: str, evidence: Statement) -> bool:
    """It, a noun in it (`합창단원` of `합창단`), a number, or what only says of what kind it is."""
    bare = solid(word)
    if bare in evidence.solid or bare in evidence.also or bare in ORDINARY or any(c.isdigit() for c in bare):
        return True
    return any(form in bare for form in evidence.forms if len(form) > 1)


def _says(frame: Frame, evidence: Statement) -> bool:
    """Whether who says something is a word of its own in the evidence: not 가람시 of 가람시민교통연구소."""
    stems = {w.stem for w in evidence.words if w.stem} | evidence.forms
    return any(word in stems or any(stem.endswith(word) for stem in stems) for word in frame.subjects[0].split())
