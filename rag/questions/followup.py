"""A question that leans on the conversation → one that stands alone and that a reader can check.

What it leaves out is put back (`왜요?`, `은파시는?`, `다음은?`), what it points at is written out (그 사람, 거기, 그때), and
otherwise what was talked about is put in front. A question with a name or a subject of its own is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from rag.domain import Keyword, Turn
from rag.korean.characters import visible
from rag.korean.nouns import needs_holder, takes_part
from rag.korean.particles import PAIRS, attach
from rag.questions import ellipsis, pointers, renaming
from rag.questions.asking import INTERROGATIVE
from rag.questions.conversation import (
    Completed,
    Exchange,
    Read,
    holder_of,
    people,
    printed,
    topic_of,
    undated,
    without_lead,
)
from rag.questions.english import is_english
from rag.questions.english_followup import in_english, points_in_english

ENOUGH = 2  # words of its own with which a question about something of something stands alone
REMEMBERED = 3  # exchanges looked back over
LONGEST = 2_000  # code points read of a question,
ANSWER = 300  # and of an answer, which begins with what was asked for
RARE = 0.5
MOST_CARRIED = 6
HINTED = 0.5  # share of its rarity that a keyword counts which was only answered: it helps to find the article, no more
_POLITE = re.compile(r"(?<=[가-힣])(은|는|도|에서|에서는|에는)요(?=[\s?.!]*$)")
"""`운영비는요?` is `운영비는?`."""
_NO = re.compile(
    r"(?:아니(?:요|오|야)?|됐어요?|괜찮아요?|감사(?:합니다|해요)|고마워요?|고맙습니다|알겠(?:습니다|어요?)|no|nope|thanks?(?: you)?)[\s,.!]*(?:감사합니다|고마워요?|thanks?)?[\s.!]*",
    re.IGNORECASE,
)
_CONTINUES = re.compile(r"^(?:그럼|그러면|그렇다면|그래서|그러니까)[요,\s]")
_CHANGES = re.compile(r"^(?:그런데|근데|그나저나|한편|아니|참)[요,\s]|다른\s?(?:얘기|이야기|질문)|화제를?\s?바꿔")
_COUNTING = re.compile(r"몇\s?$")
"""Before what is only counted: 번째 of `몇 번째인데요?`."""
_VAGUE = re.compile(
    r"(?<![가-힣])(?:아까|방금|앞서\s말한|위에서|(?:그|이|저)쪽|저기|저것|저건|그들|얘들|걔들|둘\s?(?:중|다)|양쪽"
    r"|말씀하신)(?=에|은|는|의|이|가|을|를|도|서|[\s?!.,]|$)"
)
"""What points back at something that no rule of ours finds: `아까 말한 건 얼마예요?`, `둘 중 어느 쪽이 먼저였나요?`."""
_ORDERED = re.compile(
    r"^(그다음|다음|이전|지난번|저번|직전|첫|마지막|이번)\s(?:번\s)?([가-힣]+?)(?=[은는이가을를에의도]|\s|$)"
)


def complete(text: str, history: Sequence[Turn], read: Callable[[str], Read]) -> Completed:
    """The question, completed from the conversation. `read` analyses a text."""
    exchanges = _exchanges(history, read)
    if not exchanges:
        return Completed(text, text)
    last = exchanges[-1].answer
    whole = _completed(text, exchanges, read)
    return replace(whole, answered=last.text if last else "", unresolved=_is_open(text, whole, read))


def _is_open(text: str, whole: Completed, read: Callable[[str], Read]) -> bool:
    """Whether something is still pointed at, or nothing was taken over though the question names nothing of its own."""
    if _NO.fullmatch(text.strip()):
        return False
    if is_english(text):
        return points_in_english(whole.standalone)
    if pointers.pointing(without_lead(whole.standalone)) or _VAGUE.search(whole.standalone):
        return True
    return not whole.carried and not _own_names(read(without_lead(text)))


def _exchanges(history: Sequence[Turn], read: Callable[[str], Read]) -> list[Exchange]:
    """The last exchanges, each question completed from those before it."""
    users = [i for i, turn in enumerate(history) if turn.role == "user" and turn.content.strip()][-REMEMBERED:]
    found: list[Exchange] = []
    for start, end in pairwise([*users, len(history)]):
        asked = " ".join(visible(history[start].content[:LONGEST]).split())
        said = [printed(turn.content)[:ANSWER] for turn in history[start + 1 : end] if turn.role == "assistant"]
        if not any(c.isalnum() for c in asked) or (found and _NO.fullmatch(asked)):
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
        return in_english(text, exchanges)
    own = read(said)
    if whole := ellipsis.confirmed(said, last):
        return Completed(whole, whole, (whole,), leans=True)
    if whole := ellipsis.bare(said, last):
        return Completed(whole, whole, (last.question.text,), leans=True)
    if pointers.pointing(said):
        return _pointed(said, exchanges, own)
    if whole := ellipsis.ordered(said, last) or renaming.renamed(said, own, last):
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
    if own.times:
        topic = undated(topic, exchanges[-1].question) or topic
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
        if re.search(r"[가-힣A-Za-z]{2,}", w.bare) and not _COUNTING.search(own.text[: w.start])
    ]
    subjects = [w for w in told if not (needs_holder(w.bare) or takes_part(w.bare))]
    if _CONTINUES.search(text) and not _CHANGES.search(text):
        return True
    if _CHANGES.search(text) or (len(subjects) == len(told) and len(own.words) > ENOUGH):
        return not subjects
    return len(subjects) < ENOUGH


# ---------------------------------------------------------------- keywords


def carried_keywords(
    own: Sequence[Keyword], taken: Sequence[Keyword], answered: Sequence[Keyword]
) -> tuple[Keyword, ...]:
    """Keywords of what was taken over, and the rare ones of what was answered about it."""
    known = {form for keyword in own for form, _ in keyword.forms}
    found: dict[str, Keyword] = {}
    rare = sorted((k for k in answered if k.rarity >= RARE), key=lambda k: (-k.proper, -k.rarity))
    for keyword in (*taken, *(replace(k, rarity=HINTED * k.rarity) for k in rare)):
        if keyword.form not in known and not keyword.form[0].isdigit():
            found.setdefault(keyword.form, replace(keyword, carried=True, proper=False, topic=True))
    return tuple(found.values())[:MOST_CARRIED]
