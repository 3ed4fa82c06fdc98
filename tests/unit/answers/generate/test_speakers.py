"""A quotation and its speaker stand together."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from rag.answers.claims import Verdict
from rag.answers.claims.grounds import Ground
from rag.answers.generate.speakers import as_spoken

if TYPE_CHECKING:
    from rag.answers.reading import ArticleView, SentenceView

TEXTS = (
    "나린솔 두루구청장은 우물을 살피고 왔다.",
    "나 구청장은 “우물은 맑다”고 말했다.",
    "물은 마시지 않는다.",
    "가온별 과장도 자리를 함께했다.",
    "하람별 원장이 우물을 팠다.",
    "두나경 물관리과 과장은 “우물은 깊다”고 말했다.",
)


def ground(index: int, article: str = "a") -> Ground:
    body = "\n".join(TEXTS) if article == "a" else "채가람 의장은 자리를 함께했다."
    view = SimpleNamespace(
        stored=SimpleNamespace(id=article, version=1, article=SimpleNamespace(body=body, publisher="표본일보"))
    )
    sentence = SimpleNamespace(index=index, text=TEXTS[index] if article == "a" else body)
    return Ground(cast("ArticleView", view), cast("SentenceView", sentence))


def allowed(text: str, *grounds: Ground) -> bool:
    return as_spoken(lambda text, grounds, facts: Verdict(1.0))(text, grounds, ()).supported


@pytest.mark.parametrize(
    "text",
    ["나 구청장은 “우물은 맑다”고 말했습니다.", "나린솔 두루구청장은 현장에서 “우물은  맑다”고 말했습니다.", "한편 나린솔 구청장은 “우물은 맑다”고 말했습니다."],
)  # fmt: skip
def test_a_speaker_whom_the_article_names(text: str) -> None:
    assert allowed(text, ground(1))
    assert allowed(text, ground(0), ground(1))


def test_the_outlet_itself_may_quote_its_sentence() -> None:
    assert allowed("표본일보는 “나 구청장은 우물을 살피고 왔다.”라고 보도했습니다.", ground(1))
    assert allowed("표본일보는 “우물은 맑다”라고 보도했습니다.", ground(1))
    assert not allowed("예시신문은 “우물은 맑다”라고 보도했습니다.", ground(1))


def test_a_speaker_whom_it_does_not_name() -> None:
    assert not allowed("채가람 의장은 “우물은 맑다”고 말했습니다.", ground(1))


def test_an_office_that_the_sentence_gives_to_somebody_else() -> None:
    assert allowed("두나경 과장은 “우물은 깊다”고 말했습니다.", ground(5))
    assert not allowed("가온별 물관리과 과장은 “우물은 깊다”고 말했습니다.", ground(5))


def test_words_of_one_article_and_a_name_of_another() -> None:
    text = "나 구청장은 “우물은 맑다”고 말했습니다."
    assert not allowed(text, ground(1), ground(0, "b"))
    assert not allowed(text, ground(1), ground(4))


def test_what_quotes_nothing_may_rest_on_several_articles() -> None:
    assert allowed("채가람 의장이 함께했습니다.", ground(3), ground(0, "b"))
