"""A list inside a sentence: `… A, B, C 등 8개 사항이다` → its items in order and the number it states.

Better no list than a wrong one: where an item's edge is not sure, there is none, and the sentence is quoted instead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

_BULLET = re.compile(r"\s*[▲△●■◆①-⑳]\s*")
_COMMA = re.compile(r"\s*,\s*")
_DOT = re.compile(r"\s*·\s*")
_ETC = re.compile(r"\s등(?=[이을의에\s.]|$)")
_COUNT_FOLLOWS = re.compile(
    r"\s(?=(?:\d+|한|두|세|네|다섯|여섯|일곱|여덟|아홉|열)\s?(?:여\s?)?(?:개|가지|곳|명|팀|분야|건))"
)
_STATED = re.compile(
    r"(\d+|한|두|세|네|다섯|여섯|일곱|여덟|아홉|열)\s?(?:여\s?)?(?:개|가지|곳|명|팀|분야|건|과제|사항|도시|사업|종|항목|부문)"
)
_NATIVE = {n: i for i, n in enumerate("한 두 세 네 다섯 여섯 일곱 여덟 아홉 열".split(), 1)}
_OPENING = re.compile(r"^.*(?:은|는|이|가|으로|로|에서|에는|위해|대해|관련해|한|된|인|먼저)\s", re.DOTALL)
_CLOSING = re.compile(r"(?:이)?다\.?$|\s(?:관계자|대표|참가자|선수|등)\S*\s.*$")
_PREDICATE = re.compile(
    r"(?:[했였겠었았됐]다?|한다|된다|이다|습니다|니다|[했됐났졌렸]고|[했됐났졌렸았었]?으며|하며|되며|지만|면서|는데)\.?$"
)
_VALUED = re.compile(r"\d\s?[만억조천]?[가-힣%㎞]{1,2}$")
_ETC_VALUED = re.compile(r".+?\s등\s\d[\d,.]*(?:[만억조천]\s?\d*)*[가-힣%㎞]??(?=이다|다|을|를|으로|로|\.|$)")
LONGEST_ITEM = 60
LONGEST_CLAUSE = 120  # between bullets, whose edges are sure
_TIME_BEFORE = re.compile(r"^(?:당장\s|이어\s|[\d~∼·]+일\s|(?:하루|이틀|사흘|나흘|닷새)(?:간|\s동안)?\s)+")
"""What says when, before the first item: `16~17일 이틀간 `."""
MUCH_LONGER = 3.0  # times the median: such a last item has swallowed the rest of the sentence


@dataclass(frozen=True, slots=True)
class Listing:
    """`items` are verbatim, in source order; `stated` is the number the sentence itself gives after them."""

    items: tuple[str, ...]
    stated: int | None
    counted: str = ""
    """That number as printed, with its unit: `8개`."""

    @property
    def partial(self) -> bool:
        """More are stated than are named: `광역버스 환승할인 등 7개 과제`."""
        return self.stated is not None and len(self.items) < self.stated

    @property
    def sure(self) -> bool:
        """The stated number agrees, or none is stated and there are at least three items."""
        return self.stated == len(self.items) if self.stated is not None else len(self.items) >= 3


def listing(sentence: str) -> Listing | None:
    """The list of a sentence by its marks: bullets, else commas, else middle dots. None where there is none."""
    for split in (_bulleted, _with_commas, _with_dots):
        items = [item.strip(" .’'”\"") for item in split(sentence)]
        clauses = split is _bulleted
        if len(items) >= 2 and all(_is_item(item, clauses=clauses) for item in items) and _even(items):
            stated = _stated(sentence, items[-1])
            return Listing(tuple(items), _number(stated), stated.group().strip() if stated else "")
    return None


_NUMBERED = re.compile(
    r"^\s*(?:(?:첫|둘|셋|넷|두|세|네|다섯|여섯|일곱|여덟|아홉|열)\s?(?:번째|째)(?:는|로|,)?|\d{1,2}[.)]|[①-⑳○▲△◇◆■●-])\s*"
)
"""`첫째, `, `두 번째는 `, `3) `, `○ ` at the beginning of a sentence."""


def across(sentences: Sequence[str], index: int) -> list[tuple[int, str]]:
    """Items of a list that runs over several sentences, with the index of each, as `첫째, … 둘째, …`; `index` is one of
    them or the one that announces them. Empty where there are not two in a row."""
    first = index if _NUMBERED.match(sentences[index]) else index + 1
    while first and first < len(sentences) and _NUMBERED.match(sentences[first - 1]):
        first -= 1
    found = []
    for place in range(first, len(sentences)):
        match = _NUMBERED.match(sentences[place])
        if match is None:
            break
        found.append((place, sentences[place][match.end() :].strip().removesuffix(".")))
    return found if len(found) >= 2 else []


def _bulleted(sentence: str) -> list[str]:
    parts = _BULLET.split(sentence)[1:]
    return [*parts[:-1], _last(parts[-1], parts[:-1])] if len(parts) > 1 else []


def _with_commas(sentence: str) -> list[str]:
    return _separated(sentence, _COMMA)


def _with_dots(sentence: str) -> list[str]:
    pieces = _separated(sentence, _DOT)
    return [] if any(", " in piece for piece in pieces) else pieces


def _separated(sentence: str, separator: re.Pattern[str]) -> list[str]:
    pieces = _outside_brackets(sentence, separator)
    if len(pieces) < 2:
        return []
    opening = _OPENING.match(pieces[0])
    first = pieces[0][opening.end() :] if opening else pieces[0]
    before = [_TIME_BEFORE.sub("", first), *pieces[1:-1]]
    return [*before, _last(pieces[-1], before)]


_SAYING = re.compile(
    r"(?:\s등)?(?:을|를|에|고)?\s\S*(?:했다고|한다고|하기로|기로)\s?(?:했|밝혔|말했|전했|발표했|합의했)?다?\.?$"
)
"""What a sentence says after its list: `… 논의할 계획을 합의했다고 밝혔다.`"""


def _last(piece: str, before: Sequence[str]) -> str:
    """The last item without what the sentence says after the list; where each item has its value (`물빛축제 21억원`) with
    that of the last (`홍보비 등 95억원`)."""
    if all(_VALUED.search(item) for item in before) and (match := _ETC_VALUED.match(piece)):
        return match.group()
    for end in (_ETC, _COUNT_FOLLOWS):
        if match := end.search(piece):
            return piece[: match.start()]
    return _CLOSING.sub("", _SAYING.sub("", piece))


def _outside_brackets(text: str, separator: re.Pattern[str]) -> list[str]:
    pieces, start, depth, index = [], 0, 0, 0
    while index < len(text):
        depth += (text[index] in "([“‘") - (text[index] in ")]”’")
        match = separator.match(text, index) if depth <= 0 else None
        if match and not _inside_number(text, match):
            pieces.append(text[start:index])
            start = index = match.end()
        else:
            index += 1
    return [*pieces, text[start:]]


def _inside_number(text: str, match: re.Match[str]) -> bool:
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    return match.group() == "," and before.isdigit() and after.isdigit()


def _is_item(item: str, *, clauses: bool = False) -> bool:
    """A noun phrase; between bullets a clause too (`검증위원회를 구성한다`)."""
    return 0 < len(item) <= (LONGEST_CLAUSE if clauses else LONGEST_ITEM) and (clauses or not _PREDICATE.search(item))


def _even(items: list[str]) -> bool:
    return len(items[-1]) <= MUCH_LONGER * max(median(map(len, items[:-1])), 4)


def _stated(sentence: str, last_item: str) -> re.Match[str] | None:
    """The first number of things after the list; None where the sentence gives none there."""
    return _STATED.search(sentence, sentence.rfind(last_item) + len(last_item))


def _number(stated: re.Match[str] | None) -> int | None:
    if stated is None:
        return None
    return int(stated.group(1)) if stated.group(1).isdigit() else _NATIVE[stated.group(1)]
