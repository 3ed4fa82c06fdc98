"""How questions are typed in chat, read as they are meant: what may be another word only for telling what is asked.

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

SLIPS: tuple[Spelling, ...] = (
    _row(r"몃", "몇", "몃명 왔어요", "몇명 왔어요"),
    _row(r"(?<=[가-힣])엿(?=[나어습다던지음죠을])", "였", "몇 년도엿나요", "몇 년도였나요"),
    _row(r"(?<![을를]\s)(?<![가-힣])잇(?=나요|습니|어요|냐|음(?![가-힣]))", "있", "몇 대 잇나요", "몇 대 있나요"),
    _row(r"햇(?=[나어습다던지음죠을])", "했", "누가 햇나요", "누가 했나요"),
    _row(r"왓(?=[나어습다던지음죠을])", "왔", "몇 명 왓어", "몇 명 왔어"),
    _row(r"겟(?=[나어습다네지음죠])", "겠", "언제 열겟나요", "언제 열겠나요"),
    _row(r"됬|됫", "됐", "어떻게 됬어", "어떻게 됐어"),
    _row(r"[쎈센]타(?=[은는이가을를의에장\s?!.]|$)|쎈터", "센터", "쎈타는 어디야", "센터는 어디야"),
    _row(r"버쓰", "버스", "버쓰 몇 대야", "버스 몇 대야"),
    _row(r"써비스", "서비스", "써비스 언제 시작해", "서비스 언제 시작해"),
    _row(r"(?<=[가-힣]{2}[시군도])애(?=\s)", "에", "가람시애 몇 대 있나", "가람시에 몇 대 있나"),
    _row(r"(?<=[나가까예에지죠해세어])여(?=[\s?!.~ㅋㅎㅠ]*$)", "요", "몇 군데서 하나여", "몇 군데서 하나요"),
)  # fmt: skip
"""Slips that are no other word, mended letter for letter before a question is read at all."""


def mended(text: str) -> str:
    """As long as the text itself, so that what was found in the one stands in the other."""
    for row in SLIPS:
        text = row.pattern.sub(row.meant, text)
    return text


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
