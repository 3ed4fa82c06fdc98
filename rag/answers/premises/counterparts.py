"""What stands in an article where the question has another name: who holds the office, a name of the same kind."""

from __future__ import annotations

from rag.answers.claims import names
from rag.answers.claims.statement import Statement
from rag.answers.claims.words import Word
from rag.answers.matching import solid
from rag.answers.premises.comparison import Comparison
from rag.answers.premises.kinds import ADMINISTRATIVE, core, is_proper, kind, same_name


def claimed_of(word: Word, said: Statement) -> str:
    """`홍길동 시장`: the name with the office that follows it."""
    following = _after(word, said) if names.office(word.stem) is None else None
    if following is not None and not word.particle and _office(following.stem):
        return said.text[word.start : following.start + len(following.stem)]
    return word.stem


def _office(stem: str) -> str | None:
    """교수 of `교수팀` too."""
    return names.office(stem.removesuffix("팀"))


def _after(word: Word, statement: Statement) -> Word | None:
    return next((w for w in statement.words if w.first == word.last), None)


def holder(word: Word, comparison: Comparison, given: Statement) -> str | None:
    """Who in the sentence holds the office that the question gives to somebody else, or what it is the office of; None
    where that is several."""
    claimed = claimed_of(word, comparison.said)
    office = _office(claimed.split()[-1])
    if office is None:
        return None
    of_body = claimed == word.stem  # 상하이시장: whose office it is, not who holds it
    holders = set()
    for at, other in enumerate(given.words):
        if _office(other.stem) != office:
            continue
        text = other.stem if of_body and other.stem != office else _titled(given, at)
        if text and not _said(text, office, comparison):
            holders.add(text)
    return holders.pop() if len(holders) == 1 else None


def _titled(given: Statement, at: int) -> str | None:
    """`도하준 가람시장` of an office and the words before it that belong to it; None where no name does."""
    word = given.words[at]
    begin = at
    while begin and at - begin < 3:
        before = given.words[begin - 1]
        gap = given.text[before.end : given.words[begin].start]
        if before.particle or not before.stem or gap != " " or before.end - before.start != len(before.stem):
            break
        begin -= 1
    while begin < at and given.tokens[given.words[begin].first].tag != "NNP":
        begin += 1
    start = given.words[begin].start
    named = any(t.tag == "NNP" and len(t.form) > 1 for t in given.tokens[given.words[begin].first : word.last])
    return given.text[start : word.start + len(word.stem)] if named else None  # 오 시장 is nobody yet


def _said(text: str, office: str, comparison: Comparison) -> bool:
    """Whether the question names them itself."""
    parts = [part.removesuffix(office) for part in text.split()]
    return any(len(part) > 1 and solid(part) in comparison.solid for part in parts)


def counterpart(word: Word, comparison: Comparison, given: Statement) -> str | None:
    """The one name with the same particle and the same word after it, or the one of the same kind."""
    mine = kind(word, comparison.said)
    others = [w for w in given.words if _may_stand(word, w, given, comparison)]
    alike = [w for w in others if mine is not None and kind(w, given) == mine]
    beside = [w for w in others if _in_place(word, comparison.said, w, given)]
    for choice in (beside, [w for w in alike if w.particle == word.particle], alike):
        stems = {w.stem for w in choice}
        if len(stems) == 1:
            return stems.pop()
    return None


def _in_place(word: Word, said: Statement, other: Word, given: Statement) -> bool:
    """Another name of no other kind, with the same particle and the same word after it."""
    kinds = {kind(word, said), kind(other, given)} - {None}
    same = word.particle and other.particle[:1] == word.particle[:1]
    alike = not kinds or kinds <= ADMINISTRATIVE or len(kinds) == 1 == len({kind(word, said), kind(other, given)})
    return bool(same) and alike and _same_after(word, said, other, given)


def _may_stand(word: Word, other: Word, given: Statement, comparison: Comparison) -> bool:
    if len(other.stem) < 2 or solid(core(other.stem)) in comparison.solid or same_name(word.stem, other.stem):
        return False
    return is_proper(other, given)


def _same_after(word: Word, said: Statement, other: Word, given: Statement) -> bool:
    """열린 after `부산에서` and 열린다 after `서울에서`."""
    mine, theirs = _after(word, said), _after(other, given)
    if mine is None or theirs is None:
        return False
    one, its = said.tokens[mine.first], given.tokens[theirs.first]
    return _active(one.form) == _active(its.form) and one.tag in ("VV", "NNG")


def _active(form: str) -> str:
    """열 of 열리."""
    return form[:-1] if len(form) > 1 and form[-1] in "이히리기" else form
