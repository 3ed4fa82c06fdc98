"""What a text says happens: each predicate with its polarity, its tense or modality, and who does it.

열릴 예정이다 → 열리, planned    통과시키지 않았다 → 통과, past, negated    증설을 검토한다 → 증설, considered
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from rag.answers.claims.attribution import Reported, reported
from rag.answers.claims.words import CONTENT, Word
from rag.domain import Token


class State(StrEnum):
    PAST = "past"
    PRESENT = "present"
    BARE = "bare"  # a clause that takes its tense from the next one
    PLANNED = "planned"
    POSSIBLE = "possible"
    OBLIGED = "obliged"
    CONSIDERED = "considered"
    SUPPOSED = "supposed"  # …면
    ASKED = "asked"  # …는지


TAIL = 12  # morphemes after a predicate that say its polarity, tense and modality
SUBJECT = ("은", "는", "이", "가", "께서", "께서는", "도", "에서는", "에는")
TOPIC = ("은", "는", "께서는", "도")
OBJECT = ("을", "를")
_LETTERS = {"ᆯ": "ㄹ", "ᆫ": "ㄴ", "ᆯ지": "ㄹ지", "ᆫ지": "ㄴ지", "았": "었", "였": "었", "아": "어", "여": "어"}
_SINO = {"을": "ㄹ", "은": "ㄴ", "을지": "ㄹ지", "은지": "ㄴ지"}

_NEGATION = re.compile(r"^(?:시 )?지 (?:[은는도를] |까지 )?(?:않\+?|못하\+?|못 하|말\+?|아니하\+?)(?: |$)")
_AUXILIARY = re.compile(r"^(?:어|고|게) (?!있\+ 지)(?:지|오|가|내|놓|두|버리|보|주|있|나가|드리|대|하|되)\+ ")
_STATES: tuple[tuple[re.Pattern[str], State, bool], ...] = tuple(
    (re.compile(pattern), state, negated)
    for pattern, state, negated in (
        (r"^(?:었 )?(?:으면|면|다면|라면|거든|ㄴ다면|는다면|ㄹ 경우|ㄹ 때)\b", State.SUPPOSED, False),  # 열리면
        (r"^(?:었 )?(?:ㄹ지|는지|ㄴ지|냐고|느냐고|을까|ㄹ까)\b", State.ASKED, False),  # 열릴지
        (r"^ㄹ 수 (?:[가는도] |밖 에 )?있", State.POSSIBLE, False),  # 열릴 수 있다
        (r"^ㄹ 수 (?:[가는도] )?없", State.POSSIBLE, True),  # 열릴 수 없다
        (r"^(?:었 )?(?:ㄹ|ㄴ|는) (?:가능 성|가능성|우려|듯|지 모르|것 같|수 도)", State.POSSIBLE, False),  # 열릴 듯하다
        (r"^었 ㄹ (?:것|듯)", State.POSSIBLE, False),  # 열렸을 것이다
        (r"^(?:ㄹ|는) (?:방안|안|지 여부|문제|구상)(?: [을를도])? ?(?:.{0,6})(?:검토|논의|추진|고민|찾)", State.CONSIDERED, False),
        (r"^(?:ㄹ|는) (?:방안|구상)\b", State.CONSIDERED, False),  # 여는 방안
        (r"^는 것 [이을] 목표", State.PLANNED, False),  # 여는 것이 목표다
        (r"^ㄹ (?:예정|계획|방침|전망|것|터|셈|참|작정|생각|목표|일정)", State.PLANNED, False),  # 열릴 예정이다
        (r"^(?:기 로|려|으려|려고|으려고|고자|ㄹ려고|겠|을게|ㄹ게)\b", State.PLANNED, False),  # 열기로 했다
        (r"^(?:어야|아야|여야)\b", State.OBLIGED, False),  # 열어야 한다
        (r"^(?:시 )?었", State.PAST, False),
        (r"^던\b", State.PAST, False),
        (r"^ㄴ(?: |$)", State.PAST, False),  # 열린: of a verb; an adjective's is turned into PRESENT
        (r"^ㄹ(?: |$)", State.PLANNED, False),  # 열릴
        (r"^(?:고|어도|더라도|며|으며|면서|으면서|어|어서|지만|으나|나|는데|ㄴ데|자|다가|거나|지|게|도록|니|으니|므로|러|듯이|음|기|ㅁ)\b", State.BARE, False),
    )
)  # fmt: skip
_AFTER_NOUN: tuple[tuple[re.Pattern[str], State], ...] = (
    (re.compile(r"^(?:[을를도이가] )?(?:예정|방침|계획|예고|목표|준비|앞두)"), State.PLANNED),  # 착공 예정
    (
        re.compile(r"^(?:[을를도이가] )?(?:여부 를 |방안 을 )?(?:적극 )?(?:검토|추진|논의|제안|요구|촉구|건의|고려)"),
        State.CONSIDERED,
    ),
    (re.compile(r"^여부"), State.ASKED),  # 항소 여부
    (re.compile(r"^(?:할 )?(?:가능 성|가능성|우려|전망|기대)"), State.POSSIBLE),  # 착공 가능성
)
_PASSIVE = ("되", "당하", "받")
SAYING = frozenset(
    "말 밝히 전하 강조 설명 주장 덧붙이 지적 비판 답하 당부 약속 내다보 반박 호소 털어놓 꼬집 따지 짚 언급 소개 평가 토로 되묻 묻 "
    "경고 우려 하소연 다짐".split()
)


class Frame(NamedTuple):
    """`root`: the noun or stem; `subjects`: stems that may be its subject, the likeliest first; `context`: the content
    words of its clause; `exact`: whether the first subject stands in the same clause."""

    root: str
    state: State
    negated: bool
    passive: bool
    stative: bool
    subjects: tuple[str, ...]
    objects: tuple[str, ...]
    context: frozenset[str]
    exact: bool
    nominal: bool
    attributive: bool
    says: bool
    quote: int
    sentence: int
    text: str
    reported: str = ""
    """How somebody is made to say it (`attribution`); empty where the text says it itself."""
    at: int = 0
    """Its first token."""
    leads: State = State.BARE
    """Of a bare clause what the next one says: planned of 시작하고 in `시작하고 제출할 계획이다`; else its own state."""


def frames(text: str, tokens: Sequence[Token], cut: Sequence[Word]) -> tuple[Frame, ...]:
    """The predicates of a text in order."""
    of_token = {index: number for number, word in enumerate(cut) for index in range(word.first, word.last)}
    found: list[Frame] = []
    speech = reported(tokens, cut)
    before: dict[tuple[int, int], int] = {}  # where the clause before ended, in each sentence and quotation
    for first, stop, kind in _predicates(tokens):
        number = of_token.get(first)
        if number is None or (kind == "N" and _noun_state(_tail(tokens, stop)) is State.BARE):
            continue  # a noun that nothing is said of
        word = cut[number]
        key = (word.sentence, word.quote)
        frame = _frame(text, tokens, cut, number, (first, stop, kind), before.get(key, -1))
        found.append(frame._replace(reported=_reported(speech, first)))
        if not frame.nominal:
            before[key] = number
    return tuple(_inherited(found))


def _reported(speech: Sequence[Reported], token: int) -> str:
    return next((span.kind for span in speech if span.first <= token < span.last), "")


def _predicates(tokens: Sequence[Token]) -> Iterator[tuple[int, int, str]]:
    """First token, the token after the stem, and the tag of what makes it a predicate (N: a noun alone)."""
    for index, token in enumerate(tokens):
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        if token.tag in ("VV", "VA", "VCN") or (token.tag == "VX" and token.form == "만들"):
            if not _helps(tokens, index):
                yield index, index + 1, token.tag
        elif (
            token.tag in ("NNG", "XR", "MAG")
            and token.form not in ("못", "안")
            and following is not None
            and following.tag in ("XSV", "XSA")
        ):
            yield index, index + 2, following.tag
        elif token.tag == "VCP":
            yield index, index + 1, "VCP"
        elif token.tag == "NNG":
            yield index, index + 1, "N"


def _helps(tokens: Sequence[Token], index: int) -> bool:
    """The 하 of `열리지 못 하`."""
    return (
        tokens[index].form == "하" and index > 1 and tokens[index - 1].form == "못" and tokens[index - 2].form == "지"
    )


def _frame(
    text: str, tokens: Sequence[Token], cut: Sequence[Word], number: int, predicate: tuple[int, int, str], before: int
) -> Frame:
    first, stop, kind = predicate
    word = cut[number]
    tail = _tail(tokens, stop)
    stative = kind in ("VA", "XSA", "VCP", "VCN") or tokens[first].form in ("있", "없")
    state, negated = (_noun_state(tail), False) if kind == "N" else _state(tail, stative)
    negated ^= _negated_before(tokens, first) ^ (kind == "VCN" or tokens[first].form == "없")
    exact, subjects = _subjects(cut, number, before)
    start = before + 1
    context = frozenset(
        t.form for w in cut[start : number + 1] if (w.sentence, w.quote) == (word.sentence, word.quote)
        for t in tokens[w.first : w.last] if t.tag in CONTENT and t.form != tokens[first].form
    )  # fmt: skip
    says = bool({tokens[first].form, tokens[first].form.removesuffix("하")} & SAYING) or (
        tokens[first].form == "하" and first > 0 and tokens[first - 1].tag in ("JKQ",)
    )
    return Frame(
        root=_root(tokens, first, kind),
        state=state,
        negated=negated,
        passive=stop > first + 1 and tokens[stop - 1].form in _PASSIVE,
        stative=stative,
        subjects=subjects,
        objects=tuple(w.stem for w in cut[start:number] if w.particle in OBJECT and w.quote == word.quote),
        context=context,
        exact=exact,
        nominal=kind == "N",
        attributive=any(t.tag == "ETM" for t in tokens[stop : word.last]),
        says=says and kind != "N",
        quote=word.quote,
        sentence=word.sentence,
        text=text[word.start : word.end],
        at=first,
    )


def _root(tokens: Sequence[Token], first: int, kind: str) -> str:
    """`= 직원` of 직원이다 and of 직원이 아니다; 있 of 없다, which is denied."""
    if kind in ("VCP", "VCN"):
        noun = next((t for t in reversed(tokens[max(0, first - 2) : first]) if t.tag[0] == "N" or t.tag == "XSN"), None)
        return f"= {noun.form}" if noun else "="
    form = tokens[first].form
    if form == "없":
        return "있"
    return form.removesuffix("하") if len(form) > 1 and kind[0] == "V" else form


def _tail(tokens: Sequence[Token], stop: int) -> str:
    parts = []
    for token in tokens[stop : stop + TAIL]:
        if token.tag in ("SF", "SP", "SSC", "SSO"):
            break
        form = _LETTERS.get(token.form, token.form)
        parts.append(_SINO.get(form, form) if token.tag[0] == "E" else form + "+" * (token.tag == "VX"))
    return " ".join(parts)


def _state(tail: str, stative: bool) -> tuple[State, bool]:
    negated = False
    while match := _NEGATION.match(tail) or _AUXILIARY.match(tail):
        negated ^= match.re is _NEGATION
        tail = tail[match.end() :]
    for pattern, state, negates in _STATES:
        if pattern.match(tail):
            if state is State.PAST and stative and tail.startswith("ㄴ"):
                return State.PRESENT, negated
            return state, negated ^ negates ^ bool(re.search(r"^\S+(?: \S+){0,4}? (?:아니|않)", _until_next(tail)))
    return State.PRESENT, negated


def _until_next(tail: str) -> str:
    """The part of the tail in which a negation still means this predicate: `할 계획이 아니다`, `한 것은 아니다`."""
    match = re.match(r"^(?:었 )?(?:ㄹ|ㄴ|는) (?:것|계획|예정|방침|생각|수) ?(?:[은는이가도] )?(?:아니|않)", tail)
    return match.group() if match else ""


def _noun_state(tail: str) -> State:
    return next((state for pattern, state in _AFTER_NOUN if pattern.match(tail)), State.BARE)


def _negated_before(tokens: Sequence[Token], first: int) -> bool:
    """안 열렸다, 못 갔다, 불투명하다."""
    before = tokens[first - 1] if first else None
    if before is None:
        return False
    if before.tag == "MAG" and before.form in ("안", "못"):
        return True
    return before.tag == "XPN" and before.form in ("불", "미", "비", "무", "부") and before.end == tokens[first].start


def _subjects(cut: Sequence[Word], number: int, before: int) -> tuple[bool, tuple[str, ...]]:
    """Nearest subject of the clause first, then the topics and subjects before it, then the noun that it describes."""
    word = cut[number]
    near: list[str] = []
    far: list[str] = []
    for at in range(number - 1, -1, -1):
        other = cut[at]
        if other.sentence != word.sentence:
            break
        if other.quote == word.quote and other.particle in SUBJECT and other.stem:
            (near if at > before else far).append(_phrase(cut, at))
    after = [
        _phrase(cut, at) for at in range(number + 1, min(number + 4, len(cut))) if cut[at].stem and cut[at].particle
    ]
    return bool(near), (*near, *far, *after)


def _phrase(cut: Sequence[Word], at: int) -> str:
    """The words before a noun that belong to it: `모지한 새길연대 대표의원`."""
    begin = at
    while begin and at - begin < 3:
        before = cut[begin - 1]
        if before.particle or not before.stem or before.end - before.start != len(before.stem):
            break
        if cut[begin].start - before.end != 1 or before.quote != cut[at].quote:
            break
        begin -= 1
    return " ".join(word.stem for word in cut[begin : at + 1])


def _inherited(found: Sequence[Frame]) -> Iterator[Frame]:
    """A bare clause before a past one is past as well: `찬성하고 반대했다`; of others it is kept what they lead to."""
    for index, frame in enumerate(found):
        state = _taken(frame, found[index + 1 :])
        yield frame._replace(state=State.PAST if state is State.PAST else frame.state, leads=state)


def _taken(frame: Frame, after: Sequence[Frame]) -> State:
    if frame.state is not State.BARE or frame.nominal:
        return frame.state
    rest = (f for f in after if not f.nominal and f.quote == frame.quote and f.state is not State.BARE)
    following = next(rest, None)
    if following is None or following.sentence != frame.sentence:
        return State.BARE
    return following.state
