"""`rag prompts`: what a chat model is told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

from rag.cli.output import write_json

if TYPE_CHECKING:
    from rag.ports import ChatMessage
    from rag.prompts import Prompt


@click.group()
def prompts() -> None:
    """What a chat model is told."""


@prompts.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def list_prompts(as_json: bool) -> None:
    """Every prompt with its version and its variables."""
    from rag.prompts import catalogue

    for prompt in catalogue():
        if as_json:
            write_json(_head(prompt))
        else:
            click.echo(f"{prompt.id}  v{prompt.version}  {', '.join(prompt.variables)}")


@prompts.command("show")
@click.argument("prompt_id", metavar="ID")
@click.option("--render", is_flag=True, help="Exactly the messages that are sent, role by role.")
@click.option("--var", "given", multiple=True, metavar="NAME=VALUE", help="With --render: a value; may be repeated.")
@click.option("--question", help="With --render: the same as --var question=….")
@click.option("--json", "as_json", is_flag=True, help="One line of JSON; with --render one for each message.")
def show_prompt(prompt_id: str, render: bool, given: tuple[str, ...], question: str | None, as_json: bool) -> None:
    """One prompt as it is written, or as it is sent."""
    from rag.prompts import load, source

    prompt = load(prompt_id)
    values = _values(given, question)
    if render:
        _show(_rendered(prompt, values), as_json)
    elif values:
        raise click.UsageError("--var and --question need --render.")
    elif as_json:
        write_json({**_head(prompt), "messages": [_message(one) for one in prompt.messages]})
    else:
        click.echo(source(prompt_id), nl=False)


def _values(given: Sequence[str], question: str | None) -> dict[str, str]:
    """Values by name. Raises UsageError where one has no name, or comes twice."""
    pairs = [("question", question)] if question is not None else []
    for one in given:
        name, equals, value = one.partition("=")
        if not name or not equals:
            raise click.UsageError(f"--var {one} is not NAME=VALUE.")
        pairs.append((name, value))
    values = dict(pairs)
    if len(values) < len(pairs):
        raise click.UsageError("A variable is given twice.")
    return values


def _rendered(prompt: Prompt, values: dict[str, str]) -> tuple[ChatMessage, ...]:
    """What is sent. Raises UsageError where a value is missing or one too many."""
    from rag.errors import PromptError

    try:
        return prompt.render(**values)
    except PromptError as exc:
        raise click.UsageError(str(exc)) from exc


def _show(messages: Iterable[ChatMessage], as_json: bool) -> None:
    if as_json:
        for message in messages:
            write_json(_message(message))
    else:
        click.echo("\n\n".join(f"## {message.role}\n{message.text}" for message in messages))


def _head(prompt: Prompt) -> dict[str, object]:
    hints = {"temperature": prompt.hints.temperature, "tokens": prompt.hints.tokens}
    return {"id": prompt.id, "version": prompt.version, "variables": prompt.variables, "hints": hints}


def _message(message: ChatMessage) -> dict[str, str]:
    return {"role": message.role, "content": message.text}
