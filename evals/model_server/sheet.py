"""A request of ours as a model reads it: which of our prompts it is, the numbered evidence, the question."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from evals.model_server.script import Request
from rag.answers.generate.packing import MARK
from rag.domain import KST

CUES: Mapping[str, str] = {
    "judge": "한 낱말로만 답합니다",
    "rewrite": "앞선 대화 없이도 뜻이 통하는 질문",
    "regenerate": "바로잡는 교열자",
    "compare": "비교하는 것마다",
    "timeline": "이른 날짜부터 늦은 날짜 차례로",
    "summary": "세 문장으로 간추립니다",
    "answer": "묻는 것에 짧게 답합니다",
}
"""What the system message of each prompt says, and no other's does."""
_HEADING = re.compile(r"# (?P<title>.*) \((?P<outlet>[^()]*), (?P<day>[^,()]*)\)")
_SENTENCE = re.compile(r"\[(?P<number>\d+)\] (?P<text>.*)")
_FIELD = re.compile(r"^(질문|고칠 문장|고칠 까닭|문장): (.*)$", re.MULTILINE)


class Line(NamedTuple):
    """A sentence of the evidence, its words apart again. `day`: noon of the day it was published, if that is known."""

    number: int
    text: str
    title: str
    outlet: str
    day: datetime | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """`task`: the prompt's id, `answer` where it is none of ours. `sentence` and `reason` belong to regenerate and judge,
    `history` to rewrite."""

    task: str
    lines: tuple[Line, ...]
    question: str
    sentence: str = ""
    reason: str = ""
    history: str = ""


def read(request: Request) -> Sheet:
    """What a prompt of ours holds; of any other text only the question is known."""
    system = next((one.text for one in request.messages if one.role == "system"), "")
    task = next((name for name, cue in CUES.items() if cue in system), "answer")
    first, *lines = request.last.split("\n")
    inside, rest = "", request.last
    if first in lines:
        end = lines.index(first)
        inside, rest = "\n".join(lines[:end]), "\n".join(lines[end + 1 :])
    fields = dict(_FIELD.findall(rest))
    question = fields.get("질문", "") if fields else rest.strip()
    return Sheet(
        task,
        _evidence(inside),
        question,
        fields.get("고칠 문장") or fields.get("문장", ""),
        fields.get("고칠 까닭", ""),
        inside if task == "rewrite" else "",
    )


def _evidence(text: str) -> tuple[Line, ...]:
    found = []
    title, outlet, day = "", "", None
    for line in text.split("\n"):
        if heading := _HEADING.fullmatch(line):
            title, outlet, day = _apart(heading["title"]), heading["outlet"], _noon(heading["day"])
        elif sentence := _SENTENCE.fullmatch(line):
            found.append(Line(int(sentence["number"]), _apart(sentence["text"]), title, outlet, day))
    return tuple(found)


def _apart(text: str) -> str:
    return text.replace(MARK, " ")


def _noon(day: str) -> datetime | None:
    try:
        return datetime.fromisoformat(day).replace(hour=12, tzinfo=KST)
    except ValueError:
        return None
