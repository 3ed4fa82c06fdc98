"""An answer on a terminal as it comes about: each sentence when it is released, everything else when it is whole."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from typing import TYPE_CHECKING, Any

from rag.answers.joining import continued
from rag.cli.answer import show_answer, show_rest
from rag.domain import Answer, AnswerSentence, Step

if TYPE_CHECKING:
    from rich.console import Console

    from rag.bootstrap import Geungeo


def ask_aloud(app: Geungeo, console: Console, question: str, **options: Any) -> Answer:
    """Ask, and print the answer: on a terminal as it comes, elsewhere at once. Whoever interrupts leaves the model alone."""
    if not console.is_terminal:
        answer = app.ask(question, **options)
        show_answer(answer, console)
        return answer
    with closing(app.ask_stream(question, **options)) as steps:
        return show_steps(steps, console)


def show_steps(steps: Iterable[Step], console: Console) -> Answer:
    """The last step is the answer."""
    from rich.text import Text

    shown = ""
    for step in steps:
        if isinstance(step, AnswerSentence):
            more = continued(shown, step)
            console.print(Text(more if shown else f"\n{more}"), end="", soft_wrap=True)
            shown += more
        elif isinstance(step, Answer):
            if not shown:
                show_answer(step, console)
                return step
            console.print()
            if step.short_answer and step.short_answer not in shown.partition("\n")[0]:
                console.print(Text(f"\n{step.short_answer}", style="bold"))
            show_rest(step, console)
            return step
    raise ValueError("The steps ended without an answer.")
