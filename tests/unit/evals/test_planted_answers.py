"""Lies of a scripted model, from its server to the reader."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest

from evals.cases import Case
from evals.corpus.source import SourceArticle, load_articles
from evals.model_server import ModelServer
from evals.planting import Planted, planted
from evals.planting.answers import STRICT, Player, Tally, main, packed, report, run
from evals.planting.mixing import Mixer, Play
from rag.adapters.chat import LangChainChat
from rag.adapters.chat_vendor import vendor
from rag.answers.generate.writer import Writer
from rag.answers.generate.writing import Limits
from rag.ask import Asking
from rag.bootstrap.chat import rendered
from rag.domain import Article
from tests.fakes_chat import WordCounter
from tests.small_world import asking_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rag.korean.analysis import Analyser

ANSWERS = 80
STORIES = {"tram", "prices"}
SOURCES = [one for one in load_articles() if one.story in STORIES]
CASES = [Case(one.id, f"{one.title}?", "single_fact", answerable=True) for one in SOURCES if one.title]


@pytest.fixture(scope="module")
def cases(analyser: Analyser) -> list[Planted]:
    return list(planted(analyser))


@pytest.fixture(scope="module")
def played(analyser: Analyser) -> Iterator[tuple[Player, Asking]]:
    player = Player()
    with ModelServer(player) as server:
        chat = LangChainChat(vendor("test", base_url=server.base_url, api_key="none"), WordCounter())
        writer = Writer(chat, WordCounter(), rendered, Limits())
        yield player, asking_of(analyser, [_article(one) for one in SOURCES], writer)
        chat.close()


@pytest.fixture(scope="module")
def tally(played: tuple[Player, Asking], cases: list[Planted]) -> Tally:
    player, asking = played
    return run(asking, player, Mixer(cases), CASES, ANSWERS, seed=1)


def _article(one: SourceArticle) -> Article:
    return Article(
        one.paragraphs, title=one.title, publisher=one.publisher, published_at=one.published_at, source=one.id
    )


def test_no_lie_of_number_date_name_or_quotation_is_released(tally: Tally) -> None:
    assert tally.answers == ANSWERS
    assert sum(tally.written[kind] for kind in STRICT) > 40
    assert tally.lies(STRICT) == 0
    assert tally.lies() <= 0.03 * sum(tally.written[kind] for kind in tally.written if kind not in tally.honest)


def test_what_is_honest_is_released_with_its_own_source(tally: Tally) -> None:
    assert sum(tally.written[kind] for kind in tally.honest) > 150
    assert tally.share_released() >= 0.97
    assert tally.precision >= 0.99
    assert tally.recall >= 0.99


def test_a_sentence_is_written_again_and_then_released(tally: Tally) -> None:
    assert tally.rewritten > 0


def test_a_lie_that_is_released_would_be_seen(played: tuple[Player, Asking], cases: list[Planted]) -> None:
    """The script's lies are taken for true ones: then they are what is missed."""
    player, asking = played
    turned = [Planted(c.id, c.kind, not c.honest, c.claim, c.evidence, c.base, c.original) for c in cases]
    tally = run(asking, player, Mixer([c for c in turned if not c.honest or c.kind == "number"]), CASES[:3], 12, seed=1)
    assert tally.share_released() < 0.9
    assert any(miss.what == "honest refused" for miss in tally.misses)


def test_the_same_seed_plays_the_same(played: tuple[Player, Asking], cases: list[Planted]) -> None:
    mixer, pack = Mixer(cases), next(packed(played[1], CASES)).pack
    plays = [mixer.play(pack, Random(seed)) for seed in (3, 3, 4)]
    assert plays[0] == plays[1] != plays[2]
    assert isinstance(plays[0], Play)
    assert {line.honest for line in plays[0].lines} == {True, False}


def test_the_report_says_what_was_released(tally: Tally, capsys: pytest.CaptureFixture[str]) -> None:
    report(tally)
    said = capsys.readouterr().out
    assert "of which number, date, name and quotation 0" in said
    assert "ms a sentence" in said


@pytest.mark.slow
def test_two_thousand_answers(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--answers", "2000"]) == 0
    assert "answers 2000" in capsys.readouterr().out
