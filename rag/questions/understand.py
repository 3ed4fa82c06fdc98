"""A question's text → Question: checked, completed from the conversation, its kind, keywords and period."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from rag.domain import Filters, Keyword, Period, Question, Token, Turn
from rag.errors import InvalidQuestion
from rag.korean.analysis import Analyser
from rag.korean.characters import visible
from rag.korean.dates import find
from rag.korean.terms import bigrams, terms
from rag.ports import AnalysedText, Embedder
from rag.questions.asking import asked_noun, asks_several, denies, focus_of, topics_of
from rag.questions.conversation import Read, printed
from rag.questions.english import asked_phrase, is_english
from rag.questions.english_time import korean_time
from rag.questions.english_words import english_keywords
from rag.questions.followup import Completed, carried_keywords, complete
from rag.questions.keywords import SCAFFOLD, Vocabulary, keywords
from rag.questions.kinds import kind_of
from rag.questions.paraphrases import paraphrased
from rag.questions.period import period_of
from rag.questions.phrases import phrases_of, words_of

LONGEST = 2_000  # code points
NOUNS = ("NNG", "NNP", "XR")
FIRST_KNOWN = 10  # Kiwi's lower ids stand for words it does not know, by their tag
_LATEST = re.compile(r"현재|지금|최신|최근|요즘|이제|아직|\b(now|current|currently|latest)\b", re.IGNORECASE)
_HANGUL = re.compile(r"[가-힣]")


@dataclass(frozen=True, slots=True)
class Understanding:
    """What is needed to understand questions; one per process."""

    analyser: Analyser
    embedder: Embedder
    vocabulary: Vocabulary

    def understand(
        self,
        text: str,
        *,
        history: Sequence[Turn] = (),
        asked_at: datetime,
        as_of: datetime | None = None,
        filters: Filters = Filters(),
    ) -> Question:
        """Raises InvalidQuestion (in Korean) where there is nothing to understand."""
        said_now = checked(text)
        whole = complete(said_now, history, lambda part: self._read(part, asked_at))
        asked = whole.asked
        period, spans = period_of(asked, asked_at)
        if whole.moment:
            period = period_of(whole.moment, asked_at)[0]
        said, tokens, own = self._words(asked, asked_at, spans)
        carried = self._carried(said_now, whole, own, history, asked_at)
        spoken = own
        own = tuple(k for k in own if k.form not in {c.form for c in carried})
        apart = self.analyser.space(asked) if _unspaced(asked) else asked
        found = (*own, *_new(paraphrased(asked), own), *carried)
        if not found and not tokens:
            raise InvalidQuestion("질문에서 찾을 낱말을 알아볼 수 없습니다. 다른 말로 다시 물어 주세요.")
        analysed = AnalysedText(whole.standalone, self._content(tokens, carried))
        return Question(
            text=said_now,
            standalone=whole.standalone,
            kind=kind_of(apart),
            asked_at=asked_at,
            as_of=as_of,
            period=_requested(filters) or period or period_of(whole.standalone, asked_at)[0],
            filters=filters,
            keywords=found,
            bigrams=_bigrams(found, asked),
            compounds=tuple(t for t in dict.fromkeys(terms(tokens)) if t not in SCAFFOLD and len(t) > 2),
            said=tuple(dict.fromkeys(terms(said))),
            several=asks_several(apart),
            focus=focus_of(apart),
            asked_noun=asked_noun(apart),
            negated=denies(apart),
            attribute=self._attribute(asked, spoken),
            relation=_relation(asked, spoken),
            wants_latest=_LATEST.search(asked) is not None,
            vector=self.embedder.embed([analysed], as_query=True)[0],
        )

    def _read(self, text: str, asked_at: datetime) -> Read:
        tokens = self.analyser.tokens(text)
        times = tuple(e for e in find(text, asked_at, base_is="question") if e.dated)
        words = words_of(text, tokens)
        return Read(text, words, phrases_of(text, words, [(e.begin, e.finish) for e in times]), times)

    def _carried(
        self, said: str, whole: Completed, own: Sequence[Keyword], history: Sequence[Turn], asked_at: datetime
    ) -> tuple[Keyword, ...]:
        """Keywords that the question took over. Where it was rebuilt, all but those of the words that were said now."""
        if not whole.carried:
            return ()
        if whole.asked == whole.standalone:
            now = {form for k in self._words(said, asked_at)[2] for form, _ in k.forms}
            taken, kept = [k for k in own if k.form not in now], [k for k in own if k.form in now]
        else:
            spans = period_of(whole.standalone, asked_at)[1]  # read in its place: alone it may be cut up otherwise
            written = "".join("".join(whole.carried).lower().split())
            read = self._words(whole.standalone, asked_at, spans)[2]
            taken, kept = [k for k in read if k.form.removesuffix("다") in written], list(own)
        answers = [turn for turn in history[-1:] if turn.role == "assistant"]
        answered = [k for turn in answers for k in self._words(printed(turn.content[:LONGEST]), asked_at)[2]]
        return carried_keywords(kept, taken, answered, whole.leans)

    def _words(
        self, text: str, asked_at: datetime, spans: Sequence[tuple[int, int]] = ()
    ) -> tuple[tuple[Token, ...], tuple[Token, ...], tuple[Keyword, ...]]:
        """Tokens of the text, those outside `spans` (time expressions), and what keywords these make."""
        if is_english(text):
            tokens = _outside(self.analyser.tokens(text), spans)
            said = self.analyser.tokens(wording[0]) if (wording := korean_time(text)) else ()
            return said, tokens, english_keywords(_without(text, spans), self.vocabulary)
        spaced = text if not _unspaced(text) else self.analyser.space(text)
        tokens = said = self.analyser.tokens(spaced)
        repaired = self.analyser.tokens(spaced, repair_typos=True) if any(map(_doubtful, tokens)) else ()
        if spaced == text:
            tokens, repaired = _outside(tokens, spans), _outside(repaired, spans)
        return said, tokens, keywords(tokens, repaired, self.vocabulary, asked_at.date())

    def _attribute(self, text: str, own: Sequence[Keyword]) -> str | None:
        if not is_english(text):
            return _topic(text, own)
        asked = english_keywords(asked_phrase(text), self.vocabulary)
        return next((k.form for k in reversed(asked) if any(k.form == known.form for known in own)), None)

    def _content(self, tokens: Sequence[Token], carried: Sequence[Keyword]) -> list[Token]:
        extra = [Token(k.form, "NNG", 0, 0, k.morpheme) for k in carried if k.morpheme]
        return [t for t in tokens if t.form not in SCAFFOLD] + extra


def checked(text: str) -> str:
    """NFC, without invisible characters, white space made single. Raises InvalidQuestion."""
    if "\x00" in text:
        raise InvalidQuestion("질문에 읽을 수 없는 글자가 있습니다. 지우고 다시 보내 주세요.")
    clean = " ".join(visible(text).split())
    if not any(c.isalnum() for c in clean):
        raise InvalidQuestion("질문이 비어 있습니다. 알고 싶은 것을 적어 주세요.")
    if len(clean) > LONGEST:
        raise InvalidQuestion(f"질문이 너무 깁니다. {LONGEST:,}자 안으로 줄여 주세요.")
    return clean


def _doubtful(token: Token) -> bool:
    """A noun that Kiwi does not know, or a crumb of one: where a word is misspelt, something like it is left.

    Reading with typos mended costs more than everything else that is done to a question.
    """
    unknown = token.id < FIRST_KNOWN and token.tag in NOUNS
    return unknown or (len(token.form) == 1 and token.tag in NOUNS)


def _unspaced(text: str) -> bool:
    return max(map(len, text.split()), default=0) >= 12 and len(_HANGUL.findall(text)) >= 10


def _new(others: Iterable[Keyword], own: Sequence[Keyword]) -> list[Keyword]:
    known = {form for keyword in own for form, _ in keyword.forms}
    return [keyword for keyword in others if not known & {form for form, _ in keyword.forms}]


def _outside(tokens: Sequence[Token], spans: Sequence[tuple[int, int]]) -> tuple[Token, ...]:
    return tuple(t for t in tokens if not any(start <= t.start and t.end <= end for start, end in spans))


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, end in reversed(spans):
        text = f"{text[:start]} {text[end:]}"
    return text


def _topic(text: str, own: Sequence[Keyword]) -> str | None:
    """The keyword that ends the topic nearest the interrogative; a proper name is the thing, not what is asked of it."""
    for word in topics_of(text):
        inside = [k for k in own if word.lower().endswith(k.form.removesuffix("다"))]
        if inside and not inside[-1].proper and not inside[-1].numeral and len(inside[-1].form) > 1:
            return inside[-1].form
        if inside:
            return None
    return None


SAID = 0.6
TELLING = 0.25  # rarity under which a predicate says nothing (열리다, 받다)


def _relation(text: str, own: Sequence[Keyword]) -> str | None:
    """The last keyword, when it is not a name or a number and says something. In English what is not from the table is a
    name or a number."""
    last = own[-1] if own else None
    if last and is_english(text) and last.form in text.lower():
        return None
    return last.form if last and not last.proper and not last.numeral and last.rarity >= TELLING else None


def _requested(filters: Filters) -> Period | None:
    if filters.published_after and filters.published_before:
        start, end = filters.published_after, filters.published_before
        return Period(start, end, f"{start.isoformat()}~{end.isoformat()}", "request")
    return None


def _bigrams(found: Sequence[Keyword], text: str) -> dict[str, float]:
    """Of the keywords; and, for what the analysis may have taken apart wrongly, of the whole text, for less."""
    weights = {} if is_english(text) else dict.fromkeys(bigrams(text), SAID)
    for keyword in found:
        scale = 0.5 if keyword.carried else 1.0
        for form, weight in keyword.forms:
            stem = form.removesuffix("다") if len(form) > 2 else form
            for gram in bigrams(stem):
                weights[gram] = max(weights.get(gram, 0.0), weight * scale)
    return weights
