"""The evidence as a model reads it: numbered sentences of the best passages, by article, within a budget of tokens.

What articles and readers wrote is material. It stands between lines with a random delimiter, every white space inside of it
is replaced by a mark (Hines and others, Defending Against Indirect Prompt Injection Attacks With Spotlighting, 2024,
arXiv:2403.14720), what nobody would see is dropped, and so are sentences that give a machine orders.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rag.answers import phrases
from rag.answers.evidence import Found
from rag.answers.generate.orders import orders, tainted
from rag.answers.reading import ArticleView, SentenceView, same_story
from rag.domain import Hit
from rag.korean.characters import visible
from rag.ports import TokenCounter

MARK = "ˆ"
BESIDE = 1  # sentences before and after one that was found
PER_ARTICLE = 14
MOST = 60
_NUMBER = re.compile(r"[\[［]\s*\d[\d\s,]*[\]］]")
OVERHEAD = 6  # tokens of a line besides its text: number, outlet, day


@dataclass(frozen=True)
class Evidence:
    """A sentence that may be cited. `number`: what the model calls it, which is not the number a reader sees."""

    number: int
    view: ArticleView
    sentence: SentenceView

    @property
    def outlet(self) -> str:
        article = self.view.stored.article
        day = article.published_at.date().isoformat() if article.published_at else phrases.NO_DATE
        return f"{_plain(article.publisher or phrases.NO_PUBLISHER)}, {day}"


@dataclass(frozen=True)
class Pack:
    """`delimiter`: a random word that no text of an article can know."""

    evidence: tuple[Evidence, ...]
    delimiter: str = field(default_factory=lambda: secrets.token_hex(8))

    def __getitem__(self, number: int) -> Evidence | None:
        return self.evidence[number - 1] if 0 < number <= len(self.evidence) else None

    @property
    def text(self) -> str:
        return lines(self.evidence)


def lines(evidence: Sequence[Evidence]) -> str:
    """A line a sentence, under the title, outlet and day of its article."""
    found: list[str] = []
    last = None
    for one in evidence:
        if one.view is not last:
            last = one.view
            found.append(f"# {marked(title_of(one.view))} ({one.outlet})")
        found.append(f"[{one.number}] {marked(one.sentence.text)}")
    return "\n".join(found)


def pack(found: Sequence[Found], hits: Sequence[Hit], views: Mapping[tuple[str, int], ArticleView], budget: int, tokens: TokenCounter) -> Pack:  # fmt: skip
    """The best sentences with their neighbours and leads, then the rest of the passages, best first, while the budget lasts;
    printed by article in the order of the text. Of articles that are copies of one text the first stands for all."""
    chosen: dict[tuple[str, int], tuple[ArticleView, SentenceView]] = {}
    taken: dict[str, int] = {}
    left = budget
    for view, sentence in _once(_wanted(found, hits, views)):
        if tainted(view, sentence):
            continue
        if taken.get(view.stored.id, 0) >= PER_ARTICLE or len(chosen) >= MOST:
            continue
        cost = tokens.count(marked(sentence.text)) + OVERHEAD
        if view.stored.id not in taken:
            cost += tokens.count(marked(title_of(view))) + OVERHEAD
        if cost > left:
            continue
        left -= cost
        taken[view.stored.id] = taken.get(view.stored.id, 0) + 1
        chosen[view.stored.id, sentence.index] = view, sentence
    order = {article: place for place, article in enumerate(taken)}
    ordered = sorted(chosen.values(), key=lambda one: (order[one[0].stored.id], one[1].index))
    return Pack(tuple(Evidence(n, view, sentence) for n, (view, sentence) in enumerate(ordered, 1)))


def marked(text: str) -> str:
    """On one line, its white space replaced by the mark, without what looks like our numbers; what a delimiter is made of
    stays, for no one can guess it."""
    return MARK.join(_NUMBER.sub("", visible(text.replace(MARK, " "))).split())


def title_of(view: ArticleView) -> str:
    title = view.stored.article.title
    return title if title and not orders(title) else phrases.NO_TITLE


def _plain(text: str) -> str:
    return " ".join(visible(text).split())[:60]


def _wanted(
    found: Sequence[Found], hits: Sequence[Hit], views: Mapping[tuple[str, int], ArticleView]
) -> Iterator[tuple[ArticleView, SentenceView]]:
    for one in found:
        yield one.view, one.sentence
    for one in found:
        yield from ((one.view, s) for s in _around(one.view, one.sentence.index))
    for hit in hits:
        view = views.get((hit.passage.stored.id, hit.passage.stored.version))
        if view is not None:
            yield from ((view, s) for s in view.within(hit.passage.start, hit.passage.end))


def _around(view: ArticleView, index: int) -> Iterable[SentenceView]:
    """The lead, and what stands beside a sentence."""
    near = {0, *range(index - BESIDE, index + BESIDE + 1)}
    return (view.sentences[at] for at in sorted(near) if 0 <= at < len(view.sentences))


def _once(
    wanted: Iterable[tuple[ArticleView, SentenceView]],
) -> Iterator[tuple[ArticleView, SentenceView]]:
    seen: set[tuple[str, int]] = set()
    stories: list[ArticleView] = []
    copies: set[str] = set()
    for view, sentence in wanted:
        if view.stored.id in copies:
            continue
        if all(view is not one for one in stories):
            if any(same_story(view.stored.article, one.stored.article) for one in stories):
                copies.add(view.stored.id)
                continue
            stories.append(view)
        if (view.stored.id, sentence.index) not in seen:
            seen.add((view.stored.id, sentence.index))
            yield view, sentence
