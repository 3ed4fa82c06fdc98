"""An answer in the making: sentences that their citations carry, citations numbered as they are first used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from rag.answers.choosing import Placed, overlap
from rag.answers.claims import Reason, Verdict
from rag.answers.claims.grounds import Ground
from rag.answers.evidence import Found
from rag.answers.reading import same_story
from rag.answers.verify import Check
from rag.domain import AnswerSentence, Citation, Status

COPIED = 0.85  # share of letter pairs from which two sentences of two articles are one


@dataclass(frozen=True, slots=True)
class Refused:
    """A sentence that nobody may see, and what speaks against it."""

    text: str
    verdict: Verdict

    @classmethod
    def unread(cls, text: str) -> Refused:
        """What is no prose: nobody looks whether anything carries it."""
        return cls(text, Verdict(0.0, (Reason("form"),)))


@dataclass
class Draft:
    """Nothing is in it that the verifier refused."""

    check: Check
    status: Status = Status.ANSWERED
    short_answer: str | None = None
    confidence: float = 1.0
    """0..1: how likely the best sentence answers, whether or not it was given; of a correction 1."""
    sentences: list[AnswerSentence] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    """What was not said, for those who ask why an answer is short."""
    notices: list[str] = field(default_factory=list)
    """What a reader has to know of the whole answer."""
    _grounds: dict[int, Ground] = field(default_factory=dict)

    def cite(self, found: Placed, others: Sequence[Found]) -> Citation:
        stored, sentence = found.view.stored, found.sentence
        for citation in self.citations:
            if citation.stored.id == stored.id and citation.start == sentence.start:
                return citation
        also = {o.view.stored.article.publisher for o in others if _copies(found, o)} - {None, stored.article.publisher}
        citation = Citation(
            len(self.citations) + 1, stored, sentence.text, sentence.start, sentence.end, tuple(sorted(map(str, also)))
        )
        self.citations.append(citation)
        self._grounds[citation.number] = Ground(found.view, sentence)
        return citation

    def say(self, text: str, citations: Sequence[Citation], support: str, resolved: Sequence[str] = ()) -> bool:
        """Add a sentence if its citations, which `cite` made, carry it together.

        `resolved`: what else it may rest on: whom a pronoun stands for, what the question has wrong.
        """
        verdict = self.check(text, [self._grounds[c.number] for c in citations], resolved)
        if not verdict.supported:
            self.refused.append(Refused(text, verdict))
            self._forget_unused()
            return False
        self.sentences.append(AnswerSentence(text, tuple(c.number for c in citations), support))
        return True

    def take_back(self, reason: Reason) -> None:
        """The last sentence, which nobody has seen."""
        taken = self.sentences.pop()
        self.refused.append(Refused(taken.text, Verdict(0.0, (reason,))))
        self._forget_unused()

    def _forget_unused(self) -> None:
        """Drop the citations at the end that no sentence has: they were made for one that may not be said."""
        used = {number for sentence in self.sentences for number in sentence.citations}
        while self.citations and self.citations[-1].number not in used:
            self._grounds.pop(self.citations.pop().number)


def _copies(found: Placed, other: Found) -> bool:
    return (
        other.view.stored.id != found.view.stored.id
        and overlap(found, other) >= COPIED
        and same_story(found.view.stored.article, other.view.stored.article)
    )
