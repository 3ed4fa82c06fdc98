"""What reads like a sentence of an article, and how much two texts speak of the same thing."""

from __future__ import annotations

import re

from rag.articles.rules import words

_FINAL = re.compile(r"[^\s.][.。][\"”’'」』)\]]*$")
_ASKED = re.compile(r"[?!][\"”’'」』)\]]*$")
_PLAIN_FINAL = re.compile(r"[가-힣](?:다|요|죠|까)[\"”’']?$")
_INNER = re.compile(r"(?:다|요|죠|까|음|함)[.?!][\"”’']?\s")
_ROW = re.compile(r"[◇◆□■▲△○●◎][^▲△]{2,80}[▲△]")
_HANGUL = re.compile(r"[가-힣]")
_WORD = re.compile(r"[가-힣]{2,}|[A-Za-z][A-Za-z0-9]{1,}|\d{2,}")
_BULLET = re.compile(r"^[○▲△■□◆◇●▶▷※◎*\-–―•·∙]")

_COMMON = words(
    """
    있다 밝혔 말했 이날 대해 위해 대한 지난 오는 그는 이번 것으 것이 통해 등을 또한 한편 이어 하지 때문 따르
    관련 덧붙 설명 강조 했다 된다 한다 이라 라고 라며 에서 으로 까지 부터 올해 내년 기자 사진 뉴스 기사 오전
    오후 우리 모든 가장 다른 많은 이를 이에 그러 그리 함께 여러 가운 예정 계획 방침 진행 제공 이후 최근 현재
    당시 지금 국내 전했 열린 들이 것을 수가 정도
    """
)


def is_sentence(line: str) -> bool:
    """One or more whole sentences, or a row of a list (`◇국장급 ▲기획조정실장 …`): what an article's paragraph is, and
    what a headline or a menu is not."""
    if len(line) < 12 or not _HANGUL.search(line[:200]):
        return False
    if _ROW.match(line):
        return True
    spaces = line.count(" ")
    if spaces >= 2 and _FINAL.search(line[-12:]):
        return True
    if len(line) >= 40 and (_INNER.search(line) or _ASKED.search(line[-12:])):
        return True
    return len(line) >= 110 and spaces >= 12


def may_be_sentence(line: str) -> bool:
    """A sentence whose full stop is missing, or a headline that ends in a verb: its place decides."""
    return len(line) >= 15 and line.count(" ") >= 2 and bool(_PLAIN_FINAL.search(line[-4:]))


def has_bullet(line: str) -> bool:
    return bool(_BULLET.match(line))


def stems(text: str) -> frozenset[str]:
    """The first two characters of every word that says something: enough to tell one story from another."""
    return frozenset(word[:2].lower() if word[0] >= "가" else word.lower() for word in _WORD.findall(text)) - _COMMON


def key(line: str) -> str:
    """A line without its white space: how repeated lines are recognised."""
    return "".join(line.split())
