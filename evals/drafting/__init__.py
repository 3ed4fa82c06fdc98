"""Questions drafted from a newsroom's own articles, for a person to review: `rag eval new-cases`.

`statements` picks sentences that stand alone, `answers` finds what in them can be asked for, `endings` and `questions`
turn statement into question, `swaps` makes wrong premises and near misses, `facts` knows what else the articles say,
and `drafts` writes cases. Better no question than an awkward one: what does not transform well is left out.
"""

from __future__ import annotations

KINDS = ("factoid", "unanswerable", "false_premise", "near_miss")
