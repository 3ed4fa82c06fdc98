"""A question that leans on the conversation → one that stands alone and that a reader can check.

What it leaves out is put back (`왜요?`, `베이징은?`, `다음은?`), what it points at is written out (그 사람, 거기, 그때), and
otherwise what was talked about is put in front. A question with a name or a subject of its own is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from rag.domain import Keyword, Turn
from rag.korean.characters import visible
from rag.korean.particles import PAIRS, attach
from rag.questions import ellipsis, pointers
from rag.questions.asking import INTERROGATIVE
from rag.questions.conversation import (
    Exchange,
    Read,
    holder_of,
    people,
    places,
    printed,
    topic_of,
    undated,
    without_lead,
)
from rag.questions.english import is_english
from rag.questions.english_time import korean_time
from rag.questions.nouns import needs_holder

ENOUGH = 2  # words of its own with which a question about something of something stands alone
REMEMBERED = 3  # exchanges looked back over
LONGEST = 2_000  # code points read of a question,
ANSWER = 300  # and of an answer, which begins with what was asked for
RARE = 0.5
MOST_CARRIED = 6
_POLITE = re.compile(r"(?<=[가-힣])(은|는|도|에서|에서는|에는)요(?=[\s?.!]*$)")
"""`운영비는요?` is `운영비는?`."""
_NO = re.compile(
    r"(?:아니(?:요|오|야)?|됐어요?|괜찮아요?|감사(?:합니다|해요)|고마워요?|고맙습니다|알겠(?:습니다|어요?)|no|nope|thanks?(?: you)?)[\s,.!]*(?:감사합니다|고마워요?|thanks?)?[\s.!]*",
    re.IGNORECASE,
)
_CONTINUES = re.compile(r"^(?:그럼|그러면|그렇다면|그래서|그러니까)[요,\s]")
_CHANGES = re.compile(r"^(?:그런데|근데|그나저나|한편|아니|참)[요,\s]|다른\s?(?:얘기|이야기|질문)|화제를?\s?바꿔")
_ORDERED = re.compile(
    r"^(다음|이전|지난번|저번|직전|첫|마지막|이번)\s(?:번\s)?([가-힣]+?)(?=[은는이가을를에의도]|\s|$)"
)


@dataclass(frozen=True, slots=True)
class Completed:
    """A question as it stands alone."""

    standalone: str
    asked: str
    """What its kind and its own words are read from: the question itself, or the whole one where it said almost nothing."""
    carried: tuple[str, ...] = ()
    """What was taken over, as it is written in `standalone`."""
    moment: str = ""
    """The day it points at (그때), whose days are its period."""
    leans: bool = False
    """The topic was taken over, so that what was answered about it may help to find it."""
    answered: str = ""
    """What was answered last."""


def complete(text: str, history: Sequence[Turn], read: Callable[[str], Read]) -> Completed:
    """The question, completed from the conversation. `read` analyses a text."""
    exchanges = _exchanges(history, read)
    if not exchanges:
        return Completed(text, text)
    last = exchanges[-1].answer
    return replace(_completed(text, exchanges, read), answered=last.text if last else "")


def _exchanges(history: Sequence[Turn], read: Callable[[str], Read]) -> list[Exchange]:
    """The last exchanges, each question completed from those before it."""
    users = [i for i, turn in enumerate(history) if turn.role == "user" and turn.content.strip()][-REMEMBERED:]
    found: list[Exchange] = []
    for start, end in pairwise([*users, len(history)]):
        asked = " ".join(visible(history[start].content[:LONGEST]).split())
        said = [printed(turn.content)[:ANSWER] for turn in history[start + 1 : end] if turn.role == "assistant"]
        if not any(c.isalnum() for c in asked):
            continue
        whole = _completed(asked, found, read).standalone if found else asked
        found.append(Exchange(read(whole), read(" ".join(said)) if any(said) else None))
    return found


def _completed(text: str, exchanges: Sequence[Exchange], read: Callable[[str], Read]) -> Completed:
    last = exchanges[-1]
    text, day = pointers.dated(text, exchanges)
    said = _POLITE.sub(r"\1", without_lead(text))
    if _NO.fullmatch(text.strip()):
        return Completed(text, text)
    if whole := ellipsis.more(text.strip(), last):
        return Completed(whole, whole, (whole,), leans=True)
    if is_english(text):
        return _in_english(text, exchanges)
    own = read(said)
    if whole := ellipsis.confirmed(said, last):
        return Completed(whole, whole, (whole,), leans=True)
    if whole := ellipsis.bare(said, last):
        return Completed(whole, whole, (last.question.text,), leans=True)
    if pointers.pointing(said):
        return _pointed(said, exchanges, own)
    if whole := ellipsis.ordered(said, last) or ellipsis.renamed(said, own, last):
        return Completed(whole, whole, (last.question.text,))  # what was answered is of another
    if short := _short_name(said, own, last):
        return short
    if _leans(text, own):
        return _fronted(said, exchanges, own)
    return Completed(text, text, (day,) if day else ())


def _short_name(said: str, own: Read, last: Exchange) -> Completed | None:
    """`올해 축제는 어디서 해?` after 바다미 등대축제: the same under its short name."""
    topic = topic_of(last.question)
    if own.times or re.search(r"(?<![가-힣])(?:지난|이번|저번|직전)\s", said):
        topic = undated(topic, last.question)
    if _ORDERED.match(said) and not said.startswith("이번"):
        return None
    for phrase in own.phrases if not _own_names(own) else ():
        word = phrase.words[-1]
        named = topic.split()[-1] if topic else ""
        if len(word.bare) > 1 and named.endswith(word.bare) and named != word.bare and not needs_holder(word.bare):
            josa = phrase.particle
            pair = next((pair for pair, forms in PAIRS.items() if josa in forms), None)
            written = attach(topic, pair) if pair else topic + josa
            return Completed(f"{said[: word.start]}{written}{said[word.finish :]}", said, (topic,), leans=not own.times)
    return None


def _pointed(said: str, exchanges: Sequence[Exchange], own: Read) -> Completed:
    found = pointers.resolve(said, exchanges)
    if not found.inserted:
        return _fronted(said, exchanges, own)
    person = next(people(exchanges), "") in found.inserted
    if found.whole:
        return Completed(found.text, said, found.inserted, found.moment, leans=not person)
    topic = _topic(exchanges)  # a day alone does not say of what
    if _own_names(own) or not topic or topic in found.text:
        return Completed(found.text, said, found.inserted, found.moment)
    subject = any(
        p.particle.endswith(("은", "는", "이", "가")) and not INTERROGATIVE.search(p.text) for p in own.phrases
    )
    front = topic if subject else attach(topic, "은/는")
    return Completed(f"{front} {found.text}", said, (topic, *found.inserted), found.moment, leans=True)


def _fronted(said: str, exchanges: Sequence[Exchange], own: Read) -> Completed:
    topic = topic_of(exchanges[-1].question)
    held = holder_of(topic, exchanges[-1].question)
    if not held or held in said:
        return Completed(said, said)
    if (other := _numbered(topic, own)) is not None:
        return Completed(f"{other} {said}", said, (other,))
    if match := _ORDERED.match(said):
        noun = match.group(2)
        topic = undated(topic, exchanges[-1].question) or topic
        words = topic.split()
        if words[-1].endswith(noun) and len(words) == 1:
            return Completed(said.replace(noun, topic, 1), said, (topic,), leans=True)
        before = " ".join(words[:-1]) if words[-1].endswith(noun) else topic
        return Completed(f"{before} {said}", said, (before,))  # what was said of this one is not said of the next
    first = own.phrases[0] if own.phrases else None
    of_it = first is not None and first.start == 0 and needs_holder(first.words[-1].bare)
    return Completed(_front(held if of_it else topic, said, own), said, (topic,), leans=True)


def _numbered(topic: str, own: Read) -> str | None:
    """`라온샛 1호` and `2호는 언제 쏘나요?`: the second of the same."""
    first, last = (own.words[0].bare if own.words else ""), topic.split()[-1]
    size = len(topic) - len(last)
    same = re.match(r"(?:제?\d+)(\D*)$", first), re.match(r"(?:제?\d+)(\D*)$", last)
    return topic[:size].strip() if size and same[0] and same[1] and same[0].group(1) == same[1].group(1) else None


def _topic(exchanges: Sequence[Exchange]) -> str:
    question = exchanges[-1].question
    return holder_of(topic_of(question), question)


def _front(topic: str, said: str, own: Read) -> str:
    """What was talked about, before the question: as its holder (`공채 경쟁률은 …`), as its topic, or as what it relates to."""
    first = own.phrases[0] if own.phrases else None
    described = first is not None and own.words[0].modifier and first.start > 0
    if described and first is not None and needs_holder(first.words[-1].bare):
        return f"{topic} {said}"  # `등대축제 가는 방법은?`
    opens = first is not None and first.start == 0 and not INTERROGATIVE.search(first.text)
    if not opens or first is None:
        return f"{attach(topic, '은/는')} {said}"
    if needs_holder(first.words[-1].bare) and not first.proper:
        return f"{topic} {said}"
    if first.particle.endswith(("은", "는", "이", "가", "도")) or not first.particle:
        return f"{attach(topic, '과/와')} 관련해 {said}"
    return f"{attach(topic, '은/는')} {said}"


def _own_names(own: Read) -> bool:
    return any(p.proper for p in own.phrases)


def _leans(text: str, own: Read) -> bool:
    """Whether the question names nothing that it could be about by itself."""
    if _own_names(own):
        return False
    if _ORDERED.match(without_lead(text)):
        return True
    told = [
        w
        for p in own.phrases
        if not INTERROGATIVE.search(p.text)
        for w in p.words
        if re.search(r"[가-힣A-Za-z]{2,}", w.bare)
    ]
    subjects = [w for w in told if not needs_holder(w.bare)]
    if _CONTINUES.search(text) and not _CHANGES.search(text):
        return True
    if _CHANGES.search(text) or (len(subjects) == len(told) and len(own.words) > ENOUGH):
        return not subjects
    return len(subjects) < ENOUGH


# ---------------------------------------------------------------- English

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


def _in_english(text: str, exchanges: Sequence[Exchange]) -> Completed:
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


# ---------------------------------------------------------------- keywords


def carried_keywords(
    own: Sequence[Keyword], taken: Sequence[Keyword], answered: Sequence[Keyword]
) -> tuple[Keyword, ...]:
    """Keywords of what was taken over, and the rare ones of what was answered about it."""
    known = {form for keyword in own for form, _ in keyword.forms}
    found: dict[str, Keyword] = {}
    rare = sorted((k for k in answered if k.rarity >= RARE), key=lambda k: (-k.proper, -k.rarity))
    for keyword in (*taken, *rare):
        if keyword.form not in known and not keyword.form[0].isdigit():
            found.setdefault(keyword.form, replace(keyword, carried=True, proper=False, topic=True))
    return tuple(found.values())[:MOST_CARRIED]
