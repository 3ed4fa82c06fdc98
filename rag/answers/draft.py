"""An answer in the making: sentences that their citations carry, citations numbered as they are first used."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from rag.answers.choosing import overlap
from rag.answers.evidence import Found
from rag.answers.reading import same_story
from rag.answers.verify import Verdict
from rag.domain import AnswerSentence, Citation, Status

COPIED = 0.85  # share of letter pairs from which two sentences of two articles are one

Check = Callable[[str, Sequence[Citation], Sequence[str]], Verdict]
"""(sentence, its citations, what else it may rest on: full dates, metadata) → whether it may be said."""


@dataclass
class Draft:
    """Nothing is in it that the verifier refused."""

    check: Check
    status: Status = Status.ANSWERED
    short_answer: str | None = None
    sentences: list[AnswerSentence] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)

    def cite(self, found: Found, others: Sequence[Found]) -> Citation:
        stored, sentence = found.view.stored, found.sentence
        for citation in self.citations:
            if citation.stored.id == stored.id and citation.start == sentence.start:
                return citation
        also = {o.view.stored.article.publisher for o in others if _copies(found, o)} - {None, stored.article.publisher}
        citation = Citation(
            len(self.citations) + 1, stored, sentence.text, sentence.start, sentence.end, tuple(sorted(map(str, also)))
        )
        self.citations.append(citation)
        return citation

    def say(self, text: str, citations: Sequence[Citation], support: str, resolved: Sequence[str] = ()) -> bool:
        """Add a sentence if its citations carry it."""
        publishers = [c.stored.article.publisher or "" for c in citations]
        if not self.check(text, citations, (*resolved, *publishers)).supported:
            self._forget_unused()
            return False
        self.sentences.append(AnswerSentence(text, tuple(c.number for c in citations), support))
        return True

    def _forget_unused(self) -> None:
        """Drop the citations at the end that no sentence has: they were made for one that may not be said."""
        used = {number for sentence in self.sentences for number in sentence.citations}
        while self.citations and self.citations[-1].number not in used:
            self.citations.pop()


def _copies(found: Found, other: Found) -> bool:
    return (
        other.view.stored.id != found.view.stored.id
        and overlap(found, other) >= COPIED
        and same_story(found.view.stored.article, other.view.stored.article)
    )
