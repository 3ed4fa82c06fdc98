"""Which adapter each setting means."""

from __future__ import annotations

from functools import partial

from rag.adapters.sql import SqlArticleStore
from rag.adapters.tantivy import TantivyIndex
from rag.answers.claims import Verifier
from rag.answers.generate.writer import Writer
from rag.answers.generate.writing import Limits
from rag.answers.matching import remembered
from rag.answers.verify import Guard
from rag.ask import Asking
from rag.bootstrap import chat, judging
from rag.bootstrap.clock import WallClock
from rag.bootstrap.embedding import choices
from rag.config import Settings
from rag.domain import Prices
from rag.korean.analysis import Analyser
from rag.korean.dates import event_table
from rag.korean.names import shipped_aliases, shipped_english
from rag.korean.synonyms import shipped_synonyms, shipped_thesaurus
from rag.ports import Clock, Embedder, LexicalIndex, Reranker, Store, VectorIndex
from rag.questions.keywords import Vocabulary
from rag.questions.understand import Understanding
from rag.retrieval.candidates import Candidates


def store(settings: Settings) -> Store:
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    url = settings.database_url or f"sqlite:///{(settings.data_dir / 'geungeo.db').resolve()}"
    return SqlArticleStore(url, clock=WallClock())


def use_events(settings: Settings) -> None:
    """Read the operator's events.tsv in the data folder, if there is one. Raises SettingsError naming the line."""
    event_table.use(event_table.read(settings.data_dir / "events.tsv"))


def lexical_index(settings: Settings) -> LexicalIndex:
    return TantivyIndex(settings.data_dir / "tantivy")


def reranker(settings: Settings) -> Reranker | None:
    """Loads the model. Raises MissingExtra, ModelUnavailable."""
    if settings.reranker_model is None:
        return None
    from rag.adapters.cross_encoder import CrossEncoderReranker

    return CrossEncoderReranker(settings.reranker_model, choices(settings))


def analyser(settings: Settings) -> Analyser:
    """Loads Kiwi: seconds, ~500 MB; one per process."""
    return Analyser()


def writer(settings: Settings) -> Writer | None:
    """None without RAG_LLM_MODEL. Raises SettingsError, MissingExtra."""
    if settings.llm_model is None:
        return None
    counter = chat.token_counter(settings)
    model = chat.chat_model(settings, counter)
    if model is None:
        return None
    limits = Limits(settings.llm_max_tokens, settings.llm_timeout, settings.llm_context)
    return Writer(
        model, counter, chat.rendered, limits, _prices(settings), settings.llm_completes, judging.opinions(settings)
    )


def _prices(settings: Settings) -> Prices | None:
    prompt, completion = settings.llm_price_prompt, settings.llm_price_completion
    return None if prompt is None or completion is None else Prices(prompt, completion)


def asking(
    analyse: Analyser,
    embedder: Embedder,
    store: Store,
    lexical: LexicalIndex,
    vectors: VectorIndex,
    clock: Clock,
    reranker: Reranker | None,
    writer: Writer | None,
) -> Asking:
    vocabulary = Vocabulary.of(shipped_aliases(), shipped_english(), shipped_synonyms(), shipped_thesaurus())
    understanding = Understanding(analyse, embedder, vocabulary)
    candidates = Candidates(lexical, vectors, partial(store.vectors, embedder.model))
    check = Guard(Verifier(analyse)).check
    return Asking(store, candidates, understanding, remembered(analyse.similarity), clock, check, reranker, writer)
