"""People of a sentence, and whose name is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.answers.candidates.candidate import Candidate
from rag.answers.candidates.span import Span
from rag.answers.coreference import named_people
from rag.answers.matching import solid
from rag.answers.people import OFFICE, TITLES, like_person, named
from rag.answers.reading import ArticleView, SentenceView
from rag.domain import Question

SOUGHT = re.compile(rf"(\S*(?:{TITLES}))(?:은|는|이|가)?\s+(?:누구|누가)")
"""`의장은 누구인가요?` asks for whoever holds the office."""
_HOLDERS = re.compile(rf"([가-힣]{{2,}}(?:{TITLES}))(?=은|는|이|가|와|과|을|를|의|\s)")
"""`서울시장은 베이징에서 누구를 …` is about the holder and asks for somebody else."""


def persons(question: Question, view: ArticleView, sentence: SentenceView) -> Iterator[Candidate]:
    asked = solid(question.standalone)
    sought = SOUGHT.search(question.text)
    holder = sought.group(1) if sought else ""
    known = [word for word in _HOLDERS.findall(question.text) if word != holder]
    for match in named(sentence):
        name, office = match.group("name"), match.group("office")
        if solid(name) in asked or any(other in match.group() for other in known):
            score = 0.2
        elif not holder or holder in solid(office):
            score = 1.0
        else:  # 은파시장 does not answer for 가람시장, nor does the head of another body; a 교수 may hold the office too
            same = any(title in office for title in OFFICE.findall(holder))
            score = 0.4 if same or _heads_other(office, holder, sentence) else 0.65
        yield Candidate(without_asides(match.group(0)), match.start(), match.end(), score)


def without_asides(person: str) -> str:
    """Without `(34)`, `(Marten Olive)`, `(殷勇)` after a name."""
    return _ASIDE.sub("", person)


_ASIDE = re.compile(r"\([^)가-힣]+\)|\(\d{1,3}세\)")


_HEADS = re.compile(
    r"(?:시장|지사|군수|구청장|교육감|의장|위원장|장관|총리|대통령|대표|사장|회장|총재|서장|국장|과장|실장|본부장|단장|감독)$"
)


def _heads_other(office: str, holder: str, sentence: SentenceView) -> bool:
    """Whether both are offices that leave room for no other, and the sentence does not speak of the one that is asked for:
    `WeGO 의장인 오세훈 시장` holds both."""
    both = _HEADS.search(office.split("(")[0].strip()) and _HEADS.search(holder)
    return both is not None and not _speaks_of(holder, sentence)


def _speaks_of(holder: str, sentence: SentenceView) -> bool:
    """Whether the office, whatever it is of, is written as a word: 의장 is not written in 의장도시."""
    title = OFFICE.findall(holder)[-1]
    return re.search(rf"{title}(?:인|을|를|이|가|은|는|으로|에|도|의)?(?![가-힣])", sentence.text) is not None


_NAME = re.compile(r"[가-힣]{3}")
_FOREIGN = re.compile(r"[가-힣]{1,4} [가-힣]{1,4}(?: [가-힣]{1,4})?")
_TITLED = re.compile(rf"\s(?:\S+\s){{0,2}}?\S*(?:{TITLES})(?![가-힣]{{2}})")
_STEM_OF = r"(?:특별시|광역시|시|군|구|도|읍|면|동|역|강|산|천|섬|시장|전자|그룹|전(?=에|을|이))"
_HAPPENS = re.compile(r"[’”]?(?:에서|에는|에\s|으로|로\s)")


def person_at(question: Question, span: Span) -> tuple[int, int, bool] | None:
    """Start and end of the person that a span is, holds or is part of, and whether it has a name; None where it is nobody or
    somebody whom the question names itself."""
    asked, known = solid(question.standalone), holders(question)
    for person in span.people:
        whole = span.sentence.text[person.start : person.end]
        other = any(holder in whole for holder in known) or _of_another_body(question, whole)
        other = other or _holds_other(question, whole, span.sentence)
        if solid(person.name) not in asked and not other:
            return person.start, person.end, True
    if span.people or solid(span.text) in asked or any(holder in span.text for holder in known):
        return None
    sought = SOUGHT.search(question.text)
    if sought and not _speaks_of(sought.group(1), span.sentence):
        return None
    if _bare_name(span):
        return span.start, span.end, True
    titled = span.officer and like_person(span.sentence, span.start, span.end)
    return (span.start, span.end, False) if titled else None


def _holds_other(question: Question, person: str, sentence: SentenceView) -> bool:
    sought = SOUGHT.search(question.text)
    return sought is not None and _heads_other(person, sought.group(1), sentence)


def _of_another_body(question: Question, person: str) -> bool:
    """`도하준 가람시장` where the mayor of 루멘포르트 is asked for."""
    noun = question.asked.noun
    bodies = [t.form for t in noun if t.tag == "NNP"]
    titles = [t.form for t in noun if OFFICE.fullmatch(t.form)]
    office = person.split(" ")[-1]
    same = any(office.endswith(title) and office != title for title in titles)
    return same and bool(bodies) and not any(body.removesuffix("시")[:2] in person for body in bodies)


def _bare_name(span: Span) -> bool:
    """`하늘봄`, `리나 소베`: a proper noun alone that is no place, no body and no stem of one."""
    if any(p.name == span.text for p in named_people(span.view)):
        return True
    foreign = _FOREIGN.fullmatch(span.text) and _TITLED.match(span.following)
    if not (_NAME.fullmatch(span.text) or foreign) or span.governing or _HAPPENS.match(span.following):
        return False
    known = ("NNP",) if foreign else ("NNP", "NNG", "XSN")
    if not span.proper or any(t.tag not in known for t in span.tokens):
        return False
    stem = re.search(rf"(?<![가-힣]){re.escape(span.text)}{_STEM_OF}", span.view.stored.article.body)
    return stem is None and like_person(span.sentence, span.start, span.end)


def holders(question: Question) -> list[str]:
    """Offices in the question whose holder is known and not asked for: 가람시장 of `가람시장은 누구와 …`."""
    sought = SOUGHT.search(question.text)
    asked = "".join(t.form for t in question.asked.noun)
    known = [word for word in _HOLDERS.findall(question.text) if word not in asked]
    return [word for word in known if sought is None or word != sought.group(1)]
