"""A follow-up in English → a question that stands alone: pronouns written out, what was left out put back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rag.questions.conversation import Completed, Exchange, people, places, topic_of
from rag.questions.english import is_english
from rag.questions.english_time import korean_time

_SUBJECTS = (
    (re.compile(r"\b(?:he|she|him|her(?! \w)|they(?= (?:say|said|do|work)))\b", re.IGNORECASE), "person"),
    (re.compile(r"\b(?:his|her(?= \w))\b", re.IGNORECASE), "owner"),
    (re.compile(r"\bthere\b(?! (?:is|are|was|were|any|a)\b)", re.IGNORECASE), "place"),
    (re.compile(r"\b(?:its)\b", re.IGNORECASE), "of it"),
    (re.compile(r"\b(?:it|that one|this|that(?=\?| happen| cost| mean))\b", re.IGNORECASE), "thing"),
)
_ANOTHER = re.compile(r"^(?:and |but |so )?(?:(?:what|how) about|in|for|and) (?P<name>.+?)[?.!\s]*$", re.IGNORECASE)
_ALONE = re.compile(
    r"^(?:and |but |so )?(?:why|when|where|who|how|how (?:much|many|long|far))(?: (?:is|was) (?:it|that))?[?.!\s]*$",
    re.IGNORECASE,
)


def _english_people(exchanges: Sequence[Exchange]) -> Iterator[str]:
    yield from people(exchanges)
    for exchange in reversed(exchanges):
        yield from re.findall(r"\b[A-Z][a-z]+(?: [A-Z][a-z-]+)+", exchange.answer.text if exchange.answer else "")


def in_english(text: str, exchanges: Sequence[Exchange]) -> Completed:
    """Pronouns written out; otherwise the topic in front: `Garam tram: why?`."""
    topic = topic_of(exchanges[-1].question)
    whole, inserted = text, []
    for pattern, wants in _SUBJECTS:
        name = next(_english_people(exchanges), "") if wants in ("person", "owner") else topic
        name = (next(places(exchanges[-1:]), "") or topic) if wants == "place" else name
        if name and pattern.search(whole):
            written = {"owner": f"{name}'s", "of it": f"{name}'s", "place": f"in {name}"}.get(wants, name)
            whole = pattern.sub(lambda _match, said=written: said, whole, count=1)  # type: ignore[misc]
            inserted.append(name)
            break
    if inserted:
        return Completed(whole, text, tuple(inserted), leans=inserted[0] == topic)
    if whole_question := _english_again(text, exchanges[-1].question.text):
        return Completed(whole_question, whole_question, (exchanges[-1].question.text,), leans=True)
    if topic and (_ALONE.match(text) or _ANOTHER.match(text) or not re.search(r"\b[A-Z][a-z]+", text[1:])):
        return Completed(f"{topic}: {text}", text, (topic,), leans=True)
    return Completed(text, text)


def points_in_english(text: str) -> bool:
    """Whether there is a pronoun in it that stands for a person."""
    return any(pattern.search(text) for pattern, wants in _SUBJECTS if wants in ("person", "owner"))


_ADVERB = re.compile(r"^(?:and |but |so )?(when|where|why|how)[?.!\s]*$", re.IGNORECASE)
_ASKED = re.compile(r"^(?:when|where|why|how)(?= (?:did|do|does|is|are|was|were|will|has|have|can)\b)", re.IGNORECASE)
_NAMES = re.compile(r"(?<=\w )[A-Z][\w-]+(?: [A-Z][\w-]+)*")


def _english_again(text: str, before: str) -> str | None:
    """`Why?`, `What about Busan?`, `And in 2023?` as the last question, where that was in English."""
    if not is_english(before):
        return None
    if (match := _ADVERB.match(text)) and _ASKED.match(before):
        return _ASKED.sub(match.group(1).capitalize(), before)
    if another := _ANOTHER.match(text):
        name, names = re.sub(r"^the ", "", another.group("name"), flags=re.IGNORECASE), _NAMES.findall(before)
        if korean_time(name):
            return f"{before.rstrip(' ?.!')} in {name}?"
        return before.replace(names[-1], name) if names and name[0].isupper() else None
    return None
