"""Where output goes: data to stdout, everything else to stderr."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.console import Console

WIDTH = 10_000
"""Columns where there is no terminal: a line is never broken for a program or a file that reads it."""


def write_json(value: object) -> None:
    """One line of JSON on stdout, flushed, so that a reader at the other end of a pipe sees it at once."""
    click.echo(json.dumps(value, ensure_ascii=False, separators=(",", ":")))
    sys.stdout.flush()


def paper() -> Console:
    """stdout, for people."""
    return _console(stderr=False)


def margin() -> Console:
    """stderr: progress and remarks."""
    return _console(stderr=True)


def _console(*, stderr: bool) -> Console:
    from rich.console import Console

    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() else WIDTH
    return Console(stderr=stderr, width=width, highlight=False, markup=False, emoji=False, soft_wrap=False)
