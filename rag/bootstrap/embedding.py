"""Which embedding model the setting means, and whether the stored vectors are its."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rag.adapters.chroma_places import EmbeddedPlaces, ServerPlaces
from rag.adapters.kiwi_embedder import model_name as kiwi_name
from rag.adapters.loading import Choices
from rag.bootstrap import preparing
from rag.config import Settings
from rag.domain import VectorSet, VectorState
from rag.embedding import EmbeddedIndex, PassageVectors
from rag.errors import ModelMismatch
from rag.korean.analysis import Analyser
from rag.ports import Embedder, Store, VectorIndex

__all__ = ["KIWI", "OPENAI", "EmbeddingModel", "Semantic", "Semantics", "choices", "kiwi_name", "mismatch"]

KIWI = "kiwi"
OPENAI = "openai:"


@dataclass(frozen=True, slots=True)
class EmbeddingModel:
    """`setting`: what RAG_EMBEDDING_MODEL says; `name`: names its vectors; `embedder` loads it once."""

    setting: str
    name: str
    embedder: Callable[[], Embedder]


@dataclass(frozen=True, slots=True)
class Semantic:
    """An embedding model, the stored vectors it made and the index over them."""

    model: EmbeddingModel
    vectors: PassageVectors
    index: VectorIndex


class Semantics:
    """Embedding models over one store. `analyser` gives the process's one Kiwi when it is needed."""

    def __init__(self, settings: Settings, store: Store, analyser: Callable[[], Analyser]) -> None:
        self._settings = settings
        self._store = store
        self._analyser = analyser
        chroma_url = settings.chroma_url
        self.places = ServerPlaces(chroma_url) if chroma_url else EmbeddedPlaces(settings.data_dir / "chroma")

    def model(self, setting: str) -> EmbeddingModel:
        """Loads all but Kiwi. Raises MissingExtra, ModelUnavailable, SettingsError."""
        if setting == KIWI:
            return EmbeddingModel(KIWI, kiwi_name(), lambda: preparing.embedder(self._analyser()))
        loaded = _loaded(self._settings, setting)
        return EmbeddingModel(setting, loaded.model, lambda: loaded)

    def configured(self) -> EmbeddingModel:
        """The setting's model, where its vectors are in use or are ready to be. Raises ModelMismatch."""
        sets = self._store.vector_sets()
        active = next((one for one in sets if one.state is VectorState.ACTIVE), None)
        setting = self._settings.embedding_model
        if active is None:
            model = self.model(setting)
            self._store.begin_vectors(model.name, setting)
            self._store.activate_vectors(model.name)
            return model
        usable = [one for one in sets if one.state is not VectorState.BUILDING]
        if not any(one.setting == setting for one in usable):
            raise mismatch(active, setting)
        model = self.model(setting)
        if not any(one.model == model.name for one in usable):
            raise mismatch(active, f"{setting}, which now makes {model.name}")
        return model

    def vectors(self, model: EmbeddingModel) -> PassageVectors:
        return PassageVectors(self._store, model.name, model.embedder, self._analyser)

    def semantic(self, model: EmbeddingModel) -> Semantic:
        vectors = self.vectors(model)
        return Semantic(model, vectors, EmbeddedIndex(self.places.index(model.name), vectors))

    def forget_others(self) -> None:
        """Delete vectors and indexes of models that are neither in use nor being made."""
        self._store.drop_vectors()
        self.places.forget_all_but([one.model for one in self._store.vector_sets()])


def mismatch(active: VectorSet, wanted: str) -> ModelMismatch:
    return ModelMismatch(
        f"Stored vectors come from {active.model} (RAG_EMBEDDING_MODEL={active.setting}), and the setting says {wanted}: "
        "run  rag reindex  to make new ones, or set it back."
    )


def _loaded(settings: Settings, setting: str) -> Embedder:
    if setting.startswith(OPENAI):
        from rag.adapters.openai_embeddings import OpenAIEmbedder

        key = settings.embedding_api_key or settings.llm_api_key
        return OpenAIEmbedder(
            setting.removeprefix(OPENAI),
            base_url=settings.embedding_base_url or settings.llm_base_url,
            api_key=key.get_secret_value() if key else None,
            batch=settings.models_batch,
        )
    from rag.adapters.sentence_transformers import SentenceTransformerEmbedder

    return SentenceTransformerEmbedder(setting, choices(settings))


def choices(settings: Settings) -> Choices:
    return Choices(settings.models_device, settings.models_dtype, settings.models_batch)
