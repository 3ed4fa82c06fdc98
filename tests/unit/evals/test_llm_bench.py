"""What is timed between the application and its model."""

from __future__ import annotations

import time

from evals.bench.llm import LlmFigures, Stopwatch
from tests.fakes_chat import FakeChatModel, Part

SAID: list[Part] = ["착공식이 ", "열렸습", "니다.", "[1]", 0.05, " 정거장은 ", "19곳입니다.", "[2]"]


def listened(watch: Stopwatch) -> str:
    return "".join(watch.stream([], tokens=10, seconds=5.0))


def test_the_first_sentence_is_whole_with_its_marker_and_not_before_nor_later() -> None:
    watch = Stopwatch(FakeChatModel(SAID))
    begun = watch.start()
    listened(watch)
    ended = time.perf_counter()
    assert watch.asked is not None
    assert watch.whole is not None
    assert begun <= watch.asked <= watch.whole < ended - 0.04


def test_checks_are_timed_from_the_request_on_also_where_they_fail() -> None:
    watch = Stopwatch(FakeChatModel(SAID))

    def check(text: str) -> None:
        time.sleep(0.01)
        raise ValueError(text)

    for _ in range(2):
        try:
            watch.timed(check)("열렸습니다.")
        except ValueError:
            continue
    assert watch.checking >= 0.02
    watch.start()
    listened(watch)
    assert watch.checking == 0.0


def test_a_new_question_forgets_the_last_answer() -> None:
    watch = Stopwatch(FakeChatModel(SAID))
    watch.start()
    listened(watch)
    watch.start()
    assert watch.asked is watch.whole is None


def test_the_table_says_of_what_it_tells() -> None:
    pair = (1.0, 2.0)
    table = LlmFigures("faithful", 20, 14, 29, 0.5, 0.04, pair, pair, pair, (0.9, 43.8), pair).table()
    assert table.startswith(
        "faithful: 20 questions, 14 answers of 29 sentences; pace: 0.5 s, then 4 letters every 0.04 s\n"
    )
    assert "later by                    p50      0.9 ms   p95     43.8 ms\n" in table
