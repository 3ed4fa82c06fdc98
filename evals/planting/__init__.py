"""Sentences of the sample collection made false on purpose, and honest paraphrases of them, each labelled with its kind.

A check of claims must refuse the first and let the second pass: `python -m evals.planting` measures how well it does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from evals.corpus.source import SourceArticle, load_articles
from evals.planting.changes import KINDS, SPEECH, Sentence, plant
from evals.planting.paraphrases import HONEST
from rag.korean.analysis import Analyser

SHORTEST, LONGEST = 15, 240  # characters of a sentence that is worth changing


@dataclass(frozen=True, slots=True)
class Planted:
    """`evidence` carries the claim exactly when `honest`; `base`: the day its article was published, if known."""

    id: str
    kind: str
    honest: bool
    claim: str
    evidence: tuple[str, ...]
    base: date | None
    original: str


@dataclass(frozen=True, slots=True)
class _Source:
    sentence: Sentence
    paragraph: str
    base: date | None


def planted(analyser: Analyser, seed: int = 0) -> Iterator[Planted]:
    """The changes of every kind, then the paraphrases. Every other claim has its whole paragraph as evidence, the rest the
    sentence alone; a changed speaker always has the sentence of the other one too."""
    sources = list(_sources(analyser, load_articles()))
    by_text = {source.sentence.text: source for source in sources}
    sentences = [source.sentence for source in by_text.values()]
    for kind in KINDS:
        for number, (sentence, claim) in enumerate(plant(sentences, kind, seed)):
            yield _planted(f"{kind}-{number}", kind, False, claim, by_text[sentence.text], number)
    for kind, paraphrase in HONEST.items():
        number = 0
        for source in by_text.values():
            for claim in dict.fromkeys(paraphrase(source.sentence.text, source.base)):
                if claim != source.sentence.text:
                    yield _planted(f"{kind}-{number}", kind, True, claim, source, number)
                    number += 1
    for number, source in enumerate(by_text.values()):
        yield _planted(f"verbatim-{number}", "verbatim", True, source.sentence.text, source, number)


def _planted(name: str, kind: str, honest: bool, claim: str, source: _Source, number: int) -> Planted:
    text = source.sentence.text
    evidence = (text, *source.sentence.others) if kind == "speaker" else (source.paragraph,) if number % 2 else (text,)
    return Planted(name, kind, honest, claim, evidence, source.base, text)


def _sources(analyser: Analyser, articles: Sequence[SourceArticle]) -> Iterator[_Source]:
    for article in articles:
        base = article.published_at.date() if article.published_at else None
        paragraphs = [(p, [p[s.start : s.end] for s in analyser.analyse(p).sentences]) for p in article.paragraphs]
        speeches = [text for _, texts in paragraphs for text in texts if SPEECH.match(text)]
        for paragraph, texts in paragraphs:
            for text in texts:
                if SHORTEST <= len(text) <= LONGEST:
                    others = tuple(other for other in speeches if other != text)[:3]
                    yield _Source(Sentence(text, others if SPEECH.match(text) else ()), paragraph, base)
