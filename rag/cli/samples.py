"""`rag samples`: where the sample pages lie."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import click


def samples_folder() -> Path:
    """The folder of the sample pages that travel with the package; raises ClickException where they do not."""
    # Found as data beside the package: this package must not import the evals.
    spec = find_spec("evals")
    for place in spec.submodule_search_locations or () if spec else ():
        folder = Path(place) / "corpus" / "pages"
        if folder.is_dir():
            return folder
    raise click.ClickException("The sample pages are not installed; install geungeo from its wheel or a checkout.")


@click.command()
def samples() -> None:
    """Print the folder of the sample articles, for `rag ingest "$(rag samples)"`."""
    click.echo(str(samples_folder()))
