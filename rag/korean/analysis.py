"""The one Kiwi pass: a text's sentences and morphemes, and how they are stored.

Sentences follow Kiwi's splitter (quotations stay with their attribution), cut at paragraph breaks and mended where
the splitter is known to break one sentence in two: a fragment that begins with a particle (`'WeGO 어워즈'⏎에서는`)
or a list bullet (`▲`) belongs to what precedes it; a fragment without a word belongs to what follows.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from rag.domain import Analysis, Sentence, Token
from rag.korean import words

if TYPE_CHECKING:
    from kiwipiepy import Kiwi

_WORDLESS = ("S", "W")  # punctuation and pictographs; digits (SN), Latin (SL) and hanja (SH) are words
_WORDS_IN_S = ("SN", "SL", "SH")
TYPOS = "basic_with_continual_and_lengthening"


class Analyser:
    """Owns a Kiwi. Loading takes seconds and ~500 MB: one per process. Thread-safe after construction."""

    def __init__(self, extra_words: Iterable[words.UserWord] = ()) -> None:
        from kiwipiepy import Kiwi

        self._kiwi: Kiwi = Kiwi(num_workers=1)
        for word in (*words.shipped(), *extra_words):
            self._kiwi.add_user_word(word.form, word.tag)

    def analyse(self, text: str) -> Analysis:
        """Sentences and tokens of a text, offsets in code points of that text."""
        tokens: list[Token] = []
        sentences: list[Sentence] = []
        offset = 0
        for paragraph in text.split("\n"):
            if paragraph.strip():
                self._paragraph(paragraph, offset, tokens, sentences)
            offset += len(paragraph) + 1
        return Analysis(tuple(tokens), tuple(sentences))

    def _paragraph(self, text: str, offset: int, tokens: list[Token], sentences: list[Sentence]) -> None:
        spans: list[Sentence] = []
        for raw in self._kiwi.split_into_sents(text, return_tokens=True, return_sub_sents=False):
            first = len(tokens)
            tokens.extend(_token(t, offset) for t in raw.tokens or ())
            spans.append(Sentence(offset + raw.start, offset + raw.end, first, len(tokens)))
        sentences.extend(_mend(spans, tokens))

    def tokens(self, text: str, *, repair_typos: bool = False) -> tuple[Token, ...]:
        """The morphemes of a short text, one reading; with `repair_typos` the likeliest repaired spelling."""
        options: dict[str, Any] = {"typos": TYPOS} if repair_typos else {}
        return tuple(_token(t, 0) for t in self._kiwi.tokenize(text, **options))

    def space(self, text: str) -> str:
        """The text with missing spaces put in."""
        return str(self._kiwi.space(text))

    def similarity(self, first: int, second: int) -> float:
        """Cosine of two morphemes' embeddings in Kiwi's language model; NaN for ids outside its vocabulary."""
        return float(self._kiwi.morpheme_similarity(first, second))


def _token(raw: Any, offset: int) -> Token:
    # Kiwi marks irregular and regular stems by a suffix on the tag (VV-I, VA-R); nothing of ours needs it.
    return Token(raw.form, raw.tag.partition("-")[0], offset + raw.start, offset + raw.start + raw.len, raw.id)


def _mend(spans: Sequence[Sentence], tokens: Sequence[Token]) -> Iterator[Sentence]:
    held: Sentence | None = None
    for span in spans:
        if held is not None and (_continues(span, tokens) or not _has_word(held, tokens)):
            held = Sentence(held.start, span.end, held.first, span.last)
        else:
            if held is not None:
                yield held
            held = span
    if held is not None:
        yield held


def _continues(span: Sentence, tokens: Sequence[Token]) -> bool:
    if span.first == span.last:
        return True
    head = tokens[span.first]
    return head.tag.startswith(("J", "E", "VCP")) or head.form in "▲△" or not _has_word(span, tokens)


def _has_word(span: Sentence, tokens: Sequence[Token]) -> bool:
    return any(not t.tag.startswith(_WORDLESS) or t.tag in _WORDS_IN_S for t in tokens[span.first : span.last])


# ---------------------------------------------------------------- how an analysis is stored

_FORMAT = "1"


def encode(analysis: Analysis) -> bytes:
    """Compressed text: a header line, a line of sentences, then a token a line."""
    sentences = ";".join(f"{s.start},{s.end},{s.first},{s.last}" for s in analysis.sentences)
    lines = [_FORMAT, sentences]
    lines.extend(f"{form}\t{tag}\t{start}\t{end}\t{id_}" for form, tag, start, end, id_ in analysis.tokens)
    return zlib.compress("\n".join(lines).encode("utf-8"), 1)


def decode(data: bytes) -> Analysis:
    """The inverse of `encode`. Raises ValueError for another format."""
    version, sentences, *lines = zlib.decompress(data).decode("utf-8").split("\n")
    if version != _FORMAT:
        raise ValueError(f"analysis format {version!r} is not {_FORMAT!r}")
    tokens = []
    for line in lines:
        form, tag, start, end, id_ = line.split("\t")
        tokens.append(Token(form, tag, int(start), int(end), int(id_)))
    spans = [Sentence(*map(int, part.split(","))) for part in sentences.split(";") if part]
    return Analysis(tuple(tokens), tuple(spans))


def check(analysis: Analysis, text: str) -> None:
    """Raise ValueError unless sentences lie in order inside the text and every token inside it."""
    for before, after in pairwise(analysis.sentences):
        if before.end > after.start:
            raise ValueError("sentences overlap")
    for span in analysis.sentences:
        if not 0 <= span.start < span.end <= len(text):
            raise ValueError("a sentence lies outside the text")
    for token in analysis.tokens:
        if not 0 <= token.start <= token.end <= len(text):
            raise ValueError("a token lies outside the text")
