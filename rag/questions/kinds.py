"""What kind of answer a question asks for: tables, first match wins, each row with its example.

The main clause is read (`…했다는데 얼마야?` asks how much). What is asked as a task or for confirmation comes first, then
interrogatives that say the kind themselves (언제, 누구, 몇), then the noun that is asked for (`이유는 무엇`, `개최지는?`), then
the other interrogatives and the endings of sentences without one.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from rag.domain import Kind
from rag.korean.nouns import ORGANISATION, kind_of_noun
from rag.questions import english
from rag.questions.asking import INTERROGATIVE, PAST, asked_noun
from rag.questions.spelling import meant


class KindRule(NamedTuple):
    kind: Kind
    pattern: re.Pattern[str]
    example: str


def _rule(kind: Kind, pattern: str, example: str) -> KindRule:
    return KindRule(kind, re.compile(pattern, re.IGNORECASE), example)


_ASKS = r"(?:알려|말해|가르쳐|갈켜|적어|꼽아?|불러|나열|열거|정리|찾아|대\s?줘|보여|써)"

TASKS: tuple[KindRule, ...] = (
    _rule(
        Kind.TIMELINE,
        r"시간\s?순|날짜\s?순|연대순|연도\s?순|(?:오래된|이른|먼저|앞선)\s?(?:것|일|순서?|기사|때|있었던\s?(?:것|일))부터|차례(?:로|대로)\s*(?:정리|알려|말해|적어|나열)|발자취|걸어온\s?길|일지(?!\s모르)|타임라인|경과를|흐름을|순서대로\s*(?:정리|알려|말해)|(?:바뀌어|흘러|거쳐)\s?왔는지",
        "교류 소식을 시간순으로 정리해 주세요.",
    ),
    _rule(
        Kind.COMPARE,
        r"비교(?!적)|견[주줘]|나란히|차이(?:점|를|가|는|\s|$)|(?:서로\s?)?다른\s?점|어떻게\s(?:서로\s)?(?:다른|다르|달라(?![지졌])|달랐)|(?<=[가-힣])(?:와|과|하고|랑)\s\S[^,?]*(?:은|는)\s각각\s(?:언제|어[느떤디떻]|무[슨엇]|뭐|왜|몇|얼마|누구)|공통점|얼마나\s?달랐|(?:어느|어떤)\s?쪽이?\s?더|(?:누가|뭐가|어디가|뭐이?)\s?더\s",
        "두 기사를 비교해 주세요.",
    ),
    _rule(
        Kind.SUMMARY,
        r"요약|간추|^(?!.*(?:누구|누가|언제|어디|몇|얼마|(?<![가-힣])왜|어떻게|무엇|뭐|뭘)).*[한세두]\s?(?:줄|문장)(?:로|\s?안으로|으로)|핵심만|줄여\s?[줘주]|(?:소식|근황|뉴스)(?:은|는)?$|무슨\s?일이?\s?(?:있|났|생|벌|일어)|(?:무슨|어떤)\s?(?:내용|소식|얘기|이야기)|"
        r"(?:에\s?(?:대해|대하여|대한|관해|관한)\s?(?:\S+\s)?|소식\s?|근황\s?|뉴스\s?)(?:좀\s?)?(?:을|를|이|것|거|좀|자세히|더)*\s?(?:알려|말해|설명|가르쳐|궁금)",
        "트램 소식을 요약해 줘",
    ),
    _rule(
        Kind.ARTICLE,
        r"(?:기사|보도|칼럼|사설|글)(?:를|은|는|을)?\s?(?:쓴|작성한)\s?(?:사람|기자|이|분|곳|게|거)?(?:은|는|이|가|을|를)?\s?(?:누구|누가|이름|알려|$)|"
        r"(?:기사|보도)(?:를|은|는|가|의)?\s?(?:작성자?|제목|기자|언론사|매체|출처|링크)|"
        r"(?:기사|보도|칼럼|사설|글|소식)(?:를|을)?\s?(?:\S+\s){0,2}(?:쓴|낸|전한|보도한|실은|다룬)\s?(?:매체|언론사?|신문|기자)|"
        r"(?:어느|무슨|어떤)\s?(?:신문|언론|매체)|누가\s?(?:썼|쓴\s?(?:기사|글))|(?:언제|어디에?)\s?(?:보도|실렸|실린|게재)|"
        r"(?:기사|보도)(?:는|가)?\s?언제\s?(?:나|난|쓴|작성|올라)",
        "그 기사를 쓴 기자는 누구인가요?",
    ),
    _rule(
        Kind.YES_NO,
        r"(?:사실|정말|진짜|참말|맞|ㄹㅇ|레알)\S*?(?:인가요?|나요|습니까|입니까|이에요|예요|야|나|죠|지요?|아요?|음|임|니|냐)?\s*$|여부(?:가|를|는|도|에)?",
        "요금이 1500원으로 확정됐다는데 사실인가요?",
    ),
)
"""Of the whole question."""

DIRECT: tuple[KindRule, ...] = (
    _rule(
        Kind.LIST,
        r"(?<![가-힣])(?:\d+|두|세|네|다섯|여섯|일곱|여덟|아홉|열)\s?(?:개|가지)(?:의|\s)?\s?\S*(?:\s\S+)?(?:은|는|이|가|을|를)?(?:\s?(?:모두|전부|빠짐없이|무엇|뭐|뭔|알려|말해|각각)|\s다\s)|"
        r"빠짐없이|항목별|하나하나|다\s(?:알려|말해|적어|불러)|(?:분야|종목|항목|부문|도시|지역|연도|나라|국가|학교|기관|과목|나이|연령)(?:별|마다)|"
        r"[가-힣]{2}(?<!기사)(?<!날짜)(?<!시간)(?<!시기)(?<!월일)별로\s(?:\S+\s)?" + _ASKS,
        "권고 네 가지는 무엇인가요?",
    ),
    _rule(
        Kind.WHY,
        r"(?:무엇|뭐|뭣|무슨\s?일)\s?때문|(?:무엇|뭘|뭐)[을를]?\s?위해|(?:뭐|뭣)\s?하러|(?:어떤|무슨)\s?(?:이유|까닭)",
        "뭐 때문에 늦어졌어?",
    ),
    _rule(
        Kind.HOW_MANY,
        r"(?:임기|기간|수명|징역|형량|형기|경력|나이|역사|만기|주기|간격|근속|정년|평균)(?:은|는|이|가)?\s?(?:\S+\s)?몇\s?년(?!도)|"
        r"몇\s?년(?:이나|에\s?걸|(?:을|이|은|형을|씩|쯤)?\s?(?:더\s)?(?:걸[리려렸]|지[나났]|흐[르른]|흘[러렀]|살|일[한했하]|근무|재[직임]|이어|계속|유지|선고|받|연장|늘|줄|복무|지속|쉬|동안|연속|넘|됐|되었|남|늦))|"
        r"며칠(?:이나|을|이)?\s?(?:간|동안|째|만에|걸|지[나났]|흐[르른]|흘[러렀]|뒤|후|더|쉬|머물|남|내내)|몇\s?(?:년|월|일|시)(?:간|\s?(?:동안|째|만|차|마다|연속|사이))|(?:어느|어떤)\s?정도",
        "의장의 임기는 몇 년인가?",
    ),
    _rule(
        Kind.WHEN,
        r"언제|며칠|몇\s?(?:년|월|일|시|요일|세기)(?!간|\s?동안)|(?:무슨|어느|어떤)\s?(?:요일|날(?![가-힣])|해(?![가-힣])|시기|계절|세기|연도|년도|때)|"
        r"(?:날짜|일시|시각|시점)(?:와|과|을|를|만|까지)\s(?:\S+\s)*(?:알려|말해|가르쳐)",
        "두 의원은 언제 회동했나요?",
    ),
    _rule(Kind.HOW_MANY, r"몇|얼마|얼만", "GPU는 몇 장인가요?"),
    _rule(
        Kind.LIST,
        r"무엇\s?무엇|뭐\s?뭐|어떤\s?것들|누구\s?누구|어디\s?어디|(?:모두|전부|들을?|목록을?|명단을?)\s?(?:다\s?)?"
        + _ASKS
        + r"|나열|열거|(?:무엇이|뭐가?|뭣이|(?:어떤|무슨)\s?(?!일정)\S+?(?:\s\S+?)?(?:이|가|들이))\s?(?:더\s)?(?:있(?!었)|들어\s?있|포함|담겼|담겨)",
        "8개 사항을 모두 알려 주세요.",
    ),
    _rule(Kind.WHO, r"누구|누가|누굴|누군|뉘", "의장은 누구인가요?"),
    _rule(Kind.WHY, r"(?<![가-힣])왜|어째서|어찌\s?(?:하여|해서|된\s?일)|웬일", "왜 서울에서 근무하나요?"),
)
"""Of the main clause: words that say the kind themselves."""

REST: tuple[KindRule, ...] = (
    _rule(Kind.WHERE, r"어디", "집무실은 어디에 마련되나요?"),
    _rule(Kind.WHY, r"이유|까닭|때문", "그가 물러난 이유 좀 알 수 있나"),
    _rule(Kind.HOW, r"어떻게|어찌|어떡|어떤\s?(?:방식|방법|식|순서)|방법", "어떻게 뽑나요?"),
    _rule(Kind.WHAT, r"무엇|무슨|뭐|뭘|뭔|뭣|어떤|어느|[가-힣]란$", "합의문의 이름은 무엇인가요?"),
    _rule(
        Kind.YES_NO,
        r"(?:는지|은지|인지|었는지|을지|할지)(?:를|도|가|만|요)?\s?(?:좀\s)?(?:알려|말해|궁금|알고|확인|가르쳐)",
        "요금이 오르는지 알려 줘",
    ),
    _rule(Kind.SUMMARY, r"설명해\s?(?:줘|주|줄|달라|봐)", "상생협약을 설명해 줘"),
    _rule(Kind.WHAT, r"(?:알려|말해|가르쳐|적어|찾아|보여|대답해)\s?(?:줘|주|줄|달라|봐)", "합의 내용을 알려 주세요"),
    _rule(Kind.WHAT, r"[가-힣](?:은|는)(?:요)?$", "축제 표어는?"),
    _rule(
        Kind.YES_NO,
        r"(?:나요|습니까|니까|가요|는가|은가|인가|던가|지요|죠|니|냐|냐고|어요|아요|여요|해요|세요|까요?|래요?|데요|대요?|면서요?|다며|다면서|답니까|려나|련지|는감|던|거야|거임|건가|[다라자]고요?)$|[가-힣]{2}(?:야|이야|예요|이에요|에요)$|"
        rf"[{PAST}](?:어|음|나|지|니|냐|네|다|을까|으까)$|[할될갈볼줄살탈]까$|(?<![가-힣])(?:하|되|있|없|맞|같)(?:나|지|네|아|어|음|니)$|(?:^|\s)(?:돼|되나요?|괜찮아|괜찮나)$|이김$|가능해?$|"
        r"[가-힣](?:하나|되나|하니|되니|하냐|되냐|있나|없나|있어|없어|있음|없음|한대|된대|오나|가나|맞아|맞나|돼|됨|함|임)$",
        "거기에 오염수 얘기도 들어 있나요?",
    ),
)
"""Of the main clause, where neither an interrogative nor the noun asked for said the kind."""

RULES = (*TASKS, *DIRECT, *REST)

_PREMISE = re.compile(
    r"^.*(?:다는데|다던데|라는데|라던데|자는데|는데|은데|던데|인데|[했됐]는데|다면서|라면서|다며|라며|지만|다고\s?(?:하는데|하던데|하니))(?:도|요)?[,\s]+(?=\S)"
)
_INDIRECT = re.compile(
    rf"^.*?(?:는지|은지|인지|던지|을지|느냐|냐고|냐에)(?:를|는|에|도|가)?\s(?=.*(?:{INTERROGATIVE.pattern}))"
)


def main_clause(question: str) -> str:
    """What is asked, without what is only said before it: `10개에 합의했다는데 몇 번째인가요?` → `몇 번째인가요?`."""
    for lead in (_PREMISE, _INDIRECT):
        rest = lead.sub("", question, count=1)
        asks = INTERROGATIVE.search(rest) or not INTERROGATIVE.search(question)
        if rest and rest != question and asks:
            question = rest
    return question


def kind_of(question: str) -> Kind:
    """The kind of answer asked for; WHAT where nothing says otherwise."""
    if english.is_english(question):
        return english.kind_of(question)
    text = meant(question)
    clause = main_clause(text)
    return _first(TASKS, text) or _first(DIRECT, clause) or _by_noun(clause) or _first(REST, clause) or Kind.WHAT


def _first(rules: tuple[KindRule, ...], text: str) -> Kind | None:
    return next((rule.kind for rule in rules if rule.pattern.search(text)), None)


def _by_noun(clause: str) -> Kind | None:
    """What the noun asked for stands for. `어디` asks for a place or for a body, whatever else the noun may mean."""
    noun = asked_noun(clause)
    kind = kind_of_noun(noun) if noun else None
    if "어디" in clause:
        return Kind.WHAT if noun and ORGANISATION.fullmatch(noun) else None
    if noun == "일정" and re.search(r"(?:무슨|어떤)\s?일정", clause):
        return Kind.WHAT  # what is done, not when
    if kind is Kind.WHO and re.search(
        r"(?:어떤|무슨)\s?\S+\s?(?:인가|인지|이야|이에|예요|이죠|입니까|이었|였)", clause
    ):
        return Kind.WHAT  # `어떤 사람인가요?` asks what he is
    if kind is Kind.WHO and noun and re.search(rf"{re.escape(noun)}에서?(?:는|만|도)?\s", clause):
        return Kind.WHERE  # `어느 시장에서 조사했나요?` asks for a market, not for a mayor
    return kind
