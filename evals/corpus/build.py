"""`python -m evals.corpus.build [--check]`: sources → pages/ and expected.jsonl, the same bytes every time."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

from evals.corpus.layouts import FEEDS, PAGES
from evals.corpus.layouts.drawing import Margin, outlet_of
from evals.corpus.source import CORPUS, NoiseStory, SourceArticle, SourceError, load_articles, load_noise
from evals.corpus.truth import Truth


@dataclass(frozen=True, slots=True)
class Expected:
    """A line of expected.jsonl: which file (and record of it) must give which article."""

    file: str
    truth: Truth
    record: str | None = None

    def line(self) -> str:
        place = {"id": self.truth.id, "file": self.file} | ({"record": self.record} if self.record else {})
        return json.dumps(place | self.truth.to_json(), ensure_ascii=False) + "\n"


@dataclass(frozen=True, slots=True)
class Build:
    """All pages by file name, and what they must give, in order of id."""

    pages: Mapping[str, bytes]
    expected: tuple[Expected, ...]

    @property
    def index(self) -> bytes:
        return "".join(item.line() for item in self.expected).encode()


def build(articles: Sequence[SourceArticle], noise: Sequence[NoiseStory]) -> Build:
    """Draw every article. Raises SourceError for an article that does not suit its layout and for unused noise."""
    pages: dict[str, bytes] = {}
    expected: list[Expected] = []
    for file, content, items in [*_pages(articles, noise), *_feeds(articles)]:
        pages[file] = content
        expected += items
    return Build(pages, tuple(sorted(expected, key=lambda item: item.truth.id)))


def write(made: Build, folder: Path = CORPUS) -> None:
    """Write pages and expected.jsonl; files of earlier builds go."""
    target = folder / "pages"
    target.mkdir(exist_ok=True)
    for path in target.iterdir():
        if path.name not in made.pages:
            path.unlink()
    for name, content in made.pages.items():
        (target / name).write_bytes(content)
    (folder / "expected.jsonl").write_bytes(made.index)


def differences(made: Build, folder: Path = CORPUS) -> list[str]:
    """Names of files in the folder that are missing, stale or unknown."""
    present = {f"pages/{path.name}": path.read_bytes() for path in (folder / "pages").glob("*")}
    index = folder / "expected.jsonl"
    present |= {"expected.jsonl": index.read_bytes()} if index.exists() else {}
    wanted = {f"pages/{name}": content for name, content in made.pages.items()} | {"expected.jsonl": made.index}
    return sorted(name for name in present.keys() | wanted.keys() if present.get(name) != wanted.get(name))


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when done, 1 when sources are wrong or, with --check, when the files differ."""
    parser = argparse.ArgumentParser(prog="python -m evals.corpus.build", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail when the committed pages differ")
    options = parser.parse_args(arguments)
    try:
        made = build(load_articles(), load_noise())
    except SourceError as error:
        sys.stderr.writelines(f"{problem}\n" for problem in error.problems)
        return 1
    if options.check:
        stale = differences(made)
        sys.stderr.writelines(f"{name} differs from its source: run  python -m evals.corpus.build\n" for name in stale)
        return 1 if stale else 0
    write(made)
    sys.stdout.write(f"{len(made.expected)} articles on {len(made.pages)} pages\n")
    return 0


Drawn = tuple[str, bytes, list[Expected]]


def _pages(articles: Sequence[SourceArticle], noise: Sequence[NoiseStory]) -> Iterator[Drawn]:
    whole = [story for story in noise if story.has_byline]
    cut = [story for story in noise if not story.has_byline]
    next_whole, next_cut = cycle(whole), cycle(cut)
    legacy = _legacy_pages(articles)
    shown: set[str] = set()
    for article in articles:
        if (layout := PAGES.get(article.layout)) is None:
            continue
        margin = Margin(
            whole=tuple(islice(next_whole, min(layout.whole, len(whole)))),
            cut=tuple(islice(next_cut, min(layout.cut, len(cut)))),
            legacy_charset=article.id in legacy,
        )
        drawing = layout.draw(article, margin)
        shown |= {story.title for story in margin.stories}
        file = f"{article.id}.{layout.suffix}"
        yield file, drawing.content, [Expected(file, drawing.truth)]
    if missing := [story.title for story in noise if story.title not in shown]:
        raise SourceError([f"no page shows the stray story {title!r}" for title in missing])


def _feeds(articles: Sequence[SourceArticle]) -> Iterator[Drawn]:
    groups: dict[tuple[str, str], list[SourceArticle]] = {}
    for article in articles:
        if article.layout in FEEDS:
            groups.setdefault((article.layout, article.publisher), []).append(article)
    for (name, _), group in sorted(groups.items()):
        drawing = FEEDS[name].draw(group)
        file = f"{outlet_of(group[0]).slug}-{FEEDS[name].ending}"
        yield file, drawing.content, [Expected(file, truth, record) for record, truth in drawing.records]


def _legacy_pages(articles: Sequence[SourceArticle]) -> frozenset[str]:
    """One page of the shared content system per outlet is still in EUC-KR: its first that the charset can write."""
    first: dict[str, str] = {}
    for article in articles:
        if article.layout == "meta" and article.publisher not in first and _fits_euc_kr(article):
            first[article.publisher] = article.id
    return frozenset(first.values())


def _fits_euc_kr(article: SourceArticle) -> bool:
    try:
        " ".join([article.title or "", *article.subtitles, *article.paragraphs, *article.captions]).encode("euc-kr")
    except UnicodeEncodeError:
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
