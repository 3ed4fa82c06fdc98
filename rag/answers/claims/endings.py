"""A claim that is one sentence of its evidence but for how that ends: denied where it is not, planned where it is done.

Predicates are compared one by one in `rules`; this looks at sentences that are the same word for word up to the ending, in
which a predicate may be one that nothing is known of (`걸려 없다`, `하게 하지 않았다`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rag.answers.claims.statement import Statement
from rag.answers.claims.tables import Tables
from rag.answers.claims.verdict import Reason
from rag.answers.claims.words import CONTENT
from rag.domain import Token

SAME = 0.8  # share of either one's content words that the other must have
_DENYING = {
    ("않", "VX"), ("못하", "VX"), ("못", "MAG"), ("안", "MAG"), ("없", "VA"), ("아니", "VCN"), ("말", "VX"), ("아니하", "VX"),
}  # fmt: skip
PLANNED, POSSIBLE, CONSIDERED = "planned", "possible", "considered"
MODES: tuple[tuple[str, re.Pattern[str], str], ...] = tuple(
    (mode, re.compile(pattern), example)
    for mode, pattern, example in (
        (PLANNED, r"예정|계획|방침|기 로 (?:하|결정|합의)|ᆯ 참|을 참|겠|려고|으려|려 하", "열 예정이다"),
        (POSSIBLE, r"(?:ᆯ|을) 수 도? ?있|것 으로 (?:보이|예상|전망)|(?:ᆯ|을) 듯|것 같|가능 성|전망", "열 수 있다"),
        (CONSIDERED, r"방안|검토|고려|논의", "여는 방안을 검토하고 있다"),
    )
)
_MODAL = frozenset("예정 계획 방침 결정 합의 예상 전망 가능 방안 검토 고려 논의 보이 있 같 하".split())
_GIVEN = re.compile(r"기 로 (?=결정|합의)")
"""결정하기로 and 결정했다 leave as much to be done."""
_CHAINS = frozenset({"고", "며", "면서", "아", "어", "지만"})
_TAIL = 12  # morphemes at the end of a sentence that say how it is meant


class _Sentence(NamedTuple):
    words: frozenset[str]
    denials: int
    modes: frozenset[str]
    past: bool
    text: str


def endings(claim: Statement, evidence: Statement, tables: Tables) -> Iterator[Reason]:
    """Denials and moods at the end that the one sentence alike does not share."""
    theirs = _sentences(evidence)
    for mine in _sentences(claim):
        beside = max(theirs, key=lambda other: _alike(mine, other), default=None)
        if beside is None or _alike(mine, beside) < SAME:
            continue
        if mine.denials % 2 != beside.denials % 2:
            if not (_in_a_word(claim, evidence, tables) or _in_a_word(evidence, claim, tables)):
                yield Reason("negation", mine.text)
        elif mine.modes - beside.modes - (frozenset() if beside.past else {PLANNED}) or (
            mine.past and not beside.past and beside.modes - mine.modes
        ):
            yield Reason("modality", mine.text)


def _in_a_word(one: Statement, other: Statement, tables: Tables) -> bool:
    """불참 of `참석하지 않았다`, 그대로 of `바뀌지 않는다`."""
    denied = (same for form in one.forms for same in tables.same.get(form, ()) if same.endswith("지않"))
    return any(same in other.solid for same in denied)


def _alike(one: _Sentence, other: _Sentence) -> float:
    longer = max(len(one.words), len(other.words))
    return len(one.words & other.words) / longer if longer > 2 else 0.0


def _sentences(statement: Statement) -> list[_Sentence]:
    """Without what is quoted: that is compared letter by letter."""
    word_of = {index: word for word in statement.words for index in range(word.first, word.last)}
    groups: dict[int, list[Token]] = {}
    sentence = 0
    for index, token in enumerate(statement.tokens):
        word = word_of.get(index)
        sentence = word.sentence if word else sentence
        if word is None or not word.quote:
            groups.setdefault(sentence, []).append(token)
    return [_sentence(statement.text, tokens) for tokens in groups.values()]


def _last_clause(tokens: Sequence[Token]) -> Sequence[Token]:
    """What is left of `남기지 않고 깎았다`: 깎았다; a clause that another one follows says how for itself."""
    for index in range(len(tokens) - 2, 0, -1):
        before, after = tokens[index], tokens[index + 1]
        starts = after.tag in ("NNG", "MAG") or (after.tag in ("VV", "VA") and (after.form, after.tag) not in _DENYING)
        if before.tag == "EC" and before.form in _CHAINS and starts and after.form not in _MODAL:
            return tokens[index + 1 :]
    return tokens


def _sentence(text: str, tokens: Sequence[Token]) -> _Sentence:
    whole = [t for t in tokens if t.tag not in ("SF", "SSC", "SSO", "SP")]
    because = [t.form for t in whole[-4:]] == ["기", "때문", "이", "다"]
    end = _last_clause(whole[: -4 if because else None][-_TAIL:])
    tail = _GIVEN.sub("", " ".join(t.form for t in end))
    plain = [t.form for t in tokens if t.tag in CONTENT and (t.form, t.tag) not in _DENYING and t.form not in _MODAL]
    last = tokens[-1]
    begin = next((t.start for t in end[-4:] if t.tag in CONTENT), end[0].start if end else last.start)
    return _Sentence(
        frozenset(plain),
        sum((t.form, t.tag) in _DENYING for t in end),
        frozenset(mode for mode, pattern, _ in MODES if pattern.search(tail)),
        any(t.tag == "EP" and t.form in ("었", "았", "였") for t in end[-3:]),
        text[begin : last.end].strip(" ."),
    )
