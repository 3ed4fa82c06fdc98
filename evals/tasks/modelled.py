"""Answers that a language model writes, measured: who wrote them, what was left out of them, what they cost.

What an answer does not tell is taken from its making: the application's writer is watched while it is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from evals.measures.citing import Carries, alce
from evals.model_server import ModelServer
from evals.model_server.modes import MODES
from evals.record import Metric, Sample
from evals.summing import figure, percentile
from rag import Geungeo
from rag.answers.claims.grounds import Ground
from rag.answers.generate.writer import Writer, Writing
from rag.answers.generate.writing import Composition
from rag.ask import Asking
from rag.config import Settings
from rag.domain import Answer, Mode, Usage
from rag.errors import ChatError, ChatRejected

COSTS = ("model_calls", "prompt_tokens", "completion_tokens")


@contextmanager
def stand_in(name: str | None) -> Iterator[Mapping[str, Any]]:
    """The settings under which a test server of this mode answers; none without a name. RAG_LLM_MODEL, where it is set, still
    says whose tokens are counted."""
    if name is None:
        yield {}
        return
    model = Settings().llm_model or name
    with ModelServer(MODES[name], models=[model]) as server:
        yield {"llm_model": model, "llm_base_url": server.base_url, "llm_api_key": "none"}


@dataclass(frozen=True)
class Watched(Writer):
    """`made`: every answer that it began to write, in order, with what it asked of the model."""

    made: list[tuple[Composition, Writing]] = field(default_factory=list)

    def begin(self) -> Writing:
        return _Watched(self, super().begin().upstream, self.made)


@dataclass(frozen=True)
class _Watched(Writing):
    made: list[tuple[Composition, Writing]]

    def compose(self, *args: Any, **kwargs: Any) -> Composition:
        composition = super().compose(*args, **kwargs)
        self.made.append((composition, self))
        return composition


@contextmanager
def watched(app: Geungeo) -> Iterator[Watched]:
    """Raises ChatRejected where no model is set."""
    asking = app.asking
    writer = asking.writer
    if writer is None:
        raise ChatRejected("No language model is set: give RAG_LLM_MODEL a name, or --test-model.")
    watching = Watched(writer.chat, writer.tokens, writer.render, writer.limits)
    asking.writer = watching
    try:
        yield watching
    finally:
        asking.writer = writer


def ask(app: Geungeo, watching: Watched | None, question: str, **options: Any) -> tuple[Answer, Mapping[str, float]]:
    """What a reader gets, and what of it is the model's doing; where the model fails that is the answer without it. Raises
    InvalidQuestion, and ChatRejected, for no question would fare better."""
    if watching is None:
        return app.ask(question, mode="extractive", **options), {}
    watching.made.clear()
    mode: Mode = "llm"
    try:
        answer = app.ask(question, mode=mode, **options)
    except ChatRejected:
        raise
    except ChatError:
        answer = app.ask(question, mode="extractive", **options)
    if not watching.made:
        return answer, {}
    return answer, _measured(app.asking, answer, *watching.made[0])


def _measured(asking: Asking, answer: Answer, made: Composition, writing: Writing) -> Mapping[str, float]:
    """Of a question that was put to the model."""
    by_model = answer.mode == "llm"
    written = made.left_out + len(made.draft.sentences)
    return {
        "by_model": float(by_model),
        "given_instead": float(not by_model),
        "model_failed": float(made.failed is not None),
        **({"left_out": made.left_out / written} if written else {}),
        **(alce(answer.sentences, carries(asking, answer)) if by_model else {}),
        **costs(writing.usage),
    }


def costs(usage: Usage) -> Mapping[str, float]:
    return dict(zip(COSTS, map(float, (usage.calls, usage.prompt_tokens, usage.completion_tokens)), strict=True))


def carries(asking: Asking, answer: Answer) -> Carries:
    """The verifier over what the answer cites, as it is stored."""
    views = asking.open({c.stored.id: c.stored for c in answer.citations}.values())
    grounds = {}
    for citation in answer.citations:
        view = views[citation.stored.id, citation.stored.version]
        sentence = next(one for one in view.sentences if one.start == citation.start)
        grounds[citation.number] = Ground(view, sentence)

    def check(text: str, numbers: Sequence[int]) -> bool:
        return asking.check(text, [grounds[number] for number in numbers], ()).supported

    return check


def dearest(samples: Sequence[Sample]) -> Iterable[tuple[str, Metric]]:
    """What one answer in twenty costs more than."""
    for name in COSTS[1:]:
        values = sorted(sample.metrics[name] for sample in samples if name in sample.metrics)
        if values:
            yield f"{name}_p95", figure(f"{name}_p95", percentile(values, 0.95), len(values))
