"""`python -m evals.cases.validate [DIR]`: are the graded questions true to the sample articles?"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

from jsonschema import Draft202012Validator

from evals.cases.case import CASES, Case, parse_case, read_lines
from evals.corpus.source import SourceArticle, SourceError, load_articles
from evals.weekdays import wrong_weekdays

Articles = Mapping[str, SourceArticle]


def find_problems(folder: Path, articles: Articles) -> tuple[list[Case], list[str]]:
    """Cases that could be read, and one line for each thing wrong with any of them."""
    validator = Draft202012Validator(json.loads((CASES / "case.schema.json").read_text(encoding="utf-8")))
    cases: list[Case] = []
    problems: list[str] = []
    for path, number, line in read_lines(folder):
        place = f"{path.name}:{number}"
        try:
            raw = json.loads(line)
            errors = [f"{place}: {error.json_path} {error.message}" for error in validator.iter_errors(raw)]
            problems += errors
            cases += [] if errors else [parse_case(raw)]
        except ValueError as exc:
            problems.append(f"{place}: {exc}")
    counts = Counter(case.id for case in cases)
    problems += [f"{name}: id is used {count} times" for name, count in counts.items() if count > 1]
    problems += [f"{case.id}: {text}" for case in cases for check in CHECKS for text in check(case, articles)]
    return cases, problems


def _support_stands(case: Case, articles: Articles) -> Iterable[str]:
    for item in case.support:
        if (article := articles.get(item.article)) is None:
            yield f"there is no article {item.article}"
        elif (count := sum(item.sentence in text for text in article.paragraphs)) != 1:
            yield f"{count} paragraphs of {item.article} hold the sentence {item.sentence[:40]!r}"


def _support_fits_answerable(case: Case, articles: Articles) -> Iterable[str]:
    if case.answerable and not case.support:
        yield "is answerable and has no support"
    if case.support and not case.answerable:
        yield "is not answerable and has support"
    if case.answerable and not case.gold_answers:
        yield "is answerable and has no gold answer"


def _support_was_published(case: Case, articles: Articles) -> Iterable[str]:
    """Nobody can be expected to answer from what appeared after the question, or after the day it asks about."""
    for item in case.support:
        published = articles[item.article].published_at if item.article in articles else None
        for name, limit in (("asked_at", case.asked_at), ("as_of", case.as_of)):
            if published and limit and published > limit:
                yield f"{item.article} was published after {name}"


def _key_is_reachable(case: Case, articles: Articles) -> Iterable[str]:
    """What must be included is somewhere in the answers or the sentences given as right."""
    if not case.answerable:
        return
    known = _squeezed(" ".join([*case.gold_answers, *(item.sentence for item in case.support)]))
    for alternatives in case.must_include:
        if not any(_squeezed(text) in known for text in alternatives):
            yield f"must_include {'|'.join(alternatives)!r} is in no gold answer and no gold sentence"


def _key_is_consistent(case: Case, articles: Articles) -> Iterable[str]:
    """A right answer must be able to avoid what must not be included."""
    for text in case.must_not_include:
        if any(_squeezed(text) in _squeezed(answer) for answer in case.gold_answers):
            yield f"must_not_include {text!r} is part of a gold answer"


def _weekdays_are_true(case: Case, articles: Articles) -> Iterable[str]:
    days = [articles[item.article].published_at for item in case.support if item.article in articles]
    base = next((day.date() for day in days if day), None)
    for text in (case.question, *case.gold_answers):
        yield from (f"{day} has the wrong weekday" for day in wrong_weekdays(text, base))


CHECKS: tuple[Callable[[Case, Articles], Iterable[str]], ...] = (
    _support_stands,
    _support_fits_answerable,
    _support_was_published,
    _key_is_reachable,
    _key_is_consistent,
    _weekdays_are_true,
)


def own_articles(folder: Path) -> Iterator[SourceArticle]:
    """Those that the questions of a folder bring along, in `articles/*.jsonl`. Raises ValueError, KeyError."""
    for path in sorted((folder / "articles").glob("*.jsonl")):
        for raw in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
            yield SourceArticle(
                raw["id"],
                "jsonl",
                raw["publisher"],
                tuple(raw["paragraphs"]),
                title=raw["title"],
                published_at=datetime.fromisoformat(raw["published_at"]),
                url=raw["url"],
            )


def article_problems(articles: Iterable[SourceArticle]) -> list[str]:
    """Weekdays of the articles themselves, and references between them."""
    found = list(articles)
    known = {article.id for article in found}
    problems = []
    for article in found:
        base: date | None = article.published_at.date() if article.published_at else None
        for text in (article.title or "", *article.subtitles, *article.paragraphs, *article.captions):
            problems += [f"{article.id}: {day} has the wrong weekday" for day in wrong_weekdays(text, base)]
        lost = [other for other in (article.corrects, article.copy_of) if other and other not in known]
        problems += [f"{article.id}: refers to {other}, which is no article" for other in lost]
    return problems


def table(cases: Sequence[Case]) -> str:
    """Categories with their number of cases, the answerable ones beside it."""
    total, answerable = Counter(case.category for case in cases), Counter(c.category for c in cases if c.answerable)
    rows = [(name, total[name], answerable[name]) for name in sorted(total)]
    rows.append(("all", len(cases), sum(answerable.values())))
    lines = [f"{'category':<26}{'n':>5}{'answerable':>12}"]
    return "\n".join(lines + [f"{name:<26}{count:>5}{good:>12}" for name, count, good in rows]) + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when everything holds, 1 with one line a problem on stderr."""
    parser = argparse.ArgumentParser(prog="python -m evals.cases.validate", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=CASES, help="folder of case files (*.jsonl)")
    options = parser.parse_args(arguments)
    try:
        articles = {article.id: article for article in (*load_articles(), *own_articles(options.folder))}
    except SourceError as error:
        sys.stderr.writelines(f"{problem}\n" for problem in error.problems)
        return 1
    cases, problems = find_problems(options.folder, articles)
    problems += article_problems(articles.values())
    sys.stdout.write(table(cases))
    sys.stderr.writelines(f"{problem}\n" for problem in problems)
    return 1 if problems or not cases else 0


def _squeezed(text: str) -> str:
    return "".join(text.split()).casefold()


if __name__ == "__main__":
    sys.exit(main())
