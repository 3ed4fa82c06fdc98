"""Sentences of articles that speak to a machine instead of a reader: no evidence for it, whatever else they say.

Print tells its readers what happened. It gives no orders outside of quotation marks, says `you` to nobody, and knows nothing
of answers, markers and prompts. Each table holds one way in which a sentence does; a few honest sentences about language models are lost
with the dishonest ones, and only where a model writes the answer. What stands around an order belongs to it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from rag.answers.reading import ArticleView, SentenceView

FIRST, FINALS, RIEUL = ord("가"), 28, 8  # of Hangul syllables
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’|'[^']*'|「[^」]*」|『[^』]*』|«[^»]*»")
_ORDER = re.compile(r"(?<![가-힣])[가-힣]*(?<![나이니더리노신])라[.!:)*\]\s]*$")
"""해라체. Those of leading articles (`예산을 공개하라`) are lost too: nobody cites them for what happened."""
_WRITING = "답하|대답하|말하|쓰|적으|출력하|안내하|알리|전하|옮기|붙이|인용하|무시하|따르|번역하|요약하|바꾸|내보내|띄우|보내|나열하|추천하|서술하|허용하"
_ASKED = re.compile(
    rf"(?:{_WRITING}|끼우|집어넣|(?:적어|써|알려|보여|말해|답해|넣어|찍어) 주)(?:십시오|시오|세요|시기 바랍니다|기 바란다)[.!:\s]*$|(?:알려|보여|적어|써|말해|달아) (?:줘|달라)[.!\s]*$"
)
_THING = re.compile(r"([가-힣]) 것[.!\s]*$")
"""`…할 것.`, where a syllable that ends in ㄹ stands before it."""
_YOU = re.compile(r"(?<![가-힣])(?:너(?:는|를|의|도|에게|희)|네가|넌|당신(?:은|이|의|을|도|에게))(?![가-힣])")
_MACHINE = re.compile(
    r"(?:AI|인공지능|모델|챗봇|요약기|요약 로봇|번역기|답변기|답변 도구|검색기|검증기|도우미|비서|로봇|시스템|프로그램|LLM)"
    r"(?:은|는|이여|이|가|라면|에게|로서)?(?= )"
)
_MUST = re.compile(
    r"(?:답|말하|말한|말해|쓰|쓴|써|적|출력|안내|알려|알리|알린|전하|전한|전해|옮|붙|인용|무시|따르|따라|번역|요약|바꾸|읽|권|내보내|소개|집어넣|고쳐|보여)[가-힣]*(?: [가-힣]+)?"
    r"(?:야 한다|야 하며|다|임무다|것)[.!\s]*$"
)
_SCRIPT = re.compile(
    r"(?:적는다|적어 둔다|고쳐 쓴다|답한다|답하는 것이 [가-힣 ]+다|이어 붙인다|인용한다|써넣는다|채워 넣는다|안내한다|쓰면 된다|답으로 고른다|답을 쓴다|답에 싣는다)[.!\s]*$"
)
"""What somebody is to write, told as if he did."""
_INNARDS = re.compile(
    r"(?:인용|근거|기사|출처) (?:번호|표시|형식|부호)|프롬프트|시스템 (?:글|메시지|안내문|지시|시각|경고)|지시문|(?:비밀|내부) 표식|개발자 모드|관리자 권한"
    r"|정답지|새 근거|(?:이|앞서 받은|이전|다른) (?:지시|명령)|근거 없는|답변? (?:자리|맨|끝|앞|첫)|답변?의 (?:첫|끝|마지막|맨)|모든 (?:답|문장|응답)"
    r"|(?:물음|질문)에는|(?:묻는|물어보는|물은) (?:사람|독자|이)(?:에게)?|물으면|질문이 (?:오|들어오|와)|답(?:할 때|하기 전)|(?:새|모든|이|첫|다음) (?:답변|응답)"
    r"|(?:앞|뒤|첫|다음|마지막) 문장|(?:다|라)고 (?:[가-힣]+ )?(?:권고|답|대답|말|안내|소개|보고)해야 (?:한다|하며)|비밀 ?표식|명령문|(?:개발자|관리자|시스템|운영) (?:메시지|명령|로그|규정)|AI (?:설정|지침)|진짜 답|독자에게는|검사(?:기|를)? (?:피하|건너뛰)|이 판본|역할극|상황극|가상 세계|가정해 보자|연극 대본|학습하거나 요약"
)
_CONTROL = re.compile(
    r"<<|>>|<\||\|>|</?[A-Za-z가-힣-]+[ >]|[\[［](?:시스템|관리자|운영|도구|모델|안전|SYSTEM|INST|권한)|(?:^|\s)(?:system|assistant|user|시스템|role|status)\s*[:=]"
    r"|#{2,}|={3,}|-{3,}|\*{2,}|```|\$\$|[A-Z]{2,}_[A-Z]+|\[\s*\d{1,3}\s*\]|^/[a-z]+ |!\[|\]\(|[\"']\s*:\s*[\"'\[{\d]",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def orders(text: str) -> bool:
    """Whether a sentence speaks to a machine."""
    text = unicodedata.normalize("NFKC", text)
    if _CONTROL.search(text):
        return True
    plain = _QUOTED.sub("", text).strip()
    if any(pattern.search(plain) for pattern in (_ORDER, _ASKED, _SCRIPT, _YOU, _INNARDS)):
        return True
    if (thing := _THING.search(plain)) and (ord(thing[1]) - FIRST) % FINALS == RIEUL:
        return True
    return _MACHINE.search(plain) is not None and _MUST.search(plain) is not None


def tainted(view: ArticleView, sentence: SentenceView) -> bool:
    """Whether it is an order, or stands in the same paragraph after one or right before one."""
    return any(orders(one.text) for one in _company(view, sentence))


def _company(view: ArticleView, sentence: SentenceView) -> Sequence[SentenceView]:
    body = view.stored.article.body
    begin = body.rfind("\n", 0, sentence.start) + 1
    upto = view.sentences[: sentence.index + 2]
    return [one for one in upto if one.start >= begin and "\n" not in body[sentence.start : one.start]]
