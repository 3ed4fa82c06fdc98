"""`4986억원입니다.`: a value alone, which says of nothing that it is its value.

That it stands in a cited sentence carries it only as long as the question is the one that the sentence answers, and a model may have
asked itself another one. So it is released where an answer of our own could rest on that very value, and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.answers.claims import Reason, Verdict
from rag.answers.claims.grounds import Ground
from rag.answers.evidence import Found
from rag.answers.verify import Check

_BARE = re.compile(r"^(?:(?:네|예|아니요|아니오), )?(?P<value>.+?)(?:입니다|이다|예요|이에요)\.?$")
_SAYS_OF = re.compile(r"[가-힣’”)%\d](?:은|는|이|가|을|를|도|에|에서|에게|으로|로|께서) ")
_SIGNS = re.compile(r"[\s,‘’“”'\"]")


def as_asked(check: Check, found: Sequence[Found]) -> Check:
    """The check, which moreover holds a bare value against what is asked."""

    def checked(text: str, grounds: Sequence[Ground], facts: Sequence[str]) -> Verdict:
        value = bare(text)
        if value is not None and not any(_holds(one, value) for one in _among(found, grounds)):
            return Verdict(0.0, (Reason("support", text),))
        return check(text, grounds, facts)

    return checked


def bare(text: str) -> str | None:
    """The value of a sentence that is nothing else."""
    match = _BARE.match(text)
    return match["value"] if match and not _SAYS_OF.search(match["value"]) else None


def _among(found: Sequence[Found], grounds: Sequence[Ground]) -> list[Found]:
    keys = {ground.key for ground in grounds}
    return [one for one in found if Ground(one.view, one.sentence).key in keys]


def _holds(found: Found, value: str) -> bool:
    """Whether it names all that the question names, and what it would answer is in the value, or the value in it."""
    said = _SIGNS.sub("", value)
    likely = [_SIGNS.sub("", candidate.text) for candidate in found.candidates[:1]]
    return not found.missing and any(one in said or said in one for one in likely)
