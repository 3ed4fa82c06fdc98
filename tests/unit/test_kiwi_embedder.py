"""Vectors recovered from Kiwi's own cosines."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from random import Random

import numpy as np
import pytest

from rag.adapters.kiwi_embedder import DIMENSION, KiwiEmbedder
from rag.domain import Vector
from rag.korean.analysis import Analyser
from rag.korean.terms import FIRST_WORD, VOCABULARY
from rag.ports import AnalysedText


@pytest.fixture(scope="module")
def embedder(analyser: Analyser) -> KiwiEmbedder:
    return KiwiEmbedder(analyser)


def embed(embedder: KiwiEmbedder, analyser: Analyser, text: str) -> Vector:
    [vector] = embedder.embed([AnalysedText(text, analyser.tokens(text))], as_query=True)
    return vector


def test_recovered_vectors_reproduce_kiwis_own_cosines(embedder: KiwiEmbedder, analyser: Analyser) -> None:
    ids = sorted(Random(7).sample(range(FIRST_WORD, VOCABULARY - 100), 300))
    recovered = np.array([embedder.morpheme(i) for i in ids], dtype=np.float64)
    own = np.array([[analyser.similarity(a, b) for b in ids] for a in ids])
    worst = np.abs(recovered @ recovered.T - own)[~np.eye(len(ids), dtype=bool)].max()
    assert worst < 1e-3


def test_vectors_have_unit_length(embedder: KiwiEmbedder, analyser: Analyser) -> None:
    vector = np.array(embed(embedder, analyser, "가람시가 트램 예산을 늘렸다"))
    assert vector.shape == (DIMENSION,)
    assert np.linalg.norm(vector) == pytest.approx(1.0, abs=1e-5)


def test_a_text_without_words_has_the_zero_vector(embedder: KiwiEmbedder, analyser: Analyser) -> None:
    assert not any(embed(embedder, analyser, "… ! ?"))


def test_texts_of_like_meaning_are_nearer_than_others(embedder: KiwiEmbedder, analyser: Analyser) -> None:
    query, near, far = (
        np.array(embed(embedder, analyser, text))
        for text in ("시장이 베이징을 방문해 회담했다", "단체장이 중국에서 면담을 했다", "야구 선수가 홈런을 쳤다")
    )
    assert query @ near > query @ far + 0.1


def test_the_zeroth_morpheme_is_outside_the_vocabulary(embedder: KiwiEmbedder) -> None:
    with pytest.raises(KeyError):
        embedder.morpheme(VOCABULARY)


def test_another_process_finds_the_same_vectors_whatever_it_learned_before(
    embedder: KiwiEmbedder, analyser: Analyser
) -> None:
    text = "국가AI컴퓨팅센터를 광주에 유치한다"
    script = (
        "import hashlib\n"
        "from rag.adapters.kiwi_embedder import KiwiEmbedder\n"
        "from rag.korean.analysis import Analyser\n"
        "from rag.ports import AnalysedText\n"
        "a = Analyser(); e = KiwiEmbedder(a)\n"
        "e.embed([AnalysedText('', a.tokens('다른 글을 먼저 배운다'))], as_query=False)\n"
        f"[v] = e.embed([AnalysedText('', a.tokens({text!r}))], as_query=True)\n"
        "print(hashlib.sha256(v.tobytes()).hexdigest())\n"
    )
    there = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.strip()
    assert there == hashlib.sha256(embed(embedder, analyser, text).tobytes()).hexdigest()
