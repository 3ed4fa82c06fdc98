"""Whom a short name or a pronoun stands for, found earlier in the same article: `도 시장` → `도하준 가람시장`.

Only the stored tokens are read. Better no name than a wrong one: what fits two people is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rag.answers.reading import ArticleView, SentenceView
from rag.domain import Token
from rag.korean.names import OFFICES
from rag.korean.terms import FIRST_WORD, VOCABULARY

_ALSO_ENDINGS = frozenset("군 양 옹 왕 관계자".split())
"""Titles that as often end something else: `물레면 다솜군`, `오염 양`."""
_TITLE = "|".join(sorted(set(OFFICES) - _ALSO_ENDINGS, key=len, reverse=True))
_SUBJECT = r"(?:은|는|이|가|께서|도)"
_EDGE = r"(?=[은는이가을를의에와과도께,\s(]|측|$)"

_SHORT_PERSON = re.compile(
    rf"(?<![가-힣])(?P<name>[가-힣](?=\s?[가-힣]{{2}})|[가-힣]{{1,3}}(?=\s))\s?(?:전\s)?(?P<office>{_TITLE}){_EDGE}"
)
"""`도 시장은`, `도시장은`, `옥 씨는`, `올리베 시장은`."""
_NO_SURNAME = frozenset("두 세 네 각 새 매 몇 그 옛 첫 여러 모든 다른 해당".split())
"""`두 시장` are two mayors."""
_FULL_PERSON = re.compile(
    r"(?<![가-힣])(?P<name>[가-힣]{2,4}|[가-힣]{1,4} [가-힣]{1,4})(?:\([^)]{1,40}\))?\s"
    rf"(?P<office>(?:(?:전|현|신임|초대)\s)?(?:[가-힣A-Za-z0-9·]{{2,14}}\s){{0,2}}?[가-힣A-Za-z]{{0,10}}?(?:{_TITLE})){_EDGE}"
)
"""`도하준 가람시장`, `하늘봄(51) 가람대 토목공학과 교수`, `옥다래(72) 씨`."""
_SURELY_A_NAME = re.compile(r"(?<![가-힣])[가-힣]{3,4}(?=\(\d\d\)|\s씨[는가의와를에])")
"""Whatever the analysis took it for."""
_OFFICE_FIRST = re.compile(rf"(?<![가-힣])(?P<office>[가-힣]{{0,10}}(?:{_TITLE}))\s(?P<name>[가-힣]{{3,4}}){_EDGE}")
"""`사장 남궁휘가`, `(위원장 하늘봄 …)`."""
_PRONOUN = re.compile(r"(?<![가-힣])(?P<short>그|그녀)(?=는|가|의\s|에게)")
_INFLECTED = re.compile(r"(?:은|는|을|를|에|의|에서|으로|하고|한|된|할|될|하는|되는|있는|며|고)$")

_BODIES: Mapping[str, str] = {
    "시": r"[가-힣]{2,5}시",
    "도": r"[가-힣]{2,4}도",
    "군": r"[가-힣]{2,4}군",
    "구": r"[가-힣]{2,4}구",
    "센터": r"(?:[가-힣A-Za-z0-9]+ )?[가-힣A-Za-z0-9]+센터",
    "위원회": r"(?:[가-힣A-Za-z0-9]+ ){0,2}[가-힣A-Za-z0-9]+위원회",
    "노조": r"[가-힣A-Za-z0-9]+ ?(?:노조|노동조합)",
    "협회": r"[가-힣A-Za-z0-9]+협회",
    "재단": r"[가-힣A-Za-z0-9]+재단",
    "조합": r"[가-힣A-Za-z0-9]+조합",
    "병원": r"[가-힣A-Za-z0-9]+병원",
    "대학": r"[가-힣A-Za-z]+(?:대학교|대학|대)",
    "법원": r"[가-힣]+법원",
    "은행": r"[가-힣A-Za-z]+은행",
    "공단": r"[가-힣A-Za-z]+공단",
}
"""What a body is called for short → how its full name is written."""
_FIRMS = ("회사", "업체", "기업", "단체", "기관")
"""Whose full names end in anything: the subject named before them."""
_OPENING = r"^(?:(?:이어|한편|또|또한|이에|그러나|하지만|다만|특히|앞서|당초|이에 따라|이와 함께),? )?"
_SHORT_BODY = re.compile(
    rf"(?:{_OPENING}(?:이 |해당 )?|(?<=[,\s])(?:이|해당) )(?P<short>{'|'.join((*_BODIES, *_FIRMS))})"
    r"(?=은|는|이|가|측| 측| 관계자| 안팎|에 따르면|에서는)"
)
"""`시는 …`, `이어 이 회사는 …`, `노조 측은 …`: at the beginning, elsewhere only after `이`."""
_NOT_A_PLACE = frozenset(
    "다시 역시 동시 잠시 당시 임시 혹시 필시 일시 즉시 수시 상시 전시 실시 지시 표시 제시 개시 게시 무시 중시 도시 신도시 대도시 "
    "정도 제도 속도 온도 강도 밀도 각도 지도 보도 시도 태도 용도 철도 의도 한도 연도 기도 인도 반도 차도 유도 주도 선도 "
    "아군 친구 요구 연구 기구 도구 지구 인구 가구 입구 출구 항구 공구 선거구 공군 해군 육군".split()
)
_PLACES = frozenset("시 도 군 구".split())
_FIRM = re.compile(
    r"[가-힣A-Za-z]{2,12}(?:전자|바이오|모빌리티|그룹|산업|건설|제약|화학|중공업|자동차|에너지|증권|텔레콤|소프트|테크|시스템|홀딩스|물산|식품|항공|해운)(?=[은는이가(])"
)
_GOVERNING = re.compile(r"(?:정부|시|도|군|구|청|원|국회|의회|검찰|경찰)$")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’|«[^»]*»")
_SAYS = re.compile(
    r"[”\"]\s?(?:라|이라)?(?:고|며|면서)\s[^“\"]{0,20}(?:말|밝|덧붙|강조|설명|전|당부|약속|평가|호소|반박)[^“\"]*$"
)
_HAS_SUBJECT = re.compile(r"[가-힣A-Za-z0-9)’'](?:은|는|이|가|께서는|께서|도|측은)(?=\s)")
LOOKS_BACK = 3
"""Sentences before a pronoun in which the person must be named."""


@dataclass(frozen=True, slots=True)
class Person:
    """`name` without office; `full` as it would be written; `start` in the body; `subject`: a subject particle follows."""

    name: str
    office: str
    sentence: int
    start: int
    subject: bool

    @property
    def full(self) -> str:
        return f"{self.name} {self.office}"


def resolved_names(view: ArticleView, index: int) -> Mapping[str, str]:
    """Short name as printed in the sentence → full name with office, as the article gives it before that.

    `""` → the speaker, where the sentence says who said nothing and the one before it does. Remembered on the view.
    """
    known: dict[int, Mapping[str, str]] = view.__dict__.setdefault("_names", {})
    if index not in known:
        known[index] = dict(_resolved(view, index))
    return known[index]


def _resolved(view: ArticleView, index: int) -> Iterator[tuple[str, str]]:
    sentence = view.sentences[index]
    bare = outside_quotations(sentence.text)
    yield from _people(view, sentence, bare)
    if (match := _SHORT_BODY.search(bare)) and (body := _body(view, sentence, match["short"])):
        yield match["short"], body
    says_who = not _SAYS.search(sentence.text) or _HAS_SUBJECT.search(bare)
    if index and not says_who and (speaker := _speaker(view, index - 1)):
        yield "", speaker


def outside_quotations(text: str) -> str:
    """The same length, with blanks where something is quoted: what was said is not what the article says."""
    return _QUOTED.sub(lambda m: "“" + " " * (len(m.group()) - 2) + "”", text)


# ---------------------------------------------------------------- people


def named_people(view: ArticleView) -> tuple[Person, ...]:
    """Everybody whom the article names in full, in order. Remembered on the view."""
    known: tuple[Person, ...] | None = view.__dict__.get("_people")
    if known is None:
        known = view.__dict__["_people"] = tuple(p for s in view.sentences for p in _in_sentence(s))
    return known


def _in_sentence(sentence: SentenceView) -> Iterator[Person]:
    if not re.search(_TITLE, sentence.text):
        return
    proper = {t.start - sentence.start for t in sentence.tokens if _is_name(t)}
    proper |= {m.start() for m in _SURELY_A_NAME.finditer(sentence.text)}
    taken = 0
    for start in sorted(proper):
        match = _FULL_PERSON.match(sentence.text, start) if start >= taken else None
        if match and not any(map(_INFLECTED.search, (match["name"], *match["office"].split()[:-1]))):
            taken = match.end()
            yield _person(sentence, match)
    for match in _OFFICE_FIRST.finditer(sentence.text):
        if match.start("name") in proper and not re.fullmatch(rf".*(?:{_TITLE})", match["name"]):
            yield _person(sentence, match)


def _is_name(token: Token) -> bool:
    """A proper noun, or a noun that no dictionary has."""
    return token.tag in ("NNP", "SL") or (
        token.tag == "NNG" and len(token.form) == 3 and not FIRST_WORD <= token.id < VOCABULARY
    )


def _person(sentence: SentenceView, match: re.Match[str]) -> Person:
    after = re.match(rf"(?:\([^)]*\))?{_SUBJECT}(?=\s)", sentence.text[match.end() :])
    return Person(match["name"], match["office"], sentence.index, sentence.start + match.start(), after is not None)


def _people(view: ArticleView, sentence: SentenceView, bare: str) -> Iterator[tuple[str, str]]:
    names = {t.start - sentence.start for t in sentence.tokens if _is_name(t)}
    for match in _SHORT_PERSON.finditer(bare):
        if len(match["name"]) > 1 and match.start() not in names:
            continue
        if match["name"] not in _NO_SURNAME or match["office"] == "씨":
            place = sentence.start + match.start()
            people = [p for p in named_people(view) if p.start < place and _fits(p, match)]
            if (person := _only(people)) and not _another(view, person, match, place):
                yield match.group(), person.full
    pronoun = _PRONOUN.search(bare)
    if pronoun and (antecedent := _antecedent(view, sentence.index)):
        yield pronoun["short"], antecedent.full


def _fits(person: Person, match: re.Match[str]) -> bool:
    """Same surname (or last name of a foreigner) and an office that ends alike."""
    short, office = match["name"], match["office"]
    words = person.full.split()
    same = len(short) > 1 and words[1] == short and not match.string[: match.start()].rstrip().endswith(words[0])
    surname = person.name.startswith(short) and len(person.name) > len(short) and len(short) < 3
    return (same or surname) and person.office.endswith(office) and f"{short} {office}" != person.full


def _another(view: ArticleView, person: Person, match: re.Match[str], place: int) -> bool:
    """Whether somebody else of that surname and office is written before, be it in a name that was taken for words."""
    mention = (
        rf"(?<![가-힣])({match['name']}[가-힣]{{2}})(?:\([^)]*\))?\s(?:[가-힣]+\s){{0,2}}?[가-힣]*{match['office']}"
    )
    names = re.findall(mention, view.stored.article.body[:place])
    return any(name != person.name and not _INFLECTED.search(name) for name in names if len(match["name"]) == 1)


def _only(people: list[Person]) -> Person | None:
    """The first mention, where all mentions are of one person."""
    return people[0] if people and len({p.name for p in people}) == 1 else None


def _antecedent(view: ArticleView, index: int) -> Person | None:
    near = [p for p in named_people(view) if index - LOOKS_BACK <= p.sentence < index]
    if alone := _only(near):
        return alone
    last = [p for p in near if p.sentence == index - 1 and p.subject]
    return _only(last)


def _speaker(view: ArticleView, index: int) -> str | None:
    """Who is the subject of a sentence."""
    people = [p for p in named_people(view) if p.sentence == index and p.subject]
    if people:
        return people[0].full
    return next(iter(resolved_names(view, index).values()), None)


# ---------------------------------------------------------------- bodies


def _body(view: ArticleView, sentence: SentenceView, short: str) -> str | None:
    """The last subject of that kind before the sentence, else the only one."""
    before = [outside_quotations(s.text) for s in view.sentences[: sentence.index]]
    if short in _FIRMS:
        subjects = (_firm(s) for s in reversed(view.sentences[: sentence.index]))
        return next((firm for firm in subjects if firm), None)
    pattern = re.compile(
        rf"(?<![가-힣A-Za-z0-9])({_BODIES[short]})(?=({_SUBJECT}|에 따르면|에서는)?[\s,의에을를과와(측])"
    )
    mentions: list[str] = []
    for text in reversed(before):
        found = [(m[1], m[2]) for m in pattern.finditer(text) if _is_body(m[1], short)]
        if subject := next((name for name, particle in found if particle), None):
            return subject
        mentions += [name for name, _ in found]
    return mentions[0] if len(set(mentions)) == 1 else None


def _is_body(name: str, short: str) -> bool:
    words = name.split()
    return words[-1] not in _NOT_A_PLACE and not any(map(_INFLECTED.search, words[:-1])) and words[-1] != short


def _firm(sentence: SentenceView) -> str | None:
    """`한결전자는`: a proper noun with its nouns, written as one word, that is the subject and no person or place."""
    for token in sentence.tokens:
        begin = token.start - sentence.start
        if not (token.tag in ("NNP", "SL") or _FIRM.match(sentence.text, begin)):
            continue
        match = re.match(r"[가-힣A-Za-z0-9&]{2,20}?(?=(?:\([^)]{1,20}\))?(?:은|는|이|가)[\s,])", sentence.text[begin:])
        if match and not sentence.text[begin - 1 : begin].strip():
            name = match.group()
            if not _GOVERNING.search(name) and not re.search(rf"(?:{_TITLE})$", name):
                return name
    return None
