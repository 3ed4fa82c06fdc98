"""What every vector index promises: one suite for the fake, embedded Chroma and a Chroma server."""

from __future__ import annotations

import json
import random
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
import uuid
from array import array
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rag.adapters.chroma import ChromaIndex
from rag.adapters.chroma_home import EmbeddedHome, open_client, open_collection
from rag.adapters.chroma_places import EmbeddedPlaces, ServerPlaces, slug
from rag.adapters.chroma_state import StateFiles, peek
from rag.domain import IndexedPassage, Vector
from rag.errors import IndexDamaged, ModelMismatch, StoreError
from rag.ports import VectorIndex
from tests.fakes_indexes import FakeVectorIndex, unit, vector_of

MODEL = "fake-8"


def passage(number: int, vector: Vector | None = None) -> IndexedPassage:
    return IndexedPassage(number, None, "", "", "", "", vector if vector is not None else vector_of(f"글 {number}"))


def axis(*values: float) -> Vector:
    return unit([*values, *[0.0] * (8 - len(values))])


NOTHING: Vector = array("f", [0.0] * 8)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """`chroma run` on a free port, for as long as this file's tests take."""
    binary = Path(sys.executable).with_name("chroma")
    if not binary.exists():
        pytest.skip("the chroma command is not installed beside this Python")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = tmp_path_factory.mktemp("server")
    command = [str(binary), "run", "--path", str(folder), "--host", "127.0.0.1", "--port", str(port)]
    with open(folder / "log", "wb") as log, subprocess.Popen(command, stdout=log, stderr=log) as process:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
        process.terminate()


@pytest.fixture(params=["fake", "embedded", "server"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[VectorIndex]:
    index: VectorIndex
    if request.param == "fake":
        index = FakeVectorIndex()
    elif request.param == "embedded":
        index = ChromaIndex.embedded(tmp_path / "vectors", model=MODEL)
    else:
        url = request.getfixturevalue("server")
        index = ChromaIndex.server(url, model=MODEL, prefix=f"test-{uuid.uuid4().hex[:8]}")
    assert index.revision() is None
    index.rebuild(0, [])
    yield index
    index.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "vectors"


def found(index: VectorIndex, vector: Vector, limit: int = 10) -> list[int]:
    return [one.id for one in index.search(vector, limit)]


THREE = [passage(1, axis(1)), passage(2, axis(1, 1)), passage(3, axis(-1))]


def test_a_new_index_is_empty_and_at_its_revision(index: VectorIndex) -> None:
    assert index.revision() == 0
    assert index.count() == 0
    assert index.search(axis(1), 10) == []


def test_the_nearest_come_first_and_the_score_is_the_cosine(index: VectorIndex) -> None:
    index.apply(3, THREE, [])
    hits = index.search(axis(1), 10)
    assert [one.id for one in hits] == [1, 2, 3]
    assert [one.score for one in hits] == pytest.approx([1.0, 0.5**0.5, -1.0], abs=1e-5)
    assert all(-1.0 <= one.score <= 1.0 for one in hits)
    assert found(index, axis(1), 2) == [1, 2]
    assert found(index, axis(1), 0) == []
    assert (index.revision(), index.count()) == (3, 3)


def test_equal_vectors_come_in_order_of_id(index: VectorIndex) -> None:
    index.apply(1, [passage(number, axis(0, 1)) for number in (7, 3, 5)], [])
    assert found(index, axis(0, 1)) == [3, 5, 7]


def test_what_has_nothing_to_embed_is_not_held(index: VectorIndex) -> None:
    index.apply(1, [passage(1, NOTHING), passage(2)], [])
    assert index.count() == 1
    assert found(index, vector_of("글 2")) == [2]
    assert index.search(NOTHING, 10) == []
    assert index.verify([[passage(1, NOTHING), passage(2)]])


def test_removed_passages_are_gone_and_what_never_was_may_be_removed(index: VectorIndex) -> None:
    index.apply(1, THREE, [])
    index.apply(2, [], [1, 999])
    assert found(index, axis(1)) == [2, 3]
    assert index.count() == 2


def test_applying_again_changes_nothing(index: VectorIndex) -> None:
    for _ in range(3):
        index.apply(2, THREE, [7])
    assert index.count() == 3
    assert found(index, axis(1)) == [1, 2, 3]


def test_a_batch_may_be_larger_than_the_vendor_takes_at_once(index: VectorIndex) -> None:
    many = [passage(number) for number in range(1, 5_463)]
    index.apply(1, many, [])
    assert index.count() == len(many)
    assert found(index, vector_of("글 5462"), 1) == [5_462]
    index.apply(2, [], [one.id for one in many[:5_462]])
    assert index.count() == 0


def test_a_rebuilt_index_holds_what_it_was_given_and_nothing_else(index: VectorIndex) -> None:
    index.apply(1, THREE, [])
    index.rebuild(9, [[passage(5)], [], [passage(6)]])
    assert (index.revision(), index.count()) == (9, 2)
    assert set(found(index, axis(1))) == {5, 6}
    index.apply(10, [passage(7)], [5])
    assert set(found(index, axis(1))) == {6, 7}


def test_verifying_tells_a_whole_index_from_one_that_lacks_or_has_too_much(index: VectorIndex) -> None:
    index.apply(1, THREE, [])
    assert index.verify([THREE])
    assert index.verify([THREE[:1], THREE[1:]])
    assert not index.verify([THREE[:2]])
    assert not index.verify([[*THREE, passage(4)]])
    assert not index.verify([[*THREE[:2], passage(3, axis(0, 0, 1))]])
    assert index.revision() == 1


def test_recall_stays_high_while_a_third_of_the_index_changes(index: VectorIndex) -> None:
    draw = random.Random(7)
    vectors = {number: unit([draw.gauss(0, 1) for _ in range(8)]) for number in range(1, 1_501)}
    index.apply(1, [passage(number, vectors[number]) for number in range(1, 1_001)], [])
    index.apply(2, [passage(number, vectors[number]) for number in range(1_001, 1_501)], list(range(1, 501)))
    exact = FakeVectorIndex()
    exact.apply(2, [passage(number, vectors[number]) for number in range(501, 1_501)], [])
    questions = [unit([draw.gauss(0, 1) for _ in range(8)]) for _ in range(50)]
    shared = sum(len(set(found(index, one)) & set(found(exact, one))) for one in questions)
    assert shared / (10 * len(questions)) >= 0.98


def test_many_equal_vectors_are_not_mistaken_for_damage(index: VectorIndex) -> None:
    same = [passage(number, axis(1)) for number in range(1, 60)]
    index.rebuild(1, [same])
    assert index.verify([same])


# ---------------------------------------------------------------- embedded Chroma's own promises


def filled(folder: Path, *passages: IndexedPassage) -> ChromaIndex:
    index = ChromaIndex.embedded(folder, model=MODEL)
    index.rebuild(0, [])
    index.apply(1, passages or THREE, [])
    return index


def test_a_clean_close_is_trusted_at_the_next_opening(folder: Path) -> None:
    filled(folder).close()
    again = ChromaIndex.embedded(folder, model=MODEL)
    assert (again.revision(), again.count()) == (1, 3)
    assert found(again, axis(1)) == [1, 2, 3]
    again.close()
    assert ChromaIndex.embedded(folder, model=MODEL).revision() == 1


def test_an_unclean_stop_has_no_revision_and_the_index_comes_back(folder: Path, tmp_path: Path) -> None:
    index = filled(folder)
    left = tmp_path / "as a kill leaves it"
    shutil.copytree(folder, left)
    index.close()
    again = ChromaIndex.embedded(left, model=MODEL)
    assert again.revision() is None
    with pytest.raises(IndexDamaged, match="rebuilt at the next start"):
        again.search(axis(1), 10)
    again.rebuild(1, [THREE])
    assert found(again, axis(1)) == [1, 2, 3]
    again.close()


def test_a_kill_between_the_first_write_and_the_first_revision_is_unclean_too(folder: Path, tmp_path: Path) -> None:
    filled(folder).close()
    home = EmbeddedHome(folder, MODEL)
    opened = home.open()
    assert opened is not None
    home.begin(opened)
    left = tmp_path / "as a kill leaves it"
    shutil.copytree(folder, left)
    home.close(opened)
    assert ChromaIndex.embedded(left, model=MODEL).revision() is None
    again = ChromaIndex.embedded(folder, model=MODEL)
    assert again.revision() == 1
    again.close()


def test_opening_and_searching_alone_leave_the_index_clean(folder: Path, tmp_path: Path) -> None:
    filled(folder).close()
    index = ChromaIndex.embedded(folder, model=MODEL)
    assert found(index, axis(1)) == [1, 2, 3]
    left = tmp_path / "as a kill leaves it"
    shutil.copytree(folder, left)
    index.close()
    again = ChromaIndex.embedded(left, model=MODEL)
    assert again.revision() == 1
    again.close()


def test_vectors_of_another_model_are_refused_until_they_are_rebuilt(folder: Path) -> None:
    filled(folder).close()
    index = ChromaIndex.embedded(folder, model="another")
    for refused in (index.revision, lambda: index.search(axis(1), 1), lambda: index.apply(2, THREE, [])):
        with pytest.raises(ModelMismatch, match="`rag reindex`"):
            refused()
    index.rebuild(2, [THREE])
    assert index.revision() == 2
    index.close()


def test_a_pointer_to_nowhere_means_no_revision(folder: Path) -> None:
    filled(folder).close()
    (folder / "CURRENT").write_text("gen-77\n", encoding="ascii")
    assert ChromaIndex.embedded(folder, model=MODEL).revision() is None


def test_a_rebuild_leaves_one_generation_behind(folder: Path) -> None:
    index = filled(folder)
    for revision in (2, 3):
        index.rebuild(revision, [THREE])
    assert [one.name for one in folder.glob("gen-*")] == ["gen-3"]
    assert {one.name for one in (folder / "gen-3").iterdir()} == {"chroma", "state.json"}
    index.close()


def test_a_rebuild_that_fails_leaves_the_old_index_serving(folder: Path) -> None:
    index = filled(folder)

    def batches() -> Iterator[list[IndexedPassage]]:
        yield [passage(8)]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        index.rebuild(2, batches())
    assert index.revision() == 1
    assert found(index, axis(1)) == [1, 2, 3]
    index.rebuild(3, [THREE])
    assert len(list(folder.glob("gen-*"))) == 1
    index.close()


def test_searching_goes_on_while_the_index_is_rebuilt_and_swapped(folder: Path) -> None:
    index = filled(folder)
    stop, errors, answers = threading.Event(), list[BaseException](), list[int]()

    def search() -> None:
        while not stop.is_set():
            try:
                answers.append(len(index.search(axis(1), 10)))
            except BaseException as error:  # noqa: BLE001 - it is looked at in the test's own thread
                errors.append(error)

    searcher = threading.Thread(target=search)
    searcher.start()
    for revision in range(2, 6):
        index.rebuild(revision, [THREE])
    stop.set()
    searcher.join()
    assert errors == []
    assert set(answers) == {3}
    index.close()


def test_no_readable_text_is_kept(folder: Path) -> None:
    index = ChromaIndex.embedded(folder, model=MODEL)
    one = IndexedPassage(1, None, "canary-title", "canary-title", "canary-terms", "canary-bigrams", axis(1))
    index.rebuild(0, [[one]])
    index.apply(1, [one], [])
    index.close()
    assert not [file for file in folder.rglob("*") if file.is_file() and b"canary" in file.read_bytes()]


def test_what_a_running_owner_has_applied_can_be_read_beside_it(folder: Path) -> None:
    index = filled(folder)
    state = peek(folder)
    assert state is not None
    assert (state.revision, state.model, state.count) == (1, MODEL, 3)
    index.close()
    assert peek(folder / "nowhere") is None


def test_metric_and_graph_are_set_and_not_left_to_the_vendor(folder: Path) -> None:
    index = filled(folder)
    index.close()
    client = open_client(folder / "gen-1" / "chroma")
    graph = open_collection(client).configuration_json["hnsw"]
    client.close()
    expected = {
        "space": "cosine",
        "ef_construction": 64,
        "ef_search": 200,
        "max_neighbors": 16,
        "sync_threshold": 5_000,
    }
    assert {name: graph[name] for name in expected} == expected


SPOILS: dict[str, Callable[[bytes], bytes]] = {
    "cut": lambda data: data[: len(data) // 2],
    "zeroed": lambda data: bytes(len(data)),
    "turned": lambda data: data[: len(data) // 3] + bytes([data[len(data) // 3] ^ 64]) + data[len(data) // 3 + 1 :],
}


@pytest.mark.slow
def test_torn_graph_files_are_found_without_harm_to_this_process(folder: Path, tmp_path: Path) -> None:
    many = [passage(number) for number in range(1, 1_202)]
    index = ChromaIndex.embedded(folder, model=MODEL, sync_threshold=1_000)
    index.rebuild(1, [many])
    index.close()
    [data] = (folder / "gen-1" / "chroma").glob("*/")
    files = [file.name for file in data.iterdir() if file.stat().st_size]
    assert {"data_level0.bin", "header.bin", "length.bin"} <= set(files)
    for name in files:
        for spoil in SPOILS.values():
            copy = tmp_path / "copy"
            shutil.rmtree(copy, ignore_errors=True)
            shutil.copytree(folder, copy)
            [file] = (copy / "gen-1" / "chroma").glob(f"*/{name}")
            file.write_bytes(spoil(file.read_bytes()))
            assert ChromaIndex.embedded(copy, model=MODEL).revision() is None


@pytest.mark.slow
def test_the_thorough_check_survives_what_crashes_its_child(folder: Path) -> None:
    """The seal is forged here, so that only the child can notice."""
    many = [passage(number) for number in range(1, 1_202)]
    index = ChromaIndex.embedded(folder, model=MODEL, sync_threshold=1_000)
    index.rebuild(1, [many])
    assert index.verify([many])
    [file] = (folder / "gen-1" / "chroma").glob("*/data_level0.bin")
    whole = file.read_bytes()
    # One bit may fall where nothing is read (an empty place in a list of neighbours); only the seal sees that.
    many_turned = bytes(byte ^ 64 if at % 512 == 0 else byte for at, byte in enumerate(whole))
    for spoiled in (SPOILS["cut"](whole), SPOILS["zeroed"](whole), many_turned):
        file.write_bytes(spoiled)
        assert not index.verify([many])
    file.write_bytes(whole)
    assert index.verify([many])
    assert index.revision() == 1
    index.close()


def test_the_seal_is_of_the_files_as_they_were_closed(folder: Path) -> None:
    filled(folder).close()
    files = StateFiles(folder / "gen-1")
    assert files.sealed() is not None
    state = json.loads((folder / "gen-1" / "state.json").read_text(encoding="utf-8"))
    state["files"]["x/data_level0.bin"] = [1, 1]
    (folder / "gen-1" / "state.json").write_text(json.dumps(state), encoding="utf-8")
    assert files.sealed() is None
    (folder / "gen-1" / "state.json").write_text("{", encoding="utf-8")
    assert files.sealed() is None
    assert ChromaIndex.embedded(folder, model=MODEL).revision() is None


# ---------------------------------------------------------------- the server's own promises


def test_a_server_that_does_not_answer_is_one_clear_error() -> None:
    with pytest.raises(StoreError, match="does not answer"):
        ChromaIndex.server("http://127.0.0.1:9", model=MODEL).revision()


def test_a_second_process_follows_the_servers_generations(server: str) -> None:
    prefix = f"test-{uuid.uuid4().hex[:8]}"
    writer, reader = (ChromaIndex.server(server, model=MODEL, prefix=prefix) for _ in range(2))
    writer.rebuild(1, [THREE])
    assert found(reader, axis(1)) == [1, 2, 3]
    writer.rebuild(2, [THREE[:2]])
    assert found(reader, axis(1)) == [1, 2]
    assert reader.revision() == 2
    other = ChromaIndex.server(server, model="another", prefix=prefix)
    with pytest.raises(ModelMismatch, match="`rag reindex`"):
        other.revision()
    other.close()
    reader.close()
    writer.close()


# ---------------------------------------------------------------- a place for each model


@pytest.fixture(params=["embedded", "server"])
def places(request: pytest.FixtureRequest, tmp_path: Path) -> EmbeddedPlaces | ServerPlaces:
    if request.param == "embedded":
        return EmbeddedPlaces(tmp_path / "vectors")
    return ServerPlaces(request.getfixturevalue("server"))


def test_each_model_has_a_place_and_those_that_nobody_needs_are_forgotten(
    places: EmbeddedPlaces | ServerPlaces,
) -> None:
    models = ["BAAI/bge-m3@abc", "BAAI/bge-m3@abd", "baai/bge-m3@abc"]
    indexes = [places.index(model) for model in models]
    for number, index in enumerate(indexes, 1):
        index.rebuild(number, [[passage(number)]])
    assert [index.revision() for index in indexes] == [1, 2, 3]
    assert [found(index, vector_of(f"글 {number}")) for number, index in enumerate(indexes, 1)] == [[1], [2], [3]]
    for index in indexes:
        index.close()
    places.forget_all_but(models[1:2])
    again = [places.index(model) for model in models]
    assert [index.revision() for index in again] == [None, 2, None]
    for index in again:
        index.close()
    places.forget_all_but([])
    last = places.index(models[1])
    assert last.revision() is None
    last.close()


@pytest.mark.parametrize("model", ["kiwi-0.24.0-256-2", "openai:text-embedding-3-small", "한국어/모델", "x" * 300, ""])
def test_a_place_has_a_name_that_files_and_collections_may_have(model: str) -> None:
    assert re.fullmatch(r"[a-z0-9][a-z0-9-]{2,60}[a-z0-9]", slug(model))
