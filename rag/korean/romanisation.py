"""Latin spellings of Korean names → the Hangul they may stand for.

The Revised Romanization of Korean (Ministry of Culture, 2000) read backwards, with the spellings that people use for their
own names (Kim, Lee, Park, -hoon, -young). One spelling has several readings: all are returned, likeliest first.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

MOST = 12  # readings returned
LONGEST = 24  # letters; longer words are not names

_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_FINALS = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"

ONSETS = {
    "kk": "ㄲ", "tt": "ㄸ", "pp": "ㅃ", "ss": "ㅆ", "jj": "ㅉ", "ch": "ㅊ", "sh": "ㅅ", "g": "ㄱ", "n": "ㄴ", "d": "ㄷ", "r": "ㄹ",
    "l": "ㄹ", "m": "ㅁ", "b": "ㅂ", "s": "ㅅ", "j": "ㅈ", "k": "ㅋ", "t": "ㅌ", "p": "ㅍ", "h": "ㅎ", "": "ㅇ",
}  # fmt: skip
NUCLEI = {
    "yeo": "ㅕ", "yae": "ㅒ", "wae": "ㅙ", "you": "ㅕ", "ae": "ㅐ", "ya": "ㅑ", "eo": "ㅓ", "ye": "ㅖ", "wa": "ㅘ", "oe": "ㅚ",
    "yo": "ㅛ", "wo": "ㅝ", "we": "ㅞ", "wi": "ㅟ", "yu": "ㅠ", "eu": "ㅡ", "ui": "ㅢ", "oo": "ㅜ", "ee": "ㅣ", "a": "ㅏ", "e": "ㅔ",
    "o": "ㅗ", "u": "ㅜ", "i": "ㅣ",
}  # fmt: skip
CODAS = {"ng": "ㅇ", "k": "ㄱ", "g": "ㄱ", "n": "ㄴ", "t": "ㅅ", "l": "ㄹ", "m": "ㅁ", "p": "ㅂ", "b": "ㅂ", "": " "}

SURNAMES = {
    "kim": "김", "lee": "이", "yi": "이", "rhee": "이", "park": "박", "pak": "박", "choi": "최", "choe": "최", "jung": "정",
    "jeong": "정", "chung": "정", "kang": "강", "gang": "강", "cho": "조", "jo": "조", "yoon": "윤", "yun": "윤", "jang": "장",
    "chang": "장", "lim": "임", "im": "임", "oh": "오", "seo": "서", "suh": "서", "shin": "신", "sin": "신", "kwon": "권", "gwon": "권",
    "ahn": "안", "an": "안", "yoo": "유", "ryu": "류", "yu": "유", "jeon": "전", "chun": "전", "ko": "고", "koh": "고", "go": "고",
    "moon": "문", "mun": "문", "woo": "우", "noh": "노", "roh": "노", "bae": "배", "paik": "백", "baek": "백", "hur": "허", "heo": "허",
    "shim": "심", "sim": "심", "ha": "하", "han": "한", "hong": "홍", "nam": "남", "song": "송", "hwang": "황", "son": "손", "na": "나",
}  # fmt: skip

EXAMPLES = (
    ("nuribyeol", "누리별"),
    ("maru-gu", "마루구"),
    ("raon", "라온"),
    ("se-hoon", "세훈"),
    ("gyeonggi", "경기"),
    ("garam", "가람"),
)


def hangul(latin: str) -> tuple[str, ...]:
    """Readings of one word, hyphens between syllables allowed; empty where it cannot be Korean."""
    word = latin.lower()
    if not word or len(word) > LONGEST or not word.replace("-", "").isascii() or not word.replace("-", "").isalpha():
        return ()
    found = [SURNAMES[word]] if word in SURNAMES else []
    found += islice(_readings(word), MOST - len(found))
    return tuple(dict.fromkeys(found))


def _readings(word: str) -> Iterator[str]:
    head, dash, rest = word.partition("-")
    if dash:
        for first in islice(_readings(head), 3):
            yield from (first + other for other in _readings(rest))
        return
    yield from _split(word)


@lru_cache(maxsize=4096)
def _split(word: str) -> tuple[str, ...]:
    """Readings with as few syllables as the letters allow first."""
    if not word:
        return ("",)
    found: list[str] = []
    for onset in sorted(ONSETS, key=len, reverse=True):
        if not word.startswith(onset):
            continue
        for nucleus in sorted(NUCLEI, key=len, reverse=True):
            if not word.startswith(nucleus, len(onset)):
                continue
            after = len(onset) + len(nucleus)
            for coda in sorted(CODAS, key=len, reverse=True):
                if word.startswith(coda, after):
                    syllable = _syllable(ONSETS[onset], NUCLEI[nucleus], CODAS[coda])
                    found += [syllable + rest for rest in _split(word[after + len(coda) :])]
        if found and onset:
            break
    return tuple(sorted(dict.fromkeys(found), key=len)[: 3 * MOST])


def _syllable(initial: str, vowel: str, final: str) -> str:
    index = (_INITIALS.index(initial) * len(_VOWELS) + _VOWELS.index(vowel)) * len(_FINALS) + _FINALS.index(final)
    return chr(ord("가") + index)
