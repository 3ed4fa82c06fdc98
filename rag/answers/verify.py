"""Is a sentence carried by its citations? Every sentence of an answer passes here before a reader sees it, whoever wrote it.

Decided at once: a quotation that is printed so, a printed sentence put into 합니다체, a value that stands there, our own
fixed wording. All else is a claim, and `Verifier` weighs it against the stored analysis of the cited sentences.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from rag.answers.claims import Reason, Verdict, Verifier
from rag.answers.claims.case import YES, Case
from rag.answers.claims.fixed import SHOWN, WORDING, closed, gaps, opened
from rag.answers.claims.grounds import Ground, evidence
from rag.answers.claims.standing import without_glosses
from rag.answers.claims.statement import Statement
from rag.answers.claims.wording import composed
from rag.recent import Recent

Check = Callable[[str, Sequence[Ground], Sequence[str]], Verdict]
"""(sentence, what it cites, what else it may rest on: names a pronoun stands for, the question's own words)."""

REMEMBERED = 128  # cited sentences, read
_MARKER = re.compile(r"\[\d+\]")
_ITEM = re.compile(r"^(?:\d{1,2}\. |[▲○•·] ?)")
_QUOTATION = re.compile(
    r"^(?P<who>[^“«]+?)(?:은|는|이|가) (?:“(?P<one>.+)”|«(?P<two>.+)»)(?:이?라고) (?:보도|전)했습니다\.$", re.DOTALL
)
_VALUE = re.compile(r"^[‘']?(?P<value>[^‘’]+?)[’']?(?:입니다|이다)\.$", re.DOTALL)
_CLAUSE = re.compile(r"[가-힣](?:은|는|이|가|을|를) |(?:예정|계획|방침|전망|목표|일정|것|때문|입장|주장|뿐)$")
"""What says that something happens is no value, though it stands there word by word: who says it would be lost."""
_NEXT = re.compile(r"(?<=[가-힣%\d])\. (?=[^”»]*(?:[“«]|$))")
"""Between two sentences of a line, outside of quotation marks."""


class Guard:
    """Thread-safe. Cited sentences that come again are read once."""

    def __init__(self, verifier: Verifier) -> None:
        self._verifier = verifier
        self._read: Recent[tuple[tuple[str, int, int], ...], Statement] = Recent(REMEMBERED)

    def check(self, sentence: str, grounds: Sequence[Ground], facts: Sequence[str] = ()) -> Verdict:
        """Whether the cited sentences together carry this one, and if not, why. Its lines are checked one by one."""
        if not grounds:
            return Verdict(0.0, (Reason("evidence"),))
        case = Case(tuple(grounds), tuple(facts))
        lines = [line.strip() for line in composed(_MARKER.sub("", sentence)).splitlines() if line.strip()]
        return _together([self._line(line, case) for line in lines])

    def _line(self, line: str, case: Case) -> Verdict:
        if (filled := gaps(line)) is not None and all(map(case.fills, filled)):
            return YES
        text, said = opened(line, case.outlets)
        wrong = tuple(reason for name, words in said if (reason := case.against(name, words)))
        if wrong:
            return Verdict(0.0, wrong)
        if match := _QUOTATION.match(without_glosses(text, case.facts)):
            return case.quoted(match["who"], match["one"] or match["two"])
        if (item := _ITEM.match(line)) and case.holds(line[item.end() :]):
            return YES
        printed = case.printed(text)
        if case.says(printed):
            return YES
        first, *rest = _NEXT.split(printed)
        return _together([self._claim(f"{one.rstrip('.')}.", case) for one in (first, *rest)])

    def _claim(self, text: str, case: Case) -> Verdict:
        """`text`: one sentence without our openings, its names and days as they were printed."""
        if case.says(text) or case.only_about_articles(text):
            return YES
        retold = closed(text)
        if retold is not None:
            text, outlet = retold
            if outlet and outlet not in case.outlets:
                return Verdict(0.0, (Reason("name", outlet),))
        if not text.strip(" .") or case.says(text) or _is_held(text, case):
            return YES
        if unprinted := case.unprinted(text):
            return Verdict(0.0, (Reason("date", unprinted),))
        claim = self._verifier.read(WORDING.sub("", text), case.grounds[0].base)
        return self._verifier.judge(claim, self._evidence(case), attributed=retold is None)

    def _evidence(self, case: Case) -> Statement:
        key = tuple(ground.key for ground in case.grounds)
        found = self._read.get_all([key])
        if not found:
            found = {key: evidence(case.grounds)}
            self._read.add_all(found)
        return replace(found[key], also=case.beside, around=case.around)


def _is_held(text: str, case: Case) -> bool:
    """`4986억원입니다.`, `‘8개 과제’로 나옵니다.`"""
    if shown := SHOWN.match(text):
        return case.shows(shown["said"])
    value = _VALUE.match(text)
    return value is not None and not _CLAUSE.search(value["value"]) and case.holds(value["value"])


def _together(verdicts: Sequence[Verdict]) -> Verdict:
    reasons = tuple(dict.fromkeys(reason for verdict in verdicts for reason in verdict.reasons))
    return Verdict(min((verdict.score for verdict in verdicts), default=1.0), reasons)
