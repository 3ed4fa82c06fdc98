"""Which of two things that a question asks the chosen evidence does not answer: `몇 명인지는 기사에서 확인되지 않습니다.`"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rag.answers.candidates import candidates
from rag.answers.choosing import SURE
from rag.answers.evidence import Found
from rag.domain import Kind, Question
from rag.korean.particles import attach
from rag.korean.units import UNITS


@dataclass(frozen=True, slots=True)
class Asked:
    """One interrogative of a question. `phrase` takes `…는`; `example` is a question that holds it."""

    kind: Kind
    pattern: re.Pattern[str]
    phrase: str
    example: str


def _row(kind: Kind, pattern: str, phrase: str, example: str) -> Asked:
    return Asked(kind, re.compile(pattern), phrase, example)


ASKED: tuple[Asked, ...] = (
    _row(Kind.WHEN, r"언제|언재|며칠|몇\s?월|몇\s?시(?!간)|무슨\s?요일", "언제인지", "언제 열리고 어디서 하나요?"),
    _row(Kind.WHERE, r"어디|어느\s?(?:곳|장소|도시|지역|나라|구|시|동|역)", "어디인지", "어느 도시에서 언제 열리나요?"),
    _row(Kind.WHO, r"누구|누가|누굴|어느\s?(?:사람|의원|후보|선수)", "누구인지", "누가 얼마를 냈나요?"),
    _row(Kind.HOW_MANY, r"얼마|얼만", "얼마인지", "누가 얼마를 냈나요?"),
    _row(Kind.HOW_MANY, rf"몇\s?(?!월|시(?!간)|요일)(?:{UNITS})", "{}인지", "언제 몇 명이 모였나요?"),
    _row(Kind.WHY, r"왜|이유|까닭", "그 이유", "언제 왜 미뤄졌나요?"),
)
"""Those whose answer can be told from other words by its kind; 무엇 and 어떻게 cannot."""


def missing_parts(question: Question, chosen: Sequence[Found]) -> list[str]:
    """What the question asks and no chosen sentence holds, as phrases (`언제인지`, `몇 명인지`), in the question's order.

    Empty where the question asks one thing only, or where nothing that it asks is found: that is no part of an answer.
    """
    if not question.several:
        return []
    found = [(m.start(), asked, m.group()) for asked in ASKED if (m := asked.pattern.search(question.text))]
    parts = sorted(found, key=lambda part: part[0])
    lacking = [
        asked.phrase.format(written) for _, asked, written in parts if not _answered(asked, written, question, chosen)
    ]
    return lacking if len(lacking) < len(parts) else []


def unknown(parts: Sequence[str]) -> str:
    """`언제인지와 몇 명인지는 기사에서 확인되지 않습니다.`"""
    listed = "".join(attach(part, "과/와") + " " for part in parts[:-1]) + attach(parts[-1], "은/는")
    return f"{listed} 기사에서 확인되지 않습니다."


def _answered(asked: Asked, written: str, question: Question, chosen: Sequence[Found]) -> bool:
    counted = re.sub(r"몇\s?", "", written)
    focus = (counted,) if asked.phrase.startswith("{") else ()
    alone = replace(question, kind=asked.kind, focus=focus)
    return any(c.score >= SURE for f in chosen for c in candidates(alone, f.view, f.sentence))
