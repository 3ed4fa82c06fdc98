"""`라온도·나래시 협약` beside `라온도·가람시 상생협약`: in the articles another place is joined to the first one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from rag.answers.evidence import Found
from rag.answers.matching import solid
from rag.answers.premises.comparison import Comparison, FalsePremise
from rag.answers.premises.kinds import ADMINISTRATIVE, core, kind, named

HELD = 0.25  # share of the question's other keywords that a sentence which joins them must hold
_JOINS = r"(?:·|ㆍ|, ?|(?:와|과|이랑|랑|하고) )"
_PLACE = rf"(?:[가-힣]{{2,4}}[시도] )?([가-힣]{{2,4}}(?:{'|'.join(sorted(ADMINISTRATIVE, key=len, reverse=True))}))"
"""마루구 of `다솜군과 가람시 마루구에`."""
_ENDS = r"(?:은|는|이|가|와|과|도|의|을|를|에|에서)?(?![가-힣])"


def wrong_pairs(comparison: Comparison) -> Iterator[FalsePremise]:
    """Only places: of people who do a thing together an article may name any two."""
    said = comparison.said
    places = [word for word in named(said) if kind(word, said) in ADMINISTRATIVE]
    for one, other in pairwise(places):
        if re.fullmatch(_JOINS, said.text[one.start + len(one.stem) : other.start]):
            for right, wrong in ((one.stem, other.stem), (other.stem, one.stem)):
                if found := _instead(right, wrong, comparison):
                    yield found
                    break


def _instead(right: str, wrong: str, comparison: Comparison) -> FalsePremise | None:
    """The one place that is joined to the right one, where the wrong one is none of several that the articles name."""
    if any(_is_joined(wrong, found.sentence.text) for found, _ in comparison.nearest(wrong, HELD)):
        return None
    partners: dict[str, Found] = {}
    for found, _ in comparison.nearest(wrong, HELD):
        for partner in _partners(right, found.sentence.text):
            if solid(core(partner)) not in comparison.solid:
                partners.setdefault(partner, found)
    if len(partners) != 1:
        return None
    [(partner, found)] = partners.items()
    return FalsePremise("place", wrong, partner, found)


def _partners(name: str, text: str) -> list[str]:
    bare = re.escape(name)
    after = re.findall(rf"(?<![가-힣]){bare}{_JOINS}{_PLACE}{_ENDS}", text)
    return after + re.findall(rf"(?<![가-힣]){_PLACE}{_JOINS}(?:[가-힣]{{2,4}}[시도] )?{bare}{_ENDS}", text)


def _is_joined(name: str, text: str) -> bool:
    """Whether it is one of several that do a thing: joined, or what something is said of."""
    bare = re.escape(core(name))
    joins = rf"{_JOINS}(?:[가-힣]{{2,4}}[시도] )?{bare}"
    return re.search(rf"{joins}|(?<![가-힣]){bare}[시도군구]?(?:·|와 |과 |[은는이가도] )", text) is not None
