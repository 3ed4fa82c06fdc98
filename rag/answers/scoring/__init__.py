"""Which sentence answers, and which words of it: features of sentences and of spans, weighed by what was learned.

`cutting` lists the spans that may be an answer, `spans` and `sentences` describe them by named features, `weights` reads the
tables that `python -m evals.train_answers` learns.
"""
