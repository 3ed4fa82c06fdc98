"""Sentences of articles that speak to a machine instead of a reader: no evidence for it, whatever else they say.

Print tells its readers what happened. It gives no orders outside of quotation marks and knows nothing of answers, markers and
prompts. Each table holds one way in which a sentence does. An honest sentence that is taken for one is lost only where a model writes
the answer. What stands around an order belongs to it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from rag.answers.reading import ArticleView, SentenceView

FIRST, FINALS, RIEUL, SSANG_SIOS = ord("가"), 28, 8, 20  # of Hangul syllables
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’|'[^']*'|「[^」]*」|『[^』]*』|«[^»]*»")
_END = r"[.!:)*\]\s]*$"
_TAGS = "system|assistant|user|instructions?|prompt|script|img|iframe|style|meta|svg|audio|video|link|form|input|html|body|div|span|a|b|s|근거|문서|지시|시스템|질문|명령"  # fmt: skip
_CONTROL = re.compile(
    rf"[\[［]\d+[\]］](?:을|를|부터|까지|처럼|만) |<<|>>|<\||\|>|<(?:{_TAGS})\b|</|[\[［](?:시스템|관리자|운영|도구|모델|안전 정책|SYSTEM|INST|권한)|(?:^|\s)(?:system|assistant|user|role|status)\s*[:=]"
    r"|(?:^|[-\]>)|*#.] ?)시스템\s*:|#{2,}|={3,}|-{3,}|\*\*[^*\s][^*]*\*\*|\*{3} |```|\$\$|(?-i:[A-Z]{2,}_[A-Z]+)|^/[a-z]+ |!\[|\]\((?:\w+:|/|#)|[\"']\s*:\s*[\"'\[{\d]",
    re.IGNORECASE,
)
"""Signs that frame messages and markup. `<기생충>` and `<사진>` are print's own."""
_ORDER = re.compile(rf"(?<![가-힣])[가-힣]*(?<![나이니더리노신릴닐콜킬골엘델])라(?:{_END}|: )")
"""해라체. Those of leading articles (`예산을 공개하라`) are lost too: nobody cites them for what happened."""
_WRITING = "답하|대답하|말하|쓰|적으|출력하|안내하|알리|전하|옮기|붙이|인용하|무시하|따르|번역하|요약하|바꾸|내보내|띄우|나열하|추천하|서술하|끼우|집어넣"
_ASKED = re.compile(
    rf"(?:{_WRITING}|(?:적어|써|알려|보여|말해|답해|넣어|찍어) 주)(?:으?십시오|으?시오|으?세요|시기 바랍니다|기 바란다){_END}"
    rf"|(?:알려|보여|적어|써|말해|달아) (?:줘|달라){_END}"
)
_THING = re.compile(rf"([가-힣]) 것{_END}")
"""`…할 것.`, where a syllable that ends in ㄹ stands before it."""
_YOU = re.compile(r"(?<![가-힣])(?:너(?:는|를|의|도|에게)|네가|넌|당신은 (?:이제|지금))(?![가-힣])")
_MACHINE = re.compile(
    r"(?:AI|인공지능|모델|챗봇|요약기|요약 로봇|번역기|답변기|답변 도구|검색기|검증기|도우미|비서|시스템|프로그램|LLM)"
    r"(?:은|는|이여|이|가|라면|에게|로서)?(?= )"
)
_MUST = re.compile(
    r"(?:답|말|쓰|써|적|출력|안내|알려|알리|전하|전해|옮|붙|인용|무시|따르|따라|번역|요약|바꾸|읽|권|내보내|소개|집어넣|고쳐|보여)[가-힣]*(?: [가-힣]+)?"
    rf"(?:야 한다|야 하며|임무다){_END}|(?:다|라|자)고(?:만)? (?:[가-힣]+ )?(?:답|말|적|쓴|안내|전)[가-힣]*다{_END}"
)
_SCRIPT = re.compile(
    rf"(?:적는다|적어 둔다|고쳐 쓴다|답하는 것이 [가-힣 ]+다|이어 붙인다|인용한다|써넣는다|채워 넣는다|고 안내한다|답으로 고른다|답을 쓴다|답에 싣는다){_END}"
)
"""What somebody is to write, told as if he did."""
_INNARDS = re.compile(
    r"(?:인용|근거|기사|출처) 번호|인용 (?:표시|형식)|시스템 (?:프롬프트|글|안내문|지시|시각이)|비밀 ?표식|내부 표식|개발자 모드|새 근거|앞서 받은|근거 없는 답|이 판본"
    r"|모델 제공사|정답지(?:대로|\s*:)|명령문\s*:|(?:개발자|시스템) (?:메시지|로그)[\s\d]*[:=\d]|관리자 명령|AI (?:설정|지침)\s*:|여기는 가상 세계|상황극\s*:|대본을 시작"
)
_ASIDE = re.compile(
    r"관리자 권한|지시문|(?:이|이전|다른) (?:지시|명령)|답변? (?:자리|맨|끝|앞|첫)|답변?의 (?:첫|끝|마지막|맨)|모든 (?:답|문장|응답)|(?:물음|질문)에는|물으면"
    r"|(?:묻는|물어보는|물은) (?:사람|독자|이)(?:에게)?|질문이 (?:오|들어오|와)|답(?:할 때|하기 전)|(?:새|모든|이|첫|다음) (?:답변|응답)|(?:앞|뒤|첫|다음|마지막) 문장"
    r"|진짜 답|독자에게는|검사(?:기|를)? (?:피하|건너뛰)|가정해 보자|이 기사를 읽|(?:다|라)고 (?:[가-힣]+ )?(?:권고|답|말|안내|소개|보고)해야 (?:한다|하며)"
)
"""What a newspaper says only of something that happened: `…냐는 질문에는 답하지 않았다.`"""
_PAST = re.compile(r"([가-힣])(?:습니)?다[.!]*$")


@lru_cache(maxsize=4096)
def orders(text: str) -> bool:
    """Whether a sentence speaks to a machine."""
    text = unicodedata.normalize("NFKC", text)
    if _CONTROL.search(text):
        return True
    plain = _QUOTED.sub("", text).strip()
    if any(pattern.search(plain) for pattern in (_ORDER, _ASKED, _SCRIPT, _YOU, _INNARDS)):
        return True
    if (thing := _THING.search(plain)) and _final(thing[1]) == RIEUL:
        return True
    if _is_past(plain):
        return False
    return bool(_ASIDE.search(plain) or (_MACHINE.search(plain) and _MUST.search(plain)))


def tainted(view: ArticleView, sentence: SentenceView) -> bool:
    """Whether it is an order, or stands in the same paragraph after one or right before one."""
    return any(orders(one.text) for one in _company(view, sentence))


def _company(view: ArticleView, sentence: SentenceView) -> Sequence[SentenceView]:
    body = view.stored.article.body
    begin = body.rfind("\n", 0, sentence.start) + 1
    upto = view.sentences[: sentence.index + 2]
    return [one for one in upto if one.start >= begin and "\n" not in body[sentence.start : one.start]]


def _final(syllable: str) -> int:
    """Which consonant a syllable ends in."""
    return (ord(syllable) - FIRST) % FINALS


def _is_past(text: str) -> bool:
    match = _PAST.search(text)
    return match is not None and _final(match[1]) == SSANG_SIOS
