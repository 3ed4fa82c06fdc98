"""Time in Korean: every time expression of a text, resolved against the day it was written or asked.

`find` reads one text, `resolve_article` the sentences of an article, `batch` one line of a batch; `article_times` are an
article's as they are stored, by the rules of `version()`; `korean` and `with_wording` write a day the way an answer says it.

The rules are in `grammar` (shapes) and `words`, `events.tsv`, `zones.tsv` (tables); `tense` tells past from future;
`scan` walks the text, and `phrases`, `parts`, `amounts`, `events`, `repeats`, `ranges` say what was found.
"""

from __future__ import annotations

from rag.korean.dates.expression import TimeExpression, korean, with_wording
from rag.korean.dates.find import article_times, batch, find, resolve_article, version
from rag.korean.dates.stored import StoredTimes

__all__ = [
    "StoredTimes",
    "TimeExpression",
    "article_times",
    "batch",
    "find",
    "korean",
    "resolve_article",
    "version",
    "with_wording",
]
