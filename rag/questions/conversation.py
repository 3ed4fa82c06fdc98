"""What was said before, read once: the exchanges of a conversation, what each was about, whom and when it named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.domain import Kind
from rag.korean.characters import visible
from rag.korean.dates import TimeExpression, korean
from rag.korean.nouns import kind_of_noun
from rag.questions.asking import INTERROGATIVE, asked_noun
from rag.questions.english import is_english
from rag.questions.phrases import Phrase, Word, person_in

LONGEST_TURN = 2_000  # code points
LONGEST_TOPIC = 44  # code points; a longer one is told by its nouns alone
LEAD = re.compile(
    r"^(?:(?:그럼|그러면|그렇다면|그래서|그리고|그런데|근데|그러니까|그나저나|한편|아|아하|음|오|참|혹시|또|또한|아니|네|예|응|자|저기|저|and|but|so|then|ok(?:ay)?)"
    r"(?:요)?[,.!\s]+)+",
    re.IGNORECASE,
)
"""Words before the question that only join it to what was said."""
_ENGLISH_CARRIERS = frozenset(
    "a an the of in on at to for by with from and or is are was were be did does do has have had will would can what when "
    "where who whom whose which why how many much long far there it its this that they he she his her their please tell me "
    "about current latest open hold held".split()
)
_TITLE_MARKS = re.compile(r"\s*\[\d+\]")


@dataclass(frozen=True, slots=True)
class Read:
    """A text with its words, noun phrases and time expressions."""

    text: str
    words: tuple[Word, ...]
    phrases: tuple[Phrase, ...]
    times: tuple[TimeExpression, ...]


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question that stands alone and what was answered to it."""

    question: Read
    answer: Read | None


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
    unresolved: bool = False
    """It still leans on the conversation: our rules do not tell what it points at or leaves out."""


def printed(content: str) -> str:
    """A turn without its citation marks: `만났습니다.[1]` → `만났습니다.`."""
    return " ".join(_TITLE_MARKS.sub("", visible(content[:LONGEST_TURN])).split())


def without_lead(text: str) -> str:
    """`그럼 다음은?` → `다음은?`."""
    return LEAD.sub("", text) or text


def topic_of(question: Read) -> str:
    """What a question is about, as a noun phrase; empty where it names nothing."""
    text = question.text
    if is_english(text):
        if named := re.findall(
            r"\bthe ((?:[A-Za-z'-]+ ?){1,4}?)(?= (?:in|on|at|by|for|to|that|who|with)\b|\?|$)", text
        ):
            return f"the {named[-1].strip()}"
        kept = [w.strip("?,.!") for w in text.split() if w.strip("?,.!").lower() not in _ENGLISH_CARRIERS]
        return " ".join(kept[:5])
    if about := re.match(r"(.{2,60}?)에\s?(?:대해|대하여|관해|관한|대한)", text):
        return about.group(1)
    told = [p for p in question.phrases if not INTERROGATIVE.search(p.text)]
    marked = next((p for p in told if p.particle.endswith(("은", "는")) and p.words[-1].head != "것"), None)
    if marked is not None and _before_interrogative(text, marked):
        whole = without_lead(text[: marked.end]).strip()
        return whole if len(whole) <= LONGEST_TOPIC else marked.text
    return _chain(told, question)


def _before_interrogative(text: str, phrase: Phrase) -> bool:
    match = INTERROGATIVE.search(text)
    return match is None or phrase.start < match.start()


def _chain(told: Sequence[Phrase], question: Read) -> str:
    """Subject and object as one noun phrase: `한결전자가 신입 사원을 공개 채용한 게 언제예요?` → 한결전자 신입 사원 공개 채용."""
    subject = next((p for p in told if p.particle in ("이", "가", "께서", "이랑", "랑", "하고")), None)
    kept = [p.text for p in told if p is subject or (p.particle in ("을", "를") and p.text not in _IDIOMS)]
    verbal = [_with_noun_before(w, question) for w in question.words if w.modifier and _VERBAL.fullmatch(w.bare)]
    if kept and verbal and re.search(r"(?:게|것|건|거)\s?(?:은|는|이)?\s?(?:언제|어디|누구|왜|뭐|무엇)", question.text):
        kept.append(verbal[-1])
    chain = " ".join(kept) or next((p.text for p in told), "")
    return chain if len(chain) <= LONGEST_TOPIC else chain[:LONGEST_TOPIC].rsplit(" ", 1)[0]


_IDIOMS = frozenset("뜻 손 입 막 문 말 힘 마음 자리 목소리 머리 눈 발".split())
"""Objects that are one with their verb: 뜻을 모으다, 손을 잡다."""
_VERBAL = re.compile(r"([가-힣]{2,})(?:한|하는|된|되는|할|될)")


def _with_noun_before(word: Word, question: Read) -> str:
    """공개 채용 of `공개 채용한`."""
    before = next((w for w in question.words if 0 < word.start - w.finish <= 1 and w.nominal and not w.particle), None)
    return (f"{before.bare} " if before else "") + _VERBAL.sub(r"\1", word.bare)


def holder_of(topic: str, question: Read) -> str:
    """The thing without what was asked of it: `가람 트램 총사업비` → `가람 트램`; as it is where nothing was."""
    noun = asked_noun(question.text)
    described = any(w.modifier and w.bare in topic for w in question.words)
    person = noun is not None and kind_of_noun(noun) is Kind.WHO  # of whom the next question is likely asked
    if noun and topic.endswith(f" {noun}") and not described and not person:
        return topic.removesuffix(f" {noun}").removesuffix("의")
    return topic


def undated(topic: str, question: Read) -> str:
    """The topic without its days: another year's is the same thing."""
    for moment in question.times:
        topic = topic.replace(moment.text, "", 1)
    return " ".join(topic.split())


def people(exchanges: Sequence[Exchange]) -> Iterator[str]:
    """Persons named, the likeliest first: those an answer brought up, then those a question was about."""
    for exchange in reversed(exchanges):
        asked = exchange.question.text.replace(" ", "")
        answered = [person_in(p) for p in _people(exchange.answer)]
        yield from (name for name in answered if not _known(name, asked))
        yield from (person_in(p) for p in _people(exchange.question))
        yield from answered


def _people(read: Read | None) -> list[Phrase]:
    return [p for p in read.phrases if p.person] if read else []


def _known(name: str, asked: str) -> bool:
    return name.replace(" ", "") in asked or name.split()[0] in asked


def moments(exchanges: Sequence[Exchange]) -> Iterator[TimeExpression]:
    """Days named, those of the last answer first."""
    for exchange in reversed(exchanges):
        for read in (exchange.answer, exchange.question):
            yield from (
                t for t in (read.times if read else ()) if read is exchange.question or not _DAY_ALONE.fullmatch(t.text)
            )


def day_text(moment: TimeExpression, precision: str = "day") -> str:
    """`2025년 6월 18일`; no finer than `precision`."""
    assert moment.start is not None
    precision = (
        moment.precision
        if moment.precision == "year" or (moment.precision, precision) == ("month", "day")
        else precision
    )
    return korean(moment.start, precision)


_DAY_ALONE = re.compile(r"\d{1,2}일(?:\(.\))?")
"""As an answer prints a day whose month and year are not known."""
_PLACE = re.compile(
    r".*(?:시|도|군|구|동|읍|면|리|역|관|장|센터|공원|광장|회관|청사|학교|대학교?|병원|공장|항|섬|산|강|홀|거리|마을|국|시장|터미널|구장|연구소|본부|플라자)$"
)


def places(exchanges: Sequence[Exchange]) -> Iterator[str]:
    """Places that something happens at: `가람컨벤션센터에서`."""
    for exchange in reversed(exchanges):
        for read in (exchange.answer, exchange.question):
            for phrase in read.phrases if read else ():
                at_it = phrase.particle.startswith(("에서", "에", "으로", "로")) or read is exchange.question
                if (
                    at_it
                    and not phrase.person
                    and kind_of_noun(phrase.words[-1].bare) is not Kind.WHO
                    and (_PLACE.fullmatch(phrase.words[-1].bare))
                ):
                    yield phrase.text


def things(exchanges: Sequence[Exchange], noun: str) -> Iterator[str]:
    """Phrases that end in the noun: 상생협약 for `그 협약`."""
    for exchange in reversed(exchanges):
        for read in (exchange.question, exchange.answer):
            yield from (p.text for p in (read.phrases if read else ()) if p.text.endswith(noun) and p.text != noun)
            yield from (w.bare for w in (read.words if read else ()) if w.bare.endswith(noun) and w.bare != noun)
