"""The one Kiwi pass: a text's sentences and morphemes, and how they are stored, its times beside them.

Sentences follow Kiwi's splitter (quotations stay with their attribution), cut at paragraph breaks and mended where
the splitter is known to break one sentence in two: a fragment that begins with a particle (`'WeGO 어워즈'⏎에서는`)
or a list bullet (`▲`) belongs to what precedes it; a fragment without a word belongs to what follows.
"""

from __future__ import annotations

import sys
import zlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from rag.domain import Analysis, Sentence, Token
from rag.korean import words
from rag.korean.dates.stored import StoredTimes

if TYPE_CHECKING:
    from kiwipiepy import Kiwi

_WORDLESS = ("S", "W")  # punctuation and pictographs; digits (SN), Latin (SL) and hanja (SH) are words
_WORDS_IN_S = ("SN", "SL", "SH")
CUTOFF = 5.0
"""How far a reading may fall behind the best before Kiwi drops it. Its default, 8, costs about a tenth more time; on 300
paragraphs of running text 0.06 % of the morphemes came out differently, and retrieval was the same."""
TYPOS = "basic_with_continual_and_lengthening"


class Analyser:
    """Owns a Kiwi. Loading takes seconds and ~500 MB: one per process. Thread-safe after construction."""

    def __init__(self, extra_words: Iterable[words.UserWord] = ()) -> None:
        from kiwipiepy import Kiwi

        self._kiwi: Kiwi = Kiwi(num_workers=1)
        self._kiwi.global_config.cutoff_threshold = CUTOFF
        for word in (*words.shipped(), *extra_words):
            self._kiwi.add_user_word(word.form, word.tag)

    def analyse(self, text: str) -> Analysis:
        """Sentences and tokens of a text, offsets in code points of that text."""
        tokens: list[Token] = []
        spans: list[Sentence] = []
        for raw in self._kiwi.split_into_sents(text, return_tokens=True, return_sub_sents=False):
            first = len(tokens)
            tokens.extend(_tokens(raw.tokens or ()))
            spans.extend(_within_paragraphs(text, Sentence(raw.start, raw.end, first, len(tokens)), tokens))
        return Analysis(tuple(tokens), tuple(_mend(text, spans, tokens)))

    def tokens(self, text: str, *, repair_typos: bool = False) -> tuple[Token, ...]:
        """The morphemes of a short text, one reading; with `repair_typos` the likeliest repaired spelling."""
        options: dict[str, Any] = {"typos": TYPOS} if repair_typos else {}
        return tuple(_tokens(self._kiwi.tokenize(text, **options)))

    def space(self, text: str) -> str:
        """The text with missing spaces put in."""
        return str(self._kiwi.space(text))

    def similarity(self, first: int, second: int) -> float:
        """Cosine of two morphemes' embeddings in Kiwi's language model; NaN for ids outside its vocabulary."""
        return float(self._kiwi.morpheme_similarity(first, second))


_columns = attrgetter("form", "tag", "start", "end", "id")
_token = partial(tuple.__new__, Token)


def _tokens(raw: Iterable[Any]) -> Iterator[Token]:
    # Half the time of calling Token for each: this and Kiwi itself are what ingestion consists of.
    # Kiwi marks irregular and regular stems by a suffix on the tag (VV-I, VA-R); nothing of ours needs it.
    return (t if "-" not in t[1] else t._replace(tag=t[1].partition("-")[0]) for t in map(_token, map(_columns, raw)))


def _within_paragraphs(text: str, span: Sentence, tokens: Sequence[Token]) -> Iterator[Sentence]:
    """The sentence, cut at paragraph breaks."""
    start, first = span.start, span.first
    while (at := text.find("\n", start, span.end)) >= 0:
        last = first
        while last < span.last and tokens[last].start < at:
            last += 1
        yield from _stripped(text, Sentence(start, at, first, last))
        start, first = at + 1, last
    yield from _stripped(text, Sentence(start, span.end, first, span.last))


def _stripped(text: str, span: Sentence) -> Iterator[Sentence]:
    """The sentence without white space around it; none where nothing is left."""
    inside = text[span.start : span.end]
    if body := inside.strip():
        start = span.start + len(inside) - len(inside.lstrip())
        yield Sentence(start, start + len(body), span.first, span.last)


def _mend(text: str, spans: Sequence[Sentence], tokens: Sequence[Token]) -> Iterator[Sentence]:
    held: Sentence | None = None
    for span in spans:
        if held is not None and "\n" not in text[held.end : span.start] and _belongs(held, span, tokens):
            held = Sentence(held.start, span.end, held.first, span.last)
        else:
            if held is not None:
                yield held
            held = span
    if held is not None:
        yield held


def _belongs(held: Sentence, span: Sentence, tokens: Sequence[Token]) -> bool:
    return _continues(span, tokens) or not _has_word(held, tokens)


def _continues(span: Sentence, tokens: Sequence[Token]) -> bool:
    if span.first == span.last:
        return True
    head = tokens[span.first]
    return head.tag.startswith(("J", "E", "VCP")) or head.form in "▲△" or not _has_word(span, tokens)


def _has_word(span: Sentence, tokens: Sequence[Token]) -> bool:
    return any(not t.tag.startswith(_WORDLESS) or t.tag in _WORDS_IN_S for t in tokens[span.first : span.last])


# ---------------------------------------------------------------- how an analysis is stored

_FORMAT = b"3"
_WITHOUT_TIMES = b"2"
_WORD = "I"  # unsigned, 4 bytes on every platform that Kiwi runs on
_BETWEEN = "\t"


def encode(analysis: Analysis, times: StoredTimes | None = None) -> bytes:
    """Compressed columns: counts, forms, tags, times, then numbers little-endian. Written and read column by column, since
    a row at a time costs more than all the rest of storing an article."""
    forms, tags, starts, ends, ids = zip(*analysis.tokens, strict=True) if analysis.tokens else ((),) * 5
    head = f"{len(ids)} {len(analysis.sentences)} {times.version if times else ''}"
    text = "\n".join((head, _BETWEEN.join(forms), _BETWEEN.join(tags), *(times.lines if times else ()))).encode()
    numbers = array(_WORD, (*starts, *ends, *ids, *chain.from_iterable(analysis.sentences)))
    if sys.byteorder == "big":
        numbers.byteswap()
    return zlib.compress(b"%s %d\n%s%s" % (_FORMAT, len(text), text, numbers.tobytes()), 1)


@dataclass(frozen=True, slots=True)
class StoredAnalysis:
    """A decoded analysis that makes tokens and time expressions only for the sentences that are read."""

    sentences: tuple[Sentence, ...]
    forms: list[str]
    tags: list[str]
    numbers: array[int]
    """Starts, then ends, then ids."""
    times: StoredTimes | None = None
    """None where the text was stored without reading its times."""

    def ids(self, first: int, last: int) -> Sequence[int]:
        """Kiwi's ids of these tokens."""
        size = len(self.forms)
        return self.numbers[2 * size + first : 2 * size + last]

    def tokens(self, first: int, last: int) -> tuple[Token, ...]:
        size = len(self.forms)
        starts, ends, ids = (self.numbers[size * column + first : size * column + last] for column in range(3))
        return tuple(
            map(Token._make, zip(self.forms[first:last], self.tags[first:last], starts, ends, ids, strict=True))
        )


def opened(data: bytes) -> StoredAnalysis:
    """What `encode` wrote, now or before it wrote times too, without making its tokens and times yet.

    Raises ValueError for another format.
    """
    head, _, rest = zlib.decompress(data).partition(b"\n")
    format_, _, length = head.partition(b" ")
    if format_ not in (_FORMAT, _WITHOUT_TIMES):
        raise ValueError(f"analysis format {format_!r} is not {_FORMAT!r}")
    counts, forms, tags, *lines = rest[: int(length)].decode().split("\n")
    numbers = array(_WORD, rest[int(length) :])
    if sys.byteorder == "big":
        numbers.byteswap()
    size, sentences, version = f"{counts} ".split(" ")[:3]
    spans = numbers[3 * int(size) :]
    return StoredAnalysis(
        tuple(Sentence(*spans[i : i + 4]) for i in range(0, 4 * int(sentences), 4)),
        forms.split(_BETWEEN) if int(size) else [],
        tags.split(_BETWEEN) if int(size) else [],
        numbers[: 3 * int(size)],
        StoredTimes(version, lines) if version else None,
    )


def decode(data: bytes) -> Analysis:
    """The inverse of `encode`, but for the times. Raises ValueError for another format."""
    stored = opened(data)
    return Analysis(stored.tokens(0, len(stored.forms)), stored.sentences)


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
