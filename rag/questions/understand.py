"""A question's text → Question: checked, completed from the conversation, its kind, keywords and period."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from rag.domain import Filters, Keyword, Period, Question, Token, Turn
from rag.errors import InvalidQuestion
from rag.korean.analysis import Analyser
from rag.korean.terms import bigrams, terms
from rag.ports import AnalysedText, Embedder
from rag.questions.followup import carried_keywords, standalone
from rag.questions.keywords import SCAFFOLD, Vocabulary, english_keywords, keywords
from rag.questions.kinds import asks_several, focus_of, kind_of, topics_of
from rag.questions.paraphrases import paraphrased
from rag.questions.period import period_of

LONGEST = 2_000  # code points
NOUNS = ("NNG", "NNP", "XR")
FIRST_KNOWN = 10  # Kiwi's lower ids stand for words it does not know, by their tag
_INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u115f\u1160\u3164\uffa0\U000e0000-\U000e007f]")
_LATEST = re.compile(r"현재|지금|최신|최근|요즘|이제|아직|\b(now|current|currently|latest)\b", re.IGNORECASE)
_HANGUL = re.compile(r"[가-힣]")
_LATIN = re.compile(r"[A-Za-z]")


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
        asked = checked(text)
        period, spans = period_of(asked, asked_at)
        said, tokens, own = self._words(asked, asked_at, spans)
        carried = carried_keywords(asked, own, [self._turn(turn, asked_at) for turn in history])
        found = (*own, *_new(paraphrased(asked), own), *carried)
        if not found and not tokens:
            raise InvalidQuestion("질문에서 찾을 낱말을 알아볼 수 없습니다. 다른 말로 다시 물어 주세요.")
        whole = standalone(asked, carried)
        analysed = AnalysedText(whole, self._content(tokens, carried))
        return Question(
            text=asked,
            standalone=whole,
            kind=kind_of(asked),
            asked_at=asked_at,
            as_of=as_of,
            period=_requested(filters) or period,
            filters=filters,
            keywords=found,
            bigrams=_bigrams(found, asked),
            compounds=tuple(t for t in dict.fromkeys(terms(tokens)) if t not in SCAFFOLD and len(t) > 2),
            said=() if is_english(asked) else tuple(dict.fromkeys(terms(said))),
            several=asks_several(asked),
            focus=focus_of(asked),
            attribute=_attribute(asked, own),
            relation=_relation(own),
            wants_latest=_LATEST.search(asked) is not None,
            spaced=self.analyser.space(asked) if _unspaced(asked) and not is_english(asked) else asked,
            tokens=said,
            vector=self.embedder.embed([analysed], as_query=True)[0],
        )

    def _words(
        self, text: str, asked_at: datetime, spans: Sequence[tuple[int, int]] = ()
    ) -> tuple[tuple[Token, ...], tuple[Token, ...], tuple[Keyword, ...]]:
        """Tokens of the text, those outside `spans` (time expressions), and what keywords these make."""
        if is_english(text):
            said = self.analyser.tokens(text)
            return said, said, english_keywords(text, self.vocabulary)
        spaced = text if not _unspaced(text) else self.analyser.space(text)
        tokens = said = self.analyser.tokens(spaced)
        repaired = self.analyser.tokens(spaced, repair_typos=True) if any(map(_doubtful, tokens)) else ()
        if spaced == text:
            tokens, repaired = _outside(tokens, spans), _outside(repaired, spans)
        return said, tokens, keywords(tokens, repaired, self.vocabulary, asked_at.date())

    def _turn(self, turn: Turn, asked_at: datetime) -> tuple[Turn, tuple[Keyword, ...]]:
        return turn, self._words(turn.content[:LONGEST], asked_at)[2]

    def _content(self, tokens: Sequence[Token], carried: Sequence[Keyword]) -> list[Token]:
        extra = [Token(k.form, "NNG", 0, 0, k.morpheme) for k in carried if k.morpheme]
        return [t for t in tokens if t.form not in SCAFFOLD] + extra


def checked(text: str) -> str:
    """NFC, without invisible characters, white space made single. Raises InvalidQuestion."""
    if "\x00" in text:
        raise InvalidQuestion("질문에 읽을 수 없는 글자가 있습니다. 지우고 다시 보내 주세요.")
    clean = " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFC", text)).split())
    if not any(c.isalnum() for c in clean):
        raise InvalidQuestion("질문이 비어 있습니다. 알고 싶은 것을 적어 주세요.")
    if len(clean) > LONGEST:
        raise InvalidQuestion(f"질문이 너무 깁니다. {LONGEST:,}자 안으로 줄여 주세요.")
    return clean


def is_english(text: str) -> bool:
    """Whether Latin letters carry the sentence: no Hangul, or a few Korean names in an English one."""
    latin, hangul = len(_LATIN.findall(text)), len(_HANGUL.findall(text))
    return latin > 0 and hangul * 3 < latin


def _doubtful(token: Token) -> bool:
    """A noun that Kiwi does not know, or a crumb of one: where a word is misspelt, something like it is left.

    Reading with typos mended costs more than everything else that is done to a question.
    """
    unknown = token.id < FIRST_KNOWN and token.tag in NOUNS
    return unknown or (len(token.form) == 1 and token.tag in NOUNS)


def _unspaced(text: str) -> bool:
    return max(map(len, text.split())) >= 12 and len(_HANGUL.findall(text)) >= 10


def _new(others: Iterable[Keyword], own: Sequence[Keyword]) -> list[Keyword]:
    known = {form for keyword in own for form, _ in keyword.forms}
    return [keyword for keyword in others if not known & {form for form, _ in keyword.forms}]


def _outside(tokens: Sequence[Token], spans: Sequence[tuple[int, int]]) -> tuple[Token, ...]:
    return tuple(t for t in tokens if not any(start <= t.start and t.end <= end for start, end in spans))


def _attribute(text: str, own: Sequence[Keyword]) -> str | None:
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


def _relation(own: Sequence[Keyword]) -> str | None:
    """The last keyword, when it is not a name or a number and says something."""
    last = own[-1] if own else None
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
