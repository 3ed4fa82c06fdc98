"""Who is said to have said it: of two sentences together, one may lend its words and the other its name.

A quotation is carried by the sentence that prints it, alone or with those around it, which say who `he` is. And whoever a model names
as its speaker is named in that article.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.answers.claims import Reason, Verdict
from rag.answers.claims.grounds import Ground
from rag.answers.verify import Check

NEAR = 2  # sentences between a quotation and what tells whose it is
_QUOTED = re.compile(r"[“\"«]([^”\"»]{4,})[”\"»]")
_SPEAKER = re.compile(
    r"^(?P<who>(?:[가-힣A-Za-z·()\d]+ ){0,5}?[가-힣A-Za-z()\d]+)(?:은|는|이|가) (?=[^“\"«]{0,40}[“\"«])"
)
_LINKS = frozenset(
    "한편 또 또한 이어 그러나 하지만 다만 반면 특히 이에 대해 다른 같은 이날 앞서 그리고 이후 당시".split()
)
_SHORTEST = 2


def as_spoken(check: Check) -> Check:
    """The check, which moreover holds a quotation and its speaker together."""

    def checked(text: str, grounds: Sequence[Ground], facts: Sequence[str]) -> Verdict:
        verdict = check(text, grounds, facts)
        reason = _against(text, grounds) if verdict.supported else None
        return verdict if reason is None else Verdict(0.0, (reason,))

    return checked


def _against(text: str, grounds: Sequence[Ground]) -> Reason | None:
    quotation = _QUOTED.search(text)
    if quotation is None:
        return None
    said = _loose(quotation[1].rstrip(".,"))
    printing = [ground for ground in grounds if said in _loose(ground.quote)]
    if not printing:
        return None
    if not all(any(_near(one, other) for other in printing) for one in grounds):
        return Reason("support", text)
    speaker = _SPEAKER.match(text)
    words = speaker["who"].split() if speaker else []
    if speaker and speaker["who"] in _outlets(printing):
        return None  # `표본일보는 “…”라고 보도했습니다.`
    bodies = "".join(_loose(ground.article.body) for ground in printing)
    strange = (word for word in words if len(word) >= _SHORTEST and word not in _LINKS and _loose(word) not in bodies)
    unknown = next(strange, None)
    if unknown is None and words and all(_is_another(words, ground.quote) for ground in printing):
        unknown = words[0]
    return None if unknown is None else Reason("name", unknown)


def _outlets(printing: Sequence[Ground]) -> set[str]:
    return {ground.article.publisher or "" for ground in printing} | {"기사"}


def _is_another(words: Sequence[str], printed: str) -> bool:
    """Whether the sentence gives the same office to somebody else: `남궁휘 사장` for `모지한 사장`. `도 시장` is `도하준 시장`."""
    speaker = _SPEAKER.match(printed)
    theirs = speaker["who"].split() if speaker else []
    shared = [word for word in theirs if len(word) >= _SHORTEST and word in words]
    dropped = [word for word in theirs if word not in _LINKS and not any(word in mine for mine in words)]
    added = [word for word in words if word not in _LINKS and word not in printed and not _shortens(theirs, word)]
    return bool(shared and dropped and added)


def _shortens(theirs: Sequence[str], word: str) -> bool:
    return any(one in word for one in theirs)


def _near(one: Ground, other: Ground) -> bool:
    same = (one.view.stored.id, one.view.stored.version) == (other.view.stored.id, other.view.stored.version)
    return same and abs(one.sentence.index - other.sentence.index) <= NEAR


def _loose(text: str) -> str:
    return "".join(text.split())
