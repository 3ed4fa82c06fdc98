"""A name, a place or a time alone (`은파시는?`, `2023년에는?`): the last question asked about it."""

from __future__ import annotations

import re

from rag.korean.nouns import kind_of_noun, needs_holder
from rag.korean.particles import PAIRS, attach
from rag.questions.asking import INTERROGATIVE
from rag.questions.conversation import Exchange, Read, holder_of, topic_of
from rag.questions.phrases import Word

_NAME = re.compile(
    r"(?P<name>.+?)(?:\s때)?(?P<josa>에서는|에서도|에서|에는|에도|에게는|한테는|은|는|도|에|이랑|랑)?(?:요)?[\s?!.]*$"
)
_LONGEST_NAME = 4  # words


def renamed(text: str, read: Read, last: Exchange) -> str | None:
    """`은파시는?`, `2023년에는?`: the last question about another name, place or time."""
    match = _NAME.match(text)
    if match is None or INTERROGATIVE.search(text) or len(text.split()) > _LONGEST_NAME or _has_verb(text, read):
        return None
    name, josa = match.group("name").strip(), match.group("josa") or ""
    if read.times:
        known = all(w.bare in topic_of(last.question) or _within(w, read) for w in read.words)
        return _at_time(read.times[0].text if known else name, last.question)
    word = read.words[-1] if read.words else None
    if word is None:
        return None
    if word.closes or name in last.question.text:
        return None
    relational = needs_holder(word.bare)
    old = _parallel(name, word, josa, last.question)
    question = last.question.text
    if old is None:
        return _of_holder(name, last) if relational else _instead(name, last)
    whole = next((p for p in last.question.phrases if old in p.words), None)
    if not relational and word.proper and whole and len(whole.words) > len(read.words) and not _alike(word, old):
        return _instead(name, last)
    start = _start(old, 1 if relational else len(read.words), last.question)
    return f"{question[:start]}{name}{_same_particle(name, old.particle)}{question[old.finish :]}"


def _within(word: Word, read: Read) -> bool:
    return any(e.begin <= word.start < e.finish for e in read.times)


def _alike(word: Word, old: Word) -> bool:
    """은파시 and 가람시, 2호선 and 1호선: one may stand where the other did; 물빛마라톤 takes the place of 바다미 등대축제."""
    return (
        word.bare[-1] == old.bare[-1]
        or word.head == old.head
        or kind_of_noun(word.bare) is kind_of_noun(old.bare) is not None
    )


def _start(old: Word, size: int, question: Read) -> int:
    """Where the words begin that a name of `size` words takes the place of: `은파 트램` that of `가람 트램`."""
    at = question.words.index(old)
    start = old.start
    for before in reversed(question.words[max(0, at - size + 1) : at]):
        if not before.nominal or before.particle:
            break
        start = before.start
    return start


def _instead(name: str, last: Exchange) -> str | None:
    """The last question with another thing in the place of what it was about."""
    topic = topic_of(last.question)
    held = holder_of(topic, last.question)
    at = last.question.text.find(held) if held else -1
    if at < 0:
        return None
    rest = last.question.text[at + len(held) :]
    particle = next((w.particle for w in last.question.words if w.end == at + len(held)), "")
    return f"{last.question.text[:at]}{name}{_same_particle(name, particle)}{rest[len(particle) :]}"


def _has_verb(text: str, read: Read) -> bool:
    return not all(word.nominal for word in read.words) if read.words else True


def _at_time(name: str, question: Read) -> str:
    if question.times:
        old = question.times[0]
        return f"{question.text[: old.begin]}{name}{question.text[old.finish :]}"
    topical = bool(question.phrases) and question.phrases[0].particle.endswith(("은", "는"))
    return f"{name}{'' if topical or not re.search(r'[년월일해]$', name) else '에'} {question.text}"


def _of_holder(name: str, last: Exchange) -> str | None:
    topic = topic_of(last.question)
    held = holder_of(topic, last.question)
    if not held or name in held:
        return None
    return f"{held} {attach(name, '은/는')}?"


def _parallel(name: str, word: Word, josa: str, question: Read) -> Word | None:
    """The word of the last question that the name stands beside: of the same kind, ending or particle."""
    best: tuple[int, Word] | None = None
    for old in question.words:
        if (
            old.nominal
            and not INTERROGATIVE.search(old.bare)
            and (score := _likeness(name, word, josa, old)) > (best[0] if best else 1)
        ):
            best = (score, old)
    return best[1] if best else None


def _likeness(name: str, word: Word, josa: str, old: Word) -> int:
    if old.bare == name:
        return 0
    score = 0
    kind, other = kind_of_noun(word.bare), kind_of_noun(old.bare)
    if kind is not None or other is not None:
        score += 4 if kind is other else -3
    if word.bare[-1] == old.bare[-1] and len(old.bare) > 1:
        score += 3
    if re.match(r"\d", word.bare) and re.match(r"\d", old.bare):
        score += 3
    if word.proper and old.proper:
        score += 2
    if word.head == old.head:
        score += 2
    if josa.startswith(("에서", "에", "한테")) and old.particle.startswith(josa[:2].rstrip("는도")):
        score += 3
    return score


def _same_particle(name: str, particle: str) -> str:
    pair = next((pair for pair, forms in PAIRS.items() if particle in forms), None)
    return attach(name, pair)[len(name) :] if pair else particle
