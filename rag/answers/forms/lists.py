"""A list, numbered, complete and in the order of its source, with the number that the source states."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rag.answers import phrases
from rag.answers.draft import Draft
from rag.answers.evidence import Found
from rag.answers.forms.outlook import close
from rag.answers.forms.quoting import quote
from rag.answers.items import Listing, across, listing
from rag.answers.listed import is_thing_asked, of_sort
from rag.answers.telling import told
from rag.domain import Question, Status
from rag.korean.particles import attach

ARTICLES = 4
"""Of the articles found, the ones that are searched for a complete list."""
NEAR = 0.6
"""Share of the best sentence's score from which another one of its article is a further item."""
MOST_SENTENCES = 4
RANKED = 0.6  # what the score of its sentence counts
LAST = 20
MANY = 3  # items from which a list that says that there are more is worth telling
ENOUGH = 0.4
"""Score from which a list is taken for the one asked for; a complete one about what is asked has 2 or more."""
_ASKED = re.compile(
    r"(\d+|두|세|네|다섯|여섯|일곱|여덟|아홉|열)\s?(?:개|가지|곳|명|팀|분야|과제|사항|도시|사업|종|항목|부문)"
)
_EACH = re.compile(r"([가-힣]{2,3})(?:별|마다)")
EACH = 0.8  # share of the items that must name it
"""What each item is for: `분야마다 어느 도시가` is answered by `분야별 수상 도시는 ▲야간경관 은파 ▲…`, `정부별로` by `앞 정부의
광산업, 새 정부의 …`."""
_NATIVE = {n: i for i, n in enumerate("두 세 네 다섯 여섯 일곱 여덟 아홉 열".split(), 2)}


def itemised(draft: Draft, question: Question, chosen: Sequence[Found], found: Sequence[Found]) -> None:
    """`기사에 나온 항목은 모두 4개이며 다음과 같습니다.` and the items, a line each."""
    best = _listed(question, chosen, found)
    if not (best and _say(draft, *best, found)):
        if not _say_across(draft, chosen[0], found) and not _say_sentences(draft, chosen[0], found):
            quote(draft, chosen, found)
        best = None
    close(draft, question, [best[0]] if best else chosen, found)


# ---------------------------------------------------------------- a list in one sentence


def _listed(question: Question, chosen: Sequence[Found], found: Sequence[Found]) -> tuple[Found, Listing] | None:
    """The list that answers best: complete, of the number asked for, about what is asked."""
    wanted = wanted_number(question.text)
    known = {(f.view.stored.id, f.sentence.index) for f in (*chosen, *found)}
    worth: list[tuple[float, int, Found, Listing]] = []
    for rank, one in enumerate(_candidates(chosen, found)):
        items = listing(one.sentence.text)
        in_part = items is not None and _is_answer_in_part(question, items, wanted)
        if items and (items.sure or in_part or len(items.items) == wanted):
            score = _about(question, one) + _heads(question, one, items)
            score += max(items.sure, in_part) - 0.5 * items.partial
            score += _counts(items, wanted) + of_sort(question, items)
            ranked = RANKED * (one.score if rank < len(known) else 0.0)
            worth.append((score + ranked - 0.02 * min(rank, LAST), -rank, one, items))
    if not worth:
        return None
    score, _, one, items = max(worth, key=lambda w: w[:2])
    return (one, items) if score >= ENOUGH else None


def _counts(items: Listing, wanted: int | None) -> float:
    if wanted is None or items.partial:
        return 0.0
    return 1.0 if len(items.items) == wanted else -1.0


def _is_answer_in_part(question: Question, items: Listing, wanted: int | None) -> bool:
    """`버스 환승할인과 수질 관리 등 7개 과제` where seven are asked for; `방콕, 청두, 은파를 비롯한 50여 개 도시` where cities
    are."""
    if not items.partial:
        return False
    return items.stated == wanted or (len(items.items) >= MANY and is_thing_asked(question, items.thing))


def wanted_number(question: str) -> int | None:
    """4 of `네 가지는 무엇인가요?`."""
    match = _ASKED.search(question)
    if match is None:
        return None
    return int(match[1]) if match[1].isdigit() else _NATIVE[match[1]]


def _candidates(chosen: Sequence[Found], found: Sequence[Found]) -> Iterator[Found]:
    """What was chosen and found, then all sentences of their articles."""
    seen: set[tuple[str, int]] = set()
    articles = list({f.view.stored.id: f for f in (*chosen, *found)}.values())[:ARTICLES]
    rest = (replace(a, sentence=s) for a in articles for s in a.view.sentences)
    for one in (*chosen, *found, *rest):
        key = (one.view.stored.id, one.sentence.index)
        if key not in seen:
            seen.add(key)
            yield one


def _about(question: Question, one: Found) -> float:
    """0..1: the rarity of the question's words in the sentence itself, half of it for those in the article's head or the
    sentence before."""
    keywords = [k for k in question.keywords if not k.numeral]
    total = sum(k.rarity for k in keywords) or 1.0
    before = one.view.sentences[one.sentence.index - 1].solid if one.sentence.index else ""
    around = before + one.view.head.solid

    def credit(forms: Sequence[str]) -> float:
        if any(form in one.sentence.solid for form in forms):
            return 1.0
        return 0.5 if any(form in around for form in forms) else 0.0

    return sum(k.rarity * credit([form.removesuffix("다") for form, _ in k.forms]) for k in keywords) / total


def _heads(question: Question, one: Found, items: Listing) -> float:
    """Half a point where the list is one of what is asked for (`수상 도시는 ▲…` of `어느 도시가`), and for each other number
    of the question that its sentence has (`1위를 차지한 …`)."""
    heading = one.sentence.text[: one.sentence.text.find(items.items[0])]
    sought = [*question.focus, *filter(None, [question.attribute])]
    named = 0.5 if any(word in heading for word in sought) else 0.0
    each = _EACH.search(question.text)
    if each:
        of_each = sum(each[1] in item for item in items.items) >= EACH * len(items.items)
        named += 1.0 if of_each or re.search(rf"{each[1]}(?:별|마다)", heading) else 0.0
    named += is_thing_asked(question, items.thing)
    count = str(wanted_number(question.text))
    others = [k.form for k in question.keywords if k.numeral and not k.form.startswith(count)]
    return named + sum(0.5 if number in one.sentence.solid else -0.5 for number in others)


def _say(draft: Draft, one: Found, items: Listing, found: Sequence[Found]) -> bool:
    lines = "\n".join(f"{n}. {item}" for n, item in enumerate(items.items, 1))
    numbers = list(map(str, range(1, len(items.items) + 1)))
    if items.partial:
        opening = phrases.SOME_LISTED.format(count=attach(items.counted, "이라고/라고"))
    else:
        opening = phrases.COUNTED.format(count=items.counted) if items.counted else phrases.LISTED
    if not draft.say(f"{opening}\n{lines}", [draft.cite(one, found)], "verified", numbers):
        return False
    draft.short_answer = ", ".join(items.items)
    draft.status = Status.PARTIAL if items.partial else draft.status
    return True


# ---------------------------------------------------------------- a list over several sentences


def _say_across(draft: Draft, best: Found, found: Sequence[Found]) -> bool:
    """`첫째, …` `둘째, …`: each item cites its own sentence."""
    items = across([s.text for s in best.view.sentences], best.sentence.index)
    if not items:
        return False
    ones = [replace(best, sentence=best.view.sentences[place]) for place, _ in items]
    lines = "\n".join(f"{n}. {text}" for n, (_, text) in enumerate(items, 1))
    numbers = list(map(str, range(1, len(items) + 1)))
    if not draft.say(f"{phrases.LISTED}\n{lines}", [draft.cite(one, found) for one in ones], "verified", numbers):
        return False
    draft.short_answer = ", ".join(text for _, text in items)
    return True


def _say_sentences(draft: Draft, best: Found, found: Sequence[Found]) -> bool:
    """No list is printed: what the article says of it, a line a sentence."""
    near = [f for f in found if f.view is best.view and f.score >= NEAR * best.score and not f.missing]
    ones = sorted(near[:MOST_SENTENCES], key=lambda f: f.sentence.start)
    lines = [(one, made) for one in ones if (made := told(one.view, one.sentence))]
    if len(lines) < 2:
        return False
    for one, made in lines:
        draft.say(f"{phrases.LINE}{made.text}", [draft.cite(one, found)], "verified", made.facts)
    if len(draft.sentences) < 2:  # one line is no list
        draft.sentences.clear()
        draft.citations.clear()
    return bool(draft.sentences)
