"""`rag reindex`: vectors of the model that the setting names, made beside those in use, then taken over.

They are made in the store, which any process may write. The process that owns the indexes builds the new index as soon as
they are ready and changes over in one moment; where there is none, this process becomes it. Stopped or killed on the
way, the old vectors stay in use, and the next call goes on where this one ended.
"""

from __future__ import annotations

import time

from rag.adapters.folder import DataFolder
from rag.bootstrap.embedding import EmbeddingModel, Semantics
from rag.domain import VectorState
from rag.embedding import Progress
from rag.errors import DataFolderBusy
from rag.ports import Store

POLL_SECONDS = 0.2
PATIENCE_SECONDS = 1_800.0
"""How long the owner may take to load the model and to build the index."""


def make_vectors(store: Store, semantics: Semantics, setting: str, progress: Progress) -> EmbeddingModel | None:
    """The setting's model once its vectors are ready; None where they are in use already."""
    model = semantics.model(setting)
    store.begin_vectors(model.name, setting)
    if _in_use(store, model.name):
        return None
    while not store.finish_vectors(model.name):
        store.begin_vectors(model.name, setting)
        semantics.vectors(model).complete(progress)
    return model


def hand_over(store: Store, folder: DataFolder, model: str, progress: Progress) -> bool:
    """Return when the owner of the indexes has taken over: True; False where there is no owner. Raises DataFolderBusy."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not _in_use(store, model):
        owner = folder.owner()
        if owner is None:
            return False
        if time.monotonic() > end:
            raise DataFolderBusy(
                f"The vectors of {model} are ready, but {owner} has not taken them over: see its log, or restart it with "
                "the new RAG_EMBEDDING_MODEL."
            )
        progress(f"waiting for {owner}", 0, 0)
        time.sleep(POLL_SECONDS)
    return True


def _in_use(store: Store, model: str) -> bool:
    return any(one.model == model and one.state is VectorState.ACTIVE for one in store.vector_sets())
