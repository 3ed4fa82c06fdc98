"""The words of a question in English that a Korean article has to answer to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rag.domain import Keyword
from rag.korean.romanisation import SURNAMES, hangul
from rag.questions.keywords import Vocabulary, key

READING = 0.8
NAMED = 0.8
"""Rarity of a name that is known to be one; what the table translates is an everyday word."""
Forms = tuple[tuple[str, float], ...]
ORDINALS = {
    word: str(number)
    for number, word in enumerate("second third fourth fifth sixth seventh eighth ninth tenth".split(), 2)
}
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
        rest = words[position:]
        size, forms = named = _alias(rest, vocabulary)
        if not forms:
            size, forms = _ordinal(rest)
        if not forms:
            size, forms = _longest(rest, vocabulary)
        if not forms:
            size, forms = _name(rest)
        if forms:
            known = forms == named[1] or (size == 2 and forms[0][0] in SURNAMES)
            rarity = 0.5 if size == 1 and forms[0][0].isdigit() else NAMED if known else 0.6
            found.setdefault(
                forms[0][0],
                Keyword(forms[0][0], forms, rarity, proper=known, topic=known),
            )
        position += size
    return tuple(found.values())


def _alias(words: Sequence[str], vocabulary: Vocabulary) -> tuple[int, Forms]:
    """A name that the table of names knows in Latin letters too: WeGO, Yin Yong; WHO, but not `Who`. Names of two letters
    (AI) are as often part of another one."""
    for size in range(min(3, len(words)), 0, -1):
        said = " ".join(words[:size])
        asks = said.lower() in ENGLISH_SCAFFOLD and not said.isupper()
        if len(said) > 2 and said[:1].isupper() and not asks and (others := tuple(vocabulary.others(key(said), None))):
            return size, ((key(said), 1.0), *((form, 1.0) for form in others))
    return 1, ()


def _ordinal(words: Sequence[str]) -> tuple[int, Forms]:
    """`fourth` and `4th` as articles print them: 4회, 4차, 네 번째."""
    word = words[0].lower()
    digits = word[:-2] if re.fullmatch(r"\d+(?:st|nd|rd|th)", word) else ""
    number = ORDINALS.get(word) or digits
    return 1, tuple((f"{number}{unit}", 1.0) for unit in ("회", "차", "째", "기")) if number else ()


def _longest(words: Sequence[str], vocabulary: Vocabulary) -> tuple[int, Forms]:
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


def _name(words: Sequence[str]) -> tuple[int, Forms]:
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
