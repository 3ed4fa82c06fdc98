"""What turns pages into stored articles, in this process and in each worker: loaded without stores and indexes."""

from __future__ import annotations

from collections.abc import Sequence
from weakref import WeakKeyDictionary

from rag.adapters.html import ChildHtmlReader
from rag.adapters.kiwi_embedder import KiwiEmbedder
from rag.articles.passages import PassageRules
from rag.ingest import USUAL, Preparer
from rag.korean.analysis import Analyser
from rag.korean.dates import event_table
from rag.ports import Embedder

_embedders: WeakKeyDictionary[Analyser, KiwiEmbedder] = WeakKeyDictionary()


def embedder(analyser: Analyser) -> Embedder:
    """One per analyser: what it learns of morphemes is shared by ingesting and asking."""
    if analyser not in _embedders:
        _embedders[analyser] = KiwiEmbedder(analyser)
    return _embedders[analyser]


def preparer(
    analyser: Analyser | None = None,
    rules: PassageRules = USUAL,
    *,
    embeds: bool = True,
    events: Sequence[event_table.Row] | None = None,
) -> Preparer:
    """Loads Kiwi (seconds, ~500 MB) unless one is given. `embeds`: with Kiwi's vectors, whose tokens are at hand. `events`:
    an operator's rows, to be put in force in a process that has not read them; None leaves those in force."""
    if events is not None:
        event_table.use(events)
    analyse = analyser or Analyser()
    return Preparer(analyse, embedder(analyse) if embeds else None, ChildHtmlReader(), rules)
