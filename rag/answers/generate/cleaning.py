"""What a model wrote → plain prose and the evidence it names. What is no prose is refused whole: nothing of it is mended."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rag.korean.characters import visible

LONGEST = 600
_MARKERS = re.compile(r"\s*\[\s*(\d+(?:\s*,\s*\d+)*)\s*\]")
_BULLET = re.compile(r"^\s*(?:[-*•·▲○]|\d{1,2}[.)])\s+")
_HEADING = re.compile(r"^\s*#{1,6}\s|:\s*$")
_EMPHASIS = re.compile(r"(\*\*|__|\*|`)(?=\S)(.+?)(?<=\S)\1")
_ADDRESS = re.compile(
    r"[a-z][a-z\d+.-]*:/|(?:mailto|javascript|data|tel|file|blob):|//\S|www\.|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:[/:?#]|\b)|@[\w-]+\.",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"!\[|\]\s*\(|\]\s*\[|\]:|</?[a-zA-Z!]|&#?\w+;|<\||\|>|```|\{\{|\}\}|\$\{|\\[a-z]")
_BRACKETS = re.compile(r"[\[\]【】〔〕<>{}|\\^`]")
_LETTER = re.compile(r"[^\W\d_]")
_QUOTED = re.compile(r"“[^”]*”|«[^»]*»|\"[^\"]*\"")
_RUN_ON = re.compile(r"[가-힣][다요][.!?](?=[가-힣])")
"""Two sentences with nothing between them, which would be weighed as one."""
_HANGUL = re.compile(r"[가-힣]")
_FOREIGN = re.compile(r"[^\W\d_A-Za-z\u00b5\u00c0-\u024f가-힣\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
"""Letters of scripts that Korean print does not use; single jamo among them. Latin, its accents, Hanja and µ are used."""
_DIGIT = re.compile(r"(?![0-9])\d|[\u2070-\u209f\u2460-\u249b\u24b6-\u24ff]|¹")
"""Digits and letters in other shapes than print's, which say a number so that a check may not see it. ² and ³ are for areas."""
HANGUL = 0.4
"""Share of its letters from which a sentence is Korean."""


@dataclass(frozen=True, slots=True)
class Written:
    """`text`: the sentence without its markers; `cited`: the numbers it names, each once, in order."""

    text: str
    cited: tuple[int, ...]
    line: bool
    """Whether it was written as a line of a list."""


def read(sentence: str, mark: str = "") -> Written | None:
    """None where it is no prose: an address, a link, an image, markup, a heading, something endless. `mark`: what stands for
    spaces in the evidence and may have been copied."""
    plain = visible(sentence.replace(mark, " ") if mark else sentence).strip()
    cited = tuple(
        dict.fromkeys(int(n) for m in _MARKERS.finditer(plain) for n in m[1].split(",") if len(n.strip()) <= 4)
    )
    plain = _MARKERS.sub("", plain).strip()
    if _MARKUP.search(plain):
        return None
    line = _BULLET.match(plain) is not None
    plain = _EMPHASIS.sub(r"\2", _BULLET.sub("", plain))
    plain = " ".join(plain.split())
    if not plain or len(plain) > LONGEST or _HEADING.search(plain):
        return None
    if _ADDRESS.search(plain) or _MARKUP.search(plain) or _BRACKETS.search(plain) or not _is_korean(plain):
        return None
    if _RUN_ON.search(_QUOTED.sub("", plain)):
        return None
    return Written(plain, cited, line)


def _is_korean(text: str) -> bool:
    """A verifier of Korean has nothing to say against other languages."""
    letters = len(_LETTER.findall(text))
    if letters == 0 or len(_HANGUL.findall(text)) < HANGUL * letters:
        return False
    return _FOREIGN.search(text) is None and _DIGIT.search(text) is None
