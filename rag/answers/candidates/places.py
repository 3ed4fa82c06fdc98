"""Places of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from rag.answers.candidates.candidate import Candidate
from rag.answers.candidates.sorts import PLACES, sort_of
from rag.answers.candidates.span import Span
from rag.answers.matching import solid
from rag.answers.people import like_place
from rag.answers.reading import ArticleView, SentenceView
from rag.domain import Question, Token

_PLACE = re.compile(
    r"(?P<place>(?:[‘'“\"]?[가-힣A-Za-z0-9·]+[’'”\"]?\s){0,4}?[‘'“\"]?[가-힣A-Za-z0-9·]{2,}[’'”\"]?(?:\([^)]{1,20}\))?)(?P<josa>에서는|에서|으로|에는|에|를\s?찾아|을\s?찾아)(?=[\s,.])"
)
_TIME_WORD = re.compile(
    r"\d|오전|오후|이날|전날|지난|오는|내년|올해|작년|당시|경우|이후|가운데|뒤|대해|따르면|통해|위해|때문|이어|이번|예정|결과|과정|계기"
)


def places(question: Question, view: ArticleView, sentence: SentenceView) -> Iterator[Candidate]:
    asked = solid(question.standalone)
    nouns = {t.start - sentence.start: t for t in sentence.tokens if t.tag in ("NNP", "NNG", "SL")}
    for match in _PLACE.finditer(sentence.text):
        phrase, start = _noun_phrase(match, nouns)
        if not phrase or _TIME_WORD.search(phrase) or solid(phrase) in asked:
            continue
        score = {"에서": 1.0, "에서는": 0.9}.get(match.group("josa"), 0.7)
        if not _is_place(phrase, start, nouns):
            score *= 0.4
        yield Candidate(phrase, start, start + len(phrase), score)


_PLACE_ENDING = re.compile(
    r"(?:시|도|군|구|동|읍|면|리|역|관|장|센터|공원|광장|회관|청|청사|대|대학교|대학|학교|병원|호텔|무대|터미널|공항|항|항구|강|천|산|섬|"
    r"바다|앞바다|하류|상류|본부|타워|홀|실|플라자|거리|마을|단지|공장|캠퍼스|구장|국회|나라|국|연구소|시설|부지|터|창고|도로|교차로|지하차도)[’'”\"]?(?:\([^)]*\))?$"
)


def _is_place(phrase: str, start: int, nouns: Mapping[int, Token]) -> bool:
    """A word that ends as places do, or a proper noun."""
    last = start + len(phrase) - len(phrase.split(" ")[-1])
    proper = any(t.tag == "NNP" for at, t in nouns.items() if last <= at < start + len(phrase))
    return proper or _PLACE_ENDING.search(phrase) is not None


def _noun_phrase(match: re.Match[str], nouns: Mapping[int, Token]) -> tuple[str, int]:
    """The longest tail of the match that is nouns only: a place is not `… 만나 베이징`."""
    words = match.group("place").split(" ")
    kept: list[str] = []
    position = match.end("place")
    for word in reversed(words):
        begin = position - len(word)
        if _TIME_WORD.search(word):
            break
        if (begin + (word[0] in "‘'“\"")) not in nouns or (
            re.search(r"(은|는|이|가|을|를|와|과|며|고|한|된|의|도|서)$", word) and kept
        ):
            break
        kept.insert(0, word)
        position = begin - 1
    phrase = " ".join(kept)
    return phrase, match.end("place") - len(phrase)


def wider(sentence: SentenceView, start: int, asked: str) -> int:
    """Where a place begins with the place that it lies in: `나래시 라온도청`. What the question says already is not said again."""
    begin = sentence.text.rfind(" ", 0, max(start - 1, 0)) + 1
    before = [t for t in sentence.tokens if begin <= t.start - sentence.start < start]
    named = (
        bool(before) and before[0].tag == "NNP" and before[-1].tag[0] == "N" and all(t.tag[0] in "NX" for t in before)
    )
    joins = named and before[-1].end - sentence.start == start - 1 and sentence.text[start - 1] == " "
    return begin if joins and solid(sentence.text[begin:start]) not in asked else start


_OTHER_SLOT = re.compile(r"[’'”\"]?(?:의|은|는|[을를](?!\s(?:찾|방문|들르|들러)))\s")
"""`다솜군의 노해솔 군수`: no place that something happens at."""
_ASKS_SITE = re.compile(r"인터넷|온라인|누리집|홈페이지|웹사이트|유튜브|생중계|시청하")
_SITE = re.compile(r"(?:사이트|누리집|홈페이지|채널|유튜브|앱|플랫폼|TV|방송|블로그|페이지)[’'”\"]?$")


def place_at(question: Question, span: Span) -> bool:
    """Whether a span is a place of the rank asked for, or a site where it is to be found on the net."""
    if span.dated is not None or not like_place(span.sentence, span.start, span.end):
        return False
    if question.asked.particle in ("에서", "서", "에") and _OTHER_SLOT.match(span.following):
        return False
    if _ASKS_SITE.search(question.text):
        return _SITE.search(span.text) is not None
    sort = sort_of(question)
    return sort is None or sort.name not in PLACES or sort.shown(span)
