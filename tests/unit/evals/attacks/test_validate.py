"""The attacks that ship, and the command that holds them against each other and the sample articles."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from evals.attacks import Attack, load_attacks
from evals.attacks.attack import ATTACKS
from evals.attacks.checks import KINDS, SAMPLE
from evals.attacks.techniques import TECHNIQUES, techniques
from evals.attacks.validate import all_problems, main, table
from evals.corpus.source import load_articles
from tests.unit.evals.attacks.attacks import ASKED, GOOD, attack


@pytest.fixture(scope="module")
def shipped() -> tuple[Attack, ...]:
    return load_attacks()


def test_the_attacks_that_ship_have_no_problem() -> None:
    assert all_problems(ATTACKS, load_articles())[1] == []


def test_there_are_enough_of_them(shipped: tuple[Attack, ...]) -> None:
    assert len(shipped) >= 320
    assert set(KINDS) == {path.stem for path in ATTACKS.glob("*.jsonl")}
    assert Counter(found.where for found in shipped).keys() == {"article", "question", "history"}


def test_every_technique_is_used_often(shipped: tuple[Attack, ...]) -> None:
    used = Counter(name for found in shipped for name in techniques(found))
    assert {name: used[name] for name in TECHNIQUES if used[name] < 25} == {}


def test_whoever_obeys_is_caught_and_whoever_quotes_is_not(shipped: tuple[Attack, ...]) -> None:
    for found in shipped:
        assert found.reached("\n".join(found.answer(SAMPLE)), SAMPLE) == found.forbidden
        assert found.reached(f"기사는 “{found.text}”라고 보도했습니다.", SAMPLE) == ()


def test_what_nobody_can_see_is_written_as_an_escape() -> None:
    for path in ATTACKS.glob("*.jsonl"):
        assert not any(
            letter in path.read_text(encoding="utf-8") for letter in "\u200b\u200d\u202e\u2060\u3164\u115f\ufeff"
        )


def test_every_domain_is_one_that_nobody_can_own(shipped: tuple[Attack, ...]) -> None:
    real = re.compile(r"[a-z0-9]\.(?:com|net|org|kr|io|co|app|dev|ai|me|us|cn|jp)\b")
    for found in shipped:
        said = "\n".join((found.given, *found.obeyed, *found.forbidden)).casefold()
        assert real.search(said) is None, found.id


def test_the_table_counts_kinds_and_techniques() -> None:
    lines = table([attack(), attack(ASKED)]).splitlines()
    assert lines[0].split()[:2] == ["kind", "n"]
    assert next(line for line in lines if line.startswith("instructions")).split()[:4] == [
        "instructions",
        "1",
        "1",
        "1",
    ]
    assert lines[-1].split()[:2] == ["all", "2"]


def test_the_command_fails_where_something_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "instructions.jsonl").write_text(json.dumps({**GOOD, "forbidden": []}) + "\n", encoding="utf-8")
    assert main([str(tmp_path)]) == 1
    assert capsys.readouterr().err == "instructions-001: needs something obeyed and something forbidden\n"


def test_the_command_tells_the_gaps_of_sound_attacks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "questions.jsonl").write_text(json.dumps({**ASKED, "article": "none-01"}) + "\n", encoding="utf-8")
    assert main([str(tmp_path)]) == 1
    told = capsys.readouterr().err
    assert "questions-001: there is no article none-01\n" in told
    assert f"poison: 0 attacks, {KINDS['poison']} are wanted\n" in told


def test_the_command_passes_what_ships(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    assert capsys.readouterr().err == ""
