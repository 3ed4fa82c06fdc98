"""Whole sentences of a kind: those that give a reason, those that enumerate, and for overviews those that lead."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.answers.candidates.candidate import Candidate
from rag.answers.items import listing
from rag.answers.reading import ArticleView, SentenceView
from rag.domain import Question

_REASON = re.compile(
    r"때문|덕분|탓|이유|까닭|원인|배경|계기|위해|위한|으려|려고|만큼|므로|기에|니까|어서|아서|라며|다며|에 따라|목적|취지|차원"
)


def reasons(question: Question, view: ArticleView, sentence: SentenceView) -> Iterator[Candidate]:
    for match in _REASON.finditer(sentence.text):
        strong = match.group() in ("때문", "덕분", "탓", "이유", "까닭", "원인", "배경", "므로", "기에")
        yield Candidate(sentence.text, 0, len(sentence.text), 1.0 if strong else 0.6)


_COUNTED = re.compile(r"(?<!\d)(\d+)\s?(?:여\s?)?(?:개|가지|곳|명|팀|분야|과제|사항|도시|사업|종|항목|부문)")


def lists(question: Question, view: ArticleView, sentence: SentenceView) -> Iterator[Candidate]:
    """A sentence that enumerates: sure when its own count agrees, and with the number that the question names."""
    items = listing(sentence.text)
    if items is None:
        return
    wanted = {int(n) for n in _COUNTED.findall(question.text)}
    score = 0.8 if items.sure else 0.4
    if wanted:
        score += 0.2 if len(items.items) in wanted else -0.3
    yield Candidate(sentence.text, 0, len(sentence.text), max(score, 0.1))


def leads(question: Question, view: ArticleView, sentence: SentenceView) -> Iterator[Candidate]:
    """For overviews: the lead says what happened, and a dated sentence when."""
    dated = any(e.dated and not e.named for e in view.times(sentence.index))
    score = 0.6 * (sentence.index == 0) + 0.3 * (sentence.index == 1) + 0.4 * dated
    if score:
        yield Candidate(sentence.text, 0, len(sentence.text), min(score, 1.0))
