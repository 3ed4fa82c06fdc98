"""Questions that leave out what the last one said: `왜요?`, `은파시는?`, `그럼 다음은?`, `더 알려 줘`."""

from __future__ import annotations

import re

from rag.korean.particles import PAIRS, attach
from rag.questions.conversation import Exchange, Read, holder_of, people, topic_of, undated
from rag.questions.english import is_english

MORE = re.compile(
    r"^(?:네|예|응|어|그래|좋아|ㅇㅇ|넵|그럼요|물론)?(?:요)?[\s,.!]*(?:좀\s|조금\s)?(?:더\s?)?(?:자세히|자세하게|구체적으로|상세히)?\s*(?:더\s?)?(?:좀\s?)?"
    r"(?:알려\s?(?:줘|주세요|줄래|주실래요|주십시오)|말해\s?(?:줘|주세요)|설명해\s?(?:줘|주세요)|계속(?:해\s?(?:줘|주세요))?|이어서|부탁(?:해|드려요|드립니다|해요)|해\s?(?:줘|주세요))?(?:요)?[\s.!?]*$|"
    r"^(?:yes|yeah|sure|ok(?:ay)?|please|go on|(?:tell me )?more(?: details| please)?|more, please|yes,? please)[\s.!?]*$",
    re.IGNORECASE,
)
_TASK = re.compile(
    r"^(?:좀\s|간단히\s|짧게\s|그거\s|그걸\s)*((?:[한두세]\s?(?:줄|문장)(?:으?로)\s)?(?:요약|정리|설명|비교)해)\s?(?:줘|주세요|줄래|봐|주실래요)?(?:요)?[\s.!?]*$"
)
"""`요약해 줘`: a task without its object."""
_OFFER = re.compile(
    r"([^.?!\n]+?)\s?(알려|설명해|정리해|보여|찾아|비교해|요약해)\s?(?:드릴까요|줄까요|드려도 될까요)\s*\?"
)
_WORD = r"(?:누구|누가|누굴|언제|어디|무엇|뭐|뭘|왜|어째서|어떻게|얼마나?|며칠|몇\s?[가-힣]{1,3}?|어느\s?[가-힣]+?|어떤\s?[가-힣]+?)"
_TAIL = r"(?:에서|서|에게|한테|부터|까지|이나|으로|로|을|를|이|가|에|와|과|랑|의|쯤|씩|만큼)?"
BARE = re.compile(rf"^(?P<asks>{_WORD}{_TAIL})(?:요|죠|야|인데|예요|인가요|임|래|래요|대요|지)?[\s?!.]*$")
"""`왜요?`, `몇 명이?`, `어디서?`: an interrogative and nothing else."""
_ASKED = re.compile(rf"(?<![가-힣])(?:{_WORD}{_TAIL})(?=\s|[?.!]|$|인|이|예|야|입|였|죠|지)")
_ARGUMENT = re.compile(r"누구|누가|누굴|무엇|뭐|뭘|몇|어느|어떤")
_COPULAR = re.compile(rf"{_WORD}\s?(?:인가|이|예요|에요|야|입니까|였|죠|지|일까|래)\S*[\s?!.]*$")
_ENDS_COPULAR = re.compile(r"(?:예요|이에요|인가요?|이야|인데|이죠|임)[\s?!.]*$")
"""`몇 층짜리예요?` after `언제 여나요?` is asked of the thing, not of its opening."""
_ORDER = re.compile(
    r"^(다음|그다음|이전|그전|지난번|저번|직전|첫|마지막|다음번|다다음)(?:은|는|에는|에|꺼는|건|거는|번은)?(?:요)?[\s?!.]*$"
)
_EVENT = re.compile(
    r"(?<=[가-힣])(총회|회의|회담|축제|행사|대회|경기|공연|선거|총선|대선|박람회|전시회|협상|회기|시즌|호|차)$"
)


def more(text: str, last: Exchange) -> str | None:
    """`네`, `더 알려 줘`: what was offered, or the same topic in full."""
    if not (MORE.fullmatch(text) or _TASK.match(text)):
        return None
    topic = topic_of(last.question)
    if topic and (task := _TASK.match(text)):
        return f"{topic}에 대해 {task.group(1).strip()} 주세요."
    if last.answer is not None and (offers := _OFFER.findall(last.answer.text)):
        said, verb = offers[-1][0].strip(), offers[-1][1]
        said = re.sub(r"^(?:그럼|더|혹시|원하시면|필요하시면)\s", "", said)
        whole = said if not topic or topic.split()[0] in said else f"{holder_of(topic, last.question)} {said}"
        return f"{whole} {verb} 주세요."
    return f"{topic}에 대해 더 자세히 알려 주세요." if topic else None


_SURE = re.compile(
    r"^(?:그거\s|그게\s)?(?:정말|진짜|확실|사실|맞|ㄹㅇ|레알)(?:이야|이에요|인가요|해|해요|한가요|한\s?거야|아|아요|나요|로|임|야|이죠|죠)*[\s?!.]*$"
)


def confirmed(text: str, last: Exchange) -> str | None:
    """`정말이야?`: whether what was answered is so."""
    if not _SURE.match(text) or last.answer is None:
        return None
    said = re.split(r"(?<=[다요])\.\s?", last.answer.text)[0].strip(" .")
    topic = topic_of(last.question)
    of = "" if not topic or topic.split()[0] in said else f"{topic}에 대해 "
    return f"{of}‘{said}’라는 답이 사실인가요?" if said else None


def bare(text: str, last: Exchange) -> str | None:
    """The last question with another interrogative: `총회는 언제 열리나요?` + `어디서요?`."""
    match = BARE.match(text)
    if match is None or is_english(last.question.text):
        return None
    asks, question = match.group("asks"), last.question.text
    topic = topic_of(last.question)
    asked = _ASKED.search(question)
    copular = _ARGUMENT.search(asks) and _ENDS_COPULAR.search(text) and not (asked and _ARGUMENT.search(asked.group()))
    if copular or _COPULAR.search(question) or (asked is None and _denied(last)):
        return _of_topic(asks, topic)
    if asked is None:
        return _inserted(asks, last.question)
    rest = _others(question[asked.end() :])
    if _ARGUMENT.search(asked.group()) and not _ARGUMENT.search(asks):
        if re.search(r"몇.*[이가]$", asked.group()):
            return _of_topic(asks, topic)  # those who come are not the event itself
        return _with_answer(asks, asked, last)
    return question[: asked.start()] + asks + rest


def _others(rest: str) -> str:
    """`언제 어디서 열리나요?` asked again with `왜` asks one thing."""
    return re.sub(rf"^(?:\s(?:언제|어디|왜|어떻게){_TAIL}(?=\s))+", "", rest)


def _denied(last: Exchange) -> bool:
    """What was answered with no cannot be asked about as if it were so."""
    answer = last.answer.text if last.answer else ""
    return re.match(r"아니", answer) is not None or re.search(r"지\s?(?:않|못)", answer) is not None


def _of_topic(asks: str, topic: str) -> str | None:
    if not topic:
        return None
    if asks in ("왜", "어째서", "어떻게"):
        return f"{attach(topic, '은/는')} {asks} 그런가요?"
    stem = re.sub(r"(?<=어디)(?:에서|서|에)$|(?<=누)가$", lambda m: "구" if m.group() == "가" else "", asks)
    stem = re.sub(r"(?<=.)(?:이|가|을|를)$", "", stem) if stem.startswith("몇") else stem
    return f"{attach(topic, '은/는')} {stem}인가요?"


def _inserted(asks: str, question: Read) -> str:
    """After the subject: `펌프는 제대로 돌았나요?` + `언제?` → `펌프는 언제 제대로 돌았나요?`."""
    subject = next((p for p in question.phrases if p.particle.endswith(("은", "는", "이", "가"))), None)
    at = subject.finish if subject else 0
    return f"{question.text[:at]} {asks}{question.text[at:] if at else ' ' + question.text}".strip()


def _with_answer(asks: str, asked: re.Match[str], last: Exchange) -> str:
    """`누구를 만났나요?` + `왜요?` → `마르텐 올리베 은파시장을 왜 만났나요?`."""
    question = last.question.text
    person = next(people([last]), "") if re.match(r"누", asked.group()) else ""
    known = person and person not in question
    josa = {"누가": "이/가", "누굴": "을/를"}.get(asked.group(), _pair(asked.group()))
    answered = (attach(person, josa) if josa else person + asked.group()[2:]) + " " if known else ""
    return f"{question[: asked.start()]}{answered}{asks}{question[asked.end() :]}"


def _pair(word: str) -> str | None:
    return next(
        (pair for pair, forms in PAIRS.items() if word.endswith(forms) and pair in ("을/를", "이/가", "과/와")), None
    )


def ordered(text: str, last: Exchange) -> str | None:
    """`다음은?`: the next of what the last question was about."""
    match = _ORDER.match(text)
    topic = topic_of(last.question)
    if match is None or not topic:
        return None
    order = {"다음번": "다음", "그다음": "다음", "그전": "이전"}.get(match.group(1), match.group(1))
    held, _, alone = undated(topic, last.question).rpartition(" ")
    head = _head(alone, last.question) if held else alone
    return last.question.text.replace(topic, f"{held} {order} {head}".strip(), 1)


def _head(word: str, question: Read) -> str:
    """총회 of 은파총회: the next one is elsewhere."""
    if event := _EVENT.search(word):
        return event.group(1)
    head = next((w.head for w in reversed(question.words) if w.bare == word), "")
    return head if len(head) > 1 else word
