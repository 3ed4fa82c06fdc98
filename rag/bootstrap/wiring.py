"""Which adapter each setting means."""

from __future__ import annotations

from rag.adapters.chroma import ChromaIndex
from rag.adapters.kiwi_embedder import model_name
from rag.adapters.sql import SqlArticleStore
from rag.adapters.tantivy import TantivyIndex
from rag.answers.matching import remembered
from rag.ask import Asking
from rag.bootstrap.clock import WallClock
from rag.bootstrap.preparing import embedder
from rag.config import Settings
from rag.errors import SettingsError
from rag.korean.analysis import Analyser
from rag.korean.names import shipped_aliases, shipped_english
from rag.ports import ArticleStore, Clock, LexicalIndex, VectorIndex
from rag.questions.keywords import Vocabulary
from rag.questions.understand import Understanding


def store(settings: Settings) -> ArticleStore:
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    url = settings.database_url or f"sqlite:///{(settings.data_dir / 'geungeo.db').resolve()}"
    return SqlArticleStore(url, clock=WallClock(), embedding_model=_model(settings))


def indexes(settings: Settings) -> tuple[LexicalIndex, VectorIndex]:
    lexical = TantivyIndex(settings.data_dir / "tantivy")
    if settings.chroma_url:
        return lexical, ChromaIndex.server(settings.chroma_url, model=_model(settings))
    return lexical, ChromaIndex.embedded(settings.data_dir / "chroma", model=_model(settings))


def _model(settings: Settings) -> str:
    if settings.embedding_model != "kiwi":
        raise SettingsError(f"RAG_EMBEDDING_MODEL={settings.embedding_model} is not supported yet; use kiwi.")
    return model_name()


def analyser(settings: Settings) -> Analyser:
    """Loads Kiwi: seconds, ~500 MB; one per process."""
    return Analyser()


def asking(
    analyse: Analyser, articles: ArticleStore, lexical: LexicalIndex, vectors: VectorIndex, clock: Clock
) -> Asking:
    vocabulary = Vocabulary.of(shipped_aliases(), shipped_english())
    understanding = Understanding(analyse, embedder(analyse), vocabulary)
    return Asking(articles, lexical, vectors, understanding, remembered(analyse.similarity), clock)
