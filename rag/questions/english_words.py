"""The words of a question in English that a Korean article has to answer to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rag.domain import Keyword
from rag.korean.romanisation import SURNAMES, hangul
from rag.questions.keywords import Vocabulary, key

READING = 0.8
ENDINGS = (("s", ""), ("ies", "y"), ("es", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"))
"""Endings of English words, and what stands there in the table."""

ENGLISH_SCAFFOLD = frozenset(
    "a an the of in on at to for by with from and or is are was were be been did does do has have had will would can what "
    "when where who whom whose which why how many much long far there it its this that these those they he she his her "
    "their as than about into during after before per each between article articles news reported report say said says tell "
    "me please list all name any not latest current first".split()
)
MONTHS = {
    name: f"{number}월"
    for number, name in enumerate(
        "january february march april may june july august september october november december".split(), 1
    )
}


def english_keywords(text: str, vocabulary: Vocabulary) -> tuple[Keyword, ...]:
    """Keywords of an English question: what the table knows, longest phrase first; months and numbers; names as they
    are and as the Hangul they may stand for."""
    words = [word.strip("?,.!:;\"'()").removesuffix("'s").removesuffix("’s") for word in text.split()]
    found: dict[str, Keyword] = {}
    position = 0
    while position < len(words):
        size, forms = _longest(words[position:], vocabulary)
        if not forms:
            size, forms = _name(words[position:])
        if forms:
            rarity = 0.5 if size == 1 and forms[0][0].isdigit() else 0.6
            found.setdefault(forms[0][0], Keyword(forms[0][0], forms, rarity))
        position += size
    return tuple(found.values())


def _longest(words: Sequence[str], vocabulary: Vocabulary) -> tuple[int, tuple[tuple[str, float], ...]]:
    for size in range(min(4, len(words)), 0, -1):
        phrase = " ".join(words[:size]).lower()
        for form in _lemmas(phrase):
            if form in vocabulary.english:
                return size, tuple((key(korean), 1.0) for korean in vocabulary.english[form])
    return 1, ()


def _lemmas(phrase: str) -> Iterator[str]:
    """The phrase, and what it may be a plural or a past tense of: pumps → pump, cities → city, opposed → oppose."""
    yield phrase
    for ending, stem in ENDINGS:
        if phrase.endswith(ending) and len(phrase) > len(ending) + 2:
            yield phrase.removesuffix(ending) + stem


def _name(words: Sequence[str]) -> tuple[int, tuple[tuple[str, float], ...]]:
    """A month, a number, Hangul as it is, or a Latin word: what it may be in Hangul counts less than what it is."""
    word = words[0].lower()
    if word in MONTHS and words[0][:1].isupper():
        return 1, ((MONTHS[word], 1.0),)
    if word[:1].isdigit():
        digits = "".join(c for c in word if c.isdigit() or c == ".")
        return 1, ((digits, 1.0),)
    if not word or word in ENGLISH_SCAFFOLD:
        return 1, ()
    if not word.isascii():
        return 1, ((key(word), 1.0),)
    if words[0].islower():  # an English word that no article prints
        return 1, ()
    readings = [(form, READING) for form in hangul(word) if len(form) > 1]
    if word in SURNAMES and len(words) > 1 and words[1][:1].isupper():
        full = [(first + rest, READING) for first in hangul(word)[:1] for rest in hangul(words[1])]
        return 2, ((word, 1.0), *full)
    return 1, ((word, 1.0), *readings)
