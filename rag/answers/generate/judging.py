"""A second opinion of what a model wrote. The rules have decided by then: it may only add doubt, and where it fails there is none."""

from __future__ import annotations

import logging
import re
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from rag.answers.generate.packing import MARK, marked
from rag.answers.generate.upstream import Upstream
from rag.domain import AnswerSentence, Citation
from rag.errors import ChatError, ChatMalformed, ModelUnavailable
from rag.ports import Judge

ENOUGH = 0.5
"""Under that a sentence is doubted."""
WORD_TOKENS = 8
SHARE = 1 / 4
"""Of the time of an answer, for one opinion of the chat model."""
VERDICTS = {"지지": 1.0, "모름": 0.5, "반박": 0.0}
_WORD = re.compile(
    rf"[^가-힣]*(?:(?:정?답|판정)\s*:)?[^가-힣]*(?P<word>{'|'.join(VERDICTS)})(?:함|합니다|입니다)?[^가-힣]*"
)
_THOUGHT = "</think>"

_log = logging.getLogger(__name__)


class ChatJudge:
    """Port `Judge`: the chat model, asked by the prompt `judge`. `begin` gives what it is asked with."""

    name = "llm"

    def __init__(self, begin: Callable[[], Upstream]) -> None:
        self._begin = begin

    def support(self, evidence: Sequence[str], sentence: str) -> float:
        """지지 1, 모름 ½, 반박 0. Raises ChatError."""
        said = self._begin().ask_beside(
            "judge",
            WORD_TOKENS,
            SHARE,
            sentence=" ".join(sentence.split()),
            evidence="\n".join(f"[{number}] {marked(text)}" for number, text in enumerate(evidence, 1)),
            delimiter=secrets.token_hex(8),
            mark=MARK,
        )
        answer = _WORD.fullmatch(said.rpartition(_THOUGHT)[2])
        if answer is None:
            raise ChatMalformed("The chat model gave no opinion that can be read.")
        return VERDICTS[answer["word"]]


@dataclass
class Opinions:
    """`of`: who judges an answer, given what it may ask the model with; `drops`: whether what is doubted is left out."""

    of: Callable[[Callable[[], Upstream]], Judge]
    drops: bool = False
    failing: bool = False
    """Said in the log, and not again before it works."""

    def begin(self, upstream: Upstream) -> Opinion:
        return Opinion(self, self.of(lambda: upstream))


class Opinion:
    """Of the sentences of one answer. After the first failure there is none."""

    def __init__(self, opinions: Opinions, judge: Judge) -> None:
        self.drops = opinions.drops
        self._opinions = opinions
        self._judge = judge
        self._failed = False

    def judged(self, sentence: AnswerSentence, citations: Sequence[Citation]) -> AnswerSentence:
        """The sentence with what is thought of it."""
        if self._failed:
            return sentence
        cited = [_printed(citations[number - 1]) for number in sentence.citations]
        try:
            support = self._judge.support(cited, sentence.text)
        except (ChatError, ModelUnavailable) as exc:
            self._failed = True
            if not self._opinions.failing:
                _log.warning("the judge %s gives no opinion: %s", self._judge.name, exc)
            self._opinions.failing = True
            return sentence
        self._opinions.failing = False
        return replace(sentence, judged=support)


def doubted(sentence: AnswerSentence) -> bool:
    return sentence.judged is not None and sentence.judged < ENOUGH


def _printed(citation: Citation) -> str:
    """With the day from which its relative dates count."""
    published = citation.stored.article.published_at
    return f"({published.date().isoformat()}) {citation.quote}" if published else citation.quote
