"""`python -m evals.bench.llm [--questions Q] [--test-model NAME] [--first S] [--every S] [--json]`: what does verifying cost a reader who waits?

A test model on this machine streams its answers at a pace, over real HTTP. For each answer: when the model's own first
sentence was whole, when the first sentence was released, and how long each sentence was checked. Nothing is compared that was
not taken from the same answer.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any

from evals.bench.ask import percentile
from evals.cases import Case
from evals.cases.case import load_cases
from evals.collection import throw_away
from evals.model_server import ModelServer
from evals.model_server.modes import EVERY, FIRST, MODES, paced
from evals.tasks.cases import SAMPLES
from rag.domain import AnswerSentence, Usage

if TYPE_CHECKING:
    from rag import Geungeo
    from rag.ask import Asking
    from rag.ports import ChatMessage, ChatModel, ChatStream

WARM_UP = 5
_WHOLE = re.compile(r"다\.(?:\[\d+\])+")
"""A sentence with its markers, as the test model writes it."""


@dataclass(frozen=True, slots=True)
class LlmFigures:
    """Milliseconds as (p50, p95). `before`: from the question to the request to the model; the next two from the question;
    `later`: from the model's first sentence to its release, in each answer; `check`: all checks up to a
    released sentence, those of sentences that were refused before it included."""

    model: str
    questions: int
    answers: int
    sentences: int
    first_s: float
    every_s: float
    before: tuple[float, float]
    model_first: tuple[float, float]
    released_first: tuple[float, float]
    later: tuple[float, float]
    check: tuple[float, float]

    def table(self) -> str:
        rows = (
            ("before the model is asked", self.before),
            ("the model's first sentence", self.model_first),
            ("first released sentence", self.released_first),
            ("later by", self.later),
            ("checking a sentence", self.check),
        )
        pace = f"pace: {self.first_s} s, then 4 letters every {self.every_s} s"
        head = (
            f"{self.model}: {self.questions} questions, {self.answers} answers of {self.sentences} sentences; {pace}\n"
        )
        return head + "".join(f"{name:<28}p50 {p50:>8.1f} ms   p95 {p95:>8.1f} ms\n" for name, (p50, p95) in rows)


@dataclass
class Stopwatch:
    """Stands between the application and its model, and its verifier. Times of `time.perf_counter`."""

    chat: ChatModel
    asked: float | None = None
    whole: float | None = None
    """When the first sentence had arrived."""
    checking: float = 0.0
    """Seconds since it was last set to 0."""
    model: str = field(init=False)

    def __post_init__(self) -> None:
        self.model = self.chat.model

    def start(self) -> float:
        """Forget the last answer. Now."""
        self.asked = self.whole = None
        return time.perf_counter()

    def available(self) -> bool:
        return self.chat.available()

    def close(self) -> None:
        self.chat.close()

    def stream(self, messages: Sequence[ChatMessage], **options: Any) -> ChatStream:
        if self.asked is None:
            self.asked, self.checking = time.perf_counter(), 0.0
        return _Listening(self.chat.stream(messages, **options), self)

    def timed(self, check: Any) -> Any:
        def checked(*arguments: Any) -> Any:
            begun = time.perf_counter()
            try:
                return check(*arguments)
            finally:
                self.checking += time.perf_counter() - begun

        return checked


class _Listening:
    """Port `ChatStream`: another one, and when its first sentence was whole."""

    def __init__(self, stream: ChatStream, watch: Stopwatch) -> None:
        self._stream, self._watch, self._text = stream, watch, ""
        self._pieces = iter(stream)

    @property
    def usage(self) -> Usage:
        return self._stream.usage

    def close(self) -> None:
        self._stream.close()

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        piece = next(self._pieces)
        self._text += piece
        if self._watch.whole is None and _WHOLE.search(self._text):
            self._watch.whole = time.perf_counter()
        return piece


@contextmanager
def watching(asking: Asking) -> Iterator[Stopwatch]:
    writer, check = asking.writer, asking.check
    assert writer is not None
    watch = Stopwatch(writer.chat)
    asking.writer, asking.check = replace(writer, chat=watch), watch.timed(check)
    try:
        yield watch
    finally:
        asking.writer, asking.check = writer, check


@dataclass(slots=True)
class Times:
    """Seconds, a value an answer, or a sentence."""

    before: list[float] = field(default_factory=list)
    model_first: list[float] = field(default_factory=list)
    released_first: list[float] = field(default_factory=list)
    check: list[float] = field(default_factory=list)


def measure(count: int, model: str = "faithful", first: float = FIRST, every: float = EVERY) -> LlmFigures:
    """Ask the first so many of our graded questions over our samples; `model`: one of the server's modes."""
    cases = [case for case in load_cases() if case.answerable][: WARM_UP + count]
    times = Times()
    with (
        ModelServer(paced(MODES[model], first, every)) as server,
        throw_away(llm_model="test", llm_base_url=server.base_url, llm_api_key="none") as app,
    ):
        app.ingest(SAMPLES)
        with watching(app.asking) as watch:
            for number, case in enumerate(cases):
                ask(app, watch, case, Times() if number < WARM_UP else times)
    later = [released - whole for released, whole in zip(times.released_first, times.model_first, strict=True)]
    return LlmFigures(
        model,
        len(cases) - min(WARM_UP, len(cases)),
        len(times.model_first),
        len(times.check),
        first,
        every,
        *(_both(one) for one in (times.before, times.model_first, times.released_first, later, times.check)),
    )


def ask(app: Geungeo, watch: Stopwatch, case: Case, times: Times) -> None:
    """One question; an answer without a sentence of the model counts for nothing."""
    begun = watch.start()
    released: list[float] = []
    for step in app.ask_stream(
        case.question, history=case.history, asked_at=case.asked_at, as_of=case.as_of, mode="llm"
    ):
        if isinstance(step, AnswerSentence) and watch.asked is not None:
            released.append(time.perf_counter())
            times.check.append(watch.checking)
            watch.checking = 0.0
    if released and watch.asked is not None and watch.whole is not None:
        times.before.append(watch.asked - begun)
        times.model_first.append(watch.whole - begun)
        times.released_first.append(released[0] - begun)


def _both(seconds: Sequence[float]) -> tuple[float, float]:
    ordered = sorted(seconds) or [0.0]
    return percentile(ordered, 0.5) * 1000, percentile(ordered, 0.95) * 1000


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m evals.bench.llm", description=__doc__)
    parser.add_argument("--questions", type=int, default=60)
    parser.add_argument("--test-model", choices=["faithful", "liar"], default="faithful")
    parser.add_argument("--first", type=float, default=FIRST, help="seconds before the model's first piece")
    parser.add_argument("--every", type=float, default=EVERY, help="seconds before each of the others")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of the table")
    options = parser.parse_args(arguments)
    figures = measure(options.questions, options.test_model, options.first, options.every)
    sys.stdout.write(json.dumps(asdict(figures)) + "\n" if options.json else figures.table())
    return 0


if __name__ == "__main__":
    sys.exit(main())
