"""`rag eval qa`: are questions over paragraphs answered, from all of them or from the right one alone?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from evals.collection import Open, passages_of, throw_away
from evals.measures import answers, texts
from evals.outcome import Outcome
from evals.progress import track
from evals.record import Quote, Sample
from evals.tasks.retrieval import store
from evals.tasks.squad import Asked, Squad, span_in_body
from rag import Geungeo
from rag.domain import KST, Answer, Article, Citation, Status
from rag.errors import InvalidQuestion

ASKED_AT = datetime(2026, 1, 1, tzinfo=KST)
"""When every question is asked: figures must not change with the day they are measured on."""


def measure(
    squad: Squad, *, gold_passage: bool = False, limit: int | None = None, open_: Open = Geungeo.open
) -> Outcome:
    """Store every paragraph as an article, then ask every question (the first `limit`)."""
    with throw_away(open_) as app:
        ids = {int(name): article_id for article_id, name in store(app, squad.documents).items()}
        passages = passages_of(app) if gold_passage else {}
        reader = _Reader(app, squad, ids, passages)
        app.warm_up()
        samples = tuple(reader.asked(one) for one in track(squad.questions[:limit], "Asking"))
    return Outcome(
        "qa",
        f"qa-{squad.data.name}{'-gold' * gold_passage}",
        replace(squad.data, n=len(samples)),
        samples,
        options={"documents": len(squad.documents), "gold_passage": gold_passage},
    )


NOTHING = dict.fromkeys(("sentence_accuracy", "containment", "em", "char_f1", "answered", "short_answered"), 0.0)
"""What a question is worth that got no answer."""


@dataclass(frozen=True, slots=True)
class _Reader:
    app: Geungeo
    squad: Squad
    ids: Mapping[int, str]
    """Document number → article id."""
    passages: Mapping[str, Sequence[int]]
    """Article id → its passages, where only the right one is read."""

    def asked(self, one: Asked) -> Sample:
        gold = self.ids[one.document]
        article = self.app.article(gold).article
        sample = Sample(
            one.id, "qa", one.question, gold=one.golds, gold_evidence=(Quote(gold, article.title, article.body),)
        )
        try:
            answer = self._answer(one, gold)
        except InvalidQuestion:
            return replace(sample, status=Status.ABSTAINED.value, metrics=NOTHING)
        return replace(
            sample,
            status=answer.status.value,
            answer=answer.text,
            short_answer=answer.short_answer,
            evidence=tuple(_quote(citation) for citation in answer.citations),
            metrics=self._measured(one, answer, article),
            ms=round(answer.timings_ms["total"], 3),
        )

    def _answer(self, one: Asked, gold: str) -> Answer:
        if self.passages:
            return self.app.asking.ask_from(one.question, self.passages[gold], asked_at=ASKED_AT)
        return self.app.ask(one.question, asked_at=ASKED_AT)

    def _measured(self, one: Asked, answer: Answer, article: Article) -> dict[str, float]:
        first = float(self._first_holds(one, answer, article))
        said, given = answer.short_answer or "", answer.status is not Status.ABSTAINED
        em = texts.exact_match(said, one.golds)
        measures = {
            **NOTHING,
            "sentence_accuracy": first,
            "containment": float(given and texts.contains(answers.said(answer), one.golds)),
            "em": em,
            "char_f1": texts.char_f1(said, one.golds),
            "answered": float(given),
            "short_answered": float(bool(said)),
        }
        if given:
            measures["sentence_accuracy_given"] = first
        if said:
            measures["em_given"] = em
        if not self.passages and answer.citations:
            measures["correct_source"] = float(any(c.stored.id == self.ids[one.document] for c in answer.citations))
        return measures

    def _first_holds(self, one: Asked, answer: Answer, article: Article) -> bool:
        """Whether the first quotation is of the right paragraph and holds an answer where the file says it stands."""
        first = answer.citations[0] if answer.citations else None
        if first is None or first.stored.id != self.ids[one.document]:
            return False
        context = self.squad.documents[one.document].text
        spans = (span_in_body(context, start, text, article.body) for start, text in one.answers)
        return any(first.start <= span[0] and span[1] <= first.end for span in spans if span)


def _quote(citation: Citation) -> Quote:
    return Quote(citation.stored.id, citation.stored.article.title, citation.quote)
