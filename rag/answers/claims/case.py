"""What one sentence of an answer may rest on: the sentences it cites, what is known of their articles, and what it is told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, partial

from rag.answers.claims import days
from rag.answers.claims.fixed import CONTRAST, SHOWN, WORDING
from rag.answers.claims.grounds import Ground
from rag.answers.claims.standing import put_back, without_glosses
from rag.answers.claims.verdict import Reason, Verdict
from rag.answers.claims.wording import said_in
from rag.answers.matching import solid
from rag.answers.phrases import FIXED
from rag.domain import Article
from rag.korean.dates import TimeExpression, korean, with_wording
from rag.korean.particles import PAIRS, choose

YES = Verdict(1.0)
_PIECES = re.compile(r",\s+|\s*·\s*|\s+(?:및|그리고)\s+")
_BOUNDS = re.compile(r"^\s?(?:여|이상|이하|초과|미만|이내|남짓|안팎|가량|정도|쯤)")
_ROUGH = re.compile(r"(?:약|최대|최소|최고|거의|적어도)\s$")
_WORD = re.compile(r"[가-힣A-Za-z\d]+")
_ANY_WORD = re.compile(r"\w+")
"""Of whatever script: what cannot be read is no wording of ours."""
_PARTICLE = "|".join(sorted({form for forms in PAIRS.values() for form in forms}, key=len, reverse=True))


@dataclass(frozen=True)
class Case:
    """`facts`: names that pronouns stand for, what the question has wrong."""

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
    def times(self) -> tuple[TimeExpression, ...]:
        """The resolved days of the cited sentences."""
        found = (e for g in self.grounds for e in g.view.times(g.sentence.index))
        return tuple(expression for expression in found if expression.dated)

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

    @cached_property
    def around(self) -> str:
        """All that the cited articles say, their titles among it."""
        views = {ground.view.stored.id: ground.view for ground in self.grounds}
        return "|".join(f"{view.whole.solid}|{view.head.solid}" for view in views.values())

    # ------------------------------------------------------------ our own wording

    def against(self, name: str, words: str) -> Reason | None:
        """Why an opening may not say this of the articles; None where it may."""
        if name == "day" and words not in self.appeared:
            return Reason("date", words)
        if name == "outlet" and words not in self.outlets:
            return Reason("name", words)
        if name == "happened" and words not in self.appeared and not self._is_day(words):
            return Reason("date", words)
        if name == "label" and not self._speaks_of(words):
            return Reason("support", words)
        return None

    def _speaks_of(self, label: str) -> bool:
        """A label is of the articles' words, or what the question asks about."""
        wholes = [f"{ground.view.whole.solid}|{ground.view.head.solid}" for ground in self.grounds]
        return label in self.facts or any(
            all(word in whole for word in map(solid, _WORD.findall(label))) for whole in wholes
        )

    def quoted(self, who: str, quotation: str) -> Verdict:
        """`표본일보는 “…”라고 보도했습니다.`: printed so, in an article of this outlet."""
        holding = [g for g in self.grounds if _holds_whole(g.sentence.text, quotation)]
        if not holding:
            return Verdict(0.0, (Reason("quotation", quotation),))
        if who in ("기사", *(g.article.publisher for g in holding)):
            return YES
        return Verdict(0.0, (Reason("speaker", who),))

    def only_about_articles(self, text: str) -> bool:
        """`「제목」은 표본일보 강표본 기자가 2026년 3월 2일에 보도한 기사입니다.`: fixed words, and what is known of them."""
        for known in self.metadata:
            text = text.replace(known, " ")
        return all(word in FIXED for word in _ANY_WORD.findall(text))

    # ------------------------------------------------------------ as it was printed

    def printed(self, text: str) -> str:
        """The text with names and days as the articles have them (`강표본 미르시장` → `강 시장`, `2026년 3월 18일(기사 표기:
        18일)` → `18일`), and without what it says the question has wrong, where that is not in the articles."""
        if self.facts:
            text = put_back(without_glosses(text, self.facts), self.facts, self.text)
            text = CONTRAST.sub(lambda m: "" if self._is_wrong(m[1] or m[2]) else m[0], text)
            if "아니라" in text:
                for fact in filter(self._is_wrong, self.facts):
                    text = re.sub(rf"{re.escape(fact)}[이가] 아니라 ", "", text)
        for expression in self.times:
            text = text.replace(with_wording(expression), expression.text)
        return text

    def readings(self, text: str) -> Iterator[str]:
        """What the text may have been before days were said in full and a speaker was put first."""
        yield text
        for fact in self.facts:
            if match := re.match(rf"{re.escape(fact)}(?:은|는) ", text):
                text = text[match.end() :]
                yield text
        for expression in self.times:
            full = WORDING.sub("", with_wording(expression))
            if full != expression.text and full in text:
                pattern = rf"{re.escape(full)}(?P<particle>(?:{_PARTICLE})(?![가-힣]))?"
                text = re.sub(pattern, partial(_put, expression.text), text)
                yield text

    def _is_wrong(self, words: str) -> bool:
        return words in self.facts and not any(_holds_value(g.sentence.text, words) for g in self.grounds)

    def says(self, text: str) -> bool:
        """Whether one of the sentences is this one, but for its ending in 합니다체, its days and the name before it."""
        return any(said_in(one, ground.sentence.text) for one in self.readings(text) for ground in self.grounds)

    def unprinted(self, text: str) -> str:
        """A wording that is said to be the article's and is not; empty where there is none."""
        given = [solid(ground.sentence.text) for ground in self.grounds]
        wordings = [match.group(1) for match in WORDING.finditer(text)]
        return next((w for w in wordings if not any(solid(w) in text for text in given)), "")

    # ------------------------------------------------------------ values

    def fills(self, value: str) -> bool:
        """Whether something may stand in a gap of ours."""
        value = self.printed(value)
        if shown := SHOWN.match(value):
            return self.shows(shown["said"])
        bare = re.sub(rf"(?:{_PARTICLE})$", "", value)
        return self.holds(value) or (bare != value and self.holds(bare)) or self.only_about_articles(value)

    def shows(self, words: str) -> bool:
        """Whether words stand in the articles as they are."""
        return any(_holds_whole(ground.sentence.text, words) for ground in self.grounds) or self.holds(words)

    def holds(self, value: str) -> bool:
        """Whether a value, or each of several, stands in the cited sentences as a whole, is a day that they speak of, or
        is known of their articles."""
        if value in self.metadata or any(_holds_value(g.sentence.text, value) for g in self.grounds):
            return True
        pieces = _PIECES.split(value)
        if len(pieces) > 1:
            return all(self.holds(piece) for piece in pieces if piece)
        return self._is_day(value)

    def _is_day(self, value: str) -> bool:
        if not value[:1].isdigit():
            return False
        return any(
            day.begin == 0 and day.finish == len(value) and days.carried(day, given, ground.base)
            for ground in self.grounds
            for given in [days.of(ground.view.times(ground.sentence.index), 0, ground.base)]
            for day in days.days(value, ground.base)
        )


def _put(words: str, match: re.Match[str]) -> str:
    """Words in the place of others, and the particle that fits them."""
    particle = match["particle"] or ""
    pair = next((pair for pair, forms in PAIRS.items() if particle in forms), None)
    return words + (choose(words, pair) if pair else particle)


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
