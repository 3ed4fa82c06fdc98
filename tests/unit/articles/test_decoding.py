from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.articles.decoding import decode, normalise, repair
from rag.errors import UndecodablePage

TEXT = (
    "가람시가 트램 1호선의 노선을 확정했다. “시민의 발이 되겠다”고 시장은 말했다.\n똠방각하는 정거장 20곳을 둘러봤다."
)


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp949"])
def test_a_page_is_read_in_every_usual_encoding(codec: str) -> None:
    assert decode(TEXT.encode(codec)) == TEXT


@pytest.mark.parametrize(
    ("wrote", "declared"), [("cp949", "euc-kr"), ("utf-8", "euc-kr"), ("cp949", "utf-8"), ("utf-8", "iso-8859-1")]
)
def test_a_wrong_declaration_does_no_harm(wrote: str, declared: str) -> None:
    assert decode(TEXT.encode(wrote), declared) == TEXT
    assert decode(f'<meta charset="{declared}">{TEXT}'.encode(wrote)).endswith(TEXT)


@pytest.mark.parametrize(("right", "wrong"), [("cp949", "latin-1"), ("utf-8", "latin-1"), ("euc-kr", "cp1252")])
def test_text_that_was_decoded_wrongly_is_repaired(right: str, wrong: str) -> None:
    text = "가람시가 트램 노선을 확정했다. 시장은 시민의 발이 되겠다고 말했다."
    broken = text.encode(right).decode(wrong, errors="replace" if wrong == "cp1252" else "strict")
    if "\ufffd" in broken:
        broken = "".join(
            chr(byte) if 0x80 <= byte < 0xA0 else bytes([byte]).decode("cp1252") for byte in text.encode(right)
        )
    assert decode(broken.encode("utf-8")) == text


def test_utf8_read_as_cp949_is_repaired_where_nothing_was_lost() -> None:
    text = "경제문화 경제발표 경제계획 경제추진 경제개최"
    assert repair(text.encode("utf-8").decode("cp949")) == text


def test_only_the_broken_lines_of_a_page_are_repaired() -> None:
    good, bad = "멀쩡한 줄이다.", "깨진 줄이다. 되살려야 한다."
    assert repair(f"{good}\n{bad.encode('cp949').decode('latin-1')}\n" * 1) == f"{good}\n{bad}\n"


def test_good_text_is_never_repaired() -> None:
    for text in (
        TEXT,
        "殷勇 베이징시장과 만났다.",
        "Café Zürich에서 열린 José의 전시",
        "大韓民國 憲法 第一條",
        "naïve",
    ):
        assert repair(text) == text


def test_a_page_cut_inside_a_character_is_still_read() -> None:
    assert decode(TEXT.encode("utf-8")[:-1]).startswith(TEXT[:30])
    assert decode(TEXT.encode("cp949")[:-3]).startswith(TEXT[:30])


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(100),
        b"\xff\xd8\xff\xe0" + bytes(50),
        b"%PDF-1.7 ...",
        b"PK\x03\x04abc",
        bytes(range(256)) * 8,
        b"\x00\x01\x02" * 99,
    ],
)
def test_what_is_no_text_is_refused_with_a_reason(data: bytes) -> None:
    with pytest.raises(UndecodablePage):
        decode(data)


def test_spaces_become_spaces_and_invisible_characters_go() -> None:
    assert (
        normalise("가\u00a0나\u3000다\u200b라\ufeff마\u3164바\u202e사\U000e0041아\tx\r\ny\u2028z\ud800")
        == "가 나 다라마바사아 x\ny\nz"
    )


def test_middle_dots_stay_as_written_and_split_no_sentence() -> None:
    assert normalise("인적․문화‧관광·교류") == "인적․문화‧관광·교류"


def test_decomposed_syllables_are_composed() -> None:
    assert decode(unicodedata.normalize("NFD", TEXT).encode()) == TEXT


@given(st.text())
def test_normalised_text_is_nfc_and_normalising_again_changes_nothing(text: str) -> None:
    once = normalise(text)
    assert unicodedata.is_normalized("NFC", once)
    assert normalise(once) == once


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        text = decode(data)
    except UndecodablePage:
        return
    assert unicodedata.is_normalized("NFC", text)
