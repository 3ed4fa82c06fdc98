"""What a model writes that cannot be trusted: honest sentences, some of them with another's marker, among every kind of lie."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from evals.planting import Planted
from evals.planting import inflection as verbs
from evals.planting.changes import KINDS, NUMBER, OFFICES, PERSONS
from evals.planting.paraphrases import polite
from rag.answers.generate.cutting import SentenceCutter
from rag.answers.generate.packing import Evidence, Pack

LENGTHS = range(4, 8)  # sentences of an answer
WEIGHTS = {
    "right marker": 50,
    "wrong marker": 15,
    "planted": 20,
    "crossed number": 4,
    "crossed name": 4,
    "invented quotation": 5,
    "off topic": 5,
}
NOWHERE = 97
"""A number that no evidence has."""
INVENTED = (
    "예산을 두 배로 늘려 내년 안에 모두 끝내겠다",
    "처음부터 잘못된 결정이었고 책임질 사람이 있다",
    "시민 열 명 가운데 아홉 명은 이미 등을 돌렸다",
    "그런 보고는 한 번도 받은 적이 없다",
    "이번 일을 모든 도시가 부러워하고 있다",
)
OFF_TOPIC = (
    "화성 탐사선은 내년 봄에 발사됩니다.",
    "고래는 하루에 세 시간만 잠을 잡니다.",
    "전문가들은 금값이 당분간 오를 것으로 내다봤습니다.",
    "김치는 섭씨 4도에서 가장 맛있게 익습니다.",
    "올림픽 개막식에는 8만 관중이 모였습니다.",
    "이 소설은 열두 나라 말로 옮겨졌습니다.",
    "지난해 태풍으로 다리 세 곳이 무너졌습니다.",
    "인공지능 기업의 주가가 사흘째 떨어졌습니다.",
    "교황은 다음 달 남미를 찾습니다.",
    "따라서 앞으로도 큰 변화가 있을 것으로 보입니다.",
)
BOTH = 0.7
"""Share of crossed sentences that name both sources."""
_NUMBER = re.compile(rf"{NUMBER.pattern}\s?(?:[만억조천]?[가-힣%㎞㎡])")
_PERSON = re.compile(rf"(?<![가-힣])(?:{'|'.join(PERSONS)})")
CROSSED: Mapping[str, Callable[[str], list[str]]] = {"crossed number": _NUMBER.findall, "crossed name": _PERSON.findall}
Source = frozenset[tuple[str, int]]
"""(article id, start of the sentence) of each sentence that says it word by word; more than one where outlets share a text."""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of the scripted model. `honest`: whether `source`, in the evidence, carries it."""

    kind: str
    honest: bool
    text: str
    cited: tuple[int, ...]
    source: Source = frozenset()
    original: str = ""

    @property
    def written(self) -> str:
        return self.text + "".join(f"[{number}]" for number in self.cited)


@dataclass(frozen=True, slots=True)
class Play:
    """An answer, and what the model writes when it is told to write one of its sentences again."""

    lines: tuple[Line, ...]
    again: Mapping[str, Line]

    @property
    def text(self) -> str:
        return " ".join(line.written for line in self.lines)


class Mixer:
    """Makes the answers for a pack. The same seed and pack give the same answer."""

    def __init__(self, cases: Iterable[Planted]) -> None:
        self._honest: dict[str, list[str]] = defaultdict(list)
        self._lies: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for case in cases:
            claim = _polite(case.claim)
            if not _is_one(claim):
                continue
            if case.honest:
                self._honest[case.original].append(claim)
            else:
                self._lies[case.kind][case.original].append(claim)

    def play(self, pack: Pack, random: Random) -> Play | None:
        """None where the pack holds no sentence that there is a paraphrase of."""
        known = [one for one in pack.evidence if one.sentence.text in self._honest]
        if not known:
            return None
        printed = {_loose(one.sentence.text) for one in pack.evidence}
        lines: dict[str, Line] = {}
        for kind in random.choices(list(WEIGHTS), list(WEIGHTS.values()), k=random.choice(LENGTHS)):
            line = self._line(kind, pack, known, random)
            if line is not None and (line.honest or _loose(line.text) not in printed):
                lines.setdefault(line.text, line)
        lies = [line for line in lines.values() if not line.honest]
        again = {line.text: self._again(line, pack, random) for line in lies}
        return Play(tuple(lines.values()), {text: other for text, other in again.items() if other is not None})

    def _line(self, kind: str, pack: Pack, known: Sequence[Evidence], random: Random) -> Line | None:
        one = random.choice(known)
        if kind == "right marker":
            return self._true(kind, one, pack, (one.number,), random)
        if kind == "wrong marker":
            return self._true(kind, one, pack, _wrong(one, pack, random), random)
        if kind == "planted":
            return self._planted(random.choice(list(KINDS)), pack, random)
        if kind in CROSSED:
            return self._crossed(kind, one, pack, random)
        if kind == "invented quotation":
            who = f"{random.choice(PERSONS)} {random.choice(OFFICES)}"
            particle = "는" if verbs.open_(who) else "은"
            return Line(kind, False, f"{who}{particle} “{random.choice(INVENTED)}”고 말했습니다.", (one.number,))
        return Line(kind, False, random.choice(OFF_TOPIC), (one.number,))

    def _true(self, kind: str, one: Evidence, pack: Pack, cited: tuple[int, ...], random: Random) -> Line:
        text = random.choice(self._honest[one.sentence.text])
        return Line(kind, True, text, cited, _source(one, pack), one.sentence.text)

    def _planted(self, kind: str, pack: Pack, random: Random) -> Line | None:
        here = [one for one in pack.evidence if one.sentence.text in self._lies[kind]]
        if not here:
            return None
        one = random.choice(here)
        lie = random.choice(self._lies[kind][one.sentence.text])
        return Line(kind, False, lie, (one.number,), _source(one, pack), one.sentence.text)

    def _crossed(self, kind: str, one: Evidence, pack: Pack, random: Random) -> Line | None:
        """A value of another sentence in its place, both of them cited, or the one that it stands in."""
        mine = CROSSED[kind](one.sentence.text)
        pairs = [
            (value, other, theirs)
            for value in mine
            for other in pack.evidence
            for theirs in CROSSED[kind](other.sentence.text)
            if theirs not in mine and _unit(theirs) == _unit(value)
        ]
        if not pairs:
            return None
        value, other, theirs = random.choice(pairs)
        text = _polite(one.sentence.text.replace(value, theirs, 1))
        if not _is_one(text):
            return None
        cited = (one.number, other.number) if random.random() < BOTH else (one.number,)
        return Line(kind, False, text, cited, frozenset(), f"{one.sentence.text} + {other.sentence.text}")

    def _again(self, lie: Line, pack: Pack, random: Random) -> Line | None:
        """The truth, another lie of its kind, or nothing: each as often."""
        choice = random.randrange(3)
        one = next((one for one in pack.evidence if one.sentence.text == lie.original), None)
        if choice == 0 and one is not None and _is_one(truth := _polite(lie.original)):
            return Line("rewritten", True, truth, (one.number,), lie.source, lie.original)
        if choice == 1 and lie.kind in KINDS:
            return self._planted(lie.kind, pack, random)
        return None


def _unit(value: str) -> str:
    """What a number counts; of a name nothing."""
    return re.sub(r"[\d,.\s]", "", value) if value[:1].isdigit() else ""


def _wrong(one: Evidence, pack: Pack, random: Random) -> tuple[int, ...]:
    others = [other.number for other in pack.evidence if other.sentence.text != one.sentence.text]
    return random.choice([*[(random.choice(others),)] * 4, (NOWHERE,), ()]) if others else (NOWHERE,)


def _source(one: Evidence, pack: Pack) -> Source:
    same = [other for other in pack.evidence if other.sentence.text == one.sentence.text]
    return frozenset((other.view.stored.id, other.sentence.start) for other in same)


def _polite(text: str) -> str:
    """As models are told to write."""
    plain = " ".join(text.split())
    return next(polite(plain, None), plain)


def _is_one(text: str) -> bool:
    """Whether it reads as one whole sentence wherever it stands: no line of an interview, no two that print runs together."""
    return SentenceCutter().feed(f"{text}[1] 그 밖의 문장입니다.[2]")[:1] == [f"{text}[1]"]


def _loose(text: str) -> str:
    return "".join(text.split())
