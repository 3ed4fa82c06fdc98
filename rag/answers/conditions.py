"""What a sentence decides by its conditions: who goes in free, until when, whether all of them, whether ever, what is in a
list. Read from any sentence of the articles found, for the one that decides need not look like the question.

`70세도 무료인가요?` beside `65세 이상은 무료다` → yes. Better neither than a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from rag.answers.evidence import RARE, Found, written
from rag.answers.items import listing
from rag.answers.polarity import Decision
from rag.answers.premises.comparison import Comparison
from rag.domain import Keyword, Question
from rag.korean.numbers import NATIVE

LOOKED_AT = 3  # articles, the best first
ABOUT = 0.5  # share of the keywords that the article holds
TELLING = 0.3  # rarity from which a word says of what a sentence is
_ASKS_FREE = re.compile(r"무료|공짜|(?:돈|요금|\S+료|비용)\S* (?:안 내|내지 않)")
_ASKS_PAID = re.compile(
    r"유료|(?:돈|요금|\S+료|비용)\S* (?:따로 |더 )?(?:내야|내나|내는|냅|드나|드는|들|받나|받습|받는)"
)
_FREE = re.compile(r"([^,.▲]*?)(?:은|는|이면) (?:누구나 |모두 )?(?:무료|공짜)(?!로 (?:제공|나눠))")
_AGE = re.compile(r"(\d+|[가-힣]{1,4}) ?(?:살|세)(?![가-힣]*기)")
_BOUND = re.compile(r"(\d+) ?(?:살|세) ?(이상|이하|미만|초과)")
_TENS = dict(zip("스물 서른 마흔 쉰 예순 일흔 여든 아흔".split(), range(20, 100, 10), strict=True))
_EVER = re.compile(r"[가-힣]+ 적(?:이|은|도)? (?:있|한 번이라도 있)")
_NEVER = re.compile(r"\S+ (?:적|일|사례|전례)(?:은|이|도)? (?:\S+ ){0,2}?(?:없|확인되지 않)[가-힣]*")
_ALL = re.compile(r"전원|만장일치|모두|전부|한 명도 빠짐없이")
_SOME = re.compile(r"\d+명 (?:가운데|중) (\d+)명[이은]? [^.\d]*?(?:반대|기권|불참|이탈)\S*(?: 던[가-힣]+)?")
_UNTIL = re.compile(
    r"((?:새벽|아침|오전|낮|오후|저녁|밤) ?)?(\d{1,2})시 ?(?:(\d{1,2})분)?(?:까지|에 (?:닫|문을 닫|끝|마감))"
)
_AFTER_NOON = ("낮", "오후", "저녁", "밤")
_AMONG = re.compile(
    r"(?:안|속|중|가운데|목록|항목|명단)에 ?(?:도 )?(?:있|들|포함)|포함(?:되|됐|돼|된)|들어(?:가| ?있|갔)|담(?:겼|기|긴)"
)


class _Asked(NamedTuple):
    question: Question
    comparison: Comparison

    def tells(self, text: str, least: float = TELLING) -> list[Keyword]:
        """The words of the question that say of what it is and are written in a text."""
        bare = "".join(text.split()).lower()
        return [k for k in self.question.keywords if k.rarity >= least and not k.carried and _is_in(k, bare)]


def _is_in(keyword: Keyword, bare: str) -> bool:
    """학생 of 학생들 too."""
    return written(keyword, bare, 1.0) or (len(keyword.form) > 2 and keyword.form.removesuffix("들") in bare)


Ruling = tuple[Found, Decision]


def ruled(question: Question, found: Sequence[Found]) -> Ruling | None:
    """The sentence that decides, with what it decides."""
    comparison = Comparison(question, found)
    views = [view for view in comparison.views if comparison.about(view, "") >= ABOUT][:LOOKED_AT]
    asked = _Asked(question, comparison)
    for rule in RULES:
        for one in comparison.sentences:
            if any(one.view is view for view in views) and (decision := rule(asked, one)):
                return one, decision
    return None


def _free(asked: _Asked, one: Found) -> Decision | None:
    """`일흔 살은 돈을 안 내나요?` against `솔빛군민과 65세 이상은 무료다`."""
    text = asked.question.text
    wants, pays = _ASKS_FREE.search(text), _ASKS_PAID.search(text)
    match = _FREE.search(one.sentence.text)
    if match is None or bool(wants) is bool(pays):
        return None
    group, age = match[1].split("며 ")[-1].split("고 ")[-1], _age(text)
    bounds = _BOUND.findall(group)
    if age is not None and bounds:
        within = any(_within(age, int(limit), bound) for limit, bound in bounds)
        return Decision(bool(wants), match.group().strip()) if within else None
    named = [k for k in asked.tells(group) if not _in_head(k, one)] if age is None else []
    return Decision(bool(wants), one.sentence.text[match.start() :].strip(" .")) if named else None


def _age(text: str) -> int | None:
    match = _AGE.search(text)
    if match is None:
        return None
    if match[1].isdigit():
        return int(match[1])
    ten = next((ten for ten in _TENS if match[1].startswith(ten)), "")
    rest = match[1].removeprefix(ten)
    return _TENS.get(ten, 0) + int(NATIVE.get(rest, 0)) or None if not rest or rest in NATIVE else None


def _within(age: int, limit: int, bound: str) -> bool:
    return {"이상": age >= limit, "이하": age <= limit, "미만": age < limit, "초과": age > limit}[bound]


def _in_head(keyword: Keyword, one: Found) -> bool:
    return _is_in(keyword, one.view.head.solid)


def _never(asked: _Asked, one: Found) -> Decision | None:
    """`가람에 온 적이 있나요?` against `가람을 찾은 적은 아직 없다`."""
    match = _NEVER.search(one.sentence.text)
    if match is None or not _EVER.search(asked.question.text) or one.covered < ABOUT:
        return None
    return Decision(False, match.group()) if asked.tells(one.sentence.text, RARE) else None


def _not_all(asked: _Asked, one: Found) -> Decision | None:
    """`전원 찬성했나요?` against `22명 가운데 3명이 반대표를 던졌다`."""
    match = _SOME.search(one.sentence.text)
    text = asked.question.text
    if match is None or not _ALL.search(text) or "찬성" not in text or int(match[1]) == 0:
        return None
    return Decision(False, match.group()) if asked.tells(one.sentence.text, RARE) else None


def _until(asked: _Asked, one: Found) -> Decision | None:
    """`어린이실도 밤 10시까지 열어요?` against `어린이실은 오후 6시에 닫는다`: of what the title does not name."""
    wanted = _UNTIL.search(asked.question.text)
    if wanted is None:
        return None
    for clause in _clauses(one.sentence.text):
        hours = list(_UNTIL.finditer(clause))
        special = [k for k in asked.tells(clause) if not k.numeral and not _in_head(k, one)]
        if len(hours) == 1 and special:
            return Decision(_hour(hours[0]) >= _hour(wanted), clause.strip(" ."))
    return None


def _clauses(text: str) -> Iterator[str]:
    yield from re.split(r"(?<=[가-힣]고) |(?<=[가-힣]며),? |(?<=지만) ", text)


def _hour(match: re.Match[str]) -> float:
    hour = int(match[2]) + int(match[3] or 0) / 60
    return hour + 12 if (match[1] or "").strip() in _AFTER_NOON and hour < 12 else hour


def _among(asked: _Asked, one: Found) -> Decision | None:
    """`자동차 쪽 협력도 그 안에 있나요?` against `… 미래 자동차 분야 생태계 구축 … 등 8개 사항이다`."""
    match = _AMONG.search(asked.question.text)
    subject = re.match(r"(.*?)(?:도|은|는|이|가)\s", asked.question.text)
    items = listing(one.sentence.text) if match and subject and subject.end() <= match.start() else None
    if items is None or subject is None or not items.sure:
        return None
    mine = [k for k in asked.tells(subject[1], 0.25) if not k.carried]
    held = [item for item in items.items if mine and _is_in(mine[0], "".join(item.split()).lower())]
    return Decision(True, held[0]) if len(held) == 1 else None


RULES: Sequence[Callable[[_Asked, Found], Decision | None]] = (_free, _never, _not_all, _until, _among)
