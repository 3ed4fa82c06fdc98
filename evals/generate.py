"""`python -m evals.generate N DIR [--seed S]`: as many synthetic news pages as a benchmark asks for.

About 1,000 characters of body each, no two alike, the same for the same seed: names, figures and sentences are drawn
from `vocabulary` and `sentences`. Nothing in them is true.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from evals import sentences, vocabulary
from evals.corpus.truth import Truth
from evals.vocabulary import Field
from rag.domain import KST

FIRST_DAY = datetime(2023, 1, 2, 6, 0, tzinfo=KST)
STEP = timedelta(minutes=97)
"""Between two articles: 10,000 span about two years, and no two share a minute."""
SLOT = re.compile(r"\{(\w+)(?::([가-힣]+))?\}")
PARTICLES = {"은": "는", "이": "가", "을": "를", "과": "와"}
"""After a final consonant → after a vowel; others (에, 의, 에서, 에게, 부터) do not change."""


def generate(n: int, seed: int = 0) -> Iterator[tuple[str, str, Truth]]:
    """`n` times (file name, page text, what must be stored of it). The first k are the same for every n ≥ k."""
    for number in range(n):
        random = Random(f"{seed}/{number}")
        name = f"synthetic-{number:06d}"
        facts = _facts(random)
        moment = FIRST_DAY + number * STEP
        outlet, domain = random.choice(vocabulary.OUTLETS)
        reporter = _person(random)
        truth = Truth(
            id=name,
            title=_filled(random.choice(sentences.TITLES), facts, random),
            paragraphs=_body(facts, random),
            publisher=outlet,
            reporters=(reporter,),
            published_at=moment,
            modified_at=moment,
        )
        yield f"{name}.txt", _page(truth, f"r{number}@{domain}", facts, random), truth


def questions(n: int, articles: int, seed: int = 0) -> Iterator[str]:
    """`n` questions about the first `articles` articles of that seed."""
    random = Random(f"questions/{seed}")
    for _ in range(n):
        facts = _facts(Random(f"{seed}/{random.randrange(articles)}"))
        yield _filled(random.choice(sentences.QUESTIONS), facts, random)


def write(n: int, folder: Path, seed: int = 0) -> None:
    """Write the pages as files; the folder is made when missing. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text, _ in generate(n, seed):
        (folder / name).write_text(text, encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m evals.generate", description=__doc__)
    parser.add_argument("number", type=int, help="how many articles")
    parser.add_argument("folder", type=Path, help="where the pages go")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args(arguments)
    begun = time.perf_counter()
    write(options.number, options.folder, options.seed)
    sys.stdout.write(f"{options.number} articles in {time.perf_counter() - begun:.1f} s\n")
    return 0


def _facts(random: Random) -> dict[str, str]:
    """What stays the same through one article."""
    field: Field = random.choice(vocabulary.FIELDS)
    thing, thing2 = random.sample(field.things, 2)
    city, town, town2 = (_place(random) for _ in range(3))
    return {
        "section": field.section,
        "project": random.choice(field.projects),
        "thing": thing,
        "thing2": thing2,
        "group": random.choice(field.groups),
        "effect": random.choice(field.effects),
        "reason": random.choice(field.reasons),
        "city": city,
        "town": town,
        "town2": town2,
        "body": f"{city[:-1]}{random.choice(vocabulary.BODIES)}",
        "office": random.choice(vocabulary.OFFICES),
        "role": random.choice(vocabulary.ROLES),
        "name": _person(random),
        "name2": _person(random),
        "name3": _person(random),
        "years": str(random.randint(2, 9)),
    }


def _figure(name: str, random: Random) -> str:
    """A value that is drawn afresh at every mention."""
    if (words := WORDS.get(name)) is not None:
        return random.choice(words)
    low, high, step = RANGES[name]
    value = random.randrange(low, high, step)
    return f"{value / 10:.1f}" if name in TENTHS else str(value)


WORDS: Mapping[str, tuple[str, ...]] = {
    "time": vocabulary.TIMES,
    "place": vocabulary.PLACES,
    "when": vocabulary.WHEN,
}
RANGES = {
    "won": (12, 4800, 1),
    "won2": (30, 9000, 10),
    "people": (110, 9900, 1),
    "people2": (8000, 99000, 100),
    "count": (12, 340, 1),
    "few": (2, 12, 1),
    "few2": (3, 29, 1),
    "share": (30, 71, 1),
    "pct": (11, 480, 1),
    "km": (12, 390, 1),
    "day": (1, 29, 1),
    "month": (1, 13, 1),
    "month2": (1, 13, 1),
    "years2": (10, 60, 1),
    "age": (19, 84, 1),
    "minutes": (10, 60, 5),
    "area": (1200, 98000, 100),
    "fee": (500, 9000, 100),
}
TENTHS = frozenset({"pct", "km"})


def _body(facts: Mapping[str, str], random: Random) -> tuple[str, ...]:
    used: set[str] = set()
    paragraphs = []
    for group, second in zip(sentences.PARAGRAPHS, sentences.SECONDS, strict=True):
        chosen = [random.choice([text for text in options if text not in used]) for options in (group, second)]
        used.update(chosen)
        paragraphs.append(" ".join(_filled(text, facts, random) for text in chosen[: 1 + (random.random() < 0.75)]))
    return tuple(paragraphs)


def _page(truth: Truth, mail: str, facts: Mapping[str, str], random: Random) -> str:
    stamp = f"{truth.published_at:%Y년%m월%d일 %H:%M}"
    first, *rest = truth.paragraphs
    byline = f"[{facts['city'][:-1]}={truth.publisher}] {truth.reporters[0]} 기자 = "
    lines = ["전체기사 최신뉴스", facts["section"], "", "더보기", "", truth.title or "", ""]
    lines += [f"기사입력 : {stamp}", "", f"최종수정 : {stamp}", "", byline + first]
    for text in rest:
        lines += ["", text]
    lines += ["", mail, "", f"[{truth.publisher} 베스트 기사]", ""]
    for _ in range(2):
        stray = _facts(random)
        title, lede, detail = (
            _filled(random.choice(group), stray, random)
            for group in (sentences.TITLES, sentences.LEDES, sentences.DETAILS)
        )
        lines += [
            "사진",
            f"{title} [{stray['city'][:-1]}={truth.publisher}] {stray['name']} 기자 = {lede} {detail} {mail}",
        ]
    return "\n".join([*lines, "Top으로 이동", ""])


def _filled(template: str, facts: Mapping[str, str], random: Random) -> str:
    def value(slot: re.Match[str]) -> str:
        name, particle = slot.groups()
        word = facts[name] if name in facts else _figure(name, random)
        return word if particle is None else word + _particle(word, particle)

    return SLOT.sub(value, template)


def _particle(word: str, particle: str) -> str:
    """The particle's form after the word. Every word of the vocabulary that takes one ends in a Hangul syllable."""
    closed = (ord(word[-1]) - ord("가")) % 28 > 0
    return particle if closed or particle not in PARTICLES else PARTICLES[particle]


def _place(random: Random) -> str:
    return random.choice(vocabulary.PLACE_STEMS) + random.choice(vocabulary.PLACE_KINDS)


def _person(random: Random) -> str:
    return "".join(map(random.choice, (vocabulary.SURNAMES, vocabulary.GIVEN_FIRST, vocabulary.GIVEN_SECOND)))


if __name__ == "__main__":
    sys.exit(main())
