"""Tokens: counted where the vocabulary can be had, and else never too few."""

from __future__ import annotations

import logging
import threading
import time
from pathlib import Path

import pytest
import tiktoken
from hypothesis import given
from hypothesis import strategies as st

from rag.adapters.tokens import TiktokenCounter, bound, encoding_name
from tests.fakes_chat import WordCounter

MERGES = ("솔빛", " 솔빛", "공장", "다.", "습니다", " the", "ing")
TEXT = "솔빛 공장은 3월에 문을 엽니다."


def tiny() -> tiktoken.Encoding:
    """A vocabulary of all bytes and a few merges, each of which has its steps."""
    ranks = {bytes([byte]): byte for byte in range(256)}
    for merge in MERGES:
        raw = merge.encode()
        for end in range(2, len(raw) + 1):
            ranks.setdefault(raw[:end], len(ranks))
    return tiktoken.Encoding(
        "tiny",
        pat_str=r"\s?\p{L}+|\s?\p{N}+|[^\s\p{L}\p{N}]+|\s+",
        mergeable_ranks=ranks,
        special_tokens={"<|end|>": 9999},
    )


ENCODING = tiny()


def unheard_of(name: str) -> tiktoken.Encoding:
    raise OSError("no network")


@given(st.text(alphabet=st.characters(exclude_categories=())) | st.text(alphabet="솔빛공장다.습니 the ing<|end|>\n"))
def test_the_bound_is_never_below_the_count(text: str) -> None:
    assert bound(text) >= len(ENCODING.encode(text, disallowed_special=()))


def test_tokens_are_counted_with_the_vocabulary_of_the_model() -> None:
    asked: list[str] = []

    def load(name: str) -> tiktoken.Encoding:
        asked.append(name)
        return ENCODING

    counter = TiktokenCounter("gpt-4o-mini", load=load)
    assert asked == []
    assert counter.count(TEXT) == len(ENCODING.encode(TEXT)) < bound(TEXT)
    assert counter.exact
    counter.count(TEXT)
    assert asked == ["o200k_base"]


def test_what_looks_like_a_special_token_is_text() -> None:
    counter = TiktokenCounter("gpt-4o", load=lambda name: ENCODING)
    assert counter.count("<|end|>") == len(ENCODING.encode_ordinary("<|end|>"))


def test_without_the_vocabulary_there_is_a_bound_and_it_is_said_once(caplog: pytest.LogCaptureFixture) -> None:
    counter = TiktokenCounter("gpt-4o", load=unheard_of)
    with caplog.at_level(logging.WARNING):
        assert [counter.count(TEXT) for _ in range(3)] == [bound(TEXT)] * 3
    assert not counter.exact
    [record] = caplog.records
    assert "TIKTOKEN_CACHE_DIR" in record.getMessage()


def test_models_of_others_are_bounded_at_once(caplog: pytest.LogCaptureFixture) -> None:
    began = time.monotonic()
    with caplog.at_level(logging.WARNING):
        counter = TiktokenCounter("qwen2.5:7b")
        assert counter.count(TEXT) == bound(TEXT)
    assert time.monotonic() - began < 1.0
    assert "does not know" in caplog.text


def test_a_vocabulary_that_does_not_come_is_not_waited_for() -> None:
    came = threading.Event()

    def slowly(name: str) -> tiktoken.Encoding:
        came.wait(30.0)
        return ENCODING

    counter = TiktokenCounter("gpt-4o", seconds=0.2, load=slowly)
    began = time.monotonic()
    assert counter.count(TEXT) == bound(TEXT)
    assert counter.count(TEXT) == bound(TEXT)
    assert 0.2 <= time.monotonic() - began < 1.0
    came.set()
    while not counter.exact:
        assert time.monotonic() - began < 5.0
        time.sleep(0.01)
    assert counter.count(TEXT) == len(ENCODING.encode(TEXT))


def test_tiktoken_itself_without_a_network_is_a_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tmp_path))
    tiktoken.registry.ENCODINGS.pop("p50k_edit", None)
    counter = TiktokenCounter("text-davinci-edit-001", seconds=2.0)
    began = time.monotonic()
    assert counter.count(TEXT) == bound(TEXT)
    assert time.monotonic() - began < 4.0


@pytest.mark.parametrize(
    ("model", "name"),
    [
        ("gpt-4o", "o200k_base"),
        ("openai:gpt-5-mini", "o200k_base"),
        ("openai/gpt-oss-20b", "o200k_harmony"),
        ("gpt-4", "cl100k_base"),
        ("anthropic:claude-sonnet-4-5", None),
        ("LGAI-EXAONE/EXAONE-4.0-32B", None),
    ],
)
def test_a_model_has_its_vocabulary(model: str, name: str | None) -> None:
    assert encoding_name(model) == name


def test_nothing_has_no_tokens() -> None:
    assert bound("") == 0
    assert WordCounter().count("가나") == 2
