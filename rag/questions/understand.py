"""A question's text → Question: checked, completed from the conversation, its kind, keywords and period."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from rag.domain import Asked, Filters, Keyword, Kind, Period, Question, Token, Turn
from rag.errors import InvalidQuestion
from rag.korean.analysis import Analyser
from rag.korean.characters import visible
from rag.korean.sides import spanning
from rag.korean.terms import bigrams, terms
from rag.ports import AnalysedText, Embedder
from rag.questions.asked import asked_of
from rag.questions.asking import asked_noun, asks_several, denies, focus_of, topics_of
from rag.questions.conversation import Completed
from rag.questions.english import asked_phrase, is_english
from rag.questions.english_words import english_keywords
from rag.questions.followup import carried_keywords, complete
from rag.questions.keywords import SCAFFOLD, Vocabulary
from rag.questions.kinds import kind_of
from rag.questions.paraphrases import paraphrased
from rag.questions.period import period_of
from rag.questions.reading import Reader

LONGEST = 2_000  # code points
_LATEST = re.compile(r"현재|지금|최신|최근|요즘|이제|아직|\b(now|current|currently|latest)\b", re.IGNORECASE)


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
        reader = Reader(self.analyser, self.vocabulary, asked_at)
        whole = complete(said_now, history, reader.read)
        asked, apart = whole.asked, reader.spaced(whole.asked)
        said, tokens, spoken = reader.words(asked)
        carried = _carried(reader, said_now, whole, spoken)
        own = tuple(k for k in spoken if k.form not in {c.form for c in carried})
        meant = _new(paraphrased(asked), own)
        found = (*own, *meant, *carried)
        if not found and not tokens:
            raise InvalidQuestion("질문에서 찾을 낱말을 알아볼 수 없습니다. 다른 말로 다시 물어 주세요.")
        analysed = AnalysedText(whole.standalone, self._content(tokens, carried))
        kind = kind_of(apart)
        question = Question(
            text=said_now,
            standalone=whole.standalone,
            kind=kind,
            asked_at=asked_at,
            as_of=as_of,
            period=_requested(filters) or _period(whole, asked_at),
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
            relation=_relation(asked, spoken) or next((k.form for k in reversed(meant)), None),
            asked=self._asked(asked, said, kind),
            wants_latest=_LATEST.search(asked) is not None,
            spaced=apart,
            tokens=said,
            vector=self.embedder.embed([analysed], as_query=True)[0],
            leans=bool(whole.carried) or whole.unresolved,
            unresolved=whole.unresolved,
        )
        return _of_all_days(question) if kind is Kind.COMPARE else question

    def _attribute(self, text: str, own: Sequence[Keyword]) -> str | None:
        if not is_english(text):
            return _topic(text, own)
        asked = english_keywords(asked_phrase(text), self.vocabulary)
        return next((k.form for k in reversed(asked) if any(k.form == known.form for known in own)), None)

    def _asked(self, text: str, said: Sequence[Token], kind: Kind) -> Asked:
        if not is_english(text):
            return asked_of(said, kind)
        noun = asked_noun(text)
        return asked_of(said, kind) if noun is None else Asked(kind, self.analyser.tokens(noun))

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


def _period(whole: Completed, asked_at: datetime) -> Period | None:
    """The days it points at or names; where it names none, those of what it takes over."""
    for text in filter(None, (whole.moment, whole.asked, whole.standalone)):
        if period := period_of(text, asked_at)[0]:
            return period
    return None


def _of_all_days(question: Question) -> Question:
    """Where it compares two days, its period is from the one to the other."""
    days = spanning(question) if question.period and question.period.source == "question" else None
    if days is None or question.period is None:
        return question
    return replace(question, period=replace(question.period, start=days[0], end=days[1]))


def _carried(reader: Reader, said: str, whole: Completed, spoken: Sequence[Keyword]) -> tuple[Keyword, ...]:
    """Keywords that the question took over. Where it was rebuilt, all but those of the words that were said now."""
    if not whole.carried:
        return ()
    if whole.asked == whole.standalone:
        now = {form for k in reader.words(said, mend=False).keywords for form, _ in k.forms}
        taken, own = [k for k in spoken if k.form not in now], [k for k in spoken if k.form in now]
    else:
        written = "".join("".join(whole.carried).lower().split())
        read = reader.words(whole.standalone, mend=False).keywords  # in its place: alone it may be cut up otherwise
        taken, own = [k for k in read if k.form.removesuffix("다") in written], list(spoken)
    answered = reader.words(whole.answered, mend=False).keywords if whole.leans and whole.answered else ()
    return carried_keywords(own, taken, answered)


def _new(others: Iterable[Keyword], own: Sequence[Keyword]) -> list[Keyword]:
    known = {form for keyword in own for form, _ in keyword.forms}
    return [keyword for keyword in others if not known & {form for form, _ in keyword.forms}]


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
