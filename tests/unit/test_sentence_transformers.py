"""Models of sentence-transformers: what they are told, what their vectors are called, and what cannot be loaded."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from rag.adapters.sentence_transformers import Prompts, SentenceTransformerEmbedder, prompts_of
from rag.errors import MissingExtra, ModelUnavailable
from rag.ports import AnalysedText
from tests import tiny_models

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("name", "prompts"),
    [
        ("intfloat/multilingual-e5-small", Prompts("query: ", "passage: ")),
        ("intfloat/multilingual-e5-large", Prompts("query: ", "passage: ")),
        ("intfloat/e5-base-v2", Prompts("query: ", "passage: ")),
        ("dragonkue/multilingual-e5-small-ko", Prompts("query: ", "passage: ")),
        ("nlpai-lab/KoE5", Prompts("query: ", "passage: ")),
        ("/models/multilingual-e5-small/", Prompts("query: ", "passage: ")),
        ("Snowflake/snowflake-arctic-embed-l-v2.0", Prompts("query: ", "")),
        ("dragonkue/snowflake-arctic-embed-l-v2.0-ko", Prompts("query: ", "")),
        ("BAAI/bge-m3", Prompts()),
        ("nlpai-lab/KURE-v1", Prompts()),
        ("intfloat/e5-mistral-7b-instruct", Prompts()),
        ("somebody/size5-model", Prompts()),
    ],
)
def test_a_model_that_leaves_its_prefixes_to_its_card_gets_them(name: str, prompts: Prompts) -> None:
    assert prompts_of(name, {"query": "", "document": ""}) == prompts
    assert prompts_of(name, {}) == prompts


def test_an_instructed_model_is_told_the_task_of_a_question_only() -> None:
    prompts = prompts_of("intfloat/multilingual-e5-large-instruct", {})
    assert prompts.query.startswith("Instruct: ")
    assert prompts.query.endswith("Query: ")
    assert prompts.document == ""


def test_a_models_own_prompts_win() -> None:
    assert prompts_of("x/multilingual-e5-small", {"query": "q: "}) == Prompts("q: ", "")
    assert prompts_of("x/y", {"query": "q: ", "passage": "p: "}) == Prompts("q: ", "p: ")
    assert prompts_of("x/y", {"document": "d: ", "passage": "p: "}) == Prompts("", "d: ")


SENTENCE = [AnalysedText("서울 시장은 문을 연다", ())]


@pytest.mark.models
class TestTinyModels:
    @pytest.fixture(autouse=True)
    def _extra(self) -> None:
        tiny_models.required()

    def test_prompts_go_before_the_text(self, tmp_path: Path) -> None:
        told = SentenceTransformerEmbedder(
            str(tiny_models.embedding_model(tmp_path / "a", prompts={"query": "가나 ", "document": "다라 "}))
        )
        bare = SentenceTransformerEmbedder(str(tiny_models.embedding_model(tmp_path / "b")))
        for as_query, prefix in [(True, "가나 "), (False, "다라 ")]:
            [found] = told.embed(SENTENCE, as_query=as_query)
            [same] = bare.embed([AnalysedText(prefix + SENTENCE[0].text, ())], as_query=as_query)
            assert list(found) == pytest.approx(list(same), abs=1e-5)
        assert told.embed(SENTENCE, as_query=True) != told.embed(SENTENCE, as_query=False)

    def test_equal_weights_have_equal_names_wherever_they_lie_and_others_have_others(self, tmp_path: Path) -> None:
        path = tiny_models.embedding_model(tmp_path / "a")
        moved = shutil.copytree(path, tmp_path / "elsewhere" / path.name)
        told = tiny_models.embedding_model(tmp_path / "b", prompts={"query": "가 "})
        other = tiny_models.embedding_model(tmp_path / "c", seed=8)
        names = [SentenceTransformerEmbedder(str(one)).model for one in (path, moved, told, other)]
        assert names[0] == names[1]
        assert len(set(names)) == 3
        assert all(name.startswith("tiny-") for name in names)

    @pytest.mark.parametrize("dtype", ["float16", "bfloat16"])
    def test_half_precision_gives_nearly_the_same_unit_vectors(self, tmp_path: Path, dtype: str) -> None:
        from rag.adapters.loading import Choices

        path = str(tiny_models.embedding_model(tmp_path))
        [whole] = SentenceTransformerEmbedder(path).embed(SENTENCE, as_query=False)
        [half] = SentenceTransformerEmbedder(path, Choices(dtype=dtype)).embed(SENTENCE, as_query=False)
        assert sum(map(float.__mul__, whole, half)) == pytest.approx(1.0, abs=0.01)
        assert sum(map(float.__mul__, half, half)) == pytest.approx(1.0, abs=1e-5)

    def test_a_long_text_is_cut_at_its_end(self, tmp_path: Path) -> None:
        made = SentenceTransformerEmbedder(str(tiny_models.embedding_model(tmp_path, longest=10)))
        start = "가 나 다 라 마 바 사 아 "
        [one] = made.embed([AnalysedText(start + "서울", ())], as_query=False)
        [other] = made.embed([AnalysedText(start + "공장 " * 500, ())], as_query=False)
        assert list(one) == pytest.approx(list(other), abs=1e-5)

    def test_nothing_is_written_on_standard_output(self, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
        made = SentenceTransformerEmbedder(str(tiny_models.embedding_model(tmp_path)))
        capfd.readouterr()
        made.embed(SENTENCE * 50, as_query=False)
        assert capfd.readouterr().out == ""

    @pytest.mark.parametrize("name", ["/nowhere/to/be/found", "nobody-at-all/none-such"])
    def test_a_model_that_is_not_there_is_one_sentence(self, name: str) -> None:
        with pytest.raises(ModelUnavailable) as caught:
            SentenceTransformerEmbedder(name)
        assert str(caught.value).startswith(f"RAG_EMBEDDING_MODEL={name} cannot be loaded (")
        assert "\n" not in str(caught.value)

    def test_a_device_that_is_not_there_is_one_sentence(self, tmp_path: Path) -> None:
        from rag.adapters.loading import Choices

        with pytest.raises(ModelUnavailable, match="RAG_MODELS_DEVICE"):
            SentenceTransformerEmbedder(str(tiny_models.embedding_model(tmp_path)), Choices(device="moon"))

    def test_a_folder_that_is_no_model_is_one_sentence(self, tmp_path: Path) -> None:
        (tmp_path / "config.json").write_text("{", encoding="utf-8")
        with pytest.raises(ModelUnavailable, match="cannot be loaded"):
            SentenceTransformerEmbedder(str(tmp_path))

    def test_a_cross_encoder_with_several_labels_is_no_reranker(self, tmp_path: Path) -> None:
        from rag.adapters.cross_encoder import CrossEncoderReranker

        with pytest.raises(ModelUnavailable, match="3 labels"):
            CrossEncoderReranker(str(tiny_models.cross_encoder(tmp_path, labels=3)))
        with pytest.raises(ModelUnavailable, match="RAG_RERANKER_MODEL"):
            CrossEncoderReranker("/nowhere/to/be/found")


WITHOUT = """
import sys
sys.modules["sentence_transformers"] = None
from rag.adapters.cross_encoder import CrossEncoderReranker
from rag.adapters.sentence_transformers import SentenceTransformerEmbedder
from rag.errors import MissingExtra
for kind in (SentenceTransformerEmbedder, CrossEncoderReranker):
    try:
        kind("x/y")
    except MissingExtra as error:
        sys.stdout.write(f"{error}\\n")
"""


def test_a_missing_extra_names_the_command_that_installs_it() -> None:
    done = subprocess.run([sys.executable, "-c", WITHOUT], capture_output=True, text=True, check=True, cwd=ROOT)
    first, second = done.stdout.splitlines()
    assert first == str(MissingExtra("RAG_EMBEDDING_MODEL=x/y", "models"))
    assert second == str(MissingExtra("RAG_RERANKER_MODEL=x/y", "models"))
    assert "pip install 'geungeo[models]'" in first
