"""A statement and what it is asked for, as a question that a person would ask."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from evals.drafting.answers import Answer, is_plain, run_start
from evals.drafting.endings import asked
from evals.drafting.statements import Statement
from rag.domain import Token
from rag.korean.dates import TimeExpression, korean
from rag.korean.particles import choose

LONGEST = 72
_PLANS = frozenset("예정 계획 방침 전망 것 수".split())
_FULL = re.compile(r"\d{4}년")
_SAYS_TWO = re.compile(r"\d[^\s\d]{0,5} ?[^\s\d]{1,2}로,? ")
_PROPER = ("NNP", "SL")


@dataclass(frozen=True, slots=True)
class Edit:
    """`text[start:end]` becomes `new`."""

    start: int
    end: int
    new: str


@dataclass(frozen=True, slots=True)
class Drafted:
    """A question, the statement it was made of, and the part of it that is asked for."""

    question: str
    statement: Statement
    answer: Answer


def drafted(statement: Statement, answer: Answer) -> Drafted | None:
    """The question; None where the statement does not turn into one that reads well."""
    topic = _topic(statement, answer)
    ending = asked(statement.tokens)
    whens = _whens(statement, answer)
    if ending is None or topic is None or whens is None or _modifies(statement, answer):
        return None
    edits = [Edit(ending[0], len(statement.text), ending[1]), *_asking(statement, answer, topic), *whens]
    question = _applied(statement.text, edits)
    return Drafted(question, statement, answer) if _reads_well(question, statement, answer) else None


def _topic(statement: Statement, answer: Answer) -> Token | None:
    """The particle of the sentence's one topic or subject; None where there is none or more than one."""
    tokens = statement.tokens
    marks = [
        token
        for at, token in enumerate(tokens)
        if token.tag == "JKS" or (token.tag == "JX" and token.form in ("은", "는") and tokens[at - 1].tag != "JKB")
    ]
    others = [mark for mark in marks if not answer.start <= mark.start < answer.end]
    if answer.category == "factoid_who" and answer.ask == "누가":
        topic = others[0] if others else marks[0]
        return topic if len(others) <= 1 and topic.start <= answer.end else None
    return marks[0] if len(marks) == 1 else None


def _modifies(statement: Statement, answer: Answer) -> bool:
    """Whether what is asked for belongs to a clause before a noun (`25일 착공한 공장을`), or a clause to it (`앞둔 25일`)."""
    tokens = statement.tokens
    before = next((token for token in reversed(tokens) if token.end <= answer.start), None)
    if before is not None and (before.tag in ("ETM", "SP", "SC") or before.form in ("등", "등등")):
        return True
    return any(
        token.tag == "ETM"
        and token.start >= answer.end
        and (at + 1 == len(tokens) or tokens[at + 1].form not in _PLANS)
        for at, token in enumerate(tokens)
    )


def _asking(statement: Statement, answer: Answer, topic: Token) -> list[Edit]:
    """The interrogative in its place, after the topic; and the subject as the topic."""
    asking = Edit(answer.start, answer.end, answer.ask)
    if answer.start <= topic.start < answer.end:
        return [asking]
    if topic.start == answer.end:  # 14곳은 → 몇 곳이
        return [asking, Edit(topic.start, topic.end, choose(answer.ask, "이/가"))]
    if _placed(statement) or (answer.category == "factoid_how_many" and answer.start < topic.start):
        return [asking]
    mark = topic.form
    if topic.tag == "JKS" and answer.category != "factoid_who":
        mark = choose(statement.text[: topic.start], "은/는")
    if answer.start > topic.start:
        return [asking, Edit(topic.start, topic.end, mark)]
    return [Edit(answer.start, answer.end, ""), Edit(topic.start, topic.end, f"{mark} {answer.ask}")]


def _placed(statement: Statement) -> bool:
    """Whether a place is the topic already: 다솜군에는 호우경보가."""
    return any(
        before.tag == "JKB" and token.tag == "JX" and token.form in ("은", "는")
        for before, token in pairwise(statement.tokens)
    )


def _whens(statement: Statement, answer: Answer) -> list[Edit] | None:
    """Other times of the statement in full, since nobody knows when it was written; None where one cannot be."""
    edits = []
    for time in statement.times:
        if answer.start <= time.begin < answer.end:
            continue
        if _FULL.match(time.text) or (time.kind == "duration" and time.text[0].isdigit()):
            continue
        if (full := full_time(time)) is None or statement.text.startswith("보다", time.finish):
            return None
        edits.append(Edit(time.begin, time.finish, full))
    return edits


def full_time(time: TimeExpression) -> str | None:
    """`25일` as `2025년 6월 25일`; None for what is no plain day, month or year."""
    return korean(time.start, time.precision) if is_plain(time) and time.start else None


def _applied(text: str, edits: list[Edit]) -> str:
    for edit in sorted(edits, key=lambda one: one.start, reverse=True):
        text = text[: edit.start] + edit.new + text[edit.end :]
    return " ".join(text.split())


def _reads_well(question: str, statement: Statement, answer: Answer) -> bool:
    """Names what it is about, is no longer than one asks, and holds nothing of the answer."""
    topic = _topic(statement, answer)
    if topic is None or len(question) > LONGEST or answer.golds[-1] in question or _SAYS_TWO.search(question):
        return False
    before = len(statement.text) if answer.start <= topic.start < answer.end else topic.end
    named = [token for token in statement.within(0, before) if not answer.start <= token.start < answer.end]
    if not any(token.tag in _PROPER and len(token.form) > 1 for token in named):
        return False
    return answer.category != "factoid_when" or not (_counted(statement, topic) or _goes_on(statement))


def _counted(statement: Statement, topic: Token) -> bool:
    """`14곳은 언제`: a number of things is no topic."""
    run = statement.within(run_start(statement, topic.start), topic.start)
    before = [token for token in statement.tokens if token.end <= topic.start][-2:]
    return any(token.tag in ("SN", "NR") for token in (*before, *run[-2:]))


def _goes_on(statement: Statement) -> bool:
    """`하고 있다` has no day."""
    return any(token.tag == "VX" and token.form == "있" for token in statement.tokens)
