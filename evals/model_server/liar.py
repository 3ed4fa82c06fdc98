"""A model that lies as models do: between honest sentences wrong numbers, wrong sources, invented quotations, things beside the point.

The same question is always answered with the same lies.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random

from evals.model_server import faithful
from evals.model_server.script import Reply, Request, Script, say
from evals.model_server.sheet import Line, Sheet, read
from evals.planting import changes
from rag.korean.particles import attach

HONEST = 0.35
"""Share of the sentences that stay as they are."""
QUOTATIONS = (
    "시민 여러분께 깊이 사과드린다", "예산을 두 배로 늘리겠다", "내년에는 반드시 끝내겠다", "이번 결정은 되돌릴 수 없다", "모든 책임은 저에게 있다",
)  # fmt: skip
BESIDE_THE_POINT = (
    "서울은 대한민국의 수도입니다.", "전문가들은 긍정적인 효과를 기대하고 있습니다.", "이는 지역 경제에 큰 도움이 될 것으로 보입니다.",
    "자세한 내용은 누리집에서 볼 수 있습니다.", "비슷한 사업은 다른 도시에서도 여러 차례 실패했습니다.",
)  # fmt: skip


def liar(seed: int = 0) -> Script:
    def lie(request: Request) -> Reply:
        sheet = read(request)
        return say(_answer(sheet, Random(f"{seed} {sheet.task} {sheet.question} {sheet.sentence}")))

    return lie


def _answer(sheet: Sheet, random: Random) -> str:
    if sheet.task == "judge":
        return "지지"
    if sheet.task == "rewrite" or not sheet.lines:
        return faithful.answer(sheet)
    if sheet.task == "regenerate":
        return f"{sheet.sentence}[{sheet.lines[0].number}]" if random.random() < HONEST else faithful.answer(sheet)
    joint = "\n" if sheet.task in ("compare", "timeline") else " "
    lines = faithful.chosen(sheet) or [random.choice(sheet.lines)]
    said = [_said(line, sheet, random) for line in lines]
    said.insert(random.randrange(len(said) + 1), _lie(lines[0], sheet, random))
    return joint.join(said)


def _said(line: Line, sheet: Sheet, random: Random) -> str:
    if random.random() < HONEST:
        return faithful.numbered(faithful.told(line), line)
    return _lie(line, sheet, random)


def _lie(line: Line, sheet: Sheet, random: Random) -> str:
    return LIES[random.choice(sorted(LIES))](line, sheet, random)


def _wrong_value(line: Line, sheet: Sheet, random: Random) -> str:
    """A number, a day or a name of the sentence is another."""
    sentence = changes.Sentence(faithful.told(line), ())
    planted = [one for kind in (changes.numbers, changes.dates, changes.names) for one in kind(sentence, random)]
    return faithful.numbered(random.choice(planted), line) if planted else _beside(line, sheet, random)


def _wrong_source(line: Line, sheet: Sheet, random: Random) -> str:
    """An honest sentence with the number of another one, or of none."""
    others = [one.number for one in sheet.lines if one.number != line.number]
    return f"{faithful.told(line)}[{random.choice([*others, len(sheet.lines) + 40])}]"


def _invented_quotation(line: Line, sheet: Sheet, random: Random) -> str:
    who = f"{random.choice(changes.PERSONS)} {random.choice(changes.OFFICES)}"
    return faithful.numbered(f"{attach(who, '은/는')} “{random.choice(QUOTATIONS)}”고 말했습니다.", line)


def _beside(line: Line, sheet: Sheet, random: Random) -> str:
    return faithful.numbered(random.choice(BESIDE_THE_POINT), line)


LIES: Mapping[str, Callable[[Line, Sheet, Random], str]] = {
    "wrong value": _wrong_value,
    "wrong source": _wrong_source,
    "invented quotation": _invented_quotation,
    "beside the point": _beside,
}
