from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import pytest

from evals import sentences, vocabulary
from evals.bench.ask import percentile
from evals.bench.collection import lag
from evals.generate import RANGES, WORDS, generate, main, questions

SLOT = re.compile(r"[{}]")
FACTS = {
    *("section", "project", "thing", "thing2", "group", "effect", "reason", "city", "town", "town2"),
    *("body", "office", "role", "name", "name2", "name3", "years"),
}
PATTERNS = [
    *sentences.TITLES,
    *sentences.QUESTIONS,
    *(text for group in {*sentences.PARAGRAPHS, *sentences.SECONDS} for text in group),
]


def shingles(body: str) -> set[tuple[str, ...]]:
    words = body.split()
    return {tuple(words[start : start + 4]) for start in range(len(words) - 3)}


def test_the_same_seed_gives_the_same_pages_however_many_are_asked_for() -> None:
    few, many = list(generate(20, seed=3)), list(generate(40, seed=3))
    assert few == many[:20]
    assert [text for _, text, _ in generate(20, seed=4)] != [text for _, text, _ in few]


def test_articles_are_about_a_thousand_characters_long() -> None:
    lengths = [len(truth.body) for _, _, truth in generate(200)]
    assert 900 < sum(lengths) / len(lengths) < 1100


def test_no_two_articles_are_near_duplicates() -> None:
    bodies = [shingles(truth.body) for _, _, truth in generate(150)]
    assert max(len(one & two) / len(one | two) for one, two in combinations(bodies, 2)) < 0.2


def test_no_two_articles_share_a_publication_time_or_a_name() -> None:
    made = list(generate(500))
    assert len({truth.published_at for _, _, truth in made}) == 500
    assert len({name for name, _, _ in made}) == 500


def test_a_page_prints_its_truth_between_menus_and_stray_stories() -> None:
    for _, text, truth in generate(50):
        lines = text.splitlines()
        first, *rest = truth.paragraphs
        assert truth.title in lines
        assert any(line.endswith(f"기자 = {first}") for line in lines)
        assert all(paragraph in lines for paragraph in rest)
        assert f"[{truth.publisher} 베스트 기사]" in lines
        assert not SLOT.search(text)


def test_every_slot_of_every_pattern_can_be_filled() -> None:
    slots = {name for text in PATTERNS for name in re.findall(r"\{(\w+)", text)}
    assert slots <= FACTS | RANGES.keys() | WORDS.keys()


def test_every_word_that_may_take_a_particle_ends_in_hangul() -> None:
    words = [
        word for field in vocabulary.FIELDS for group in (field.projects, field.things, field.groups) for word in group
    ]
    words += [*vocabulary.OFFICES, *vocabulary.ROLES, *vocabulary.BODIES, *vocabulary.PLACES, *vocabulary.TIMES]
    exceptions = {"오전 9시"}
    assert {word for word in words if not "가" <= word[-1] <= "힣"} - exceptions == set()


@pytest.mark.parametrize("wrong", ["시은", "시이 ", "군는", "군가 ", "구을", "군를"])
def test_particles_follow_the_last_sound(wrong: str) -> None:
    names = "|".join(map(re.escape, vocabulary.PLACE_STEMS))
    assert not any(re.search(rf"(?<![가-힣])(?:{names}){wrong}", truth.body) for _, _, truth in generate(200))


def test_questions_ask_about_articles_of_the_collection() -> None:
    cities = {
        match.group() for _, text, _ in generate(5) for match in re.finditer(r"[가-힣]+(?=\d?[은는이가의] )", text)
    }
    asked = list(questions(40, 5))
    assert len(set(asked)) > 20
    assert asked == list(questions(40, 5))
    assert sum(any(city in question for city in cities) for question in asked) > 20


def test_the_command_writes_the_pages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["3", str(tmp_path / "new")]) == 0
    assert len(list((tmp_path / "new").iterdir())) == 3
    assert capsys.readouterr().out.startswith("3 articles")


def test_percentiles_are_values_that_occurred() -> None:
    ordered = [float(value) for value in range(1, 101)]
    assert (percentile(ordered, 0.5), percentile(ordered, 0.95), percentile([7.0], 0.99)) == (50.0, 95.0, 7.0)


def test_the_slowest_index_decides_the_lag() -> None:
    assert lag({"indexes": [{"name": "chroma", "lag": 4}, {"name": "tantivy", "lag": 0}]}) == 4
