"""A printed sentence in 합니다체: `가람시는 협약에 합의했다.` → `가람시는 협약에 합의했습니다.`

Only the last ending changes. Where the ending is not sure there is none, and the sentence is better quoted: newspapers end
sentences in nouns (`…총회 개최`), in fragments and in slips (`말했아`), and none of these may be guessed at.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from rag.domain import Token

_FINALS = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")


class Change(NamedTuple):
    """How one kind of ending is made polite. `cut` letters of the end give way; where `closes`, the syllable before them is
    closed with ㅂ."""

    cut: int
    ending: str
    closes: bool
    example: str
    polite: str


STAYS = Change(0, "", False, "협의를 거쳤습니다", "협의를 거쳤습니다")
PAST = Change(1, "습니다", False, "협약에 합의했다", "협약에 합의했습니다")
PRESENT = Change(1, "니다", True, "18일 가람에서 열린다", "18일 가람에서 열립니다")
PRESENT_CLOSED = Change(2, "습니다", False, "올해의 상을 받는다", "올해의 상을 받습니다")
DENIED = Change(1, "니다", True, "사실이 아니다", "사실이 아닙니다")
COPULA = Change(2, "입니다", False, "경선을 벌일 예정이다", "경선을 벌일 예정입니다")
COPULA_DROPPED = Change(1, "입니다", False, "전체의 39.3%다", "전체의 39.3%입니다")
ADJECTIVE = Change(1, "습니다", False, "합의가 어렵다", "합의가 어렵습니다")
ADJECTIVE_OPEN = Change(1, "니다", True, "차이가 크다", "차이가 큽니다")
CHANGES = (STAYS, PAST, PRESENT, PRESENT_CLOSED, DENIED, COPULA, COPULA_DROPPED, ADJECTIVE, ADJECTIVE_OPEN)

OPEN_STEMS = tuple(
    "크 바쁘 나쁘 기쁘 예쁘 아프 슬프 고프 가쁘 싸 다르 빠르 이르 푸르 서투르 희 거세 드세 세차 벅차 알차 힘차 어리 느리 흐리 여리 하".split()
)
"""Stems that end in a vowel; any other word that ends in one is a noun with its copula (`39.3%다`), or not sure."""
_NOUNS_IN_하 = re.compile(r"(?:이하|영하|지하|산하|휘하|저하|인하|치하|투하)$")
_MARKS = re.compile(r"[%％‰℃㎞㎏㎡㎜㎝㎿㎾)\]A-Za-z0-9]")
_INSIDE = re.compile(r"다\.\s+\S")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’|«[^»]*»|\([^()]*\)")
_PREDICATES = frozenset({"VA", "VX", "XSA"})
_STANDING = frozenset({"있", "없", "계시", "않", "못하", "싶", "같"})
"""Verbs and auxiliaries that end a sentence in their plain form; of others that is a headline (`손잡다`)."""


def polite(text: str, tokens: Sequence[Token] = ()) -> str | None:
    """The sentence in 합니다체 with a full stop, None where its ending is not sure. `tokens`: the sentence's own from the
    stored analysis; with them a noun is told from an adjective, without them less is sure."""
    body = text.strip().removesuffix(".")
    if not body.endswith("다") or len(body) < 2 or not _whole(body):
        return None
    words = [t for t in tokens if not t.tag.startswith("S") or t.tag in ("SN", "SL", "SH")]
    if words and not (words[-1].tag == "EF" and words[-1].form.endswith("다")):
        return None  # `푸른 앞바다`
    change = _change(body, words[-2] if len(words) > 1 else None, words[-1].form if words else "")
    return _applied(body, change) if change else None


PLANS = ("예정", "계획", "방침", "전망", "목표", "일정")
_TOLD = "보도됐습니다"


def prospective(text: str, tokens: Sequence[Token] = ()) -> str | None:
    """What lay ahead when it was written, said as a report: `18일 열린다.` → `18일 열릴 예정이라고 보도됐습니다.`,
    `뜰 계획이다.` → `뜰 계획이라고 보도됐습니다.` None where the sentence is not of that shape, or its ending not sure."""
    made = polite(text, tokens)
    if made is None:
        return None
    body = text.strip().removesuffix(".")
    if body.endswith(tuple(f"{plan}이다" for plan in PLANS)):
        return f"{body.removesuffix('다')}라고 {_TOLD}."
    if body[-2] == "는" or body.endswith(("않다", "못하다")):
        return f"{body}고 {_TOLD}."
    if _final(body[-2]) == "ㄴ":
        return f"{body[:-2]}{_ended(body[-2], 'ㄹ')} 예정이라고 {_TOLD}."
    return None


def indirect(text: str, tokens: Sequence[Token] = ()) -> str | None:
    """What somebody writes, before a verb of saying: `지원금은 해법이 아니다.` → `지원금은 해법이 아니라고`, `버스가 먼저다.` →
    `버스가 먼저라고`, `물가가 오른다.` → `물가가 오른다고`. None where the ending is not sure."""
    made = polite(text, tokens)
    if made is None:
        return None
    body = text.strip().removesuffix(".")
    if made == f"{body}.":
        return None  # 합니다체 already
    if body.endswith(("이다", "아니다")) or (made.endswith("입니다.") and not body.endswith("인다")):
        return f"{body.removesuffix('다')}라고"
    return f"{body}고"


def _whole(body: str) -> bool:
    """One sentence, with every quotation closed."""
    if body.count("“") != body.count("”") or body.count('"') % 2 or body.count("‘") > body.count("’"):
        return False
    return not _INSIDE.search(_QUOTED.sub("", body))


def _change(body: str, before: Token | None, ending: str) -> Change | None:
    last, final = body[-2], _final(body[-2])
    if last == "니" and _final(body[-3:-2]) == "ㅂ":
        return STAYS
    if body.endswith("아니다"):
        return DENIED
    if before is not None and before.tag == "VCP":
        return COPULA if last == "이" else COPULA_DROPPED
    if last == "이":
        return COPULA if before is None else None
    if last == "는":
        return PRESENT_CLOSED if _final(body[-3:-2]) not in (None, "", "ㄹ") else None
    if final == "ㄴ":
        return PRESENT
    if final == "ㅆ":
        return PAST
    return _plain(body, before, ending, final)


def _plain(body: str, before: Token | None, ending: str, final: str | None) -> Change | None:
    """Adjectives, and the verbs that end like them."""
    if before is not None and ending == "다" and before.tag not in _PREDICATES and before.form not in _STANDING:
        return None
    if final is None:
        return COPULA_DROPPED if _MARKS.match(body[-2]) else None
    if final == "":
        if _NOUNS_IN_하.search(body[:-1]):
            return COPULA_DROPPED
        return ADJECTIVE_OPEN if before is not None or body[:-1].endswith(OPEN_STEMS) else None
    if final == "ㅇ":
        return None
    return ADJECTIVE_OPEN if final == "ㄹ" else ADJECTIVE


def _applied(body: str, change: Change) -> str:
    stem = body[: len(body) - change.cut]
    if change.closes:
        stem = stem[:-1] + _ended(stem[-1], "ㅂ")
    return f"{stem}{change.ending}."


def _final(syllable: str) -> str | None:
    """`ㄴ` of 한, `""` of 하, None where it is not a syllable."""
    return _FINALS[(ord(syllable) - ord("가")) % 28] if syllable and "가" <= syllable <= "힣" else None


def _ended(syllable: str, final: str) -> str:
    """With another end: 하, 한, 할 → 합."""
    code = ord(syllable) - ord("가")
    return chr(ord("가") + code - code % 28 + _FINALS.index(final))


# ---------------- openings that look back


class Opening(NamedTuple):
    """A word that ties a sentence to the one before it."""

    pattern: str
    example: str
    rest: str


OPENINGS = (
    Opening(r"한편,? ", "한편 시는 대책을 냈다.", "시는 대책을 냈다."),
    Opening(r"(?:또한|아울러|더불어|더구나|게다가),? ", "또한 요금을 올린다.", "요금을 올린다."),
    Opening(r"또,? (?!다른|다시|한|하나|같)", "또 도서관을 연다.", "도서관을 연다."),
    Opening(r"(?:이와|이에) (?:함께|더해),? |여기에 더해,? ", "이와 함께 버스를 늘린다.", "버스를 늘린다."),
    Opening(r"(?:그러나|하지만|그런데|그래도|반면|다만),? ", "다만 요금은 그대로다.", "요금은 그대로다."),
    Opening(r"(?:그리고|그러면서|그러자),? ", "그리고 문을 닫았다.", "문을 닫았다."),
    Opening(r"이어,? (?=(?:\S+ ){0,2}\S+(?:은|는|이|가) )(?!열|진행|가진)", "이어 시장은 떠났다.", "시장은 떠났다."),
    Opening(
        r"이에,? (?!대|따|반|앞|관|비)(?=(?:\S+ ){0,2}\S+(?:은|는|이|가) )", "이에 시는 사과했다.", "시는 사과했다."
    ),
)
_OPENINGS = re.compile("|".join(f"(?:{opening.pattern})" for opening in OPENINGS))


def without_opening(text: str) -> str:
    """The sentence without the words that only tie it to the one before it."""
    match = _OPENINGS.match(text)
    return text[match.end() :] if match else text
