"""`옥찬미 회장은` beside `옥찬미 대표는`: somebody whom the articles know by another office."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rag.answers.claims import names
from rag.answers.claims.statement import Statement
from rag.answers.claims.words import Word
from rag.answers.evidence import Found
from rag.answers.premises.comparison import Comparison, FalsePremise
from rag.answers.reading import ArticleView
from rag.korean.names import OFFICES

NEAR = 24  # letters after a name in which an office of it may stand
_PERSON = re.compile(r"[가-힣]{2,5}")
_PLAIN = frozenset({"씨", "군", "양", "옹", "관계자", "선수", "위원", "의원", "후보", "후보자", "당선인"})
"""Said of anybody, or beside another office."""
_FORMER = frozenset({"전", "현", "신임", "전임", "당시"})


def wrong_offices(comparison: Comparison) -> Iterator[FalsePremise]:
    said = comparison.said
    for word in said.words:
        following = _title_after(word, said)
        office = names.office(following.stem) if following is not None else None
        if following is None or office is None or office in _PLAIN or not _is_person(word, comparison):
            continue
        views = [view for view in comparison.views if word.stem in view.stored.article.body]
        if not views or any(_held(view, word.stem, office) for view in views):
            continue
        claimed = said.text[word.start : following.start + len(following.stem)]
        if where := next(_titles(word.stem, views, comparison), None):
            yield FalsePremise("office", claimed, where[1], where[0])


def _title_after(word: Word, said: Statement) -> Word | None:
    """The word after a name, `전` left out: 국장 of `한가온 전 국장`."""
    rest = (w for w in said.words if w.first >= word.last and said.text[w.start : w.end] not in _FORMER)
    return next(rest, None) if not word.particle else None


def _is_person(word: Word, comparison: Comparison) -> bool:
    first = comparison.said.tokens[word.first]
    return first.tag == "NNP" and first.end - first.start == len(word.stem) and bool(_PERSON.fullmatch(word.stem))


def _held(view: ArticleView, name: str, office: str) -> bool:
    """Whether the article gives the office to the name, or to its surname, anywhere."""
    body = f"{view.stored.article.title or ''}\n{view.stored.article.body}"
    after = rf"{re.escape(name)}(?:(?![은는이가을를]\s)[^.,“\"\n]){{0,{NEAR}}}?{re.escape(office)}"
    before = rf"{re.escape(office)}(?:\([^)]*\))? ?{re.escape(name)}"
    short = rf"(?<![가-힣]){name[0]}\s?(?:전\s)?[가-힣]{{0,4}}{re.escape(office)}"
    return re.search(f"{after}|{before}|{short}", body) is not None


_OFFICE = "|".join(sorted((o for o in OFFICES if len(o) > 1), key=len, reverse=True))


def _titles(name: str, views: Sequence[ArticleView], comparison: Comparison) -> Iterator[tuple[Found, str]]:
    """Sentences that give the name an office, those found for the question first."""
    ids = {view.stored.id for view in views}
    mine = [found for found in comparison.found if found.view.stored.id in ids]
    others = [replace(f, sentence=s) for f in mine for s in f.view.sentences if name in s.text]
    for found in (*mine, *others):
        if (printed := _titled(found.sentence.text, name)) and names.office(printed) not in _PLAIN:
            yield found, printed


def _titled(sentence: str, name: str) -> str | None:
    """`옥찬미 누리별바이오 대표` of `옥찬미 누리별바이오 대표는`."""
    match = re.search(
        rf"{re.escape(name)}(?:\([^)]*\))? (?:[가-힣A-Za-z]+ ){{0,2}}?[가-힣]*?(?:{_OFFICE})(?![가-힣]{{2}})", sentence
    )
    return match.group() if match else None
