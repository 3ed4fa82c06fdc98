"""What exactly is asked for: the noun, what is counted, what is asked of the thing, and whether the question denies."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.domain import Kind
from rag.korean.nouns import kind_of_noun
from rag.korean.units import UNITS
from rag.questions import english
from rag.questions.spelling import meant

PAST = "".join(chr(code) for code in range(ord("가"), ord("힣") + 1) if (code - ord("가")) % 28 == 20)
"""Syllables that end in ㅆ: 했, 올랐."""
INTERROGATIVE = re.compile(
    r"얼마|얼만|몇|누구|누가|누굴|누군|언제|며칠|어디|무엇|뭐|뭔|뭘|뭣|어느|어떤|무슨|(?<![가-힣])왜|어떻게|어찌|어째서"
)
_COPULA = r"\s?(?:인가|인지|일까|입니까|이었|였|이에|예요|에요|이야|야|이냐|냐|이니|니|죠|지|이지|이죠|임|인데|이고|고|요|되|됐|된|돼|됨|여|고\s|$|[?.!])"
_WORD = r"[가-힣A-Za-z0-9·]+?"
_JOSA = r"(?:이라는\s?(?:것|건)(?:은|이)?|라는\s?(?:것|건)(?:은|이)?|은|는|이|가|을|를|의|란|이란)?"
_NOMINAL = re.compile(
    rf"({_WORD}){_JOSA}\s*(?:도대체|과연|대체|정확히|대략|총|모두|각각|지금|현재)?\s*(?:누구|언제|어디|무엇|뭐|뭔|뭣|얼마|어떻게(?=\s?[되됐된돼됨])|몇\s?[가-힣]{{1,3}}?){_COPULA}"
)
"""`총사업비는 얼마인가요?`, `이름이 뭐야?`: the noun that is the interrogative's own subject."""
_CHOSEN = re.compile(
    r"(?:어느|어떤|무슨)\s?([가-힣]{1,6}?)(?=이나|에서|에게|으로|부터|까지|인지|이|가|은|는|을|를|에|와|과|의|인|로|씩|였|한테|랑|입|예|[\s?,.]|$)"
)
_REQUESTED = re.compile(
    r"(\S+?)(?:을|를|이|가|은|는|만|도)?\s*(?:좀|더|모두|전부|다|정확히|각각|간단히|자세히|짧게|한번|혹시|나란히|순서대로|함께)*\s*"
    r"(?:알려|말해|말씀|가르쳐|갈켜|알고\s?싶|알\s?수|궁금|찾아|적어|대\s?줘|대답|답해|설명해|보여|불러)"
)
_CLIPPED = re.compile(r"(\S+?)(은|는|이|가)?(?:요)?$")
_ENDS_AS_VERB = re.compile(
    rf"(?:[다까죠냐니]|[다라자]고|나요|가요|지요|[어아해세]요|[줘봐]요?|[가-힣]야|예요|에요|가능해?|는지|인지|[{PAST}].?)$"
)
_NAMING = re.compile(
    r"(?:무엇|뭐|뭣)(?:으로|로|라고|이라고)\s?(?:불[리러려렸]|부르|부릅|일컫|칭|하(?:나요|는가|는지|죠|지)|합니까|해요?)"
)
"""`무엇으로 불리는가?` asks for a name."""


def asked_noun(question: str) -> str | None:
    """The noun of what is asked for, without its particle: 대학 of `어느 대학을`, 총사업비 of `총사업비는?`; None where the
    question asks for a whole fact (`왜 늦어졌나요?`)."""
    if english.is_english(question):
        return english.asked_noun(question)
    text = meant(question)
    if _NAMING.search(text):
        return "이름"
    if match := _NOMINAL.search(text):
        return _subject(
            _counted_noun(text[: match.start()], _bare(match.group(1), text[match.end(1) :])), match.group()
        )
    if match := _CHOSEN.search(text):
        return match.group(1)
    if match := _REQUESTED.search(text):
        return _noun(_bare(match.group(1)))
    if INTERROGATIVE.search(text) or _ENDS_AS_VERB.search(text):
        return None
    match = _CLIPPED.search(text)
    return _noun(_counted_noun(text[: match.start()], _bare(match.group(1), text[match.end(1) :]))) if match else None


def _counted_noun(before: str, noun: str) -> str:
    """`참가자 수` is one noun."""
    words = before.split()
    return f"{words[-1].removesuffix('의')} {noun}" if noun == "수" and words else noun


def _subject(noun: str, phrase: str) -> str | None:
    """The noun, unless it is not itself what is asked for: `총회는 언제인가요?` asks for a day, `나라는 몇 개인가요?` a number."""
    kind = kind_of_noun(noun)
    if (
        noun in ("것", "거", "게", "건", "데")
        or (noun.endswith("에") and kind is None)
        or re.search(r"의\s*(?:몇|얼마)", phrase)
    ):
        return None
    if "언제" in phrase:
        return noun if kind is Kind.WHEN else None
    if re.search(r"몇\s?[가-힣]", phrase):
        return noun if kind in (Kind.HOW_MANY, Kind.WHEN) else None
    return noun


def _bare(word: str, after: str = "") -> str:
    """The noun of a word whose last syllable may be a particle: 나이 of `나` + `이 몇 살`, which the table knows whole."""
    tail = re.match(r"(?:은|는|이|가)", after)
    if tail and tail.group() in ("이", "가") and kind_of_noun(word) is None and kind_of_noun(word + tail.group()):
        return word + tail.group()
    if re.match(r"(?:은|는|이|가|을|를)\s", after):
        return word  # 국제회의 of `국제회의는`: no particle follows a particle
    stripped = re.sub(r"(?:은|는|을|를|의|란|이란)$", "", word)
    return stripped if kind_of_noun(word) is None and len(stripped) > 1 else word


def _noun(word: str) -> str | None:
    """None for what ends as a clause does."""
    return (
        None
        if re.search(r"^(?:것|거|데)$|(?:는지|은지|인지|던지|을지|대해|관해|대하여|관하여|에|서|로|게)$", word)
        or not word
        else word
    )


_COUNTED = re.compile(rf"몇\s?({UNITS})")
UNIT_OF = (
    (re.compile(r"(?:인구|인원|정원|[자원객민생]\s?수|사람\s?수|명수)$"), "명"),
    (re.compile(r"(?:나이|연령)$"), "살"),
    (re.compile(r"(?:횟수)$"), "회"),
    (re.compile(r"(?:순위|등수)$"), "위"),
    (re.compile(r"(?:층수)$"), "층"),
    (re.compile(r"(?:나라|국가|회원국)\s?수$"), "나라"),
    (re.compile(r"도시\s?수$"), "도시"),
)
"""What is measured → what it is counted in: 참가자 수 → 명."""


MEASURED_BY_VERB = (
    (re.compile(r"얼마나?\s?(?:나\s)?(?:벌[었어고]|번\s|버[셨시는])"), "원"),
    (re.compile(r"얼마나?\s?(?:오래\s)?기다[리려렸림릴]"), "시간"),
    (
        re.compile(
            r"(?:직원|사람|주민|학생|관객|관람객|선수|시민|회원|신입생|어린이|아이|의원|환자)들?(?:이|은|은요|도|가)?\s얼마나\s?(?:나[가갔]|떠[나났]|"
            r"모[였이인]|참[가여석]|남[았은]|[왔오온다]|몰[렸리려])"
        ),
        "명",
    ),
)
"""`얼마나` counts what the verb or its subject is counted in."""


def focus_of(question: str) -> tuple[str, ...]:
    """What is to be counted or chosen, the unit first: 장 of `몇 장인가요`, 도시 of `어느 도시가`, 인물 of `…한 인물은?`; of an
    amount only what it is counted in (인구 → 명)."""
    if english.is_english(question):
        return english.focus_of(question)
    text = meant(question)
    return tuple(dict.fromkeys((*_counted(text), *(m.group(1) for m in _CHOSEN.finditer(text)), *_asked(text))))


def _counted(text: str) -> Iterator[str]:
    yield from (match.group(1) for match in _COUNTED.finditer(text))
    yield from (unit for pattern, unit in MEASURED_BY_VERB if pattern.search(text))


def _asked(text: str) -> Iterator[str]:
    noun = asked_noun(text)
    if noun is None:
        return
    kind = kind_of_noun(noun)
    if kind is Kind.HOW_MANY:
        if _COUNTED.search(text):
            return
        yield from (unit for pattern, unit in UNIT_OF if pattern.search(noun))
    elif kind is not None:
        yield noun


_INTERROGATIVE = re.compile(r"얼마|몇|누구|누가|누굴|언제|어디|무엇|뭐|뭔|뭘|어느|무슨|(?<![가-힣])왜|어떻게")
_TOPIC = re.compile(r"(\S+?)(?:은|는|이|가|을|를)(?=\s)")


def topics_of(question: str) -> tuple[str, ...]:
    """Words with a topic, subject or object particle before the interrogative, nearest first: what is asked of the
    thing comes last, as 비용 in `운영하는 데 드는 비용은 지금 얼마인가요?`."""
    match = _INTERROGATIVE.search(question)
    before = question[: match.start()] if match else re.sub(r"(은|는)(?:요)?[\s?!.]*$", r"\1", question)
    return tuple(reversed(_TOPIC.findall(before + " ")))


def asks_several(question: str) -> bool:
    """Two interrogatives: `언제 열리고 어느 도시가 …`; `몇 월 며칠` is one."""
    if english.is_english(question):
        return english.asks_several(question)
    text = re.sub(r"몇\s?(?:년도?|월|시|일|분|요일)(?!간|\s?동안)|며칠", "", meant(question))
    found = [re.sub(r"누[가굴군]", "누구", re.sub(r"[뭐뭔뭘]", "무엇", word)) for word in _INTERROGATIVE.findall(text)]
    return len(set(found)) > 1


_DENIED = re.compile(
    r"지\s?(?:는\s|도\s)?(?:않|못)|(?<![가-힣])(?:안|못)\s?(?=[가-힣]+(?:[나니까요지어아은는을한된]|$))(?!에|의|을|이\s|전|과|건|내|쪽|팎|양|동|산|주|성)|"
    r"없(?:[는었나을이]|어(?![지져졌진질짐집]))|아닌\s|제외(?:한|된|하)|빠진|불참"
)
_NO_DENIAL = re.compile(
    r"못지않|끊임없|상관\s?없이|틀림없|관계\s?없이|어쩔\s수\s없이|말없이|뿐\s?(?:만\s?)?아니라|빠짐없이|마지않|하나\s?없이|"
    r"지\s?않(?:나요?|아요?|습니까|을까요?|니|냐|겠)[\s?!.]*$"
)
"""Ways of speaking that hold a denial and deny nothing: `좋지 않나요?` asks for agreement."""


def denies(question: str) -> bool:
    """Whether the question denies its predicate: `참석하지 않은 도시는?`."""
    if english.is_english(question):
        return english.denies(question)
    return _DENIED.search(_NO_DENIAL.sub("", question)) is not None
