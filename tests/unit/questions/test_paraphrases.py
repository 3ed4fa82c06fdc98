"""Ways of asking → what articles print. The table's examples are the tests."""

from __future__ import annotations

import pytest

from rag.questions.paraphrases import TABLE, Paraphrase, paraphrased


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.example)
def test_each_way_of_asking_is_found_in_its_example(row: Paraphrase) -> None:
    assert row.printed[0] in {keyword.form for keyword in paraphrased(row.example)}
