"""Following the log: catching up, rebuilding, verifying; and whatever happens in whatever order."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from rag.adapters.folder import DataFolder
from rag.adapters.sql import SqlArticleStore
from rag.domain import Article, IndexedPassage, PageReport
from rag.errors import DataFolderBusy, IndexDamaged, ModelMismatch
from rag.follow import catch_up, lag, rebuild, verify
from rag.ports import Index, LexicalQuery, Store
from tests.fakes_indexes import (
    MODEL,
    FakeArticleStore,
    FakeLexicalIndex,
    FakeVectorIndex,
    StandingClock,
    analysed,
    embedded_index,
    news,
    vector_of,
)


class Setting:
    """A store with both indexes, as an application has them."""

    def __init__(self, store: Store | None = None) -> None:
        self.store: Store = store or FakeArticleStore()
        self.words = FakeLexicalIndex()
        self.vectors = FakeVectorIndex()
        self.only: list[Index] | None = None

    @property
    def indexes(self) -> list[Index]:
        """Words, then vectors; or those that a test is only about."""
        return self.only or [self.words, embedded_index(self.vectors, self.store)]

    def put(self, *articles: Article) -> list[PageReport]:
        return self.store.put([analysed(article) for article in articles])

    def catch_up(self, **options: Any) -> None:
        catch_up(self.store, self.indexes, **options)

    def found(self, word: str) -> list[int]:
        return [one.id for one in self.words.search(LexicalQuery({word: 1.0}, {}), 1_000)]

    def agree(self) -> bool:
        return all(verify(self.store, index) for index in self.indexes)


@pytest.fixture
def setting() -> Setting:
    return Setting()


def test_new_indexes_are_built_and_then_follow(setting: Setting) -> None:
    setting.put(news(1))
    assert [lag(setting.store, index) for index in setting.indexes] == [None, None]
    setting.catch_up()
    setting.put(news(2), news(3))
    assert [lag(setting.store, index) for index in setting.indexes] == [2, 2]
    setting.catch_up()
    assert [lag(setting.store, index) for index in setting.indexes] == [0, 0]
    assert len(setting.found("문단이다.")) == 6
    assert setting.agree()


def test_updates_and_withdrawals_reach_the_indexes(setting: Setting) -> None:
    [first, second] = setting.put(news(1), news(2))
    setting.catch_up()
    setting.put(news(1, "새로운 글"))
    setting.store.delete(str(second.article_id))
    setting.catch_up()
    assert len(setting.found("새로운")) == 1
    assert setting.found("문단이다.") == []
    assert setting.store.passages(setting.found("새로운"))[0].stored.id == first.article_id
    assert setting.agree()


def test_many_versions_within_one_batch_leave_only_the_last(setting: Setting) -> None:
    setting.catch_up()
    for number in range(5):
        setting.put(news(1, f"판 {number}"))
    [report] = setting.put(news(2))
    setting.store.delete(str(report.article_id))
    setting.catch_up()
    assert setting.words.count() == setting.vectors.count() == 1
    assert len(setting.found("4")) == 1


@pytest.mark.parametrize("batch", [1, 2, 3, 100])
def test_the_size_of_a_step_does_not_matter(setting: Setting, batch: int) -> None:
    setting.catch_up()
    for number in range(7):
        setting.put(news(number % 3, f"글 {number}"))
    setting.catch_up(batch=batch)
    assert setting.agree()
    assert setting.words.revision() == setting.vectors.revision() == 7


def test_an_index_that_is_further_is_left_alone_until_the_other_comes_up() -> None:
    reads: list[int] = []

    class Counting(FakeArticleStore):
        def indexed(self, ids: Sequence[int]) -> list[IndexedPassage]:
            reads.append(len(ids))
            return super().indexed(ids)

    setting = Setting(Counting())
    setting.put(news(1), news(2))
    setting.catch_up()
    setting.put(news(3), news(4), news(5))
    catch_up(setting.store, [setting.words])
    setting.put(news(6))
    reads.clear()
    setting.catch_up()
    assert reads == [6, 2]
    assert setting.words.revision() == setting.vectors.revision() == 6


def test_an_index_that_stopped_uncleanly_is_rebuilt_and_the_other_is_not(setting: Setting) -> None:
    setting.put(news(1), news(2))
    setting.catch_up()
    setting.vectors.crash()
    told: list[tuple[str, int, int]] = []
    setting.catch_up(progress=lambda *step: told.append(step))
    assert told == [("fake vectors", 0, 4), ("fake vectors", 4, 4)]
    assert setting.agree()


def test_an_index_of_another_store_is_rebuilt(setting: Setting) -> None:
    setting.put(news(1), news(2), news(3))
    setting.catch_up()
    setting.store = FakeArticleStore()
    setting.put(news(9, "다른 곳의 글"))
    assert lag(setting.store, setting.words) is None
    setting.catch_up()
    assert setting.words.count() == 1
    assert setting.agree()


def test_what_changes_during_a_rebuild_is_not_lost(setting: Setting) -> None:
    setting.put(news(1), news(2))

    class Interrupted(FakeLexicalIndex):
        def rebuild(self, revision: int, batches: Iterable[Sequence[IndexedPassage]]) -> None:
            pieces = list(batches)
            setting.put(news(1, "바뀐 글"), news(3))
            super().rebuild(revision, pieces)

    setting.words = Interrupted()
    setting.only = [setting.words]
    setting.catch_up()
    assert len(setting.found("바뀐")) == 1
    assert setting.agree()


def test_rebuilding_walks_the_whole_store(setting: Setting) -> None:
    setting.put(*[news(number, *[f"{number}의 {part}" for part in range(10)]) for number in range(250)])
    rebuild(setting.store, setting.words)
    assert setting.words.count() == 2_500
    assert setting.words.revision() == setting.store.status().revision


def test_verifying_notices_what_an_index_has_lost(setting: Setting) -> None:
    setting.put(news(1), news(2))
    setting.catch_up()
    [_, vectors] = setting.indexes
    assert verify(setting.store, vectors)
    setting.vectors.lose(2)
    assert vectors.revision() == 2
    assert not verify(setting.store, vectors)
    rebuild(setting.store, vectors)
    assert verify(setting.store, vectors)


def test_a_failing_index_says_so_and_is_caught_up_later(setting: Setting) -> None:
    class Failing(FakeLexicalIndex):
        broken = True

        def apply(self, revision: int, upserts: Sequence[IndexedPassage], removed: Sequence[int]) -> None:
            if self.broken:
                raise IndexDamaged("no space left")
            super().apply(revision, upserts, removed)

    failing = Failing()
    setting.only = [failing]
    setting.catch_up()
    setting.put(news(1))
    with pytest.raises(IndexDamaged):
        setting.catch_up()
    assert lag(setting.store, failing) == 1
    failing.broken = False
    setting.catch_up()
    assert lag(setting.store, failing) == 0


def test_an_index_that_breaks_while_following_is_rebuilt_at_once(setting: Setting) -> None:
    class Breaking(FakeVectorIndex):
        def apply(self, revision: int, upserts: Sequence[IndexedPassage], removed: Sequence[int]) -> None:
            self.crash()
            raise IndexDamaged("torn")

    setting.vectors = Breaking()
    setting.catch_up()
    setting.put(news(1), news(2))
    setting.catch_up()
    assert setting.vectors.revision() == 2
    assert setting.agree()


def test_another_model_is_for_people_to_decide(setting: Setting) -> None:
    class Mismatched(FakeVectorIndex):
        def revision(self) -> int | None:
            raise ModelMismatch("run `rag reindex`.")

    with pytest.raises(ModelMismatch):
        catch_up(setting.store, [Mismatched()])


# ---------------------------------------------------------------- any order of events


class Collection(RuleBasedStateMachine):
    """A store with both indexes against a dictionary of what should be there."""

    numbers = st.integers(0, 5)
    texts = st.lists(st.sampled_from("가나다라"), min_size=1, max_size=3)

    def __init__(self, store: Store | None = None) -> None:
        super().__init__()
        self.setting = Setting(store)
        self.expected: dict[str, tuple[str, ...]] = {}

    @rule(number=numbers, text=texts, model=st.sampled_from([MODEL, None]))
    def add_or_update(self, number: int, text: list[str], model: str | None) -> None:
        [report] = self.setting.store.put([analysed(news(number, *text), model=model)])
        self.expected[str(report.article_id)] = tuple(text)

    @rule(batch=st.lists(st.tuples(numbers, texts), min_size=1, max_size=4))
    def add_a_batch(self, batch: list[tuple[int, list[str]]]) -> None:
        reports = self.setting.put(*[news(number, *text) for number, text in batch])
        for report, (_, text) in zip(reports, batch, strict=True):
            self.expected[str(report.article_id)] = tuple(text)

    @rule(number=numbers)
    def delete(self, number: int) -> None:
        for article_id in sorted(self.expected)[number : number + 1]:
            self.setting.store.delete(article_id)
            del self.expected[article_id]

    @rule(which=st.integers(0, 1), batch=st.integers(1, 3))
    def one_index_catches_up(self, which: int, batch: int) -> None:
        catch_up(self.setting.store, [self.setting.indexes[which]], batch=batch)

    @rule(which=st.integers(0, 1))
    def crash(self, which: int) -> None:
        (self.setting.words, self.setting.vectors)[which].crash()

    @rule(which=st.integers(0, 1), back=st.integers(1, 5))
    def crash_before_the_revision_was_remembered(self, which: int, back: int) -> None:
        index = (self.setting.words, self.setting.vectors)[which]
        if (revision := index.revision()) is not None:
            index.forget_since(max(0, revision - back))

    @rule(which=st.integers(0, 1))
    def rebuild(self, which: int) -> None:
        rebuild(self.setting.store, self.setting.indexes[which])

    @rule()
    def both_catch_up(self) -> None:
        self.setting.catch_up(batch=2)
        assert self.setting.agree()

    @invariant()
    def the_store_holds_what_was_put(self) -> None:
        articles = self.setting.store.articles(limit=1_000)
        assert {one.id: one.article.paragraphs for one in articles} == self.expected

    @invariant()
    def no_ghost_is_ever_shown(self) -> None:
        shown = self.setting.store.passages(self.setting.found("가") + self.setting.found("나"))
        for passage in shown:
            body = passage.stored.article.body
            assert passage.stored.article.paragraphs == self.expected[passage.stored.id]
            assert body[passage.start : passage.end] in self.expected[passage.stored.id]

    def teardown(self) -> None:
        self.setting.catch_up()
        assert self.setting.agree()
        held = [passage for text in self.expected.values() for passage in text]
        assert self.setting.words.count() == self.setting.vectors.count() == len(held)
        for text in set(held):
            assert self.setting.vectors.search(vector_of(text), 1)[0].score == pytest.approx(1.0, abs=1e-5)


TestCollection = Collection.TestCase
TestCollection.settings = settings(max_examples=60, stateful_step_count=25)


class SqlCollection(Collection):
    """The same with the real store."""

    def __init__(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.sql = SqlArticleStore(f"sqlite:///{self.folder.name}/articles.db", clock=StandingClock())
        super().__init__(self.sql)

    def teardown(self) -> None:
        super().teardown()
        self.sql.close()
        self.folder.cleanup()


TestSqlCollection = SqlCollection.TestCase
TestSqlCollection.settings = settings(max_examples=15, stateful_step_count=20)


# ---------------------------------------------------------------- who owns the folder


OWNING = """
import sys, time
from pathlib import Path
from rag.adapters.folder import DataFolder
ownership = DataFolder(Path(sys.argv[1])).own()
sys.stdout.write("mine\\n")
sys.stdout.flush()
time.sleep(60)
"""


def test_a_folder_has_one_owner_and_the_second_is_told_who(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "data")
    assert folder.owner() is None
    with folder.own():
        with pytest.raises(DataFolderBusy, match=rf"process {os.getpid()} \(.+\), since 20\d\d-"):
            DataFolder(tmp_path / "data").own()
        assert f"process {os.getpid()}" in str(DataFolder(tmp_path / "data").owner())
    assert folder.owner() is None
    folder.own().release()


def test_a_dead_owner_owns_nothing(tmp_path: Path) -> None:
    command = [sys.executable, "-c", OWNING, str(tmp_path)]
    root = Path(__file__).resolve().parents[2]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "mine\n"
        with pytest.raises(DataFolderBusy, match=f"process {child.pid} "):
            DataFolder(tmp_path).own()
        with contextlib.suppress(ProcessLookupError):
            os.kill(child.pid, signal.SIGKILL)
        child.wait()
    DataFolder(tmp_path).own().release()


def test_looking_who_owns_a_folder_keeps_nobody_from_owning_it(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    for _ in range(50):
        folder.owner()
        folder.own().release()
