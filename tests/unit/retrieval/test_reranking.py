"""Re-ranking changes places, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from rag.domain import Hit, Kind, Question, StoredArticle, StoredPassage
from rag.retrieval.reranking import reranked
from tests.fakes_indexes import NOW, news

QUESTION = Question(text="솔빛?", standalone="솔빛 공장은 언제 문을 여나요?", kind=Kind.WHEN, asked_at=NOW)


class Scripted:
    """Gives each passage the score that its text names."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.read: list[str] = []

    def rerank(self, question: str, passages: Sequence[str]) -> list[float]:
        self.asked.append(question)
        self.read += passages
        return [float(passage.rpartition(" ")[2]) for passage in passages]


def hit(number: int, score: float, liked: float, title: str | None = "제목") -> Hit:
    article = news(number, f"글 {liked}", title=title)
    return Hit(StoredPassage(number, 0, 0, len(article.body), "", StoredArticle(f"a{number}", 1, article, NOW)), score)


def ids(hits: Sequence[Hit]) -> list[int]:
    return [one.passage.id for one in hits]


def test_what_the_model_likes_comes_first_and_takes_the_first_score() -> None:
    found = reranked([hit(1, 0.9, 0.1), hit(2, 0.5, 0.2), hit(3, 0.4, 0.9)], QUESTION, Scripted())
    assert ids(found) == [3, 2, 1]
    assert [one.score for one in found] == [0.9, 0.5, 0.4]


def test_only_the_best_are_read_and_the_others_stay_behind_them() -> None:
    model = Scripted()
    found = reranked([hit(3, 0.1, 1.0), hit(1, 0.9, 0.1), hit(2, 0.5, 0.2)], QUESTION, model, read=2)
    assert ids(found) == [2, 1, 3]
    assert model.read == ["제목\n글 0.1", "제목\n글 0.2"]
    assert model.asked == [QUESTION.standalone]


def test_a_passage_without_a_title_is_read_alone() -> None:
    model = Scripted()
    reranked([hit(1, 0.9, 0.1, title=None)], QUESTION, model)
    assert model.read == ["글 0.1"]


def test_equals_stay_in_their_order() -> None:
    assert ids(reranked([hit(number, 1 - number / 10, 0.5) for number in range(5)], QUESTION, Scripted())) == [
        *range(5)
    ]


def test_without_a_model_the_order_is_that_of_the_scores() -> None:
    assert ids(reranked([hit(1, 0.1, 0.9), hit(2, 0.5, 0.1), hit(3, 0.5, 0.3)], QUESTION, None)) == [2, 3, 1]


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), max_size=12), st.integers(0, 12))
def test_nobody_is_lost_and_the_scores_stay_in_order(pairs: list[tuple[float, float]], read: int) -> None:
    hits = [hit(number, score, liked) for number, (score, liked) in enumerate(pairs)]
    found = reranked(hits, QUESTION, Scripted(), read)
    assert sorted(ids(found)) == list(range(len(pairs)))
    assert [one.score for one in found] == sorted((score for score, _ in pairs), reverse=True)
