"""What every lexical index promises: one suite for the fake and for tantivy."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.adapters.tantivy import FieldBoosts, TantivyIndex
from rag.adapters.tantivy_files import intact
from rag.domain import IndexedPassage
from rag.errors import IndexDamaged
from rag.korean.terms import bigrams
from rag.ports import LexicalIndex, LexicalQuery, Window
from tests.fakes_indexes import FakeLexicalIndex, at, utc, vector_of


def passage(number: int, terms: str, title: str = "", published_at: datetime | None = None) -> IndexedPassage:
    return IndexedPassage(
        number, published_at, title, " ".join(bigrams(title)), terms, " ".join(bigrams(terms)), vector_of(terms)
    )


def asked(*terms: str, after: date | None = None, before: date | None = None, **weights: float) -> LexicalQuery:
    return LexicalQuery(dict.fromkeys(terms, 1.0) | weights, {}, Window(after, before))


def found(index: LexicalIndex, query: LexicalQuery, limit: int = 10) -> list[int]:
    return [one.id for one in index.search(query, limit)]


@pytest.fixture(params=["fake", "tantivy"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[LexicalIndex]:
    index: LexicalIndex = FakeLexicalIndex() if request.param == "fake" else TantivyIndex(tmp_path / "words")
    index.rebuild(0, [])
    yield index
    index.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "words"


THREE = [passage(1, "서울 시장 선거"), passage(2, "부산 시장 방문"), passage(3, "서울 지하철")]


def test_a_new_index_is_empty_and_at_its_revision(index: LexicalIndex) -> None:
    assert index.revision() == 0
    assert index.count() == 0
    assert found(index, asked("서울")) == []


def test_passages_are_found_by_their_terms_best_first(index: LexicalIndex) -> None:
    index.apply(3, THREE, [])
    assert (index.revision(), index.count()) == (3, 3)
    assert found(index, asked("서울", "시장"))[0] == 1
    assert set(found(index, asked("서울"))) == {1, 3}
    assert found(index, asked("없다")) == []
    scores = [one.score for one in index.search(asked("서울", "시장"), 10)]
    assert scores == sorted(scores, reverse=True)
    assert min(scores) > 0


def test_titles_and_bigrams_find_too(index: LexicalIndex) -> None:
    index.apply(1, [passage(1, "가", title="한강 다리"), passage(2, "서울시장")], [])
    assert found(index, asked("한강")) == [1]
    assert found(index, LexicalQuery({}, {"울시": 1.0})) == [2]


def test_a_heavier_term_counts_more(index: LexicalIndex) -> None:
    index.apply(1, [passage(1, "가 나"), passage(2, "가 다")], [])
    assert found(index, asked(나=3.0, 다=1.0)) == [1, 2]
    assert found(index, asked(나=1.0, 다=3.0)) == [2, 1]


def test_an_empty_question_finds_nothing(index: LexicalIndex) -> None:
    index.apply(1, THREE, [])
    assert found(index, asked()) == []
    assert found(index, asked(서울=0.0)) == []
    assert found(index, asked("서울"), limit=0) == []


def test_ties_come_in_order_of_id_whatever_order_they_were_put_in(index: LexicalIndex) -> None:
    numbers = [*range(100, 160), *range(1, 60)]
    for revision, number in enumerate(numbers, 1):
        index.apply(revision, [passage(number, "같은 글")], [])
    assert found(index, asked("같은"), limit=10) == list(range(1, 11))
    assert found(index, asked("같은"), limit=200) == sorted(numbers)


def test_dates_are_inclusive_days_in_seoul_and_leave_the_score_alone(index: LexicalIndex) -> None:
    index.apply(
        1,
        [
            passage(1, "말", published_at=at(2025, 1, 1, 0, 0)),
            passage(2, "말", published_at=utc(2025, 1, 1, 15, 0)),  # 2 January in Seoul
            passage(3, "말", published_at=at(2025, 1, 3, 23, 59)),
            passage(4, "말"),
        ],
        [],
    )
    first, second, third = (date(2025, 1, day) for day in (1, 2, 3))
    assert found(index, asked("말", after=first, before=first)) == [1]
    assert found(index, asked("말", after=second, before=second)) == [2]
    assert found(index, asked("말", after=second)) == [2, 3]
    assert found(index, asked("말", before=second)) == [1, 2]
    assert found(index, asked("말", after=first, before=third)) == [1, 2, 3]
    assert found(index, asked("말")) == [1, 2, 3, 4]
    everything = {one.id: one.score for one in index.search(asked("말"), 10)}
    narrowed = {one.id: one.score for one in index.search(asked("말", after=second), 10)}
    assert narrowed == pytest.approx({number: everything[number] for number in (2, 3)})


def test_removed_passages_are_gone_and_what_never_was_may_be_removed(index: LexicalIndex) -> None:
    index.apply(1, THREE, [])
    index.apply(2, [], [1, 999])
    assert found(index, asked("서울")) == [3]
    assert index.count() == 2


def test_applying_again_changes_nothing(index: LexicalIndex) -> None:
    for _ in range(3):
        index.apply(2, THREE, [7])
    assert index.count() == 3
    assert found(index, asked("시장")) == [1, 2]


def test_a_rebuilt_index_holds_what_it_was_given_and_nothing_else(index: LexicalIndex) -> None:
    index.apply(1, THREE, [])
    index.rebuild(9, [[passage(5, "새 글")], [], [passage(6, "새 말")]])
    assert (index.revision(), index.count()) == (9, 2)
    assert found(index, asked("서울")) == []
    assert found(index, asked("새")) == [5, 6]
    index.apply(10, [passage(7, "새 것")], [5])
    assert found(index, asked("새")) == [6, 7]


def test_verifying_tells_a_whole_index_from_one_that_lacks_or_has_too_much(index: LexicalIndex) -> None:
    index.apply(1, THREE, [])
    assert index.verify([THREE])
    assert index.verify([THREE[:1], THREE[1:]])
    assert not index.verify([THREE[:2]])
    assert not index.verify([[*THREE, passage(4, "하나 더")]])


def test_an_index_knows_its_size(index: LexicalIndex) -> None:
    index.apply(1, THREE, [])
    assert index.size_bytes() > 0


words = st.lists(st.sampled_from("가나다라마"), min_size=1, max_size=6).map(" ".join)


@settings(max_examples=25)
@given(st.lists(words, min_size=1, max_size=20), words)
def test_tantivy_finds_what_the_fake_finds(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], question: str
) -> None:
    fake, real = FakeLexicalIndex(), TantivyIndex(tmp_path_factory.mktemp("words"))
    for index in (fake, real):
        index.rebuild(1, [[passage(number, text) for number, text in enumerate(texts, 1)]])
    query = asked(*question.split())
    assert set(found(real, query, 100)) == set(found(fake, query, 100))
    real.close()


# ---------------------------------------------------------------- tantivy's own promises


def test_the_revision_is_committed_with_the_documents(folder: Path) -> None:
    index = TantivyIndex(folder)
    assert index.revision() is None
    index.rebuild(4, [THREE])
    index.apply(5, [passage(4, "더")], [])
    again = TantivyIndex(folder)  # as after a kill: the first was never closed
    assert (again.revision(), again.count()) == (5, 4)
    assert found(again, asked("더")) == [4]
    index.close()


def test_the_first_commit_after_a_kill_does_not_stumble_over_what_was_left(folder: Path, tmp_path: Path) -> None:
    index = TantivyIndex(folder)
    index.rebuild(1, [THREE])
    index.close()
    killed = tmp_path / "killed"
    shutil.copytree(folder, killed)
    index.apply(2, [], [1])
    [after], [before] = folder.glob("gen-*"), killed.glob("gen-*")
    deletions = [file for file in after.glob("*.del") if not (before / file.name).exists()]
    assert deletions
    for file in deletions:  # written, but no meta.json names them yet
        shutil.copy(file, before / file.name)
    shutil.copy(after / ".managed.json", before / ".managed.json")
    index.close()
    again = TantivyIndex(killed)
    assert again.revision() == 1
    again.apply(2, [], [1])
    assert set(found(again, asked("시장"))) == {2}
    again.close()


def damaged_copies(folder: Path, copy: Path) -> Iterator[tuple[str, Path]]:
    """Each file in turn cut short, zeroed, with one bit turned, or gone."""
    [current] = folder.glob("gen-*")
    harm: dict[str, Callable[[bytes], bytes]] = {
        "cut": lambda data: data[: len(data) // 2],
        "zeroed": lambda data: bytes(len(data)),
        "turned": lambda data: data[: len(data) // 3] + bytes([data[len(data) // 3] ^ 4]) + data[len(data) // 3 + 1 :],
    }
    names = [file.name for file in current.iterdir() if file.stat().st_size and not file.name.startswith(".")]
    for name in sorted(names):
        for kind, spoil in harm.items():
            shutil.rmtree(copy, ignore_errors=True)
            shutil.copytree(folder, copy)
            file = copy / current.name / name
            file.write_bytes(spoil(file.read_bytes()))
            yield f"{file.suffix} {kind}", copy
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(folder, copy)
        (copy / current.name / name).unlink()
        yield f"{name} gone", copy


def test_a_damaged_file_is_noticed_at_opening_and_the_index_comes_back(folder: Path, tmp_path: Path) -> None:
    index = TantivyIndex(folder)
    index.rebuild(1, [THREE])
    index.apply(2, [passage(4, "넷")], [1])
    index.close()
    missed = []
    cases = 0
    for case, copy in damaged_copies(folder, tmp_path / "copy"):
        cases += 1
        spoilt = TantivyIndex(copy)
        if spoilt.revision() is not None and not spoilt.verify([[*THREE[1:], passage(4, "넷")]]):
            missed.append(case)
        spoilt.rebuild(2, [THREE])
        assert spoilt.verify([THREE]), case
        spoilt.close()
    assert cases >= 40
    assert missed == []


def test_a_missing_folder_or_pointer_means_no_revision(folder: Path) -> None:
    index = TantivyIndex(folder)
    index.rebuild(1, [THREE])
    index.close()
    assert TantivyIndex(folder).revision() == 1
    (folder / "CURRENT").write_text("gen-99\n", encoding="ascii")
    assert TantivyIndex(folder).revision() is None
    (folder / "CURRENT").write_bytes(b"\xff../../x")
    assert TantivyIndex(folder).revision() is None
    with pytest.raises(IndexDamaged, match="rebuilt at the next start"):
        TantivyIndex(folder).search(asked("서울"), 10)


def test_a_rebuild_that_fails_leaves_the_old_index_serving(folder: Path) -> None:
    index = TantivyIndex(folder)
    index.rebuild(1, [THREE])

    def batches() -> Iterator[list[IndexedPassage]]:
        yield [passage(8, "새")]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        index.rebuild(2, batches())
    assert index.revision() == 1
    assert set(found(index, asked("서울"))) == {1, 3}
    index.rebuild(3, [THREE])
    assert len(list(folder.glob("gen-*"))) == 1
    index.close()


def test_searching_goes_on_while_the_index_is_rebuilt(folder: Path) -> None:
    index = TantivyIndex(folder)
    index.rebuild(1, [THREE])
    arrived, go_on = threading.Event(), threading.Event()

    def batches() -> Iterator[list[IndexedPassage]]:
        arrived.set()
        assert go_on.wait(10)
        yield [passage(8, "서울")]

    builder = threading.Thread(target=index.rebuild, args=(2, batches()))
    builder.start()
    assert arrived.wait(10)
    assert index.revision() == 1
    assert set(found(index, asked("서울"))) == {1, 3}
    go_on.set()
    builder.join()
    assert index.revision() == 2
    assert found(index, asked("서울")) == [8]
    index.close()


def test_boosts_of_zero_leave_a_field_out(folder: Path) -> None:
    index = TantivyIndex(folder, boosts=FieldBoosts(bigrams=0.0, title_bigrams=0.0))
    index.rebuild(1, [[passage(1, "가", title="한강")]])
    assert found(index, LexicalQuery({}, {"한강": 1.0, "가": 1.0})) == []
    assert found(index, asked("한강")) == [1]
    index.close()


def test_checksums_are_those_that_tantivy_writes(folder: Path) -> None:
    index = TantivyIndex(folder)
    index.rebuild(1, [THREE])
    index.close()
    [current] = folder.glob("gen-*")
    assert intact(current)
    assert not intact(folder)
