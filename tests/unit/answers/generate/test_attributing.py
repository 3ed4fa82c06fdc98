"""Which evidence carries a sentence, and how often that is asked."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

from rag.answers.claims import Reason, Verdict
from rag.answers.generate.attributing import attribute, once
from rag.answers.generate.packing import Evidence, Pack
from rag.korean.terms import bigrams

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rag.answers.claims.grounds import Ground
    from rag.answers.reading import ArticleView, SentenceView

TEXTS = ("우물은 14곳이다.", "사업비는 23억원이다.", "시는 4일 설명회를 열었다.", "우물은 내년 9월까지 되살린다.")


def _evidence(number: int, text: str) -> Evidence:
    view = SimpleNamespace(stored=SimpleNamespace(id="a", version=1))
    sentence = SimpleNamespace(index=number, text=text, shingles=frozenset(bigrams(text)))
    return Evidence(number, cast("ArticleView", view), cast("SentenceView", sentence))


PACK = Pack(tuple(_evidence(number, text) for number, text in enumerate(TEXTS, 1)))


class Counting:
    """Carried where every word of the sentence stands in what is cited."""

    def __init__(self) -> None:
        self.asked: list[tuple[int, ...]] = []

    def __call__(self, text: str, grounds: Sequence[Ground], facts: Sequence[str]) -> Verdict:
        self.asked.append(tuple(ground.sentence.index for ground in grounds))
        words = {word for ground in grounds for word in ground.sentence.text.split()}
        return Verdict(1.0) if set(text.split()) <= words else Verdict(0.0, (Reason("evidence"),))


def _cited(text: str, *cited: int) -> tuple[int, ...]:
    return tuple(one.number for one in attribute(text, cited, PACK, Counting()).evidence)


def test_of_what_is_named_only_what_carries_it_is_cited() -> None:
    assert _cited("우물은 14곳이다.", 1) == (1,)
    assert _cited("우물은 14곳이다.", 2, 1, 3) == (1,)
    assert _cited("우물은 14곳이다. 사업비는 23억원이다.", 1, 2, 3) == (1, 2)


def test_where_what_is_named_does_not_carry_it_others_do_or_nothing() -> None:
    assert _cited("우물은 14곳이다.", 2) == (1,)
    assert _cited("우물은 14곳이다.", 97) == (1,)
    assert _cited("우물은 15곳이다.", 1) == ()


def test_a_sentence_is_weighed_once_for_the_same_sources() -> None:
    counting = Counting()
    check = once(counting)
    for _ in range(3):
        assert attribute("우물은 14곳이다.", (2, 1), PACK, check).evidence == (PACK.evidence[0],)
    assert len(counting.asked) == len(set(counting.asked)) == 3
