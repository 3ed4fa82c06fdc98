"""Captions of pictures: lines that belong beside a picture, not into the text."""

from __future__ import annotations

import re

from rag.articles.prose import key
from rag.articles.rules import LineRule, Window, first_rule, is_statement

CAPTION_LIMIT = 400
"""Longer lines are paragraphs, whatever they end with (characters)."""

_AGENCY = (
    r"(?:연합뉴스(?:TV)?|뉴시스|뉴스1|뉴스핌|로이터|로이터[\s·/]?연합뉴스|AP|AFP|EPA|UPI|APㆍ?연합뉴스|(?:A"
    r"P|AFP|EPA)[\s·=/]?연합뉴스|"
    r"(?:AP|AFP|로이터)[\s·=/]?(?:뉴시스|뉴스1)|신화[\s·=/]?(?:연합뉴스|뉴시스)?|게티이미지(?:뱅크|코리아|"
    r"스)?|셔터스톡|픽사베이|News1|"
    r"Getty ?Images(?:Bank|Korea)?|자료사진|독자 제공|페이스북 캡처|인스타그램 캡처|유튜브 캡처|방송화면 캡"
    r"처|공동취재단|사진공동취재단)"
)

CAPTIONS: tuple[LineRule, ...] = (
    LineRule(
        "credit in brackets",
        re.compile(
            r"[\[(<〈【]\s?(?:자료\s?)?(?:사진|그래픽|이미지|영상|출처|캡처|자료|일러스트)\s?(?:제공|출처|"
            r"캡처)?\s?[=:ㅣ|/·]\s?[^\[\]()<>]{1,60}[\])>〉】]\.?$"
        ),
        "두 의원이 12일 후보 단일화에 합의했다. [사진=의원실 제공]",
        "그는 [사진=증거]라고 적힌 봉투를 내밀었다고 말했다.",
        Window.TAIL,
    ),
    LineRule(
        "provided by, in brackets",
        re.compile(r"[\[(<〈【][^\[\]()<>]{1,50}\s?(?:제공|캡처|갈무리|DB)(?:\s?[./,].{0,40}|\s?사진)?[\])>〉】]\.?$"),
        "축제를 즐기는 시민들. (가람시 제공. 재판매 및 DB 금지)",
        "정부는 급식(무상 제공)을 늘리기로 했다고 밝혔다.",
        Window.TAIL,
    ),
    LineRule(
        "not for resale",
        re.compile(r"\*?\s?재판매\s?및\s?DB\s?금지[.)\]]{0,2}$"),
        "가람시청 전경. 2025.03.04 photo@gyeonbon.example *재판매 및 DB 금지",
        "법은 재판매 및 DB 금지를 담고 있다.",
        Window.TAIL,
    ),
    LineRule(
        "bracketed word",
        re.compile(
            r"[\[(<〈]\s?(?:자료\s?사진|사진\s?자료|연출\s?사진|자료\s?이미지|이미지\s?사진)[^\[\]()<>]{0,30}"
            r"[\])>〉]\.?$"
        ),
        "가람시청 전경 (자료사진)",
        "경찰은 자료사진(2장)을 공개했다.",
        Window.TAIL,
    ),
    LineRule(
        "credit after the sentence",
        re.compile(r"(?:^|[.\s”\"'’])(?:사진|그래픽|자료|이미지)\s?(?:제공|출처|캡처)?\s?[=:ㅣ|/]\s?[^.=]{1,40}\.?$"),
        "연설하고 있는 부통령. 사진=표본미디어",
        "그는 사진: 역사의 기록이라는 책을 냈다. 이 책은 큰 인기를 끌었다고 출판사는 밝혔다.",
        Window.TAIL,
    ),
    LineRule(
        "agency after the sentence",
        re.compile(rf"(?:[.다]\s|모습\s|장면\s|전경\s|/\s?|=\s?){_AGENCY}(?:\s?제공)?\.?$"),
        "시장이 14일 시청에서 발언하고 있다. 연합뉴스",
        "이 소식을 처음 전한 곳은 연합뉴스다.",
        Window.TAIL,
    ),
    LineRule(
        "provided by, after the sentence",
        re.compile(r"[.다]\s?[\s/=][가-힣A-Za-z0-9·\s]{2,20}\s?(?:제공|캡처|갈무리)\.?$"),
        "업무협약을 맺은 두 시장이 손을 맞잡고 있다. 가람시 제공",
        "가람시는 무료 급식을 전면 제공.",
        Window.TAIL,
    ),
    LineRule(
        "copyright sign after the sentence",
        re.compile(r"(?:[가-힣.)\"”]\s?)[ⓒ©]\s?[가-힣A-Za-z0-9 /=]{2,30}(?<!다)$"),
        "결승골을 넣고 기뻐하는 선수들 ⓒ표본일보",
        "로고에는 ⓒ 표시가 붙어 있었다고 설명했다.",
        Window.TAIL,
    ),
    LineRule(
        "date and mail of a photographer",
        re.compile(
            r"\s(?:19|20)\d{2}[.\-/]\s?\d{1,2}[.\-/]\s?\d{1,2}\.?\s?/?\s?(?:photo\s?)?[A-Za-z0-9._-]{0,30}@"
            r"?[A-Za-z0-9.-]{0,40}$"
        ),
        "시장이 회견을 하고 있다. 2025.04.28 photo@gyeonbon.example",
        "조례는 2025년 4월 28일 시행된다.",
        Window.TAIL,
    ),
    LineRule(
        "photographer's name",
        re.compile(
            r"(?:있다|모습이다|모습|장면|보인다|전경)\.?\s?[/=<(\[]{0,2}\s?[가-힣]{2,4}\s?(?:사진|선임|인턴)?\s?기자"
            r"(?:\s?[A-Za-z0-9._-]{1,30}@[A-Za-z0-9.-]{0,40})?[\])>]{0,2}$"
        ),
        "시민들이 꽃길을 걷고 있다. 김표본 기자",
        "이날 현장에는 많은 시민과 함께 기자",
        Window.TAIL,
    ),
    LineRule(
        "opens with the word",
        re.compile(
            r"[\[(<〈【▲△◀▶■●]?\s?(?:사진|그래픽|자료\s?사진|이미지)\s?(?:설명|제공|출처)?\s?[=:ㅣ|\])>〉】]\s?\S"
        ),
        "[사진] 개막식에 참석한 시장",
        "사진 속 인물은 시장이라고 그는 말했다.",
        Window.HEAD,
    ),
    LineRule(
        "triangle before a picture's words",
        re.compile(r"[▲△◀▶]\s?[^▲△◀▶]{8,140}(?:모습|있다|장면|전경|기념촬영|사진)\.?$"),
        "▲ 시장이 14일 시청에서 발언하고 있다.",
        "▲신기술 ▲이동성 분야에서 시상하고 있다.",
        Window.HEAD,
    ),
)

_AT_HEAD = tuple(rule for rule in CAPTIONS if rule.window is Window.HEAD)
_AT_TAIL = tuple(rule for rule in CAPTIONS if rule.window is Window.TAIL)
_OPENERS = "[(<〈【▲△◀▶■●사그자이"
"""The first characters of the lines that a rule at the head can take: most lines need not be tried."""

_INLINE = re.compile(r"\s?[<〈(\[](?:왼쪽|오른쪽|가운데|앞줄|맨)?\s?사진(?:\s?[가-힣]{1,6}){0,2}[>〉)\]]")
INLINE_EXAMPLE = ("강기정<사진> 시장은 웃었다.", "강기정 시장은 웃었다.")
_FULL_DATE = re.compile(r"\d{1,2}월 ?\d{1,2}일")
_SENTENCES = re.compile(r"(?<=[.?!])\s+")
_NEAR = 0.55


def is_caption(line: str) -> bool:
    """A line that a rule of CAPTIONS takes. Long lines, and lines that go on in several sentences, are paragraphs."""
    if len(line) > CAPTION_LIMIT or not line:
        return False
    if line[0] in _OPENERS and first_rule(_AT_HEAD, line):
        return True
    return not is_statement(line) and first_rule(_AT_TAIL, line) is not None


def without_inline_marks(line: str) -> str:
    """`강기정<사진> 시장` → `강기정 시장`: the mark goes, the sentence stays."""
    return _INLINE.sub("", line) if "사진" in line else line


def repeats_lede(line: str, lede: str) -> bool:
    """An unmarked caption: it says one of the lede's sentences again, and little else; or nearly the lede, with the
    month that the lede leaves out (`30일` there, `7월 30일` under the picture)."""
    sentences = {key(sentence) for sentence in _SENTENCES.split(lede)}
    again = [sentence for sentence in _SENTENCES.split(line) if key(sentence) in sentences and len(sentence) >= 15]
    if again:
        return _shared(line, lede) >= _NEAR
    dated = _FULL_DATE.search(line) is not None and _FULL_DATE.search(lede) is None
    return dated and len(line) <= 200 and _shared(line, lede) >= 0.62


def _shared(line: str, lede: str) -> float:
    """The share of the line's character pairs that the lede has too, 0..1."""
    pairs, others = _pairs(line), _pairs(lede)
    return len(pairs & others) / len(pairs) if pairs else 0.0


def _pairs(text: str) -> set[str]:
    packed = key(text)
    return {packed[at : at + 2] for at in range(len(packed) - 1)}
