"""An answer that a language model writes, verified before anyone sees it.

`packing` lays out the evidence without what `orders` finds, `cutting` takes sentences from what arrives, `cleaning` reads their markers and refuses what is
no prose, `attributing` finds the sentences that carry them, `writing` does it all in order; `bare` and
`speakers` hold against a sentence what only a model does. Nothing here speaks to a model: that
is the port `rag.ports.ChatModel`.
"""
