"""The `rag` command. Commands are listed here and loaded when they are called; other packages add theirs.

stdout carries data only, everything else goes to stderr. Exit codes: 0 done; 1 an error, in one sentence;
2 the command line is wrong; 3 `ingest` stored what it could, and some pages failed; 130 interrupted (Ctrl-C).
"""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import EntryPoint, entry_points, version

import click

from rag.errors import GeungeoError

OWN = {
    "articles": "rag.cli.articles:articles",
    "ask": "rag.cli.ask:ask",
    "chat": "rag.cli.chat:chat",
    "dates": "rag.cli.dates:dates",
    "doctor": "rag.cli.operate:doctor",
    "ingest": "rag.cli.ingest:ingest",
    "prompts": "rag.cli.prompts:prompts",
    "reindex": "rag.cli.operate:reindex",
    "samples": "rag.cli.samples:samples",
    "status": "rag.cli.operate:status",
    "verify": "rag.cli.verify:verify",
}
INTERRUPTED = 130
GROUP = "rag.commands"
"""The entry-point group through which packages above this one, such as the API, add commands."""


class Commands(click.Group):
    """Our commands and those of other packages; an error we raise on purpose is one sentence and exit code 1."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*OWN, *(point.name for point in entry_points(group=GROUP))})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in OWN:
            return _loaded(EntryPoint(cmd_name, OWN[cmd_name], GROUP))
        return next((_loaded(point) for point in entry_points(group=GROUP, name=cmd_name)), None)

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except GeungeoError as exc:
            raise click.ClickException(str(exc)) from exc
        except KeyboardInterrupt as exc:
            raise click.exceptions.Exit(INTERRUPTED) from exc


def _loaded(point: EntryPoint) -> click.Command:
    command = getattr(import_module(point.module), point.attr)
    if not isinstance(command, click.Command):
        raise TypeError(f"{point.value} is not a command")
    return command


def _print_version(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value:
        click.echo(f"geungeo {version('geungeo')}")
        ctx.exit()


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_print_version, help="The version."
)
def main() -> None:
    """Answers questions in Korean from news articles, with an exact quotation behind every sentence.

    Settings come from RAG_ variables and a .env file; `rag doctor` shows them.
    """
