"""A sentence of an article said by ourselves: 합니다체, its names and days completed, no outlet around it.

`도 시장은 20일 “시민의 발”이라고 말했다.` → `도 시장(도하준 가람시장)은 2026년 10월 20일 “시민의 발”이라고 말했습니다.`
What stands between quotation marks is never touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from rag.answers.candidates import day_of
from rag.answers.coreference import outside_quotations, resolved_names
from rag.answers.reading import ArticleView, SentenceView
from rag.korean.dates import TimeExpression, with_wording
from rag.korean.dates.expression import DATED
from rag.korean.particles import PAIRS, attach, choose
from rag.korean.style import PLANS, indirect, polite, prospective, without_opening

LONGEST = 320
"""Letters from which a sentence is a speech: it is quoted, or left."""
_WORDING = re.compile(r"\(기사 표기: .*\)$")
_KEPT = re.compile(
    r"현재|최근|요즘|당시|이후|이전|까지도|동안|간$|만에|[째초말순]$|무렵|연내|께$|상반기|하반기|분기|주$|주말|[봄여름가을겨울]$"
)
"""Wordings that say more, or less, than the day they stand for."""
_SPOKEN = re.compile(r"[“\"«]")
_PLANNED = re.compile(rf"(?:{'|'.join(PLANS)})이다\.?$")
_PLAIN = re.compile(r"([가-힣])다\.?$")
_PAST = 20  # the index of ㅆ among the 28 finals
_SPELLED = re.compile(r"인 \d")
"""`수교 다음 해인 1992년` says itself which year it is."""
_DAY = re.compile(r"[일날월달년해]|오늘|어제|내일|모레")
"""A wording without any of these is a time of any day: `새벽 5시면 일어난다`."""
_PARTICLE = re.compile(r"(은|는|이|가|을|를|과|와|으로|로)(?=[\s,.]|$)")
_SPEAKER = re.compile(
    r"(?:은|는|이|가|께서)\s(?:[^“\"]{0,40}\s)?[“\"]|(?:은|는)\s.*(?:라고|다고|했다며|다며)\s(?:[^“\"]{0,24})?(?:밝|말|설명|전|강조|덧붙|주장)"
)


_OPINION = re.compile(
    r"^\s*[\[<〈【(](?:[가-힣A-Za-z0-9 ]{1,6}의 [^\]>〉】)]{1,14}|[^\]>〉】)]{0,8}?(?P<kind>사설|기고|칼럼|시론|논단|논평|기자수첩|독자투고|시평|만평)[^\]>〉】)]{0,6})[\]>〉】)]"
)
"""`[사설] …`, `[특별기고] …`, `[모란설의 장바구니 경제] …`."""


class Told(NamedTuple):
    """`facts`: what the text has from elsewhere in the article, or from its date."""

    text: str
    facts: tuple[str, ...]


class _Edit(NamedTuple):
    start: int
    end: int
    text: str
    fact: str


def told(view: ArticleView, sentence: SentenceView, *, said: date | None = None) -> Told | None:
    """None where the sentence has no sure ending, is too long, or is all quotation. `said`: a day that stands before the
    text, so that the text need not say it again in full."""
    if len(sentence.text) > LONGEST:
        return None
    edits = [*_names(view, sentence), *_days(view, sentence, said)]
    text = without_opening(_edited(sentence.text, edits))
    facts = tuple(edit.fact for edit in edits)
    if writer := opinion_of(view) if not names_speaker(sentence) else None:
        written = indirect(text, sentence.tokens)
        return Told(f"{attach(writer, '은/는')} {written} 썼습니다.", (*facts, writer)) if written else None
    made = prospective(text, sentence.tokens) if lies_ahead(view, sentence) else None
    made = made or polite(text, sentence.tokens)
    return Told(made, facts) if made else None


def opinion_of(view: ArticleView) -> str | None:
    """Who writes an article that is no report: `표본일보 사설`, `예시신문 기고`; what it says is theirs."""
    article = view.stored.article
    match = _OPINION.match(article.title or "")
    if match is None:
        return None
    kind = match["kind"] or "칼럼"
    return f"{article.publisher} {kind}" if article.publisher else f"이 {kind}"


def spoken(sentence: SentenceView) -> bool:
    """Whether somebody is quoted in it."""
    return _SPOKEN.search(sentence.text) is not None


def names_speaker(sentence: SentenceView) -> bool:
    """Whether it says itself who says it: `도 시장은 “…”라고 말했다`, `시는 …고 밝혔다`."""
    return _SPEAKER.search(sentence.text) is not None


def lies_ahead(view: ArticleView, sentence: SentenceView) -> bool:
    """Whether what it tells was still to come when it was published."""
    if _PLANNED.search(sentence.text):
        return True
    published = view.stored.article.published_at
    ending = _PLAIN.search(sentence.text)
    if published is None or ending is None or (ord(ending[1]) - ord("가")) % 28 == _PAST:
        return False
    return any(day > published.date() for day in _starts(view, sentence))


def _starts(view: ArticleView, sentence: SentenceView) -> list[date]:
    return [day_of(e.start) for e in view.times(sentence.index) if e.dated and not e.named and e.start is not None]


# ---------------------------------------------------------------- names and days completed


def _names(view: ArticleView, sentence: SentenceView) -> Iterator[_Edit]:
    """`도 시장` → `도 시장(도하준 가람시장)`; `시는` → `가람시는`."""
    bare = outside_quotations(sentence.text)
    for short, full in resolved_names(view, sentence.index).items():
        match = re.search(rf"(?<![가-힣]){re.escape(short)}", bare) if short else None
        if match is None:
            continue
        is_part = full.endswith(short) and " " not in short
        yield _Edit(match.start(), match.end(), full if is_part else f"{short}({full})", full)
    own = re.match(r"본[지보사](?=[은는가의])", bare)
    if own and (publisher := view.stored.article.publisher):
        yield _Edit(0, own.end(), f"{own.group()}({publisher})", publisher)
    if speaker := resolved_names(view, sentence.index).get(""):
        yield _Edit(0, 0, f"{attach(speaker, '은/는')} ", speaker)


def _days(view: ArticleView, sentence: SentenceView, said: date | None) -> Iterator[_Edit]:
    """`오는 18일` → `2021년 10월 18일`: what counts from the day of the article says nothing outside of it."""
    bare = outside_quotations(sentence.text)
    for expression in view.times(sentence.index):
        inside = bare[expression.begin : expression.finish] == expression.text
        known = said is not None and expression.start is not None and day_of(expression.start) == said
        spelled = _SPELLED.match(bare, expression.finish) is not None
        if inside and not known and not spelled and _completes(expression):
            full = _WORDING.sub("", with_wording(expression))
            yield _Edit(expression.begin, expression.finish, full, full)


def _completes(expression: TimeExpression) -> bool:
    if not expression.resolved or expression.named or expression.approximate or expression.kind not in DATED:
        return False
    if expression.kind == "range" and not re.search(r"일(?:까지)?$|월(?:까지)?$", expression.text):
        return False
    return bool(_DAY.search(expression.text)) and not _KEPT.search(expression.text)


def _edited(text: str, edits: list[_Edit]) -> str:
    last = len(text) + 1
    for edit in sorted(edits, key=lambda e: (-e.start, -e.end)):
        if edit.end <= last:
            text = text[: edit.start] + edit.text + _following(edit.text, text[edit.end :])
            last = edit.start if edit.end > edit.start else last
    return text


def _following(word: str, rest: str) -> str:
    """What follows, its particle fitting the new last sound: `올해는` → `2026년은`."""
    match = _PARTICLE.match(rest)
    pair = next((p for p, forms in PAIRS.items() if match and match[1] in forms), None)
    return choose(word, pair) + rest[match.end() :] if match and pair else rest
