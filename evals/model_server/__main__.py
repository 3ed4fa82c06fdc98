"""Start the server by hand, until it is interrupted."""

from __future__ import annotations

import signal

import click

from evals.model_server import modes
from evals.model_server.server import ModelServer

ENDS = {signal.SIGINT, signal.SIGTERM}


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), default=8001, show_default=True, help="0: any that is free.")
@click.option("--mode", type=click.Choice(modes.names()), default="echo", show_default=True)
@click.option("--model", default="test", show_default=True, help="The name it gives itself.")
def main(port: int, mode: str, model: str) -> None:
    """A chat model's server for trials: OpenAI's protocol on this machine, with scripted answers or faults."""
    signal.pthread_sigmask(signal.SIG_BLOCK, ENDS)  # before there is another thread that they could be given to
    with ModelServer(modes.script(mode), models=[model], port=port) as server:
        click.echo(f"{mode}: RAG_LLM_MODEL={model} RAG_LLM_BASE_URL={server.base_url}")
        signal.sigwait(ENDS)


if __name__ == "__main__":
    main()
