"""kill -9 at any moment: nothing acknowledged is lost, both indexes find it, and nothing is there twice."""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.context import ForkServerProcess
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest

from rag.adapters import identity
from rag.adapters.chroma import ChromaIndex
from rag.adapters.folder import DataFolder
from rag.adapters.generations import Generations
from rag.adapters.sql import SqlArticleStore
from rag.adapters.tantivy import TantivyIndex
from rag.domain import Article, Vector
from rag.embedding import EmbeddedIndex
from rag.errors import NotFound
from rag.follow import catch_up, verify
from rag.ports import LexicalQuery
from tests.fakes_indexes import MODEL, FakeEmbedder, StandingClock, analysed, embedded_index, news, vector_of

TRIALS = 50
NUMBERS = 300
DIMENSION = 32
SYNC_THRESHOLD = 60  # vectors: the graph's files are rewritten every few batches
PATIENCE = 20.0  # seconds

Editions = dict[int, int | None]
"""Article number → the edition it is at, None when withdrawn."""


def edition(number: int, which: int) -> Article:
    return news(number, f"글{number}판{which}갑", f"글{number}판{which}을", title=f"제목{number}")


@dataclass(frozen=True)
class Collection:
    """The three stores of one data folder."""

    store: SqlArticleStore
    words: TantivyIndex
    vectors: EmbeddedIndex

    def catch_up(self) -> None:
        catch_up(self.store, [self.words, self.vectors])


@contextmanager
def opened(folder: Path) -> Iterator[Collection]:
    with DataFolder(folder).own():
        store = SqlArticleStore(f"sqlite:///{folder / 'articles.db'}", clock=StandingClock())
        words = TantivyIndex(folder / "words")
        index = ChromaIndex.embedded(folder / "vectors", model="crash-32", sync_threshold=SYNC_THRESHOLD)
        vectors = embedded_index(index, store, FakeEmbedder(dimension=DIMENSION))
        collection = Collection(store, words, vectors)
        collection.catch_up()
        yield collection
        for part in (words, vectors, store):
            part.close()


# ---------------------------------------------------------------- the one that is killed


def work(folder: str, seed: int, ready: Event) -> None:
    """Adds, corrects and withdraws for ever, and writes down what was acknowledged."""
    draw = random.Random(seed)
    with open(Path(folder) / "journal", "a", encoding="utf-8") as journal:

        def note(kind: str, editions: Editions) -> None:
            journal.write(json.dumps({kind: editions}) + "\n")
            journal.flush()
            os.fsync(journal.fileno())

        with opened(Path(folder)) as collection:
            ready.set()
            for step in range(1_000_000):
                which = None if draw.random() < 0.15 else 1_000_000 * seed + step
                editions: Editions = dict.fromkeys(draw.sample(range(NUMBERS), 3 if which is None else 10), which)
                note("intended", editions)
                change(collection.store, editions)
                note("acknowledged", editions)
                collection.catch_up()


def change(store: SqlArticleStore, editions: Editions) -> None:
    articles = {number: edition(number, which) for number, which in editions.items() if which is not None}
    # Every other one without vectors, which are made when the index follows.
    models = {number: MODEL if number % 2 else None for number in articles}
    store.put([analysed(one, dimension=DIMENSION, model=models[number]) for number, one in articles.items()])
    for number, which in editions.items():
        if which is None:
            try:
                store.delete(article_id(number))
            except NotFound:
                continue


def article_id(number: int) -> str:
    return identity.keys(edition(number, 0))[0].article_id


# ---------------------------------------------------------------- the one that looks


def written_down(folder: Path) -> tuple[Editions, Editions]:
    """What was acknowledged; and what may or may not have been done when the end came."""
    acknowledged: Editions = {}
    pending: Editions = {}
    lines = (folder / "journal").read_text(encoding="utf-8").split("\n")
    for line in lines[:-1]:  # a last line without its end was never written
        [(kind, found)] = json.loads(line).items()
        editions = {int(number): which for number, which in found.items()}
        if kind == "acknowledged":
            acknowledged, pending = acknowledged | editions, {}
        else:
            pending = editions
    return acknowledged, pending


def stored_editions(store: SqlArticleStore) -> Editions:
    editions: Editions = {}
    for stored in store.articles(limit=10 * NUMBERS):
        number, which = stored.article.paragraphs[0].removeprefix("글").removesuffix("갑").split("판")
        assert int(number) not in editions, "an article is there twice"
        editions[int(number)] = int(which)
    return editions


def stored_editions_in(folder: Path) -> Editions:
    store = SqlArticleStore(f"sqlite:///{folder / 'articles.db'}", clock=StandingClock())
    try:
        return stored_editions(store)
    finally:
        store.close()


def nothing_is_lost(found: Editions, before: Mapping[int, int | None], pending: Editions) -> None:
    for number in range(NUMBERS):
        allowed = {before.get(number), pending.get(number, before.get(number))}
        assert found.get(number) in allowed, f"article {number} is at {found.get(number)}, not at one of {allowed}"
    batch = [number for number, which in pending.items() if which is not None]
    assert len({found.get(number) == pending[number] for number in batch}) <= 1, "half a batch was stored"


def both_indexes_find(collection: Collection, editions: Editions, draw: random.Random) -> None:
    live = 2 * len(editions)
    assert collection.store.status().passages == live
    assert collection.words.count() == collection.vectors.count() == live
    for number in draw.sample(sorted(editions), min(40, len(editions))):
        which = editions[number]
        assert which is not None
        for text in edition(number, which).paragraphs:
            [word] = collection.words.search(LexicalQuery({text: 1.0}, {}), 5)
            vector: Vector = vector_of(text, DIMENSION)
            nearest, second = collection.vectors.search(vector, 2)
            assert nearest.score == pytest.approx(1.0, abs=1e-4)
            assert second.score < 0.999
            assert nearest.id == word.id
            [passage] = collection.store.passages([word.id])
            assert passage.stored.id == article_id(number)
            assert passage.stored.article.body[passage.start : passage.end] == text


# ---------------------------------------------------------------- when to kill

Kill = Callable[[Path, Event, random.Random], None]


def at_random(folder: Path, ready: Event, draw: random.Random) -> None:
    assert ready.wait(PATIENCE)
    time.sleep(draw.uniform(0, 0.7))


def while_the_graph_changes(folder: Path, ready: Event, draw: random.Random) -> None:
    assert ready.wait(PATIENCE)
    before = graph_files(folder)
    end = time.monotonic() + PATIENCE
    while graph_files(folder) == before:
        assert time.monotonic() < end, "the graph's files never changed"
        time.sleep(0.0002)
    time.sleep(draw.choice([0, 0, 0.0005, 0.001, 0.002]))


def while_it_starts(folder: Path, ready: Event, draw: random.Random) -> None:
    time.sleep(draw.uniform(0, 0.4))


def graph_files(folder: Path) -> dict[str, tuple[int, int]]:
    found = {}
    for file in folder.glob("vectors/gen-*/chroma/*/*"):
        try:
            state = file.stat()
        except FileNotFoundError:
            continue
        found[str(file)] = (state.st_mtime_ns, state.st_size)
    return found


SEQUENCE: tuple[tuple[Kill, ...], ...] = (
    (at_random,),
    (while_the_graph_changes,),
    (while_the_graph_changes, while_it_starts),  # killed again while it recovers
    (while_the_graph_changes,),
    (at_random, while_it_starts),
    (at_random,),
)


def run_and_kill(folder: Path, seed: int, when: Kill, draw: random.Random) -> None:
    context = multiprocessing.get_context("forkserver")
    ready = context.Event()
    process: ForkServerProcess = context.Process(target=work, args=(str(folder), seed, ready))
    process.start()
    try:
        when(folder, ready, draw)
        assert process.is_alive(), "it ended by itself"
    finally:
        process.kill()
        process.join()
        process.close()


@pytest.mark.slow
def test_nothing_acknowledged_is_lost_by_a_kill(tmp_path: Path) -> None:
    # The fork server loads the vendors once and opens nothing: its children start at once, and fork no threads.
    multiprocessing.set_forkserver_preload(["tests.integration.test_crash"])
    draw = random.Random(20250303)
    found: Editions = {}
    unclean = rebuilt = 0
    for trial in range(TRIALS):
        for attempt, when in enumerate(SEQUENCE[trial % len(SEQUENCE)]):
            (tmp_path / "journal").write_text("", encoding="utf-8")
            run_and_kill(tmp_path, 1 + 2 * trial + attempt, when, draw)
            acknowledged, pending = written_down(tmp_path)
            before, found = found | acknowledged, stored_editions_in(tmp_path)
            nothing_is_lost(found, before, pending)
        # One in use: a first one that was never finished is built anew under its own name.
        in_use = Generations(tmp_path / "vectors").current()
        unclean += in_use is not None and (in_use / "DIRTY").exists()
        generations = sorted(tmp_path.glob("vectors/gen-*"))
        with opened(tmp_path) as collection:
            assert stored_editions(collection.store) == found
            both_indexes_find(collection, found, draw)
            if trial == TRIALS - 1:
                assert verify(collection.store, collection.words)
                assert verify(collection.store, collection.vectors)
        rebuilt += sorted(tmp_path.glob("vectors/gen-*")) != generations
    assert unclean >= TRIALS // 2, "the kills came too early to prove anything"
    assert rebuilt >= unclean
