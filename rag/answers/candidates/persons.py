"""People of a sentence, and whose name is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.answers.candidates.candidate import Candidate
from rag.answers.matching import solid
from rag.answers.people import OFFICE, TITLES, named
from rag.answers.reading import ArticleView, SentenceView
from rag.domain import Question

SOUGHT = re.compile(rf"(\S*(?:{TITLES}))(?:은|는|이|가)?\s+(?:누구|누가)")
"""`의장은 누구인가요?` asks for whoever holds the office."""
_HOLDERS = re.compile(rf"([가-힣]{{2,}}(?:{TITLES}))(?=은|는|이|가|와|과|을|를|의|\s)")
"""`서울시장은 베이징에서 누구를 …` is about the holder and asks for somebody else."""


def persons(question: Question, view: ArticleView, sentence: SentenceView) -> Iterator[Candidate]:
    asked = solid(question.standalone)
    sought = SOUGHT.search(question.text)
    holder = sought.group(1) if sought else ""
    known = [word for word in _HOLDERS.findall(question.text) if word != holder]
    for match in named(sentence):
        name, office = match.group("name"), match.group("office")
        if solid(name) in asked or any(other in match.group() for other in known):
            score = 0.2
        elif not holder or holder in solid(office):
            score = 1.0
        else:  # 은파시장 does not answer for 가람시장, a person of another kind of office may
            score = 0.4 if any(title in office for title in OFFICE.findall(holder)) else 0.65
        yield Candidate(match.group(0), match.start(), match.end(), score)


def holders(question: Question) -> list[str]:
    """Offices in the question whose holder is known and not asked for: 가람시장 of `가람시장은 누구와 …`."""
    sought = SOUGHT.search(question.text)
    return [word for word in _HOLDERS.findall(question.text) if sought is None or word != sought.group(1)]
