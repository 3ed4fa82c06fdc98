"""What a text does not say itself but has somebody say: which of its morphemes are reported speech, and how sure of it.

도로를 넓히겠다고 밝혔다 → announced    약속을 어겼다고 주장했다 → argued    문을 연 것으로 알려졌다 → heard
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rag.answers.claims.words import Word
from rag.domain import Token

ANNOUNCED, ARGUED, HEARD = "announced", "argued", "heard"
_QUOTATIVE = re.compile(r"(?:다|라|자|냐|으라|느냐)(?:고|며|면서|면서도|는)$")
"""늘었다고, 늘린다며, 늘리자는: endings after which somebody else is speaking."""
_SAID = re.compile(r"^(?:이?라)?(?:고|며|면서|면서도|는)$")
_FACTIVE = frozenset({"점", "사실", "뜻", "의미", "이름"})
"""늘었다는 점, 늘었다는 사실: what follows says that it is so; `봄밤이라는 이름` says nothing."""
_ARGUING = frozenset(
    "주장 비판 지적 반박 전망 우려 호소 촉구 항변 반발 추정 분석 예상 예측 하소연 토로 꼬집 따지 내다보 보 생각 말 강조 입장 견해 관측 의혹 소문 "
    "지적하 요구 의견 반론 추측 기대 혐의 되묻".split()
)
"""Verbs and nouns after which what is said is one side's view; all others announce what the speaker knows or decides."""
_SOURCE = frozenset({"따르", "의하", "인용"})  # 경찰에 따르면
_HEARD = frozenset("알려지 전해지 보이 파악 추정 예상 전망 관측 추산 분석 풀이 해석 예측".split())
"""… 것으로 알려졌다."""
_BREAKS = frozenset({"EC", "SP"})
_TOPICS = frozenset({"은", "는", "께서는", "에서는"})
_TURNS = frozenset({"지만", "으나", "나", "는데", "ᆫ데"})
_REACH = 8  # morphemes from a quotative ending to the verb of saying that belongs to it


class Reported(NamedTuple):
    """Tokens `first`..`last`, last exclusive."""

    first: int
    last: int
    kind: str


def reported(tokens: Sequence[Token], cut: Sequence[Word]) -> tuple[Reported, ...]:
    """The stretches that are not the text's own words, quotations among them."""
    return tuple(_spans(tokens, cut))


def _spans(tokens: Sequence[Token], cut: Sequence[Word]) -> Iterator[Reported]:
    sentence = [0] * len(tokens)
    for word in cut:
        for index in range(word.first, word.last):
            sentence[index] = word.sentence
    yield from _quoted(tokens, cut)
    for index, token in enumerate(tokens):
        if _ends_speech(tokens, index):
            yield Reported(_begins(tokens, cut, sentence, index), index + 1, _manner(tokens, index))
        elif token.form == "것" and _is_heard(tokens, index):
            yield Reported(_begins(tokens, cut, sentence, index), index + 1, HEARD)
        elif _names_source(tokens, index):
            stop = next((i for i in range(index, len(tokens)) if tokens[i].tag == "SF"), len(tokens))
            yield Reported(index + 1, stop, ANNOUNCED)


def _names_source(tokens: Sequence[Token], index: int) -> bool:
    """경찰에 따르면, 경찰을 인용해; not 합의에 따라, which says why."""
    if tokens[index].form not in _SOURCE or not index or tokens[index - 1].form not in ("에", "를", "을"):
        return False
    after = tokens[index + 1].form if index + 1 < len(tokens) else ""
    return tokens[index].form == "인용" or after in ("면", "으면", "자면")


def _quoted(tokens: Sequence[Token], cut: Sequence[Word]) -> Iterator[Reported]:
    """What stands between marks and is said (`“…”고`, `“…”며`): not a title, nor a word that is only set apart."""
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for word in cut:
        if word.quote:
            first.setdefault(word.quote, word.first)
            last[word.quote] = word.last
    for quote, stop in last.items():
        after = next((t for t in tokens[stop : stop + 4] if t.tag not in ("SF", "SSC", "SE", "SS")), None)
        if after is not None and _SAID.search(after.form):
            yield Reported(first[quote], stop, ARGUED)


def _ends_speech(tokens: Sequence[Token], index: int) -> bool:
    token = tokens[index]
    if token.tag not in ("EC", "ETM") or not _QUOTATIVE.search(token.form):
        return False
    following = tokens[index + 1].form if index + 1 < len(tokens) else ""
    return not (token.tag == "ETM" and following in _FACTIVE)


def _is_heard(tokens: Sequence[Token], index: int) -> bool:
    """것으로 알려졌다, 것으로 보인다."""
    after = [t.form for t in tokens[index + 1 : index + 4]]
    return after[:1] in (["으로"], ["로"]) and any(form in _HEARD for form in after[1:])


def _manner(tokens: Sequence[Token], index: int) -> str:
    for token in tokens[index + 1 : index + 1 + _REACH]:
        if token.form.removesuffix("하") in _ARGUING or token.form in _ARGUING:
            return ARGUED
        if token.tag in ("SF", "SSO") or (token.tag == "EC" and token.form not in ("고", "며")):
            break
    return ANNOUNCED


def _begins(tokens: Sequence[Token], cut: Sequence[Word], sentence: Sequence[int], index: int) -> int:
    """Where the speech begins: after the topic that speaks (`낡은 다리를 살핀 시는 …다고`), or, where clauses came before
    that the text says itself (`시는 …했지만 …다고`, `시는 …했고 회사는 …다고`), after the last of these."""
    begin = index
    while begin and sentence[begin - 1] == sentence[index] and tokens[begin - 1].tag != "SF":
        begin -= 1
    turned = [i for i in range(begin, index) if tokens[i].tag == "EC" and tokens[i].form in _TURNS]
    begin = turned[-1] + 1 if turned else begin
    topics = [w for w in cut if begin <= w.first < index and w.particle in _TOPICS and not w.quote]
    for word in reversed(topics):
        first = word.first
        while first > begin and tokens[first - 1].tag[0] in "NX":
            first -= 1
        if first > begin and tokens[first - 1].tag in _BREAKS:
            return word.last
    return topics[0].last if topics else begin
