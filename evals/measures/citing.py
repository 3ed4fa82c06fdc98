"""Citations, as ALCE measures them (Gao and others, Enabling Large Language Models to Generate Text with Citations, EMNLP 2023,
arXiv:2305.14627), and against the key.

ALCE asks a model of entailment; here it is whoever is handed in as `Carries`. Where that is the verifier which every sentence
had to pass, recall is 1 by construction: less means that a sentence came past it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from rag.domain import AnswerSentence, Citation

Carries = Callable[[str, Sequence[int]], bool]
"""(sentence, numbers of citations) → whether these together carry it."""
Gold = tuple[frozenset[str], Sequence[str]]
"""The ids of an article and its copies, and its sentences that bear the right answer out."""


def supported(sentence: AnswerSentence, carries: Carries) -> bool:
    """ALCE's citation recall of one sentence."""
    return bool(sentence.citations) and carries(sentence.text, sentence.citations)


def needed(sentence: AnswerSentence, carries: Carries) -> list[bool]:
    """ALCE's citation precision of each citation of one sentence: not of a sentence that its citations do not carry, nor where
    it carries nothing alone and the others do without it."""
    if not supported(sentence, carries):
        return [False] * len(sentence.citations)
    return [
        carries(sentence.text, [one])
        or not (others := [other for other in sentence.citations if other != one])
        or not carries(sentence.text, others)
        for one in sentence.citations
    ]


def alce(sentences: Sequence[AnswerSentence], carries: Carries) -> Mapping[str, float]:
    """Of one answer; nothing of one without sentences."""
    if not sentences:
        return {}
    cited = [one for sentence in sentences for one in needed(sentence, carries)]
    return {
        "citation_recall": _share(supported(sentence, carries) for sentence in sentences),
        "citation_precision": _share(cited) if cited else 0.0,
    }


def against_key(citations: Sequence[Citation], golds: Sequence[Gold]) -> Mapping[str, float]:
    """Of one answer that cites anything: what of it the key names, and how much of the key it cites."""
    if not citations or not golds:
        return {}
    named = frozenset().union(*(ids for ids, _ in golds))
    wanted = [(ids, _bare(sentence)) for ids, sentences in golds for sentence in sentences]
    pairs = [[_meets(citation, ids, sentence) for ids, sentence in wanted] for citation in citations]
    return {
        "cited_gold_article": _share(citation.stored.id in named for citation in citations),
        "cited_gold_sentence": _share(any(met) for met in pairs),
        **({"gold_sentence_cited": _share(any(met) for met in zip(*pairs, strict=True))} if wanted else {}),
    }


def _meets(citation: Citation, ids: frozenset[str], sentence: str) -> bool:
    """One holds the other: keys quote parts of sentences, and sometimes two."""
    quote = _bare(citation.quote)
    return citation.stored.id in ids and (sentence in quote or quote in sentence)


def _bare(text: str) -> str:
    return "".join(text.split())


def _share(values: Iterable[bool]) -> float:
    found = list(values)
    return sum(found) / len(found)
