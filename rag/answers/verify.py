"""Is a sentence carried by its citations? Every sentence of an answer passes here before a reader sees it, whoever wrote it.

Decided at once: a quotation that is printed so, a printed sentence put into 합니다체, a value that stands there, our own
fixed wording. All else is a claim, and `Verifier` weighs it against the stored analysis of the cited sentences.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from rag.answers.claims import Reason, Verdict, Verifier
from rag.answers.claims import days as dated
from rag.answers.claims.fixed import CONTRAST, WORDING, closed, gaps, opened
from rag.answers.claims.grounds import Ground, evidence
from rag.answers.claims.standing import put_back
from rag.answers.claims.statement import Statement
from rag.answers.claims.wording import composed, said_in
from rag.answers.matching import solid
from rag.answers.phrases import FIXED, OURS
from rag.domain import Article
from rag.korean.dates import korean, with_wording
from rag.recent import Recent

Check = Callable[[str, Sequence[Ground], Sequence[str]], Verdict]
"""(sentence, what it cites, what else it may rest on: names a pronoun stands for, the question's own words)."""

YES = Verdict(1.0)
REMEMBERED = 128  # cited sentences, read
_MARKER = re.compile(r"\[\d+\]")
_ITEM = re.compile(r"^(?:\d{1,2}\. |[▲○•·-] ?)")
_QUOTATION = re.compile(
    r"^(?P<who>[^“«]+?)(?:은|는|이|가) (?:“(?P<one>.+)”|«(?P<two>.+)»)(?:이?라고) (?:보도|전)했습니다\.$", re.DOTALL
)
_VALUE = re.compile(r"^[‘']?(?P<value>[^‘’]+?)[’']?(?:입니다|이다|다)\.$", re.DOTALL)
_PIECES = re.compile(r",\s+|\s*·\s*|\s+(?:및|그리고)\s+")
_BOUNDS = re.compile(r"^\s?(?:여|이상|이하|초과|미만|이내|남짓|안팎|가량|정도|쯤)")
_ROUGH = re.compile(r"(?:약|최대|최소|최고|거의|적어도)\s$")
_GIVEN_AS = re.compile(r"(?:이?라고|(?:으로|로)?만?|가|이)$")
_WORD = re.compile(r"[가-힣A-Za-z\d]+")


class Guard:
    """Thread-safe. Cited sentences that come again are read once."""

    def __init__(self, verifier: Verifier) -> None:
        self._verifier = verifier
        self._read: Recent[tuple[tuple[str, int, int], ...], Statement] = Recent(REMEMBERED)

    def check(self, sentence: str, grounds: Sequence[Ground], facts: Sequence[str] = ()) -> Verdict:
        """Whether the cited sentences together carry this one, and if not, why. Its lines are checked one by one."""
        if not grounds:
            return Verdict(0.0, (Reason("evidence"),))
        case = _Case(tuple(grounds), tuple(facts))
        lines = [line.strip() for line in composed(_MARKER.sub("", sentence)).splitlines() if line.strip()]
        verdicts = [self._line(line, case) for line in lines] or [YES]
        reasons = tuple(dict.fromkeys(reason for verdict in verdicts for reason in verdict.reasons))
        return Verdict(min(verdict.score for verdict in verdicts), reasons)

    def _line(self, line: str, case: _Case) -> Verdict:
        if (filled := gaps(line)) is not None and all(case.holds(_bare(value)) for value in filled):
            return YES
        text, days, outlets = opened(line)
        wrong = [Reason("date", day) for day in days if not case.tells(day)]
        wrong += [Reason("name", outlet) for outlet in outlets if outlet not in case.outlets]
        if wrong:
            return Verdict(0.0, tuple(wrong))
        if match := _QUOTATION.match(text):
            return case.quoted(match["who"], match["one"] or match["two"])
        if (item := _ITEM.match(line)) and case.holds(line[item.end() :]):
            return YES
        return self._claim(case.printed(put_back(text, case.facts, case.text)), case)

    def _claim(self, text: str, case: _Case) -> Verdict:
        """`text` is without our openings, and its days are those that were printed."""
        if case.says(text) or case.only_about_articles(text):
            return YES
        retold = closed(text)
        if retold is not None:
            text, outlet = retold
            if outlet and outlet not in case.outlets:
                return Verdict(0.0, (Reason("name", outlet),))
        if not text.strip(" .") or case.says(text):
            return YES
        if (match := _VALUE.match(text)) and case.holds(match["value"]):
            return YES
        if unprinted := case.unprinted(text):
            return Verdict(0.0, (Reason("date", unprinted),))
        claim = self._verifier.read(WORDING.sub("", text), case.grounds[0].base)
        return self._verifier.judge(claim, self._evidence(case), attributed=retold is None)

    def _evidence(self, case: _Case) -> Statement:
        key = tuple(ground.key for ground in case.grounds)
        found = self._read.get_all([key])
        if not found:
            found = {key: evidence(case.grounds)}
            self._read.add_all(found)
        return replace(found[key], also=case.beside)


@dataclass(frozen=True)
class _Case:
    """What one sentence may rest on."""

    grounds: tuple[Ground, ...]
    facts: tuple[str, ...]

    @cached_property
    def text(self) -> str:
        return "\n".join(ground.sentence.text for ground in self.grounds)

    @cached_property
    def articles(self) -> tuple[Article, ...]:
        return tuple(ground.article for ground in self.grounds)

    @cached_property
    def outlets(self) -> frozenset[str]:
        return frozenset(article.publisher for article in self.articles if article.publisher)

    @cached_property
    def appeared(self) -> frozenset[str]:
        """Days on which the articles appeared or were changed, as an answer writes them."""
        moments = [moment for a in self.articles for moment in (a.published_at, a.modified_at) if moment]
        return frozenset(korean(moment, precision) for moment in moments for precision in ("day", "minute"))

    @cached_property
    def metadata(self) -> tuple[str, ...]:
        """Titles, outlets, reporters and days of the articles, the longest first."""
        names = [name for a in self.articles for name in (a.title, a.publisher, *a.reporters) if name]
        return tuple(sorted({*names, *self.appeared, *self.facts} - {""}, key=len, reverse=True))

    @cached_property
    def beside(self) -> str:
        """Names that a claim may use though the cited sentences do not."""
        names = [name for a in self.articles for name in (a.publisher, *a.reporters) if name]
        return "|".join(map(solid, (*names, *self.facts)))

    def quoted(self, who: str, quotation: str) -> Verdict:
        """`표본일보는 “…”라고 보도했습니다.`: printed so, in an article of this outlet."""
        holding = [g for g in self.grounds if _holds_whole(g.sentence.text, quotation)]
        if not holding:
            return Verdict(0.0, (Reason("quotation", quotation),))
        if who in ("기사", *(g.article.publisher for g in holding)):
            return YES
        return Verdict(0.0, (Reason("speaker", who),))

    def says(self, text: str) -> bool:
        """Whether one of the sentences is this one, but for its ending in 합니다체."""
        return any(said_in(text, ground.sentence.text) for ground in self.grounds)

    def printed(self, text: str) -> str:
        """The text with days as the article prints them: `2026년 3월 18일(기사 표기: 18일)` → `18일`; and without what it
        says the question has wrong (`‘10개 과제’가 아니라`), where that is the question's and not in the articles."""
        if "기사 표기" in text:
            for ground in self.grounds:
                for expression in ground.view.times(ground.sentence.index):
                    text = text.replace(with_wording(expression), expression.text)
        if "아니라" in text:
            text = CONTRAST.sub(lambda m: "" if self._is_wrong(m.group(1)) else m.group(), text)
            for fact in self.facts:
                if self._is_wrong(fact):
                    text = re.sub(rf"{re.escape(fact)}[이가] 아니라 ", "", text)
        return text

    def _is_wrong(self, words: str) -> bool:
        return words in self.facts and not any(_holds_value(g.sentence.text, words) for g in self.grounds)

    def unprinted(self, text: str) -> str:
        """A wording that is said to be the article's and is not; empty where there is none."""
        given = [solid(ground.sentence.text) for ground in self.grounds]
        wordings = [match.group(1) for match in WORDING.finditer(text)]
        return next((w for w in wordings if not any(solid(w) in text for text in given)), "")

    def holds(self, value: str) -> bool:
        """Whether a value, or each of several, stands in the cited sentences as a whole, is a day that they speak of, or
        is known of their articles."""
        if value in self.metadata or value in OURS or any(_holds_value(g.sentence.text, value) for g in self.grounds):
            return True
        pieces = _PIECES.split(value)
        if len(pieces) > 1:
            return all(self.holds(piece) for piece in pieces if piece)
        return self._is_day(value)

    def tells(self, day: str) -> bool:
        """Whether an article appeared on that day, or a cited sentence speaks of it."""
        return day in self.appeared or self._is_day(day)

    def _is_day(self, value: str) -> bool:
        if not value[:1].isdigit():
            return False
        return any(
            day.begin == 0 and day.finish == len(value) and dated.carried(day, given, ground.base)
            for ground in self.grounds
            for given in [dated.of(ground.view.times(ground.sentence.index), 0, ground.base)]
            for day in dated.days(value, ground.base)
        )

    def only_about_articles(self, text: str) -> bool:
        """`「제목」은 표본일보 강표본 기자가 2026년 3월 2일에 보도한 기사입니다.`: fixed words, and what is known of them."""
        for known in self.metadata:
            text = text.replace(known, " ")
        return all(word in FIXED for word in _WORD.findall(text))


def _bare(value: str) -> str:
    """What fills a gap of ours without the marks and the particle that it is given with: `‘…했습니다’라고`."""
    return _GIVEN_AS.sub("", value).strip("‘’")


def _holds_whole(text: str, part: str) -> bool:
    """A quotation begins and ends where words do."""
    return any(
        not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum()
        for start, end in _places(text, part)
    )


def _holds_value(text: str, value: str) -> bool:
    """A value begins where a word does, and is no part of a longer number, nor of one that is rough or a bound."""
    number = value[:1].isdigit()
    for start, end in _places(text, value):
        before, after = text[:start], text[end:]
        if before[-1:].isalnum() or (value[-1].isdigit() and re.match(r"[\d만억조천백.,%]", after)):
            continue
        if not (number and (_BOUNDS.match(after) or _ROUGH.search(before))):
            return True
    return False


def _places(text: str, part: str) -> Iterator[tuple[int, int]]:
    start = text.find(part) if part else -1
    while start >= 0:
        yield start, start + len(part)
        start = text.find(part, start + 1)
