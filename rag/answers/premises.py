"""A false premise: the question says `10개 과제`, and the very sentence that would answer it says `8개 과제`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rag.answers.evidence import Found
from rag.answers.matching import solid
from rag.domain import Keyword, Question

OTHERWISE_COVERED = 0.45  # share of the question's other keywords that the sentence itself must hold
_NUMBER = r"\d[\d,.]*[만억조천]?\d*"
_PARTICLE = re.compile(r"(?:에서|에게|으로|부터|까지|은|는|이|가|을|를|에|와|과|의|도|로)$")


@dataclass(frozen=True, slots=True)
class FalsePremise:
    """`claimed` as in the question, `printed` verbatim in the sentence."""

    claimed: str
    printed: str


def premise(question: Question, found: Found) -> FalsePremise | None:
    """The one thing that the question gets wrong about this sentence; None unless exactly one is missing."""
    if len(found.missing) != 1 or _otherwise(question, found) < OTHERWISE_COVERED:
        return None
    [missing] = found.missing
    return _number(question, missing, found) if missing.numeral else _name(question, missing, found)


def _otherwise(question: Question, found: Found) -> float:
    weights = {k.form: k.rarity for k in question.keywords if not k.carried}
    total = sum(weights.values())
    rest = total - sum(weights.get(k.form, 0.0) for k in found.missing)
    return found.strict * total / rest if rest > 0 else 0.0


def _following(question: Question, form: str) -> str | None:
    """The noun right after the form in the question: 과제 of `10개 과제에`, 시장 of `상하이시장을`."""
    match = re.search(rf"{re.escape(form)}\s?([가-힣]{{2,10}})", question.text, re.IGNORECASE)
    return _PARTICLE.sub("", match.group(1)) if match else None


def _number(question: Question, missing: Keyword, found: Found) -> FalsePremise | None:
    unit = re.sub(rf"^{_NUMBER}", "", missing.form)
    noun = _following(question, missing.form)
    if not unit or not noun:
        return None
    match = re.search(rf"(?<![\d.,])({_NUMBER}\s?{re.escape(unit)}\s?{re.escape(noun)})", found.sentence.text)
    if match is None:
        return None
    return FalsePremise(f"{missing.form} {noun}", match.group(1))


def _name(question: Question, missing: Keyword, found: Found) -> FalsePremise | None:
    if placed := _placed(question, missing, found):
        return placed
    noun = _following(question, missing.form)
    if not noun:
        return None
    asked = solid(question.text)
    text = found.sentence.text
    for match in re.finditer(rf"(?:(\S+)\s)?([가-힣]{{2,6}}?)\s?{re.escape(noun)}(?![가-힣]{{3}})", text):
        before, name = solid(match.group(1) or ""), match.group(2)
        if name in asked or (before and before in asked) or not _is_name(found, match.start(2)):
            continue
        claimed = re.search(rf"{re.escape(missing.form)}\s?{re.escape(noun)}", question.text, re.IGNORECASE)
        return FalsePremise(claimed.group() if claimed else missing.form, text[match.start(2) : match.end()].rstrip())
    return None


def _placed(question: Question, missing: Keyword, found: Found) -> FalsePremise | None:
    """The same particle and verb with another name: `부산에서 열린다는데` against `서울에서 열린다`."""
    match = re.search(rf"({re.escape(missing.form)})(에서|에|으로|로)\s?([가-힣])", question.text, re.IGNORECASE)
    if match is None:
        return None
    for other in re.finditer(rf"([가-힣]{{2,10}}?){match.group(2)}\s{match.group(3)}", found.sentence.text):
        if other.group(1) not in question.text and _is_name(found, other.start(1)):
            return FalsePremise(match.group(1), other.group(1))
    return None


def _is_name(found: Found, position: int) -> bool:
    return any(t.tag == "NNP" and t.start - found.sentence.start == position for t in found.sentence.tokens)
