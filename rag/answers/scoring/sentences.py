"""What tells the sentence that answers from the others that share words with the question.

Features are vectors over a pool of sentences, those of all passages that are read. Shares of letters and terms are weighed by
how few sentences of the pool have them, so that what all of them are about decides nothing.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Hashable, Sequence
from typing import NamedTuple

import numpy as np

from rag.answers.matching import Similarity, content_ids, credit, solid
from rag.answers.people import people
from rag.answers.reading import ArticleView, SentenceView, trigrams
from rag.answers.scoring.spans import Sought
from rag.answers.scoring.weights import Features, Floats
from rag.domain import Question
from rag.korean.dates.expression import DATED
from rag.korean.terms import RANK_SCALE, bigrams

LONGEST_COMMON = 14
CARRIED = 0.6  # what a keyword in the sentence before counts
ANSWERS = 0.3  # credit from which a sentence answers to a keyword
NEAR = 0.6  # cosine from which a word is near in meaning
POINTING = re.compile(
    r"^(?:그는|그녀는|그가|그의|그녀의|이는|이를|이에|이후|이것은|이 |그 |당시|이곳|이들은|또한|하지만|그러나|이때|여기)"
)
REASON = re.compile(
    r"때문|덕분|탓|이유|까닭|원인|배경|계기|위해|위하여|위한|으려|려고|므로|기에|으로 인해|로 인해|에 따라|목적|취지|라서|어서|아서|여서|해서"
)
RETOLD = re.compile(r"(?:라고|다고) 보도했(?:습니다|다)|본지는")  # what a correction says was said before
_BECAUSE = re.compile(r"때문|덕분|탓(?:에|이|으로)|이유[는로]|원인[은이으]|까닭|배경")
_QUOTING = re.compile(r"[“‘《〈<]")
_PLACED = re.compile(r"에서|에 |으로")
_ASKING = re.compile(r"^[―—–-]|[가까나?][.?]?[”\"]?$")  # what an interviewer says
_LATIN = re.compile(r"[A-Za-z]")


class Pooled(NamedTuple):
    """A sentence of the pool; `rank`: 0..1, the retrieval score of its passage as a share of the best one's."""

    view: ArticleView
    sentence: SentenceView
    rank: float


class Credits:
    """How well each sentence and each article answers to each keyword; found once, though neighbours ask for it too."""

    def __init__(self, question: Question, similarity: Similarity) -> None:
        self.similarity = similarity
        self.keywords = question.keywords
        self.rarity = np.array([k.rarity for k in question.keywords])
        self._sentences: dict[tuple[str, int], Floats] = {}
        self._heads: dict[str, Floats] = {}
        self._articles: dict[str, Floats] = {}
        self._none = np.zeros(len(self.keywords))

    def sentence(self, view: ArticleView, index: int) -> Floats:
        """0..1 for each keyword; zeros outside of the article."""
        if not 0 <= index < len(view.sentences):
            return self._none
        key = (view.stored.id, index)
        known = self._sentences.get(key)
        if known is None:
            stretch = view.sentences[index].stretch
            known = self._sentences[key] = np.array([credit(k, stretch, self.similarity) for k in self.keywords])
        return known

    def head(self, view: ArticleView) -> Floats:
        if view.stored.id not in self._heads:
            found = [credit(k, view.head, self.similarity) for k in self.keywords]
            self._heads[view.stored.id] = np.array(found)
        return self._heads[view.stored.id]

    def article(self, view: ArticleView) -> Floats:
        if view.stored.id not in self._articles:
            found = [credit(k, view.whole, self.similarity) for k in self.keywords]
            self._articles[view.stored.id] = np.array(found)
        return self._articles[view.stored.id]


def described(question: Question, sought: Sought, pool: Sequence[Pooled], known: Credits) -> Features:
    features = Features(len(pool))
    _keywords(features, question, pool, known)
    _article(features, pool, known)
    _told_apart(features, question, pool, known)
    _letters(features, question, pool)
    _predicates(features, sought, pool)
    _place(features, pool)
    _expected(features, question, pool)
    return features


def _column(features: Features, name: str, values: Sequence[float]) -> None:
    features.numbers[name] = np.array(values, float)


def _keywords(features: Features, question: Question, pool: Sequence[Pooled], known: Credits) -> None:
    rarity = known.rarity
    total = float(rarity.sum()) or 1.0
    size = max(len(rarity), 1)
    here = np.array([known.sentence(p.view, p.sentence.index) for p in pool]).reshape(len(pool), -1)
    before = np.array([known.sentence(p.view, p.sentence.index - 1) for p in pool]).reshape(len(pool), -1)
    after = np.array([known.sentence(p.view, p.sentence.index + 1) for p in pool]).reshape(len(pool), -1)
    head = np.array([known.head(p.view) for p in pool]).reshape(len(pool), -1)
    around = np.maximum.reduce([here, 0.7 * before, 0.6 * after, 0.7 * head])
    numbers = features.numbers
    for name, values in (("own", here), ("cov", around), ("prevcov", before), ("nextcov", after), ("headcov", head)):
        numbers[name] = values @ rarity / total
    numbers["uncovered_prev"] = (before * (here < 0.3)) @ rarity / total
    numbers["kwhit"] = (here >= 0.5).sum(axis=1) / size
    numbers["simmean"] = np.minimum(here, 0.4).sum(axis=1) / size
    topics = np.array([k.topic for k in known.keywords], float)
    numbers["topic"] = here @ (rarity * topics) / total if len(rarity) else np.zeros(len(pool))
    order = np.argsort(-rarity, kind="stable")
    numbers["rarest"] = here[:, order[0]] if len(order) else np.zeros(len(pool))
    numbers["rare2"] = here[:, order[1]] if len(order) > 1 else numbers["rarest"]
    for name, form in (("attr", question.attribute), ("rel", question.relation)):
        at = [i for i, k in enumerate(known.keywords) if k.form == form]
        numbers[name] = here[:, at].max(axis=1) if at else np.full(len(pool), 0.5)
    _column(features, "window", [_window(p.sentence, known, row) for p, row in zip(pool, here, strict=True)])


def _article(features: Features, pool: Sequence[Pooled], known: Credits) -> None:
    """How much of the question the whole article holds, and no other of the pool does."""
    total = float(known.rarity.sum()) or 1.0
    views = {p.view.stored.id: p.view for p in pool}
    held = {name: np.maximum(known.article(view), known.head(view)) for name, view in views.items()}
    _column(features, "artcov", [float(held[p.view.stored.id] @ known.rarity) / total for p in pool])
    spread = 1.0 - np.mean(list(held.values()), axis=0) if held else known.rarity
    rare = known.rarity * spread
    whole = float(rare.sum()) or 1.0
    _column(features, "artrare", [float(held[p.view.stored.id] @ rare) / whole for p in pool])


def _told_apart(features: Features, question: Question, pool: Sequence[Pooled], known: Credits) -> None:
    """Keywords weighed by how few sentences answer to them: of the pool, and of the sentence's own article, where the words
    that the whole article is about tell nothing; and the nearest meanings, by the same measure."""
    here = np.array([known.sentence(p.view, p.sentence.index) for p in pool]).reshape(len(pool), -1)
    before = np.array([known.sentence(p.view, p.sentence.index - 1) for p in pool]).reshape(len(pool), -1)
    features.numbers["pool_own"] = _rarely_shared(here)
    own, carried = np.zeros(len(pool)), np.zeros(len(pool))
    members: dict[str, list[int]] = {}
    for at, one in enumerate(pool):
        members.setdefault(one.view.stored.id, []).append(at)
    for rows in members.values():
        own[rows] = _rarely_shared(here[rows])
        carried[rows] = _rarely_shared(np.maximum(here[rows], CARRIED * before[rows]))
    covered = features.numbers["artcov"]
    features.numbers |= {"art_own": own * covered, "art_carried": carried * covered}
    features.numbers["pool_meaning"] = _meanings(question, pool, known.similarity)


def _rarely_shared(met: Floats) -> Floats:
    """(sentences, keywords) → of what the sentences answer to, the share of each; ln(1 + n / sentences that answer)."""
    counts = (met >= ANSWERS).sum(axis=0)
    weights = np.log1p(len(met) / np.maximum(counts, 1)) * (counts > 0)
    shares: Floats = met @ weights / (weights.sum() or 1.0)
    return shares


def _meanings(question: Question, pool: Sequence[Pooled], similarity: Similarity) -> Floats:
    """For each sentence how near its nearest words come to those of the question, weighed by how few come near."""
    ids = content_ids([(t.tag, t.id) for t in question.tokens])
    if not ids:
        return np.zeros(len(pool))
    nearest = np.array([
        [max((similarity(one, other) for other in p.sentence.stretch.morphemes), default=0.0) for one in ids] for p in pool
    ])  # fmt: skip
    weights = np.log1p(np.array(ids) / RANK_SCALE) * np.log1p(len(pool) / np.maximum((nearest > NEAR).sum(axis=0), 1))
    shares: Floats = nearest @ weights / (weights.sum() or 1.0)
    return shares


def _window(sentence: SentenceView, known: Credits, row: Floats) -> float:
    """Share of the sentence that its keywords span: near each other is better."""
    text = sentence.solid
    stems = [f.removesuffix("다") for k, c in zip(known.keywords, row, strict=True) if c >= 0.5 for f, _ in k.forms]
    places = [at for stem in stems if (at := text.find(stem)) >= 0]
    return (max(places) - min(places)) / max(len(text), 1) if len(places) > 1 else 0.5


def _letters(features: Features, question: Question, pool: Sequence[Pooled]) -> None:
    text = solid(question.text)
    whole = (
        ("bi", frozenset(bigrams(question.text)), [p.sentence.shingles for p in pool]),
        ("tri", trigrams(text), [p.sentence.trigrams for p in pool]),
        ("term", frozenset((*question.said, *question.compounds)), [p.sentence.stretch.terms for p in pool]),
    )
    for name, mine, theirs in whole:
        shared = [mine & one for one in theirs]
        _column(features, name, [len(one) / max(len(mine), 1) for one in shared])
        _column(features, f"pool_{name}", _rare_shares(shared))
    _column(features, "lcs", [_longest_common(text, p.sentence.solid) / 10 for p in pool])


def _rare_shares(shared: Sequence[Collection[Hashable]]) -> list[float]:
    """Of what the question shares with the pool, the share of each sentence; ln(1 + n / sentences that have it)."""
    counts = Counter(item for one in shared for item in one)
    weight = {item: math.log1p(len(shared) / count) for item, count in counts.items()}
    total = sum(weight.values()) or 1.0
    return [sum(weight[item] for item in one) / total for one in shared]


def _longest_common(one: str, other: str) -> int:
    """Letters of the longest stretch of `one` that is in `other`, LONGEST_COMMON at most."""
    best = at = 0
    while at + best < len(one) and best < LONGEST_COMMON:
        if one[at : at + best + 1] in other:
            best += 1
        else:
            at += 1
    return best


def _predicates(features: Features, sought: Sought, pool: Sequence[Pooled]) -> None:
    forms = [p.sentence.forms for p in pool]
    size = max(len(sought.verbs), 1)
    _column(features, "verb", [len(sought.verbs & one) / size for one in forms])
    _column(features, "lastverb", [float(sought.last_verb in one) for one in forms])


def _place(features: Features, pool: Sequence[Pooled]) -> None:
    _column(features, "rank", [p.rank for p in pool])
    _column(features, "first", [p.sentence.index == 0 for p in pool])
    _column(features, "pos", [p.sentence.index / max(len(p.view.sentences), 1) for p in pool])
    _column(features, "len", [math.log1p(len(p.sentence.text)) / 5 for p in pool])
    _column(features, "short", [len(p.sentence.text) < 20 for p in pool])
    asks = [_asks(p.sentence.text) for p in pool]
    after = [p.sentence.index > 0 and _asks(p.view.sentences[p.sentence.index - 1].text) for p in pool]
    _column(features, "asks", asks)
    _column(features, "after_asks", after)
    features.numbers["after_asks_prev"] = features.numbers["after_asks"] * features.numbers["prevcov"]
    for name, pattern in (("pron", POINTING), ("quote", _QUOTING), ("latin", _LATIN), ("retold", RETOLD)):
        _column(features, name, [pattern.search(p.sentence.text) is not None for p in pool])


def _asks(text: str) -> bool:
    return _ASKING.search(text.strip()) is not None


def _expected(features: Features, question: Question, pool: Sequence[Pooled]) -> None:
    """Whether something of a kind is there; the weights say for which kinds of question that matters."""
    _column(features, "dated", [_dated(p) for p in pool])
    _column(features, "number", [any(t in ("SN", "NR") for t in p.sentence.tags) for p in pool])
    _column(features, "person", [bool(people(p.sentence)) for p in pool])
    _column(features, "name", ["NNP" in p.sentence.tags for p in pool])
    for name, pattern in (("placed", _PLACED), ("reason", REASON), ("because", _BECAUSE)):
        _column(features, name, [pattern.search(p.sentence.text) is not None for p in pool])
    _after(features)
    _column(features, "focus", [any(f in p.sentence.solid for f in question.focus) for p in pool])


def _after(features: Features) -> None:
    """`…기 때문이다.` after the sentence that the question is about; and a date or a number after it."""
    for name in ("because", "dated", "number"):
        features.numbers[f"{name}_prev"] = features.numbers[name] * features.numbers["prevcov"]


def _dated(pooled: Pooled) -> bool:
    return any(e.kind in DATED and not e.named for e in pooled.view.times(pooled.sentence.index))
