"""Who wrote it, where and for whom: the line before the first sentence, and the line after the last."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rag.articles.people import ROLE, is_name, is_place, names_before_role, unglued
from rag.articles.publishers import is_publisher
from rag.articles.rules import words

MAIL = r"[A-Za-z0-9][A-Za-z0-9._%+-]{0,40}@(?:[A-Za-z0-9.-]{1,60})?"


@dataclass(frozen=True, slots=True)
class Byline:
    """What a byline says. `mails` may be cut (`yooksa@`)."""

    reporters: tuple[str, ...] = ()
    publisher: str | None = None
    dateline: str | None = None
    mails: tuple[str, ...] = ()


_BRACKET = re.compile(r"[\[(【〔<〈［（]\s*([^\[\]()【】〔〕<>〈〉［］（）]{1,50}?)\s*[\])】〕>〉］）]\s*")
_NO_OUTLET = re.compile(
    r"(?:자료\s?)?(?:사진|자료|그래픽|이미지|영상|출처|표|글|일러스트|캡처|제공|단독|속보|종합)(?:\s?(?:제공|출처|캡처))?(?:[\s=:|].*)?$"
)
_AFTER = re.compile(rf"((?:[가-힣]{{2,6}}[\s,·/]{{0,3}}){{1,4}}?)({ROLE})(?:\s*=\s*|\s*[:|]\s*|\s+|$)")
_EQUALS = re.compile(r"=\s*")
_BARE = re.compile(
    rf"(?:([가-힣]{{2,6}})\s?=\s?)?((?:[가-힣]{{2,4}}[\s,·]{{1,2}}){{0,3}}[가-힣]{{2,4}})\s?({ROLE})\s?=\s*"
)
_ROLE_END = re.compile(rf"\s?{ROLE}$")
_WORDY = re.compile(r"[가-힣A-Za-z][가-힣A-Za-z0-9·&\s.]{0,18}")


def head_byline(line: str) -> tuple[Byline, str] | None:
    """The byline that a first paragraph opens with, and the paragraph without it; None when there is none.

    `[서울=뉴스핌] 김현우 기자 = 4.7 서울시장…` → (김현우, 뉴스핌, 서울), `4.7 서울시장…`.
    """
    head = line[:140]
    opened = _BRACKET.match(head)
    if opened is None:
        return _bare_byline(line, head)
    byline = _in_brackets(opened.group(1))
    if byline is None:
        return None
    end = opened.end()
    after = _AFTER.match(head, end)
    names = names_before_role(after.group(1)) if after else ()
    if after and names:
        byline = Byline(byline.reporters or names, byline.publisher, byline.dateline)
        end = after.end()
    elif equals := _EQUALS.match(head, end):
        end = equals.end()
    return byline, line[end:].strip()


def _bare_byline(line: str, head: str) -> tuple[Byline, str] | None:
    found = _BARE.match(head)
    if found is None:
        return None
    names = names_before_role(found.group(2))
    place = found.group(1)
    if not names:
        return None
    return Byline(names, None, place if place and is_place(place) else None), line[found.end() :].strip()


def _in_brackets(content: str) -> Byline | None:
    """What stands in the brackets: `서울=뉴스핌`, `매체=이름 기자`, `매체 이름 기자`, `뉴스핌`; None for a"
    "nything else."""
    if _NO_OUTLET.match(content):
        return None
    left, equals, right = (part.strip() for part in content.partition("="))
    if equals:
        return _with_equals(left, right)
    text = unglued(content)
    if _ROLE_END.search(text):
        names = names_before_role(_ROLE_END.sub("", text))
        outlet = _before(text, names[0]) if names else ""
        return Byline(names, _outlet(outlet)) if names else None
    return Byline(publisher=content) if is_publisher(content) else None


def _with_equals(left: str, right: str) -> Byline | None:
    text = unglued(right)
    if _ROLE_END.search(text):
        names = names_before_role(_ROLE_END.sub("", text))
        if not names:
            return None
        outlet = _outlet(_before(text, names[0])) or (None if is_place(left) else _outlet(left))
        return Byline(names, outlet, left if is_place(left) else None)
    if len(left) <= 14 and len(right) <= 16 and (is_publisher(right.split("/")[-1]) or is_place(left)):
        outlet = right.split("/")[-1].strip()
        return Byline(publisher=_outlet(outlet), dateline=left)
    return None


def _before(text: str, name: str) -> str:
    return text[: text.rfind(name)].strip(" ,·/")


def _outlet(text: str) -> str | None:
    """The outlet's name, unless the words are a place or nothing."""
    text = text.strip()
    if not text or is_place(text) or not _WORDY.fullmatch(text):
        return None
    return text


# ------------------------------------------------------------------------------------------------ after the body

_MAIL = re.compile(MAIL)
_TOKENS = re.compile(r"[\s,/·|=:;()\[\]<>〈〉【】ⓒ©▶■☞★&]+")
_ROLE = re.compile(ROLE)
_WORDS = words(
    """
    글 취재 정리 기자명 By by 이메일 e-mail E-mail email Email mail 메일 제보 작성자 작성 의 외 및 기사 대표
    연락처 종합 = -
    """
)
_CREDITS = words("사진 그래픽 영상 촬영 편집 일러스트 영상편집 촬영기자 디자인 사진제공")
_DESK = re.compile(
    r"(?:온라인|디지털|뉴미디어|인터넷|스포츠|연예|이슈)[가-힣]{0,8}(?:팀|부|국|센터|데스크|이슈팀)|[가-힣]{2,4}[부팀]"
)
_SIGN_OFF = re.compile(
    r"((?:[A-Za-z가-힣]{2,8}(?=\s?뉴스)|YTN|MBN|JTBC|KBS|MBC|SBS|TV조선|채널A|연합뉴스TV|[가-힣]{1,6}방송))"
    r"(?:\s?뉴스)?\s?([가-힣]{2,4}?)(?:\s?기자)?(?:입니다|이었습니다|였습니다)\.?"
)
_PERIOD_TAIL = re.compile(r"[.?!][\"”’')\]]*\s*(?=[^.?!]*@|[/<\[(=]|[가-힣]{2,4}\s?기자)")


def tail_byline(line: str) -> Byline | None:
    """A whole line that only says who wrote the article (`/정병호 기자 a@b`, `순천, 광양 구현모 기자`, `yo"
    "oksa@`), or None."""
    if len(line) > 120:
        return None
    if signed := _SIGN_OFF.fullmatch(line):
        return Byline((signed.group(2),), signed.group(1)) if is_name(signed.group(2)) else None
    mails = tuple(_MAIL.findall(line))
    rest = unglued(_MAIL.sub(" ", line)) if mails else unglued(line)
    tokens = [token for token in _TOKENS.split(rest) if token]
    if len(tokens) > 14 or not (mails or _ROLE.search(rest) or _only_desk(tokens) or _outlet_and_name(tokens)):
        return None
    return _from_tokens(tokens, mails) or _slogan(line, rest, mails)


def _outlet_and_name(tokens: list[str]) -> bool:
    return len(tokens) == 2 and is_publisher(tokens[0]) and len(tokens[1]) == 3 and is_name(tokens[1])


def _slogan(line: str, rest: str, mails: tuple[str, ...]) -> Byline | None:
    """`◎공감언론 뉴시스 a@b`: words that are nobody's name before a mail that ends the line."""
    if not mails or not line.rstrip("])> ").endswith(mails[-1]) or len(rest) > 30 or re.search(r"[.?!]\s|[:：]", rest):
        return None
    publisher = next((token for token in _TOKENS.split(rest) if token.strip("◎●■") and is_publisher(token)), None)
    return Byline((), publisher, None, mails)


def _only_desk(tokens: list[str]) -> bool:
    return len(tokens) == 1 and len(tokens[0]) >= 4 and bool(_DESK.fullmatch(tokens[0]))


def _from_tokens(tokens: list[str], mails: tuple[str, ...]) -> Byline | None:
    names: list[str] = []
    place: str | None = None
    publisher: str | None = None
    credit = False
    for at, token in enumerate(tokens):
        following = tokens[at + 1] if at + 1 < len(tokens) else ""
        before_role = bool(_ROLE.fullmatch(following))
        if token in _CREDITS:
            credit = True
        elif token in _WORDS:
            credit = credit and token not in ("글", "취재")
        elif _ROLE.fullmatch(token):
            continue
        elif is_place(token):
            place = place or token
        elif is_name(token) or (before_role and re.fullmatch(r"[가-힣]{2,4}", token) and not is_publisher(token)):
            if not credit or not names:
                names.append(token)
        elif is_publisher(token):
            publisher = token
        elif not _DESK.fullmatch(token):
            return None
    return Byline(tuple(dict.fromkeys(names)), publisher, place, mails)


def inline_tail(line: str) -> tuple[str, Byline] | None:
    """A byline glued to the end of the last sentence: (`…말했다.`, byline), or None.

    Only after a full stop, and only when nothing but a byline follows: `…밝혔다. /홍길동 기자 a@b`, `…했다.<홍길동>`.
    """
    if "@" not in line[-90:] and "기자" not in line[-24:] and "특파원" not in line[-24:]:
        return None
    start = max(0, len(line) - 110)
    for found in _PERIOD_TAIL.finditer(line, start):
        rest = line[found.end() :].strip()
        if not 0 < len(rest) <= 90:
            continue
        byline = tail_byline(rest)
        if byline and (byline.mails or byline.reporters):
            return line[: found.end()].rstrip(), byline
    return None
