from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest

from rag.articles import boilerplate, captions, ends, stamps
from rag.articles.bylines import head_byline, inline_tail, tail_byline
from rag.articles.decoding import normalise, repair
from rag.articles.lines import Sort, line_of
from rag.articles.notices import NOTICES, NoticeRule
from rag.articles.prose import is_sentence, stems
from rag.articles.rules import LineRule
from rag.articles.selectors import SELECTORS
from rag.articles.text import draft_of_page

TABLES = {
    "noise": boilerplate.NOISE,
    "ends": ends.ENDS,
    "weak ends": ends.WEAK_ENDS,
    "rights": ends.RIGHTS,
    "captions": captions.CAPTIONS,
}
RULES = [pytest.param(rule, id=f"{name}: {rule.name}") for name, rules in TABLES.items() for rule in rules]
MEGABYTE = 1_000_000
SENTENCE = "가람시는 12일 시청에서 회의를 열었다고 밝혔다."
HOSTILE = (
    "[",
    "(",
    "a@",
    "가 ",
    "1",
    " ",
    "다. ",
    "▲",
    "-",
    "ⓒ",
    "2024.01.01 ",
    "기자 ",
    "<사진",
    "사진=",
    "가나다 제공 ",
    "//",
    "= ",
    "&amp;",
    "무단전재 ",
)


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_takes_its_example(rule: LineRule) -> None:
    assert rule.match(rule.example)


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_leaves_its_counter_example_alone(rule: LineRule) -> None:
    assert not rule.match(rule.counter)


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_costs_less_than_100_ms_on_a_hostile_megabyte(rule: LineRule) -> None:
    for piece in HOSTILE:
        for line in (piece * (MEGABYTE // len(piece)), (piece * 200)[:190], "[" + piece * 50 + "]"):
            started = time.perf_counter()
            rule.match(line)
            assert time.perf_counter() - started < 0.1


@pytest.mark.parametrize(
    "step",
    [line_of, head_byline, inline_tail, tail_byline, captions.without_inline_marks, captions.is_caption, is_sentence, stems, normalise, repair,
     stamps.stamps_in, stamps.label_of],
    ids=lambda step: getattr(step, "__name__", "?"),
)  # fmt: skip
def test_a_step_stays_linear_on_a_hostile_megabyte(step: Callable[[str], Any]) -> None:
    for piece in HOSTILE:
        line = piece * (MEGABYTE // len(piece))
        started = time.perf_counter()
        step(line)
        assert time.perf_counter() - started < 1.0


@pytest.mark.parametrize("button", boilerplate.BUTTONS)
def test_a_button_is_noise_as_a_whole_line_and_not_inside_a_sentence(button: str) -> None:
    assert line_of(button).sort in (Sort.NOISE, Sort.END, Sort.WEAK_END)
    assert line_of(f"시는 {button.rstrip('.')} 앞에서 행사를 열었다고 밝혔다.").sort is Sort.SENTENCE


@pytest.mark.parametrize("rule", NOTICES, ids=lambda rule: str(rule.kind))
def test_a_notice_is_known_by_its_heading(rule: NoticeRule) -> None:
    assert rule.pattern.match(rule.example)
    assert not rule.pattern.match(rule.counter)


@pytest.mark.parametrize("rule", stamps.LABELS, ids=lambda rule: str(rule.label.value))
def test_a_label_names_its_time(rule: stamps.LabelRule) -> None:
    (stamp,) = stamps.stamps_in(rule.example)
    assert stamp.label is rule.label


def test_selectors_have_distinct_names() -> None:
    names = [selector.name for selector in SELECTORS]
    assert len(names) == len(set(names))


def test_the_inline_mark_goes_and_its_sentence_stays() -> None:
    before, after = captions.INLINE_EXAMPLE
    assert captions.without_inline_marks(before) == after


@pytest.mark.parametrize(
    "lines",
    [
        [f"짧은 줄 {number}" for number in range(15_000)],
        [f"가람시는 {number}일 새 노선 {number}번을 발표했다고 밝혔다." for number in range(15_000)],
        ["관련기사", "홍길동 기자", "2024.01.01 10:00", "▲ 사진", "많이 본 뉴스"] * 3_000,
    ],
    ids=["short lines", "sentences", "marks"],
)
def test_a_page_of_many_lines_costs_little_for_each(lines: list[str]) -> None:
    for page in ([*lines, SENTENCE], [SENTENCE, *lines], [SENTENCE, *lines, SENTENCE.replace("12", "13")]):
        started = time.perf_counter()
        draft_of_page("\n".join(page))
        assert time.perf_counter() - started < 10
