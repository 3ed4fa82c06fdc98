"""How questions are typed in chat, read as they are meant: only for telling what is asked, never for what is looked for.

Tables; the examples are the tests.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Spelling(NamedTuple):
    pattern: re.Pattern[str]
    meant: str
    example: str
    reads: str


def _row(pattern: str, meant: str, example: str, reads: str) -> Spelling:
    return Spelling(re.compile(pattern), meant, example, reads)


TABLE: tuple[Spelling, ...] = (
    _row(r"언재|언졔|은제", "언제", "언재 열려요", "언제 열려요"),
    _row(r"언젠가(?=요\s*$|\s*$|요?\s*\?)", "언제인가", "창립일은 언젠가요", "창립일은 언제인가요"),
    _row(r"누군가(?=요\s*$|\s*$|요?\s*\?)", "누구인가", "의장은 누군가요", "의장은 누구인가요"),
    _row(r"어딘가(?=요\s*$|\s*$|요?\s*\?)", "어디인가", "본사는 어딘가요", "본사는 어디인가요"),
    _row(r"어딨", "어디 있", "본사는 어딨나요", "본사는 어디 있나요"),
    _row(r"어데|어듸", "어디", "어데서 하노", "어디서 하노"),
    _row(r"누규|누귀|눅(?=예요|에요)", "누구", "의장 누규", "의장 누구"),
    _row(r"(?<![가-힣·])[모머](?=(?:야|임|예요|에요|여|래|지)(?:[\s?!.]|$))", "뭐", "이름이 모야", "이름이 뭐야"),
    _row(r"뭥(?:미|ㅅ)|무었|무엇엇|므엇", "무엇", "주제가 무었인가요", "주제가 무엇인가요"),
    _row(r"(?<![가-힣])(?:어케|어캐|어떠케|어떡케|어뜨케|어떻해|우째|우예)", "어떻게", "그거 어케 됨", "그거 어떻게 됨"),
    _row(r"얼만큼|월마|얼마큼", "얼마", "얼만큼 들었어", "얼마 들었어"),
    _row(r"몇게(?![임])", "몇 개", "몇게나 팔렸나", "몇 개나 팔렸나"),
    _row(r"몇\s?일(?!\s?차)", "며칠", "몇 일에 열리나", "며칠에 열리나"),
    _row(r"갯수", "개수", "정거장 갯수는", "정거장 개수는"),
    _row(r"(?<![가-힣])외(?=\s(?:안|못|그|또)(?:[\s가-힣]))", "왜", "외 안 왔어", "왜 안 왔어"),
    _row(r"(?<![가-힣])왜케", "왜 이렇게", "왜케 늦어졌어", "왜 이렇게 늦어졌어"),
    _row(r"ㅇㄷ", "어디", "장소 ㅇㄷ", "장소 어디"),
)  # fmt: skip

INDEFINITE = re.compile(
    r"누구나|누구든지?|누구라도|누구도|누군가|언제나|언제든지?|언제라도|언젠가|어디나|어디든지?|어디라도|어딘가|무엇이든지?|무엇이나|뭐든지?|뭔가(?!요|\s*\?|\s*$)|"
    r"얼마든지|얼마\s?전|얼마\s?안|얼마\s?뒤|어떻게든|아무|왠지|몇몇|어느새|어느덧|왜곡|왜구|왜란|왜소|왜성"
)
"""Words that hold an interrogative and ask nothing: `누구나 탈 수 있나요?` is a yes-or-no question."""
_TAIL = re.compile(
    r"(?:[\s?!.,;:~^…ㅋㅎㅠㅜㅇㄱㄴ]|\b(?:짧게|빨리|제발|좀|얼른|급해요?|플리즈|부탁\S*|감사\S*|고마워\S*)(?=\s|$|[?!.~]))+$"
)


def meant(question: str) -> str:
    """The question without what trails it (`ㅋㅋ`, `짧게 좀`), the commonest slips mended, words that ask nothing blanked."""
    text = _TAIL.sub("", question.strip()) or question.strip()
    for row in TABLE:
        text = row.pattern.sub(row.meant, text)
    return INDEFINITE.sub("○", text)
