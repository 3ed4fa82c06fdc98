"""What of an answer's sentence is our own wording and no claim: openings, closings, and whole sentences with gaps.

`네, `    `2026년 3월 10일 표본일보 보도에 따르면, `    `…고 보도됐습니다.`    `기사에는 ‘10개’가 아니라 ‘8개’로 나옵니다.`
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache
from itertools import chain
from typing import NamedTuple

from rag.answers import phrases
from rag.korean.particles import PAIRS

_PARTICLES = f"(?:{'|'.join(sorted(set(chain(*PAIRS.values())), key=len, reverse=True))})?[만도]?"
_DAY = r"\d{4}년 \d{1,2}월 \d{1,2}일"
_WHEN = r"\d{4}년(?: \d{1,2}월(?: \d{1,2}일)?)?"
_OUTLET = r"[^\s,“”]+(?: [^\s,“”]+)?"
OPENINGS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), example)
    for pattern, example in (
        (r"^- ", "- 트램이 열립니다."),
        (r"^(?:네|예|아니요|아닙니다)[,.] ", "네, 트램이 열립니다."),
        (r"^이를 바로잡아 답하면 ", "이를 바로잡아 답하면 트램이 열립니다."),
        (r"^(?:또한?|이 밖에도?|이와 함께|한편|이어|다만|그리고),? ", "또 트램이 열립니다."),
        (rf"^(?P<day>{_DAY}) (?P<outlet>{_OUTLET}) 보도에 따르면,? ", "2026년 3월 10일 표본일보 보도에 따르면 트램이 열립니다."),
        (rf"^(?P<day>{_DAY}) 보도(?:: | 기준으로(?:는)? |에 따르면,? )", "2026년 3월 10일 보도: 트램이 열립니다."),
        (rf"^(?P<day>{_DAY})\((?P<outlet>{_OUTLET})\): ", "2026년 3월 10일(표본일보): 트램이 열립니다."),
        (rf"^(?P<happened>{_WHEN})\((?P<day>{_DAY}) 보도\): ", "2026년 3월 9일(2026년 3월 10일 보도): 트램이 열립니다."),
        (rf"^(?P<day>{_DAY}) 기준으로(?:는)? ", "2026년 3월 10일 기준으로 트램이 열립니다."),
        (rf"^(?P<happened>{_WHEN}): ", "2026년 3월 9일: 트램이 열립니다."),
        (r"^날짜 미상(?: 보도)?: ", "날짜 미상 보도: 트램이 열립니다."),
        (r"^기사에(?:는| 따르면,?) ", "기사에 따르면 트램이 열립니다."),
        (rf"^(?P<outlet>{_OUTLET})(?: 보도)?에 따르면,? ", "표본일보에 따르면 트램이 열립니다."),
        (r"^(?P<label>[^:“”«»()]{1,30}): ", "미르 트램: 트램이 열립니다."),
    )
)  # fmt: skip
"""Pattern, and a sentence that begins with it. `day`: when the article appeared; `outlet`: who published it; `happened`: a
day that it speaks of; `label`: what the line is about."""
CLOSINGS: tuple[tuple[re.Pattern[str], str, str, str], ...] = tuple(
    (re.compile(pattern), plain, example, left)
    for pattern, plain, example, left in (
        (
            rf"(?<=[다라])고 (?P<outlet>{_OUTLET}?)(?:은|는|이|가) (?:보도했|전했)습니다\.$", "",
            "트램이 열린다고 표본일보는 보도했습니다.", "트램이 열린다.",
        ),
        (r"이라고 (?:보도됐|전해졌|나와 있)습니다\.$", "이다.", "트램이 열릴 예정이라고 보도됐습니다.", "트램이 열릴 예정이다."),
        (r"(?<=다)고 (?:보도됐|전해졌|나와 있)습니다\.$", ".", "트램이 열린다고 보도됐습니다.", "트램이 열린다."),
        (r"으로 (?:보도됐습니다|나옵니다|나와 있습니다|적혀 있습니다)\.$", "이다.", "정거장은 19곳으로 나옵니다.", "정거장은 19곳이다."),
        (r"(?<!으)로 (?:보도됐습니다|나옵니다|나와 있습니다|적혀 있습니다)\.$", "이다.", "정거장은 19개로 나옵니다.", "정거장은 19개이다."),
    )
)  # fmt: skip
"""Pattern, what stands there instead, a sentence that ends in it, and what is left of that."""
WORDING = re.compile(r"\(기사 표기: ([^()]+)\)")
"""How the article puts a day that was said in full."""
AS_OF = re.compile(rf"\((?P<day>{_DAY}) 보도 기준\)(?=\.?$)")
"""After what holds at present: `19곳입니다(2026년 3월 10일 보도 기준).`"""
CONTRAST = re.compile(r"[‘']([^’']+)[’'](?:은|는|이|가) 아니라 |질문의 [‘']([^’']+)[’'](?:과|와) 달리 (?:기사에는 )?")
"""What the question has wrong: `‘10개 과제’가 아니라`, `질문의 ‘부결된’과 달리 기사에는`."""
SHOWN = re.compile(r"^[‘'“](?P<said>[^‘’“”]+)[’'”](?:이?라고|다?고|으로|로)?(?: (?:나옵니다|나와 있습니다)\.)?$")
"""What an article is said to have, word by word: `‘통과됐다’고 나옵니다.`"""


class Opened(NamedTuple):
    """A claim without our openings, and what these say of the article: group of OPENINGS → words."""

    text: str
    said: tuple[tuple[str, str], ...] = ()


def opened(text: str, outlets: Collection[str] = ()) -> Opened:
    """`outlets`: who published what is cited; `경찰에 따르면` is the article's own."""
    said: list[tuple[str, str]] = []
    while match := next((m for pattern, _ in OPENINGS if (m := pattern.match(text)) and _is_ours(m, outlets)), None):
        text = text[match.end() :]
        said += [(name, words) for name, words in match.groupdict().items() if words]
    if match := AS_OF.search(text):
        said.append(("day", match["day"]))
        text = text[: match.start()] + text[match.end() :]
    return Opened(text, tuple(said))


def _is_ours(match: re.Match[str], outlets: Collection[str]) -> bool:
    """Whether an opening that names nothing but an outlet names one of these."""
    named = {name: words for name, words in match.groupdict().items() if words}
    return list(named) != ["outlet"] or named["outlet"] in outlets


def closed(text: str) -> tuple[str, str | None] | None:
    """The claim without our closing, which tells that it was reported, and the outlet that is named there, if one is."""
    for pattern, instead, *_ in CLOSINGS:
        if match := pattern.search(text):
            return text[: match.start()] + (instead or "."), match.groupdict().get("outlet")
    return None


_PART = r"(?:(?:언제|어디|누구|얼마|몇 ?[가-힣]{1,4})인지|그 이유)"
UNKNOWN = re.compile(rf"(?:{_PART}[과와] )*{_PART}[은는] 기사에서 확인되지 않습니다\.")
"""`언제인지와 몇 명인지는 기사에서 확인되지 않습니다.`: what a partial answer lacks."""


def gaps(text: str) -> tuple[str, ...] | None:
    """What fills the gaps of a sentence of ours (`phrases`); None where it is none, empty where it has none."""
    if UNKNOWN.fullmatch(text):
        return ()
    for pattern in _sentences():
        if match := pattern.fullmatch(text):
            return tuple(value for name, value in match.groupdict().items() if not name.startswith("josa"))
    return None


@cache
def _sentences() -> tuple[re.Pattern[str], ...]:
    texts = [value for name, value in vars(phrases).items() if name.isupper() and isinstance(value, str)]
    return tuple(re.compile("".join(_pieces(text)), re.DOTALL) for text in sorted(texts))


def _pieces(template: str) -> Iterator[str]:
    seen: set[str] = set()
    for piece in re.split(r"(\{[a-z_]+\})", template):
        name = piece[1:-1]
        if not piece.startswith("{"):
            yield re.escape(piece)
        elif name in seen:
            yield f"(?P={name})"
        else:
            seen.add(name)
            yield f"(?P<{name}>{_PARTICLES if name.startswith('josa') else '.+?'})"
