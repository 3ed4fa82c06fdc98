"""A span looked at: what the text itself shows of what it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from rag.answers.candidates.amounts import NUMERAL
from rag.answers.coreference import named_people, resolved_names
from rag.answers.people import OFFICE, people
from rag.answers.reading import ArticleView, SentenceView
from rag.answers.scoring.cutting import CLOSING, OPENING
from rag.domain import Token
from rag.korean.dates import TimeExpression
from rag.korean.dates.expression import DATED

_PAIRS = (("(", ")"), ("‘", "’"), ("“", "”"), ("《", "》"), ("〈", "〉"), ("「", "」"), ("『", "』"), ("[", "]"))
_MARKS = "".join(sorted(set(OPENING + CLOSING) - set("()[]")))
_FEW = re.compile(r"(?:한|두|세|네|다섯|여섯|일곱|여덟|아홉|열)\s[가-힣]{1,2}")
_OFFICER = re.compile(r"(?:위원장|관계자|본부장|대통령|도지사|구청장|사무총장|대변인)(?=[,\s과와])")
_BULLET = re.compile(r"[▲△●○■◆①-⑳]")
_LEANING = frozenset(
    "뒤 등 이날 때 동안 당시 이후 이전 가운데 당장 대신 경우 끝 예정 계획 결국 최대 최소 당초 정도 다음 이번 하나 날 밤 하룻밤 상황 사항 절차 이야기 중 결과 과정 측면 역할".split()
)
"""Words that say when, how or that it is still to come, and name nothing."""
_GOVERNED = re.compile(r"^[가-힣]+(?:특별시|광역시|특별자치도|시|도|군|구|시청|도청|군청|구청|의회|정부)$")
_MEASURED = re.compile(r"\d[\d,.]*\s?(?:[만억조천백]\s?)*(?:\d[\d,]*\s?[만억천백]?\s?)*[가-힣%㎞㎡㏊a-zA-Z]{0,3}$")


@dataclass(frozen=True)
class Span:
    """`start`/`end` in the sentence."""

    view: ArticleView
    sentence: SentenceView
    start: int
    end: int

    @cached_property
    def text(self) -> str:
        return self.sentence.text[self.start : self.end]

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        base = self.sentence.start
        return tuple(t for t in self.sentence.tokens if self.start <= t.start - base and t.end - base <= self.end)

    @property
    def last_word(self) -> str:
        return self.text.split(" ")[-1].strip(OPENING + CLOSING)

    @property
    def following(self) -> str:
        return self.sentence.text[self.end :]

    @cached_property
    def dated(self) -> TimeExpression | None:
        """The day or time that it is, or is part of."""
        times = self.view.times(self.sentence.index)
        return next((e for e in times if e.kind in DATED and e.begin <= self.start and self.end <= e.finish), None)

    @cached_property
    def well_cut(self) -> bool:
        """Whether it is a phrase that can stand alone: no half of a quotation, no bullets, no clause that goes on."""
        if not self.tokens or _BULLET.search(self.text) or self.tokens[-1].form in _LEANING:
            return False
        if self.tokens[0].form in _LEANING or self.tokens[0].tag == "NNB":
            return False
        halves = any(self.text.count(opening) != self.text.count(closing) for opening, closing in _PAIRS)
        return not halves and all(self.text.count(twin) % 2 == 0 for twin in "\"'") and not self.is_clause

    @property
    def is_clause(self) -> bool:
        """Whether it holds a subject, an object or a verb that goes on: `486억원을 깎은 수정안을 표결`."""
        tags = [t.tag for t in self.tokens]
        listed = any(tag[0] == "J" and after == "SP" for tag, after in pairwise(tags))
        adverbial = "JKB" in tags[:-1] and "ETM" not in tags
        return listed or adverbial or any(tag in ("JKS", "JX", "JKO", "EC", "EF") for tag in tags[:-1])

    @property
    def verbal(self) -> bool:
        """`회사원이었던 곽물결`, `납품하던 업체`."""
        return any(t.tag == "ETM" for t in self.tokens)

    @cached_property
    def proper(self) -> bool:
        return any(t.tag in ("NNP", "SL") for t in self.tokens)

    @cached_property
    def quoted(self) -> bool:
        """`‘물 위의 별’`, with or without its marks inside."""
        text = self.sentence.text
        inside = self.text[0] in _MARKS and self.text[-1] in _MARKS
        around = text[self.start - 1 : self.start] in _MARKS and text[self.end : self.end + 1] in _MARKS
        return inside or bool(self.start and self.following and around)

    @property
    def latin(self) -> bool:
        return re.search(r"[가-힣]", self.text) is None and re.search(r"[A-Za-z]{2}", self.text) is not None

    @cached_property
    def names_person(self) -> bool:
        """A person, part of one, or a phrase with one's name in it."""
        return bool(self.people) or any(
            re.search(rf"(?<![가-힣]){re.escape(p.name)}", self.text) for p in named_people(self.view)
        )

    @cached_property
    def people(self) -> list[Person]:
        """People of the sentence that it holds or is part of, those that are written longest first."""
        whole = [p for p in _people(self.view, self.sentence) if _nested((p.start, p.end), (self.start, self.end))]
        return sorted(whole, key=lambda p: p.start - p.end)

    @property
    def officer(self) -> bool:
        """An office, with or without its holder: `산업위원장`, `산업위원장과 관계자 9명`."""
        if _OFFICER.search(self.text):
            return True
        last = self.last_word
        return any(m.end() == len(last) and len(m.group()) > 1 for m in OFFICE.finditer(last))

    @property
    def governing(self) -> bool:
        """`서울시`, `경기도`, `가람시의회`."""
        return self.proper and _GOVERNED.match(self.text) is not None

    @property
    def amount(self) -> bool:
        """A number with its unit, and nothing that it would be of."""
        counted = NUMERAL.match(self.text) is not None and self.tokens[-1].tag in ("NNB", "NR", "SN", "SW")
        return counted or any(pattern.fullmatch(self.text) for pattern in (_MEASURED, _FEW))


class Person(NamedTuple):
    """`start`/`end` in the sentence; `name` without office, in full where the article gives it."""

    start: int
    end: int
    name: str


def _people(view: ArticleView, sentence: SentenceView) -> list[Person]:
    """By their offices, by what the article calls them elsewhere, and short names that stand for one. Remembered on the view."""
    remembered: dict[int, list[Person]] = view.__dict__.setdefault("_persons", {})
    if sentence.index not in remembered:
        remembered[sentence.index] = list(_all_people(view, sentence))
    return remembered[sentence.index]


def _all_people(view: ArticleView, sentence: SentenceView) -> Iterator[Person]:
    for begin, finish, first, last in people(sentence):
        apart = last == finish or sentence.text[last] in " (" or begin < first
        if apart:  # 산업위원장 is no 산업 who chairs
            yield Person(begin, finish, sentence.text[first:last])
    for person in named_people(view):
        if len(person.name) == 4 and person.name[-1] in "은는을를이가":
            continue  # 새벽찬이 of `새벽찬이 승리투수가 됐다`
        start = person.start - sentence.start
        written = re.match(
            rf"{re.escape(person.name)}(?:\([^)]*\))?\s{re.escape(person.office)}", sentence.text[start:]
        )
        if person.sentence == sentence.index and written:
            yield Person(start, start + written.end(), person.name)
    for short, full in resolved_names(view, sentence.index).items():
        match = re.search(rf"(?<![가-힣]){re.escape(short)}", sentence.text) if short else None
        if match and any(p.full == full for p in named_people(view)):
            yield Person(*match.span(), next(p.name for p in named_people(view) if p.full == full))


def _nested(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return (one[0] <= other[0] and other[1] <= one[1]) or (other[0] <= one[0] and one[1] <= other[1])
