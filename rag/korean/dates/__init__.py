"""Time in Korean: every time expression of a text, resolved against the day it was written or asked.

`find` reads one text, `resolve_article` the sentences of an article, `batch` one line of a batch; `korean` and
`with_wording` write a day the way an answer says it.

The rules are in `grammar` (shapes) and `words`, `events.tsv`, `zones.tsv` (tables); `tense` tells past from future;
`scan` walks the text, and `phrases`, `parts`, `amounts`, `events`, `repeats`, `ranges` say what was found.
"""

from __future__ import annotations

from rag.korean.dates.expression import TimeExpression, korean, with_wording
from rag.korean.dates.find import batch, find, resolve_article

__all__ = ["TimeExpression", "batch", "find", "korean", "resolve_article", "with_wording"]
