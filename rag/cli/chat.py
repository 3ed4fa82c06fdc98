"""`rag chat`: questions and follow-ups at a prompt."""

from __future__ import annotations

import sys
from contextlib import suppress

import click

from rag.cli.opened import opened
from rag.cli.output import margin, paper
from rag.cli.streaming import ask_aloud
from rag.domain import Answer, Mode, Turn
from rag.errors import ChatError, InvalidQuestion

QUIT = (":quit", ":q", ":끝")
NEW = (":new", ":새로")
GREETING = "질문을 적으세요. 새 대화는 :new, 끝내려면 :quit"


@click.command()
@click.option("--mode", type=click.Choice(["auto", "extractive", "llm"]), default="auto", show_default=True)
@click.pass_context
def chat(ctx: click.Context, mode: Mode) -> None:
    """Ask and follow up; earlier turns are remembered. `:new` starts over, `:quit` ends."""
    with suppress(ImportError):  # line editing and recall, where the platform has them
        import readline  # noqa: F401

    remarks, history = margin(), list[Turn]()
    with opened(ctx.obj) as app:
        remarks.print(GREETING)
        while (line := _line()) not in (None, *QUIT):
            if line in NEW:
                history.clear()
            elif line:
                try:
                    answer = ask_aloud(app, paper(), line, history=tuple(history), mode=mode)
                except (InvalidQuestion, ChatError) as exc:
                    remarks.print(str(exc))
                    continue
                history += [Turn("user", line), Turn("assistant", answer.text, cited_by(answer))]


def cited_by(answer: Answer) -> tuple[str, ...]:
    """Ids of the articles that it cites."""
    return tuple(dict.fromkeys(citation.stored.id for citation in answer.citations))


def _line() -> str | None:
    try:
        return input("질문> " if sys.stdin.isatty() else "").strip()
    except EOFError:
        return None
