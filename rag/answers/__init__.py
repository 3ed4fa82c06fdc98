"""From hits to an answer: evidence, extraction, verification, refusals."""
