"""Words and noun phrases of a short text, with the particle each carries: what a follow-up may point back at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.domain import Token
from rag.korean.names import OFFICES
from rag.korean.romanisation import SURNAMES

_NOMINAL = frozenset(
    {
        "NNG",
        "NNP",
        "NNB",
        "NR",
        "SN",
        "SL",
        "SH",
        "XR",
        "XPN",
        "XSN",
        "W_SERIAL",
        "MM",
        "SP",
        "SO",
        "SW",
        "SSO",
        "SSC",
        "JKG",
        "JC",
    }
)
_EDGE = frozenset({"SF", "SE", "SS", "SSO", "SSC", "SP"})
_JOINING = frozenset({"의", "와", "과", "랑", "이랑", "하고", "및"})
_AMBIGUOUS = frozenset(
    {"씨", "군", "양", "옹", "왕", "이사", "통장", "주장", "대사", "대장", "신부", "단장", "이장", "시인"}
)
_OFFICE = re.compile(
    r".*(?:" + "|".join(sorted((o for o in OFFICES if o not in _AMBIGUOUS), key=len, reverse=True)) + ")"
)
_SURNAMES = frozenset(SURNAMES.values()) | {
    "남궁",
    "황",
    "선우",
    "제갈",
    "모",
    "차",
    "설",
    "옥",
    "도",
    "두",
    "표",
    "방",
    "단",
}


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is spaced: `bare` without its particle and punctuation."""

    bare: str
    particle: str
    start: int
    """Code points of the text; `end` is where `bare` ends, `finish` where the particle does."""
    end: int
    finish: int
    nominal: bool
    proper: bool
    modifier: bool
    """Ends as a clause that describes what follows (열린, 맺은)."""
    head: str
    """Its last morpheme: 총회 of 은파총회."""
    closes: bool = False
    """A predicate ends it (…시장입니다): nothing after it belongs to the same phrase."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Nouns in a row and the particle after them."""

    text: str
    particle: str
    start: int
    end: int
    finish: int
    words: tuple[Word, ...]

    @property
    def proper(self) -> bool:
        return any(word.proper for word in self.words)

    @property
    def person(self) -> bool:
        """Ends in an office, with a name before it or in front of it; or is a name by its length and surname."""
        last = self.words[-1].bare
        if _OFFICE.fullmatch(last):
            return len(self.words) > 1
        return (
            len(self.words) == 1
            and self.proper
            and len(last) == 3
            and last[0] in _SURNAMES
            and last[-1] not in "시도군구읍면동리역"
        )


def words_of(text: str, tokens: Sequence[Token]) -> tuple[Word, ...]:
    """The words of a text, from its morphemes."""
    found = []
    for match in re.finditer(r"\S+", text):
        inside = [t for t in tokens if match.start() <= t.start < match.end()]
        if inside:
            found.append(_word(text, inside))
    return tuple(found)


def _word(text: str, inside: Sequence[Token]) -> Word:
    body = list(inside)
    while body and body[-1].tag in _EDGE:
        body.pop()
    while len(body) > 1 and body[0].tag in ("SSO", "SS"):
        body.pop(0)
    said = next((i for i, t in enumerate(body) if i and t.tag == "VCP"), None)
    body = body[:said]
    finish = body[-1].end if body else inside[-1].end
    last = len(body)
    while last > 1 and body[last - 1].tag[0] == "J":
        last -= 1
    stem = body[:last]
    start = stem[0].start if stem else inside[0].start
    end = stem[-1].end if stem else inside[-1].end
    return Word(
        bare=text[start:end],
        particle=text[end:finish],
        start=start,
        end=end,
        finish=max(finish, end),
        nominal=_crumbs(stem) or (all(t.tag in _NOMINAL for t in stem) and any(t.tag[0] in "NSX" for t in stem)),
        proper=_crumbs(stem) or any(t.tag in ("NNP", "SL", "SH") for t in stem),
        modifier=bool(body) and body[-1].tag == "ETM",
        head=stem[-1].form if stem else "",
        closes=said is not None,
    )


def _crumbs(stem: Sequence[Token]) -> bool:
    """A name that the analysis cut up: 한결/MAG + 전자, 은 + 파 + 시."""
    single = [t for t in stem if t.tag == "NNG" and len(t.form) == 1]
    adverb = len(stem) > 1 and stem[0].tag == "MAG" and all(t.tag in ("NNG", "NNP") for t in stem[1:])
    return adverb or (len(single) > 1 and all(t.tag in _NOMINAL for t in stem))


def phrases_of(text: str, words: Sequence[Word], apart: Sequence[tuple[int, int]] = ()) -> tuple[Phrase, ...]:
    """Noun phrases in order; the spans of `apart` (time expressions) belong to none."""
    return tuple(_phrases(text, words, apart))


def _phrases(text: str, words: Sequence[Word], apart: Sequence[tuple[int, int]]) -> Iterator[Phrase]:
    run: list[Word] = []
    for before, word in zip((None, *words), words, strict=False):
        if any(start <= word.start < end for start, end in apart):
            yield from _closed(text, run)
            run = []
            continue
        if not word.nominal:
            if _named(word, words):
                run.append(word)
                continue
            yield from _closed(text, run)
            run = []
            continue
        if run and before is not None and before.particle and before.particle not in _JOINING:
            yield from _closed(text, run)
            run = []
        run.append(word)
        if word.closes or (word.particle and word.particle not in _JOINING):
            yield from _closed(text, run)
            run = []
    yield from _closed(text, run)


def _named(word: Word, words: Sequence[Word]) -> bool:
    """A name that the analysis took for a clause, because an office follows it: `노을찬 선수`."""
    following = next((w for w in words if w.start >= word.finish), None)
    plain = re.fullmatch(r"[가-힣]{3}", word.bare + word.particle) is not None
    return plain and following is not None and following.bare in OFFICES and (word.bare + word.particle)[0] in _SURNAMES


def _closed(text: str, run: Sequence[Word]) -> Iterator[Phrase]:
    if run:
        yield Phrase(
            text[run[0].start : run[-1].end], run[-1].particle, run[0].start, run[-1].end, run[-1].finish, tuple(run)
        )


def person_in(phrase: Phrase) -> str:
    """The person a phrase ends with, without whom he is named together with: 올리베 시장 of `도하준 시장과 올리베 시장`."""
    last = [i for i, word in enumerate(phrase.words[:-1]) if word.particle in _JOINING and word.particle != "의"]
    words = phrase.words[last[-1] + 1 :] if last else phrase.words
    return " ".join(w.bare for w in words)
