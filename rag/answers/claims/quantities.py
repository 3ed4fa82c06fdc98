"""How much of a whole a claim means: `모두` is not said by `일부`, and `시장만` not by `시장이`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.answers.claims.statement import Statement
from rag.answers.claims.tables import Tables
from rag.answers.claims.verdict import Reason


def quantities(claim: Statement, evidence: Statement, tables: Tables) -> Iterator[Reason]:
    """`모두` is not said by `일부`, and `가장` has to be said."""
    for token in claim.tokens:
        carrying = tables.wholes.get(token.form)
        if (
            carrying is not None
            and token.tag in ("NNG", "MAG", "MM", "NP", "XR")
            and not any(_said(word, evidence) for word in carrying)
        ):
            yield Reason("quantifier", token.form)


def exclusive(statement: Statement) -> str:
    """The first word that leaves all others out (`시장만`, `오직`), as written; empty where there is none."""
    for index, token in enumerate(statement.tokens):
        after = [t.form for t in statement.tokens[index + 1 : index + 4]]
        if token.tag == "JX" and token.form in ("만", "뿐", "밖에") and "아니" not in after:
            begin = statement.tokens[index - 1].start if index else token.start
            return statement.text[begin : token.end]
        if token.form in ("오직", "오로지", "유일"):
            return token.form
    return ""


def exclusions(claim: Statement, evidence: Statement) -> Iterator[Reason]:
    """`시장만 찬성했다` is not carried by `시장이 찬성했다`."""
    about = exclusive(claim)
    if about and not exclusive(evidence) and not _ONLY.search(evidence.solid):
        yield Reason("quantifier", about)


_ONLY = re.compile(r"뿐|밖에|전용|한정|단독|국한|제외")


def _said(word: str, evidence: Statement) -> bool:
    return word in evidence.forms if len(word) == 1 else word.replace(" ", "") in evidence.solid
