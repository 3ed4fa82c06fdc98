"""Exchanging what many threads use."""

from __future__ import annotations

import threading

from rag.bootstrap.turnover import Turnover

PATIENCE = 10.0  # seconds


def test_who_began_with_the_old_one_ends_with_it_and_who_comes_later_gets_the_new() -> None:
    turnover = Turnover("old")
    replaced = threading.Event()

    def replace() -> None:
        turnover.replace("new")
        replaced.set()

    with turnover.using() as mine:
        thread = threading.Thread(target=replace)
        thread.start()
        while turnover.current == "old":
            pass
        with turnover.using() as later:
            assert later == "new"
        assert mine == "old"
        assert not replaced.wait(0.05), "the old one was given up while it was used"
    assert replaced.wait(PATIENCE)
    thread.join()


def test_nobody_waits_where_nobody_uses_it() -> None:
    turnover = Turnover(1)
    with turnover.using():
        pass
    turnover.replace(2)
    assert turnover.current == 2


def test_an_error_of_a_user_gives_its_place_free() -> None:
    turnover = Turnover(1)
    try:
        with turnover.using():
            raise KeyError
    except KeyError:
        turnover.replace(2)
    assert turnover.current == 2
