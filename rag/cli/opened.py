"""How commands come by the application: opened from the settings, or handed in by whoever calls the command."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rag.bootstrap import Geungeo

Opener = Callable[[bool], "Geungeo"]
"""Opens the application; True: with the indexes, which only one process may own."""


def opened(opener: Opener | None, *, own_indexes: bool = True) -> Geungeo:
    """The application, to be used as a context manager. Raises SettingsError, DataFolderBusy, StoreError."""
    if opener is not None:
        return opener(own_indexes)
    from rag.bootstrap import Geungeo

    return Geungeo.open(own_indexes=own_indexes)
