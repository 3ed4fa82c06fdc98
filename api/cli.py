"""`rag serve`: the API and the page, on one address."""

from __future__ import annotations

import errno
import signal
import socket
from types import FrameType
from typing import NoReturn

import click

from rag.cli.opened import opened

GRACE = 10
"""Seconds that open answers get after SIGTERM."""


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="0.0.0.0 to be reached from other machines.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="0 takes any free one.")
@click.option("--check", is_flag=True, help="Only say whether the address is free.")
@click.pass_context
def serve(ctx: click.Context, host: str, port: int, check: bool) -> None:
    """Serve the API (documented at /docs) and a page with a question box."""
    listener = listen(host, port)
    if check:
        listener.close()
        return
    import uvicorn

    from api.app import create_app
    from api.logs import log_config

    # uvicorn raises the signal again once it has stopped; without a handler that would end the process right there,
    # before the indexes are closed, and the next start would have to rebuild them.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _leave)
    with listener, opened(ctx.obj) as app:
        app.warm_up()  # a model that cannot be loaded says so here, in one sentence
        config = uvicorn.Config(
            create_app(app.settings, app),
            log_config=log_config(app.settings.log_format),
            timeout_graceful_shutdown=GRACE,
            server_header=False,
        )
        shown = f"[{host}]" if ":" in host else host
        click.echo(f"Geungeo answers at http://{shown}:{listener.getsockname()[1]} (stop with Ctrl+C)", err=True)
        uvicorn.Server(config).run(sockets=[listener])


def _leave(number: int, frame: FrameType | None) -> NoReturn:
    raise SystemExit(0)


def listen(host: str, port: int) -> socket.socket:
    """A socket bound to this address, so that nobody can take it in between; raises ClickException when taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        # Linux lets two sockets bind with SO_REUSEADDR as long as neither listens.
        listener.listen(2048)
    except OSError as exc:
        listener.close()
        raise click.ClickException(_refused(host, port, exc)) from exc
    return listener


def _refused(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} is taken by another program; stop it, or choose another port: "
            f"rag serve --port {port + 1} (make run PORT={port + 1})."
        )
    return f"Cannot listen on {host} port {port}: {error.strerror or error}."
