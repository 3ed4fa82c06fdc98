"""When a model is left alone, and who may try it again."""

from __future__ import annotations

import pytest

from rag.adapters.chat_breaker import LONGEST_REST, Breaker, Entry


class Clock:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def breaker(clock: Clock) -> Breaker:
    return Breaker(failures=2, rest=30.0, now=clock)


def fail(breaker: Breaker, times: int) -> None:
    for _ in range(times):
        assert breaker.admit() is not Entry.REFUSED
        breaker.failed()


def test_failures_in_a_row_close_the_door(breaker: Breaker, clock: Clock) -> None:
    fail(breaker, 2)
    assert not breaker.available()
    assert breaker.admit() is Entry.REFUSED
    assert breaker.seconds_left() == 30.0
    clock.now += 29.9
    assert breaker.admit() is Entry.REFUSED


def test_a_success_between_them_begins_the_row_anew(breaker: Breaker) -> None:
    fail(breaker, 1)
    breaker.succeeded()
    fail(breaker, 1)
    assert breaker.available()


def test_exactly_one_may_try_after_the_rest(breaker: Breaker, clock: Clock) -> None:
    fail(breaker, 2)
    clock.now += 30.0
    assert breaker.available()
    assert breaker.admit() is Entry.TRIAL
    assert not breaker.available()
    assert breaker.admit() is Entry.REFUSED


def test_a_trial_that_succeeds_opens_it_and_one_that_fails_does_not(breaker: Breaker, clock: Clock) -> None:
    fail(breaker, 2)
    clock.now += 30.0
    fail(breaker, 1)
    assert breaker.admit() is Entry.REFUSED
    clock.now += 30.0
    assert breaker.admit() is Entry.TRIAL
    breaker.succeeded()
    assert breaker.admit() is Entry.NORMAL
    assert breaker.seconds_left() == 0.0


def test_a_trial_that_decides_nothing_lets_the_next_one_try(breaker: Breaker, clock: Clock) -> None:
    fail(breaker, 2)
    clock.now += 30.0
    entry = breaker.admit()
    breaker.undecided(Entry.NORMAL)  # one that was let in before it all
    assert breaker.admit() is Entry.REFUSED
    breaker.undecided(entry)
    assert breaker.admit() is Entry.TRIAL


def test_a_rest_that_the_model_asks_for_begins_at_once_and_has_an_end(breaker: Breaker, clock: Clock) -> None:
    breaker.failed(5.0)
    assert breaker.seconds_left() == 5.0
    clock.now += 5.0
    assert breaker.available()
    breaker.failed(1_000_000.0)
    assert breaker.seconds_left() == LONGEST_REST


def test_a_short_rest_does_not_shorten_the_long_one(breaker: Breaker) -> None:
    fail(breaker, 1)
    breaker.failed(0.1)
    assert breaker.seconds_left() == 30.0
