"""Whether a sentence says that it is so, or that it is not: by its predicates, not by its words alone.

`파업을 했습니까?` against `전면파업을 유보했다` → no, in these words. Better neither than a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from rag.answers.claims.frames import Frame, State, frames
from rag.answers.claims.tables import shipped
from rag.answers.claims.words import words
from rag.answers.evidence import Found
from rag.answers.reading import SentenceView
from rag.domain import Keyword, Question
from rag.korean.style import PLANS

SAID = 0.85  # share of the question's words in the very sentence from which it says just what was asked
HELD = 0.7  # the same where its predicate is the one asked for
AROUND = 0.5  # share of them in and around it from which a denial is about what was asked
SAYS_SO = 0.4  # weight from which another form of a word says what it says, and is not only near it
LAST = 3  # keywords at the end of a question among which its predicate is
CANCELLED = frozenset("유보 취소 무산 연기 철회 중단 보류 불발 포기 백지화 미루 접 폐기 부인 반려 거부 기각".split())
"""`파업을 유보했다`: what was to be is not."""
LIGHT = frozenset("하 되 있 없 맺 받 내 갖 들 가 오 보 주".split())
"""Verbs that say what their noun says: `계약을 맺다`, `판결을 받다`."""
SAME = {
    "정": "확정 결정 선정 책정",
    "열": "개최 개막",
    "열리": "개최 개막",
    "뽑히": "선출 당선 선정",
    "뽑": "선출 선정",
    "선포": "지정",
    "서명": "체결 합의",
    "맺": "체결 합의",
    "살아나": "반영 복원 편성",
    "되살아나": "반영 복원 편성",
}
"""A predicate of news → what a question may call it."""
AGAINST = {
    "반영": frozenset("빠지 제외 삭감 깎이".split()),
    "포함": frozenset("빠지 제외".split()),
    "참석": frozenset("불참 빠지".split()),
    "출전": frozenset("결장".split()),
    "끝": frozenset("교체 강판 기권 중단".split()),  # `끝까지 뛰었나요?`
}
"""What is asked → what is the contrary of it in news, besides what the table of the check has."""
TELLING = 0.35
"""Rarity from which a word at the end of the question must be in the sentence that affirms it: 유죄 of `유죄 판결`."""
CHANGING = frozenset("오르 내리 바뀌 늘 줄 인상 인하 변경 변하 늘어나 줄어들 달라지 조정".split())
_UNCHANGED = re.compile(
    r"바뀌지 않|변함(?:이)? ?없|변동(?:이)? ?없|그대로|동결|유지(?:하|되|됐|했|한)|달라지지 않|오르지 않|똑같"
)
_NEGATIVE_QUESTION = re.compile(
    r"(?:지\s?않|지\s?못|안\s[가-힣]+|없)\S*(?:나요|습니까|니까|어요|죠|지요|는지|을까요|니|냐)"
)
_MORE = re.compile(r"(\S{2,}?)(?:이|가|은|는)\s더\s")
_PAST = re.compile(
    r"[가-힣](?<![겠])(?:았|었|였|했|됐|났|렸|졌|갔|왔|섰|뒀|줬|냈)(?:나요|습니까|어요|나|니|죠|지요|는지|을까요|다는데|다던데|다고)"
)
_TO_COME = (State.PLANNED, State.POSSIBLE, State.CONSIDERED, State.OBLIGED, State.SUPPOSED, State.ASKED)
_PLANS = frozenset(f"= {plan}" for plan in PLANS)
_HALF = re.compile(r"(절반|과반)\S*\s?(?:을|를|이)?\s?(?:넘|이상|웃돌)")
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s?(?:%|퍼센트)")


class Decision(NamedTuple):
    """`words`: the deciding words as printed, from a noun to its predicate."""

    yes: bool
    words: str


class _Reading(NamedTuple):
    question: Question
    found: Found
    asked: tuple[str, ...]
    """Stems of the last keywords, the very last first."""
    telling: tuple[Keyword, ...]
    """Those of them that are rare."""
    frames: Sequence[Frame]

    def holds(self, word: Keyword) -> bool:
        """Whether the sentence has it, or a predicate that means it."""
        text = self.found.sentence.solid
        if any(_stem(form) in text for form, weight in word.forms if weight >= SAYS_SO):
            return True
        return any(_means(frame, _stem(word.form)) for frame in self.frames)


def _means(frame: Frame, stem: str) -> bool:
    return frame.root == stem or stem in SAME.get(frame.root, "").split() or frame.root in shipped().like(stem)


def decide(question: Question, found: Found) -> Decision | None:
    """None where the sentence does not say."""
    last = _asked(question)
    stems = tuple(_stem(k.form) for k in last)
    telling = tuple(k for k in last if k.rarity >= TELLING)
    reading = _Reading(question, found, stems, telling, read(found.sentence))
    return next((decision for rule in RULES if (decision := rule(reading))), None)


def read(sentence: SentenceView) -> Sequence[Frame]:
    """What the sentence says happens, from its stored tokens. Remembered on the sentence."""
    known: Sequence[Frame] | None = sentence.__dict__.get("_frames")
    if known is None:
        tokens = tuple(t._replace(start=t.start - sentence.start, end=t.end - sentence.start) for t in sentence.tokens)
        known = sentence.__dict__["_frames"] = frames(sentence.text, tokens, words(sentence.text, tokens))
    return known


def _asked(question: Question) -> Sequence[Keyword]:
    def place(keyword: Keyword) -> int:
        return question.text.replace(" ", "").rfind(_stem(keyword.form))

    mine = [k for k in question.keywords if not k.carried and not k.numeral and k.form not in ("맞다", "사실")]
    return sorted(mine, key=place, reverse=True)[:LAST]


def _stem(form: str) -> str:
    return form.removesuffix("다") if len(form) > 1 else form


# ---------------------------------------------------------------- rules, the surest first


def _opposite(reading: _Reading) -> Decision | None:
    """`유죄 판결을 받았습니까?` against `무죄를 선고받았다`."""
    if reading.found.covered < AROUND or _is_negative(reading):
        return None
    for stem in reading.asked:
        against = shipped().opposites(stem) | AGAINST.get(stem, frozenset())
        if not against or stem in reading.found.sentence.solid:
            continue
        for frame in reading.frames:
            nouns = {n for phrase in (*frame.subjects[:1], *frame.objects) for n in phrase.split()[-1:]}
            if not frame.nominal and not frame.negated and (frame.root in against or nouns & against):
                return _decision(reading, frame, yes=False)
    return None


def _denied(reading: _Reading) -> Decision | None:
    """`유상증자를 할 계획인가요?` against `유상증자는 하지 않는다`; `계약을 미루나요?` is answered yes by `맺지 않는다`."""
    if reading.found.covered < AROUND:
        return None
    for frame in _about(reading):
        if frame.negated and frame.state not in (State.SUPPOSED, State.ASKED):
            asks_that = _is_negative(reading) or bool(CANCELLED & set(reading.asked))
            return _decision(reading, frame, yes=asks_that and frame.root not in CANCELLED)
    return None


def _cancelled(reading: _Reading) -> Decision | None:
    """`파업을 했습니까?` against `전면파업을 유보했다`."""
    if reading.found.covered < AROUND or _is_negative(reading) or CANCELLED & set(reading.asked):
        return None
    for frame in reading.frames:
        things = " ".join((*frame.subjects[:1], *frame.objects))
        if frame.root in CANCELLED and not frame.negated and any(s in things for s in reading.asked if len(s) > 1):
            return _decision(reading, frame, yes=False)
    return None


def _unchanged(reading: _Reading) -> Decision | None:
    """`요금도 오르나요?` against `요금은 … 바뀌지 않는다`."""
    text = reading.found.sentence.text
    match = _UNCHANGED.search(text)
    changing = CHANGING & set(reading.asked)
    if match is None or not changing or _is_negative(reading):
        return None
    thing = next((s for s in reading.asked if s not in CHANGING and len(s) > 1 and s in text), None)
    return Decision(False, _stretch(text, match.start(), match.end())) if thing else None


def _less(reading: _Reading) -> Decision | None:
    """`급행버스가 더 낫다는 결론인가요?` against `급행버스보다는 트램이 낫다는 결론이다`."""
    match = _MORE.search(reading.question.text)
    lesser = re.search(rf"{re.escape(match[1])}보다(?:는)?\s[^,.]*", reading.found.sentence.text) if match else None
    said = lesser is not None and any(stem in lesser.group() for stem in reading.asked)
    return Decision(False, lesser.group()) if lesser and said else None


def _half(reading: _Reading) -> Decision | None:
    """`절반을 넘었나요?` against `126명으로 63%를 차지했다`."""
    shares = _PERCENT.findall(reading.found.sentence.text)
    if not _HALF.search(reading.question.text) or len(shares) != 1 or reading.found.covered < AROUND:
        return None
    match = _PERCENT.search(reading.found.sentence.text)
    return Decision(float(shares[0]) > 50, match.group()) if match else None


def _held(reading: _Reading) -> Decision | None:
    """`합의했나요?` against `7개 과제에 합의했다`: the same predicate, and most of the words; not where it is still to come
    and the question asks what happened."""
    if reading.found.strict < HELD or _is_negative(reading) or not all(map(reading.holds, reading.telling)):
        return None
    past = _PAST.search(reading.question.text)
    for frame in _about(reading):
        if not frame.negated and not (past and frame.state in _TO_COME):
            return _decision(reading, frame, yes=True)
    return None


def _said(reading: _Reading) -> Decision | None:
    """Nearly every word of the question, and nothing that denies it."""
    if reading.found.strict < SAID or _is_negative(reading):
        return None
    main = [f for f in reading.frames if not f.nominal and not f.says and f.root not in _PLANS]
    past = _PAST.search(reading.question.text)
    if not main or any(f.negated or f.root in CANCELLED for f in main) or _MORE.search(reading.question.text):
        return None
    return None if past and all(f.state in _TO_COME for f in main) else Decision(True, "")


RULES: Sequence[Callable[[_Reading], Decision | None]] = (
    _opposite, _cancelled, _unchanged, _less, _half, _denied, _held, _said,
)  # fmt: skip


def _about(reading: _Reading) -> Iterator[Frame]:
    """Predicates that are the one asked for, or light ones (`하다`, `되다`, `맺다`) of its noun."""
    final = [stem for stem in reading.asked if stem not in LIGHT][:2]
    for frame in reading.frames:
        things = (*frame.subjects[:1], *frame.objects)
        light = frame.root in LIGHT and any(stem in phrase for stem in final for phrase in things)
        if not frame.nominal and (light or any(_means(frame, stem) for stem in final)):
            yield frame


def _is_negative(reading: _Reading) -> bool:
    return _NEGATIVE_QUESTION.search(reading.question.text) is not None


def _decision(reading: _Reading, frame: Frame, *, yes: bool) -> Decision:
    text = reading.found.sentence.text
    start = text.find(frame.text)
    return Decision(yes, _stretch(text, start, start + len(frame.text)) if start >= 0 else "")


_AUXILIARY = re.compile(r"\S*(?:\s(?:않|못|없|있|아니)[가-힣]*)?")


def _stretch(text: str, start: int, end: int) -> str:
    """From the noun before to the end of the predicate: `전면파업을 유보했다`."""
    tail = _AUXILIARY.match(text, end)
    stop = tail.end() if tail else end
    begin = start
    for _ in range(2):
        before = text[:begin].rstrip().rfind(" ") + 1
        begin = before
        if re.search(r"(?:을|를|은|는|이|가|에|로|도)$", text[before:start].split()[0] if text[before:start] else ""):
            break
    return text[begin:stop].strip(" ,.”\"’'")
