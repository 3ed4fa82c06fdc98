"""A language model's answer, sentence by verified sentence.

Each sentence is taken from the stream as soon as it is whole, and is released only when sentences that were retrieved carry it:
those that it names, or others. One that nothing carries is written once more by the model, told what is wrong with it; then it is
dropped. So nothing that is released was believed because a model said it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.answers import phrases
from rag.answers.claims import Reason
from rag.answers.draft import Draft, Refused
from rag.answers.evidence import Found
from rag.answers.generate.attributing import attribute, once
from rag.answers.generate.bare import as_asked
from rag.answers.generate.cleaning import Written, read
from rag.answers.generate.cutting import SentenceCutter
from rag.answers.generate.judging import Opinion, doubted
from rag.answers.generate.packing import MARK, Evidence, Pack, lines
from rag.answers.generate.speakers import as_spoken
from rag.answers.generate.upstream import Upstream
from rag.answers.verify import Check
from rag.domain import AnswerSentence, Kind, Question, Status
from rag.errors import ChatError

REWRITTEN_TOKENS = 200
MOST_SENTENCES = 24
PROMPTS = {Kind.COMPARE: "compare", Kind.TIMELINE: "timeline", Kind.SUMMARY: "summary"}
CONTEXT = 3
"""Evidence sentences shown to a model that writes a sentence again."""


@dataclass(frozen=True, slots=True)
class Limits:
    """`tokens`: of the answer; `seconds`: from the question to its end; `evidence`: tokens of evidence."""

    tokens: int = 1_200
    seconds: float = 60.0
    evidence: int = 6_000


class Composition:
    """One answer in the making. Iterate over it: each released sentence, its citations already in the draft. Afterwards `draft`
    is whole, `left_out` counts the sentences that nothing carried, and `failed` says what went wrong, if anything did."""

    def __init__(
        self, question: Question, found: Sequence[Found], pack: Pack, check: Check, upstream: Upstream, limits: Limits, opinion: Opinion | None = None
    ) -> None:  # fmt: skip
        self.draft = Draft(as_asked(as_spoken(once(check)), found))
        self.failed: ChatError | None = None
        self.abstained = False
        self.left_out = 0
        self._question, self._found, self._pack = question, found, pack
        self._upstream, self._limits, self._opinion = upstream, limits, opinion
        self._said: set[str] = set()

    def __iter__(self) -> Iterator[AnswerSentence]:
        name = PROMPTS.get(self._question.kind, "answer")
        cutter = SentenceCutter()
        try:
            for piece in self._upstream.ask(name, self._limits.tokens, **self._variables()):
                for sentence in cutter.feed(piece):
                    yield from self._release(sentence)
                if len(self.draft.sentences) >= MOST_SENTENCES:
                    break
            else:
                for sentence in cutter.rest():
                    yield from self._release(sentence)
        except ChatError as exc:
            self.failed = exc
        self._judge()
        self._close()

    def _variables(self) -> dict[str, str]:
        pack, question = self._pack, self._question
        return {
            "question": question.standalone,
            "today": today(question),
            "evidence": pack.text,
            "delimiter": pack.delimiter,
            "mark": MARK,
        }

    def _release(self, sentence: str) -> Iterator[AnswerSentence]:
        if _says_unknown(sentence):
            self.abstained = True
            return
        written = read(sentence, MARK)
        if written is None:
            self.draft.refused.append(Refused.unread(sentence))
            self.left_out += 1
            return
        if written.text in self._said:
            return
        self._said.add(written.text)
        if self._say(written) or self._say_again(written):
            yield self.draft.sentences[-1]
        else:
            self.left_out += 1

    def _say(self, written: Written) -> bool:
        found = attribute(written.text, written.cited, self._pack, self.draft.check)
        if not found.evidence:
            self.draft.refused.append(Refused(written.text, found.verdict))
            return False
        citations = [self.draft.cite(one, self._found) for one in found.evidence]
        text = f"{phrases.LINE}{written.text}" if written.line else written.text
        return self.draft.say(text, citations, "verified") and not self._doubts()

    def _doubts(self) -> bool:
        """Whether the last sentence is left out because of the second opinion, which it waits for only then."""
        if self._opinion is None or not self._opinion.drops:
            return False
        judged = self._opinion.judged(self.draft.sentences[-1], self.draft.citations)
        if doubted(judged):
            self.draft.take_back(Reason("doubt"))
            return True
        self.draft.sentences[-1] = judged
        return False

    def _judge(self) -> None:
        """The opinion of what was released: nobody waits for it but the whole answer."""
        if self._opinion is not None and not self._opinion.drops:
            draft = self.draft
            draft.sentences[:] = [self._opinion.judged(one, draft.citations) for one in draft.sentences]

    def _say_again(self, refused: Written) -> bool:
        """The model's second attempt at a sentence, told why the first was refused. One is asked for, and one is taken."""
        if self._upstream.spent():
            return False
        variables = self._variables() | {
            "sentence": refused.text,
            "reason": self.draft.refused[-1].verdict.explanation,
            "evidence": lines(self._near(refused)),
        }
        cutter = SentenceCutter()
        try:
            pieces = self._upstream.ask("regenerate", REWRITTEN_TOKENS, **variables)
            sentences = [*(one for piece in pieces for one in cutter.feed(piece)), *cutter.rest()]
        except ChatError:
            return False
        again = read(sentences[0], MARK) if sentences else None
        if again is None or again.text in self._said or _says_unknown(again.text):
            return False
        return self._say(again)

    def _near(self, written: Written) -> list[Evidence]:
        named = [one for number in written.cited if (one := self._pack[number]) is not None]
        best = [one for one in self._pack.evidence if any(one.sentence is f.sentence for f in self._found[:CONTEXT])]
        return list({one.number: one for one in (*named, *best)}.values())[:CONTEXT]

    def _close(self) -> None:
        draft = self.draft
        if not draft.sentences:
            draft.status = Status.ABSTAINED
        elif self.left_out or self.failed or self.abstained:
            draft.status = Status.PARTIAL
        if draft.sentences and self.failed:
            draft.notices.append(phrases.CUT_SHORT)
        elif draft.sentences and self.left_out:
            draft.notices.append(phrases.LEFT_OUT.format(count=self.left_out))


def _says_unknown(sentence: str) -> bool:
    return phrases.UNKNOWN_TO_MODEL.rstrip(".") in sentence


WEEKDAYS = "월화수목금토일"


def today(question: Question) -> str:
    """2026년 3월 12일(목)"""
    day = (question.as_of or question.asked_at).date()
    return f"{day.year}년 {day.month}월 {day.day}일({WEEKDAYS[day.weekday()]})"
