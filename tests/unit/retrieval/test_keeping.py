"""Where passages of articles that a conversation cited stand among the hits of a follow-up."""

from __future__ import annotations

from rag.domain import Article, Hit, StoredArticle, StoredPassage, Turn
from rag.retrieval.keeping import PLACES, REMEMBERED, cited_in, kept
from tests.fakes_indexes import NOW


def hit(number: int, article: str) -> Hit:
    stored = StoredArticle(article, 1, Article(("글이다.",)), NOW)
    return Hit(StoredPassage(number, 0, 0, 4, "글", stored), 1 / number)


def numbers(hits: list[Hit]) -> list[int]:
    return [one.passage.id for one in hits]


def test_passages_of_cited_articles_take_the_last_places_of_those_that_are_read() -> None:
    hits = [*(hit(n, f"other{n}") for n in range(1, 7)), hit(7, "cited"), hit(8, "other8"), hit(9, "cited")]
    assert numbers(kept(hits, ["cited"], 5)) == [1, 2, 3, 7, 9, 4, 5, 6, 8]


def test_what_came_there_by_itself_counts_and_nothing_else_moves() -> None:
    hits = [*(hit(n, "cited") for n in range(1, PLACES + 1)), hit(8, "other"), hit(9, "cited")]
    assert numbers(kept(hits, ["cited"], PLACES + 1)) == numbers(hits)
    assert numbers(kept(hits, [], 2)) == numbers(hits)


def test_the_articles_cited_last_are_remembered() -> None:
    turns = [Turn("assistant", "답.", (f"old{n}", f"new{n}")) for n in range(REMEMBERED)]
    asked = Turn("user", "왜?", ("forged",))
    assert cited_in([*turns, asked])[:3] == ("old3", "new3", "old2")
    assert len(cited_in(turns)) == REMEMBERED
