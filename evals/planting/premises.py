"""Graded questions with one presupposed value made false: another number, day, name, office, place or outcome.

`python -m evals.planting.premises [--show KIND] [--seed N]` asks them over the sample articles: a false premise must be
corrected or refused, and the question as it was must not be corrected.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from random import Random

from evals.cases import Case
from evals.collection import articles_of
from evals.drafting.swaps import grown, replaced
from evals.planting.changes import NATIVE, NATIVES, NUMBER, OFFICES, PERSONS, PLACES
from evals.tasks.cases import chosen, collection
from rag import Geungeo
from rag.answers.premises import FalsePremise, premise
from rag.domain import KST, Answer, Kind, Status
from rag.questions.kinds import kind_of

STRANGERS = "설미르 은다온 채가람솔 주하람 금나래솔".split()
"""People of whom no sample article knows."""
ELSEWHERE = "해밀시 여울군 너울구 소담도 아라국".split()
"""Places of which no sample article knows, one for each ending."""
OUTCOMES = tuple(
    pair
    for one, other in (
        ("늘었", "줄었"), ("늘린", "줄인"), ("늘어난", "줄어든"), ("늘어났", "줄어들었"), ("올랐", "내렸"), ("오르", "내리"), ("올라", "내려"), ("올리", "내리"),
        ("줄였", "늘렸"), ("줄이", "늘리"), ("찬성", "반대"), ("무죄", "유죄"), ("승인", "기각"), ("통과", "부결"), ("가결", "부결"), ("이긴", "진"),
        ("이겼", "졌"), ("성공", "실패"), ("확정된", "취소된"), ("열린", "취소된"), ("열렸", "취소됐"), ("높아", "낮아"), ("높인", "낮춘"),
        ("미뤄진", "앞당겨진"), ("늦어진", "앞당겨진"), ("밀린", "당겨진"), ("깎인", "늘어난"), ("깎아", "올려"), ("깎였", "늘었"), ("합의한", "결렬된"),
        ("합의했", "결렬됐"), ("멈춘", "움직인"), ("더 주기로", "덜 주기로"), ("붙은", "떨어진"),
        ("착공", "준공"), ("선포", "해제"), ("가입", "탈퇴"),
    )
    for pair in ((one, other), (other, one))
)  # fmt: skip
_YEAR = re.compile(r"(?<!\d)20\d\d(?=년)(?!년도)")
_MONTH = re.compile(r"(?<!\d)(\d{1,2})(?=월(?![가-힣]*째))")
_DAY = re.compile(r"(?<!\d)(\d{1,2})(?=일(?:[\s,에의하]|$))")
_PLACE = re.compile(rf"(?<![가-힣])({'|'.join(PLACES)})")
_OFFICE = re.compile(rf"(?<=[가-힣] )({'|'.join(OFFICES)})(?=[은는이가을를의 ])")
_PERSON = re.compile(rf"(?<![가-힣])({'|'.join(PERSONS)})")
_NOT_PRESUPPOSED = {"세 문장"}
Spoilt = Iterator[tuple[str, str, str]]
"""(question, what it says now, what it said before)."""


@dataclass(frozen=True, slots=True)
class Spoiling:
    """A case whose question takes `now` for granted where it took `was`."""

    case: Case
    kind: str
    now: str
    was: str


def _numbers(text: str, random: Random) -> Spoilt:
    for match in NUMBER.finditer(text):
        other = grown(match.group(), random)
        yield _put(text, match.span(), other), other, match.group()
    for match in re.finditer(r"(?<![\d제])\d+(?=호선|차 총회|호(?![선가-힣]))|(?<=제)\d+(?=회|차)", text):
        other = str(int(match.group()) + 4)
        yield _put(text, match.span(), other), other, match.group()
    for match in NATIVE.finditer(text):
        if text[match.start() :].startswith(tuple(_NOT_PRESUPPOSED)):
            continue
        other = random.choice([n for n in NATIVES if n != match.group()])
        yield _put(text, match.span(), other), other, match.group()


def _dates(text: str, random: Random) -> Spoilt:
    for pattern, step, top in ((_YEAR, 4, 3000), (_MONTH, 5, 12), (_DAY, 11, 28)):
        for match in pattern.finditer(text):
            number = int(match.group())
            other = str(number - step if number > step else number + step if number + step <= top else 1)
            yield _put(text, match.span(), other), other, match.group()


def _people(text: str, random: Random) -> Spoilt:
    for match in _PERSON.finditer(text):
        for other in (random.choice(STRANGERS), random.choice([p for p in PERSONS if p not in text])):
            yield replaced(text, match.group(), other), other, match.group()


def _offices(text: str, random: Random) -> Spoilt:
    for match in _OFFICE.finditer(text):
        other = random.choice([o for o in OFFICES if o != match.group() and not match.group().endswith(o)])
        yield replaced(text, match.group(), other), other, match.group()


def _places(text: str, random: Random) -> Spoilt:
    for match in _PLACE.finditer(text):
        mine = match.group()
        alike = [p for p in (*PLACES, *ELSEWHERE) if p[-1] == mine[-1] and p not in text]
        if alike:
            other = random.choice(alike)
            yield replaced(text, mine, other), other, mine


def _outcomes(text: str, random: Random) -> Spoilt:
    for one, other in OUTCOMES:
        for match in islice(re.finditer(rf"(?<![가-힣]){one}", text), 1):
            yield _put(text, match.span(), other), other, one


KINDS: Mapping[str, Callable[[str, Random], Spoilt]] = {
    "number": _numbers,
    "date": _dates,
    "name": _people,
    "office": _offices,
    "place": _places,
    "outcome": _outcomes,
}


def _put(text: str, span: tuple[int, int], new: str) -> str:
    return text[: span[0]] + new + text[span[1] :]


def spoilt(cases: Sequence[Case], seed: int = 0) -> list[Spoiling]:
    """Every value of every question changed once, in the order of the cases. The same seed gives the same questions."""
    found = []
    for case in cases:
        random = Random(f"{seed}{case.id}")
        for kind, change in KINDS.items():
            for text, now, was in change(case.question, random):
                asked = kind == "outcome" and kind_of(text) is Kind.YES_NO
                if text != case.question and not asked:
                    found.append(Spoiling(replace(case, question=text), kind, now, was))
    return found


def presupposing(cases: Sequence[Case]) -> list[Case]:
    """Cases that have an answer and whose questions are right about what they take for granted."""
    return [case for case in cases if case.answerable and case.category != "false_premise"]


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of the questions of one kind."""

    asked: int = 0
    mended: int = 0
    named: int = 0

    def add(self, mended: bool, named: bool) -> Tally:
        return Tally(self.asked + 1, self.mended + mended, self.named + named)


def mended(answer: Answer) -> bool:
    """Corrected or refused, or a yes-no question that is denied."""
    denied = answer.question.kind is Kind.YES_NO and (answer.short_answer or answer.text).startswith("아니")
    return denied or answer.status in (Status.CORRECTED, Status.ABSTAINED)


def named(answer: Answer, kind: str, was: str) -> bool:
    """Whether a correction says the true value before it quotes; of outcomes the quotation says it, in its own words."""
    said = " ".join(sentence.text for sentence in answer.sentences[: 1 if kind != "outcome" else 2])
    return answer.status is Status.CORRECTED and (kind == "outcome" or _loose(was) in _loose(said))


def _loose(text: str) -> str:
    return re.sub(r"[\s,]", "", text)


@dataclass(frozen=True, slots=True)
class Asking:
    """The application and the day that undated questions are asked on."""

    app: Geungeo

    def __call__(self, case: Case) -> Answer:
        newest = max(a.article.published_at for a in articles_of(self.app) if a.article.published_at)
        asked_at = case.asked_at or case.as_of or newest.astimezone(KST)
        return self.app.ask(case.question, history=case.history, asked_at=asked_at, as_of=case.as_of)

    def premise(self, answer: Answer) -> FalsePremise | None:
        asking = self.app.asking
        return premise(answer.question, asking.evidence(answer.question, asking.retrieve(answer.question)))


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m evals.planting.premises", description=__doc__)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--show", help="print the misses of this kind (or `all`), and false corrections")
    options = parser.parse_args(arguments)
    cases = presupposing(chosen(None)[0])
    with collection(None, own=False, paths=()) as app:
        asking = Asking(app)
        tallies: dict[str, Tally] = defaultdict(Tally)
        for one in spoilt(cases, options.seed):
            answer = asking(one.case)
            good, right = mended(answer), named(answer, one.kind, one.was)
            for kind in (one.kind, "all"):
                tallies[kind] = tallies[kind].add(good, right)
            shown = {one.kind, "all"} if not good else {answer.status.value}
            if options.show in shown:
                mark = "" if right or not good else "?"
                _write(
                    f"\n{mark}{one.case.id} {one.kind} {one.was} → {one.now}\n  {one.case.question}\n  {answer.text}"
                )
        wrong = [(case, answer, found) for case in cases if (found := asking.premise(answer := asking(case)))]
    for case, answer, found in wrong:
        _write(f"\nfalse {'correction' if found.printed else 'refusal'} {case.id} {found.slot} {found.claimed}")
        _write(f"  {case.question}\n  {answer.text}")
    for kind, tally in sorted(tallies.items()):
        _write(
            f"{kind:8} n {tally.asked:4}  corrected or refused {tally.mended / tally.asked:6.1%}"
            f"  right value named {tally.named / tally.asked:6.1%}"
        )
    for kind in ("correction", "refusal"):
        count = sum((found.printed is not None) == (kind == "correction") for _, _, found in wrong)
        _write(f"false {kind}s {count} of {len(cases)}")
    return 0


def _write(text: str) -> None:
    sys.stdout.write(f"{text}\n")


if __name__ == "__main__":
    sys.exit(main())
