"""What tells the span that answers from the other spans of a sentence.

Features are named vectors over the spans: numbers, and groups of labels of which each span has one. Most of them belong to a
span's first or last morpheme alone, so they are found once for each morpheme; the rest are sums over the morphemes inside.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from rag.answers.matching import Similarity, solid
from rag.answers.people import people
from rag.answers.reading import ArticleView, SentenceView
from rag.answers.scoring.cutting import CLOSING, OPENING, Spans, cut, numbered
from rag.answers.scoring.weights import Features, Floats, Ints
from rag.domain import Kind, Question, Token
from rag.korean.dates.expression import DATED
from rag.korean.names import OFFICES
from rag.korean.terms import FIRST_WORD, VOCABULARY

CONTENT = frozenset("NNG NNP SL SN XR VV VA NR NNB".split())
SAID = 0.15
"""What a word of the question that is no keyword weighs in a sentence."""
FAR = 99
_PARTICLES = {"를": "을", "가": "이", "는": "은", "와": "과", "로": "으로", "로서": "으로서", "로써": "으로써"}
_OFFICE = re.compile("(?:" + "|".join(sorted(OFFICES, key=len, reverse=True)) + ")")
_PLACE = re.compile(
    r"(?:시|도|군|구|동|읍|면|리|역|관|장|센터|공원|광장|청|대|대학교|대학|학교|병원|호텔|공항|항|강|천|산|섬|바다|타워|홀|거리|마을|공장|국|국가|나라|주|성|현|"
    r"연방|제국|공화국|왕국|대륙|해|만|반도|지방|지역|아|스|드|란)$"
)
_PAIRED = (("(", ")"), ("‘", "’"), ("“", "”"), ("《", "》"), ("〈", "〉"), ("「", "」"), ("『", "』"))
_TWINS = "\"'"


def _verbs(tokens: Sequence[Token]) -> list[str]:
    """Stems of verbs, and nouns that are made verbs, in order; light ones left out."""
    found = []
    for token, following in pairwise((*tokens, Token("", "", 0, 0, 0))):
        verbal = token.tag in ("NNG", "XR") and following.tag in ("XSV", "XSA")
        if verbal or (token.tag in ("VV", "VA") and token.form not in ("하", "되", "있", "없", "이", "알")):
            found.append(token.form)
    return found


class DescribedSpans(NamedTuple):
    """The spans of one sentence, and their features."""

    spans: Spans
    features: Features


@dataclass(frozen=True)
class Sought:
    """The question's side, made once."""

    kind: str
    words: Mapping[str, float]
    """Lower-cased form of a morpheme → how much the question says it, 0..1."""
    verbs: frozenset[str]
    last_verb: str
    solid: str
    noun: tuple[Token, ...]
    particle: str
    similarity: Similarity

    @classmethod
    def of(cls, question: Question, similarity: Similarity) -> Sought:
        tokens = question.tokens
        words = {t.form.lower(): SAID for t in tokens if t.tag in CONTENT}
        for keyword in question.keywords:
            for form, weight in keyword.forms:
                stem = form.removesuffix("다")
                words[stem] = max(words.get(stem, 0.0), keyword.rarity * weight)
        verbs = _verbs(tokens)
        asked = question.asked
        return cls(
            asked.kind.value,
            words,
            frozenset(verbs),
            verbs[-1] if verbs else "",
            solid(question.text),
            asked.noun,
            _PARTICLES.get(asked.particle, asked.particle),
            similarity,
        )


def described(sought: Sought, view: ArticleView, sentence: SentenceView) -> DescribedSpans:
    tokens, text, base = sentence.tokens, sentence.text, sentence.start
    words = numbered(tokens)
    spans = cut(text, tokens, base, words)
    found = DescribedSpans(spans, Features(len(spans.first)))
    if len(found.spans.first):
        row = _Row(sought, view, sentence, words)
        _kinds(found, row)
        _edges(found, row)
        _shape(found, row)
        _question(found, row)
        _asked(found, row)
    return found


class _Row:
    """A sentence's morphemes and what is needed of each."""

    def __init__(self, sought: Sought, view: ArticleView, sentence: SentenceView, words: Sequence[int]) -> None:
        self.sought, self.view, self.sentence = sought, view, sentence
        self.tokens, self.text, self.base = sentence.tokens, sentence.text, sentence.start
        self.words = np.array(words)
        self.weights = np.array([_weight(t, sought.words) for t in self.tokens])
        self.total = float(self.weights.sum()) or 1.0

    def each(self, of: Callable[[int, Token], float]) -> Floats:
        return np.array([of(i, t) for i, t in enumerate(self.tokens)], float)

    def inside(self, values: Floats, spans: Spans, *, last: bool = True) -> Floats:
        """Sums over the morphemes of each span, with or without its last."""
        sums = np.concatenate(([0.0], np.cumsum(values)))
        return sums[spans.last + last] - sums[spans.first]


def _weight(token: Token, words: Mapping[str, float]) -> float:
    return words.get(token.form.lower(), 0.0) if token.tag in CONTENT else 0.0


# ---------------------------------------------------------------- what a span is


def _kinds(found: DescribedSpans, row: _Row) -> None:
    """D a date, d inside one, U a number with its unit, N a bare number, n holds a number, P holds a name, L Latin, G the rest."""
    spans = found.spans
    times = [(e.begin, e.finish) for e in row.view.times(row.sentence.index) if e.kind in DATED]
    numerals = row.inside(row.each(lambda i, t: t.tag in ("SN", "NR")), spans)
    names = row.inside(row.each(lambda i, t: t.tag == "NNP"), spans)
    latin = row.inside(row.each(lambda i, t: t.tag == "SL"), spans)
    exact, within = np.zeros(len(spans.first), bool), np.zeros(len(spans.first), bool)
    for begin, finish in times:
        exact |= (spans.start == begin) & (spans.end == finish)
        within |= (spans.start >= begin) & (spans.end <= finish)
    for name, begin, finish in (("person", 0, 1), ("personname", 2, 3)):
        there = np.zeros(len(spans.first), bool)
        for one in people(row.sentence):
            there |= (spans.start == one[begin]) & (spans.end == one[finish])
        found.features.numbers[name] = there.astype(float)
    counts = row.each(lambda i, t: t.tag in ("SN", "NR"))[spans.first] > 0
    unit = row.each(lambda i, t: t.tag in ("NNB", "NNG", "SW", "SL", "XSN"))[spans.last] > 0
    bare = spans.first == spans.last
    places = np.select(
        [exact, within, counts & unit, (numerals > 0) & bare, numerals > 0, names > 0, latin > 0],
        list(range(7)), 7,
    )  # fmt: skip
    labels = list("DdUNnPLG")
    particles, of_particle = _labels([_following(row.tokens, i) for i in range(len(row.tokens))])
    found.features.groups["typ"] = (labels, places)
    found.features.groups["josa"] = (particles, of_particle[spans.last])
    pairs, of_pair = np.unique(places * len(particles) + of_particle[spans.last], return_inverse=True)
    both = [f"{labels[pair // len(particles)]},{particles[pair % len(particles)]}" for pair in pairs]
    found.features.groups["typ,josa"] = (both, of_pair)
    noun = row.sought.noun[-1].form if row.sought.noun and row.sought.kind == Kind.WHAT else ""
    found.features.groups[f"rl={noun},typ"] = (labels, places)


def _labels(names: Sequence[str]) -> tuple[list[str], Ints]:
    known: dict[str, int] = {}
    places = [known.setdefault(name, len(known)) for name in names]
    return list(known), np.array(places, np.int64)


def _following(tokens: Sequence[Token], index: int) -> str:
    """The particle after a morpheme, its variants as one; Q where a quotation or a bracket closes before it."""
    if index + 1 >= len(tokens):
        return "END"
    token = tokens[index + 1]
    if token.tag[0] == "J":
        return _PARTICLES.get(token.form, token.form)
    if token.tag == "SSC" and index + 2 < len(tokens) and tokens[index + 2].tag[0] == "J":
        return "Q" + _PARTICLES.get(tokens[index + 2].form, tokens[index + 2].form)
    return "이다" if token.tag == "VCP" else token.tag


# ---------------------------------------------------------------- its edges


def _edges(found: DescribedSpans, row: _Row) -> None:
    spans, tokens = found.spans, row.tokens
    for name, of in (("pt", _preceding), ("ft", _tag), ("lt", _tag)):
        labels, places = _labels([of(tokens, i) for i in range(len(tokens))])
        found.features.groups[name] = (labels, places[spans.last if name == "lt" else spans.first])
    joined = [i > 0 and tokens[i - 1].end == t.start and tokens[i - 1].tag[0] == "N" for i, t in enumerate(tokens)]
    noun = [i > 0 and _preceding(tokens, i) == "N" for i in range(len(tokens))]
    start = spans.first
    numbers = found.features.numbers
    numbers["cutl"], numbers["leftnoun"] = np.array(joined, float)[start], np.array(noun, float)[start]
    numbers["first"] = (start == 0).astype(float)
    numbers["cut"] = row.each(lambda i, t: _goes_on(tokens, i, spaced=False))[spans.last]
    numbers["morenoun"] = row.each(lambda i, t: _goes_on(tokens, i, spaced=True))[spans.last]
    before = np.array([char in OPENING for char in " " + row.text])[spans.start]
    after = np.array([char in CLOSING for char in row.text + " "])[spans.end]
    numbers["quoted"], numbers["halfq"] = (before & after).astype(float), (before ^ after).astype(float)
    numbers["beforeparen"] = np.array([char == "(" for char in row.text + " "], float)[spans.end]


def _tag(tokens: Sequence[Token], index: int) -> str:
    return tokens[index].tag


def _preceding(tokens: Sequence[Token], index: int) -> str:
    if index == 0:
        return "^"
    token = tokens[index - 1]
    if token.tag[0] in "SE" or token.tag in ("VCP", "XSV", "MM", "MAG", "MAJ"):
        return token.tag
    return "J" + _PARTICLES.get(token.form, token.form) if token.tag[0] == "J" else "N"


def _goes_on(tokens: Sequence[Token], index: int, *, spaced: bool) -> bool:
    if index + 1 >= len(tokens):
        return False
    gap = tokens[index + 1].start > tokens[index].end
    tag = tokens[index + 1].tag
    return gap == spaced and (tag[0] == "N" if spaced else tag in ("NNG", "NNP", "NNB", "XSN", "SN"))


# ---------------------------------------------------------------- its shape


def _shape(found: DescribedSpans, row: _Row) -> None:
    spans, numbers = found.spans, found.features.numbers
    size = row.words[spans.last] - row.words[spans.first] + 1
    found.features.groups["ne"] = (list(map(str, range(1, 9))), np.minimum(size, 8) - 1)
    numbers["len"] = np.log1p(spans.end - spans.start)
    particles = row.inside(row.each(lambda i, t: t.tag[0] == "J"), spans)
    found.features.groups["josain"] = (list("0123"), np.minimum(particles, 3).astype(np.int64))
    for name, tags, last in (
        ("clause", ("EC", "EF"), True),
        ("etm", ("ETM",), True),
        ("subj_in", ("JX", "JKS"), False),
        ("obj_in", ("JKO",), False),
    ):
        there = row.each(lambda i, t, tags=tags: t.tag in tags)  # type: ignore[misc]
        numbers[name] = (row.inside(there, spans, last=last) > 0).astype(float)
    letters = _Letters(row.text, spans)
    numbers["comma"], numbers["paren"] = letters.hold(","), letters.hold("(")
    numbers["unbal"] = letters.unbalanced()
    numbers["nohangul"] = 1.0 - letters.any(lambda c: "가" <= c <= "힣")
    numbers["pos"] = spans.start / max(len(row.text), 1)


class _Letters:
    """Counts of letters in each span."""

    def __init__(self, text: str, spans: Spans) -> None:
        self._text, self._spans = text, spans

    def count(self, of: Callable[[str], bool]) -> Ints:
        sums = np.concatenate(([0], np.cumsum([of(c) for c in self._text])))
        counts: Ints = sums[self._spans.end] - sums[self._spans.start]
        return counts

    def any(self, of: Callable[[str], bool]) -> Floats:
        return (self.count(of) > 0).astype(float)

    def hold(self, letter: str) -> Floats:
        return self.any(letter.__eq__) if letter in self._text else np.zeros(len(self._spans.start))

    def unbalanced(self) -> Floats:
        wrong = np.zeros(len(self._spans.start), bool)
        for opening, closing in _PAIRED:
            if opening in self._text or closing in self._text:
                wrong |= self.count(opening.__eq__) != self.count(closing.__eq__)
        for twin in _TWINS:
            if twin in self._text:
                wrong |= self.count(twin.__eq__) % 2 > 0
        return wrong.astype(float)


# ---------------------------------------------------------------- the question's words in it and around it


def _question(found: DescribedSpans, row: _Row) -> None:
    spans, numbers, sought = found.spans, found.features.numbers, row.sought
    weights, total = row.weights, row.total
    held = row.inside(weights, spans)
    numbers["ovl"] = held / total
    content = row.each(lambda i, t: t.tag in ("NNG", "NNP", "SL", "SN", "VV", "VA", "XR"))
    said = row.each(lambda i, t: bool(content[i]) and t.form.lower() in sought.words)
    inside, known = row.inside(content, spans), row.inside(said, spans)
    numbers["inq"] = known / np.maximum(inside, 1)
    numbers["allinq"] = ((inside > 0) & (known == inside)).astype(float)
    numbers["sinq"] = np.array([
        float(bool(held[i]) and solid(row.text[a:b]) in sought.solid) for i, (a, b) in enumerate(zip(spans.start, spans.end, strict=True))
    ])  # fmt: skip
    left, right, nearest_left, nearest_right, after = _distances(row)
    numbers["near"] = (left[row.words[spans.first]] + right[row.words[spans.last]] + held) / total
    numbers["wafter"] = after[row.words[spans.last]] / total
    found.features.groups["da"] = (list("012349"), nearest_right[row.words[spans.last]])
    found.features.groups["db"] = (list("012349"), nearest_left[row.words[spans.first]])
    verbs = np.array([row.words[i] for i, t in enumerate(row.tokens) if t.form in sought.verbs])
    if len(verbs):
        gaps = verbs[None, :] - row.words[spans.last][:, None]
        gap = np.where(gaps >= 0, gaps, FAR).min(axis=1)
        found.features.groups["dv"] = (list("012345"), np.searchsorted([1, 2, 3, 5, 98], gap))
    else:
        found.features.groups["dv"] = (["no"], np.zeros(len(spans.first), np.int64))


def _distances(row: _Row) -> tuple[Floats, Floats, Ints, Ints, Floats]:
    """For each word: what the question's words to its left and right weigh by nearness, how near the nearest of each side is
    (a bucket: at most 1, 2, 4, 8 words, further, none), and what all to its right weigh."""
    size = int(row.words[-1]) + 1
    by_word = np.zeros(size)
    np.add.at(by_word, row.words, row.weights)
    places = np.arange(size)
    apart = places[:, None] - places[None, :]  # (word, other word): positive where the other stands to the left
    near = by_word[None, :] / (1 + np.abs(apart))
    left, right = np.where(apart > 0, near, 0).sum(axis=1), np.where(apart < 0, near, 0).sum(axis=1)
    there = by_word > 0
    gaps = [np.where(there[None, :] & (sign * apart > 0), np.abs(apart), FAR).min(axis=1) for sign in (1, -1)]
    buckets = [np.where(gap == FAR, 5, np.searchsorted([1, 2, 4, 8], gap)) for gap in gaps]
    after = np.where(apart < 0, by_word[None, :], 0).sum(axis=1)
    return left, right, buckets[0], buckets[1], after


# ---------------------------------------------------------------- the noun that is asked for


def _asked(found: DescribedSpans, row: _Row) -> None:
    spans, numbers, sought, tokens = found.spans, found.features.numbers, row.sought, row.tokens
    heads = [i - 1 if t.tag in ("XSN", "SSC") and i else i for i, t in enumerate(tokens)]
    if sought.noun:
        forms, last = {t.form for t in sought.noun}, sought.noun[-1]
        is_asked = np.array([tokens[h].form in forms for h in heads])[spans.last]
        ends = row.each(lambda i, t: row.text[: t.end - row.base].endswith(last.form))[spans.last] > 0
        numbers["headasked"], numbers["endsasked"] = is_asked.astype(float), (ends & ~is_asked).astype(float)
        numbers["askedbefore"] = row.each(lambda i, t: any(o.form == last.form for o in tokens[max(0, i - 3) : i]))[
            spans.first
        ]
        numbers["askedafter"] = row.each(lambda i, t: any(o.form == last.form for o in tokens[i + 1 : i + 4]))[
            spans.last
        ]
        numbers["asksim"] = np.array([_alike(last, tokens[h], sought.similarity) for h in heads])[spans.last]
    if sought.particle:
        same = [_following(tokens, i).removeprefix("Q") == sought.particle for i in range(len(tokens))]
        found.features.groups["jm"] = (["0", "1"], np.array(same, np.int64)[spans.last])
    ends_at = [t.end - row.base for t in tokens]
    numbers["office"] = np.array(
        [bool(_OFFICE.search(row.text[max(0, e - 6) : e]) and _ends_office(row.text[:e])) for e in ends_at], float
    )[spans.last]
    numbers["beforeoffice"] = np.array(
        [_OFFICE.match(row.text[e : e + 8].strip()) is not None for e in ends_at], float
    )[spans.last]
    numbers["placeend"] = np.array([_PLACE.search(row.text[max(0, e - 4) : e]) is not None for e in ends_at], float)[
        spans.last
    ]


def _ends_office(text: str) -> bool:
    return text.endswith(OFFICES)


def _alike(one: Token, other: Token, similarity: Similarity) -> float:
    if other.tag[0] != "N" or not (FIRST_WORD <= one.id < VOCABULARY and 10 <= other.id < VOCABULARY):
        return 0.0
    cosine = similarity(one.id, other.id)
    return cosine if cosine == cosine else 0.0
