"""A model that says only what the evidence says: it looks for the sentences that answer, and puts them politely or quotes them.

It stands in for a good language model where there is none: its answers are long enough, cited, and nearly always right about
their sources, so what is refused of them is the verifier's mistake and not the model's.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from evals.model_server.script import Reply, Request, say
from evals.model_server.sheet import Line, Sheet, read
from rag.answers import phrases
from rag.korean import dates
from rag.korean.particles import attach
from rag.korean.style import polite, without_opening
from rag.korean.terms import bigrams

KNOWN = 0.22
"""Share of the question's weight that a sentence and its title must have for it to be an answer."""
BESIDE, BESIDE_LINE = 0.75, 0.55
"""Share of the best sentence's score that others need to be said with it, or to be a line of their own."""
MOST, MOST_LINES = 3, 4
OF_TITLE = 0.5
"""What a pair of letters counts that is only in the title."""
SURE = 0.6
_ASKING = re.compile(
    r"언제|어디(?:에서|서|에)?|누구|누가|무엇|무슨|어느|어떤|어떻게|얼마(?:나)?|몇|왜|뭐|(?:인|한|은|던|는)?가요|[가-힣]?나요|습니까|입니까|까요|알려|주세요|해줘|[?.,]"
)
WANTED: Mapping[str, str] = {
    r"언제|며칠|날짜": r"\d+(?:년|월|일)",
    r"얼마|몇": r"\d",
    r"왜|이유|까닭": r"때문|위해|위한|따라|이유|탓",
    r"누구|누가": r"(?:시장|지사|대표|교수|회장|위원장|장관|의원|감독|원장|씨|[가-힣]장)",
}
"""What a question asks with → what an answer has in it."""
WANTED_SHARE = 0.25
FIRST_ARTICLE = 0.2
"""What it counts to stand in the first article, which is the best found; in the second half of it, and so on."""
_LOOKS_BACK = re.compile(
    r"^(?:그|이|그는|그녀|이는|이번|이날|이어|당시|해당|같은|여기|이곳|시는|도는|군은)(?=[ 는가이의])|(?<= )이날"
)
_DAY = re.compile(
    r"(?:\d{4}년 ?)?(?:\d{1,2}월 ?)?\d{1,2}일(?P<hour>(?:\([월화수목금토일]\))?(?: ?(?:오전|오후|낮|밤|새벽|저녁|아침))?(?: ?\d+시)?(?: ?\d+분)?)"
)
"""A day in figures, and the hour that may follow it."""
_NUMBER = re.compile(r"\d+")
_POINTER = re.compile(
    r"^(?:그|이|저)(?:곳|것|분|들|때)?(?:은|는|이|가|의|에서|에는|에)? |^(?:거기|여기)(?:에서|에는|는|서)? "
)


def faithful(request: Request) -> Reply:
    """A script for the server."""
    return say(answer(read(request)))


def answer(sheet: Sheet) -> str:
    return ANSWERS[sheet.task](sheet)


def numbered(text: str, line: Line) -> str:
    return f"{text}[{line.number}]"


# ---------------------------------------------------------------- each prompt


def running(sheet: Sheet) -> str:
    return " ".join(numbered(told(line), line) for line in chosen(sheet)) or phrases.UNKNOWN_TO_MODEL


def _comparison(sheet: Sheet) -> str:
    """The best sentence of each article."""
    best: dict[tuple[str, str], Line] = {}
    for line in chosen(sheet, MOST_LINES * 3, BESIDE_LINE):
        best.setdefault(_article(line), line)
    return _lines(sorted(list(best.values())[:MOST_LINES]))


def _timeline(sheet: Sheet) -> str:
    dated = [(day, line) for line in chosen(sheet, MOST_LINES, BESIDE_LINE) if (day := _when(line))]
    return _lines(line for _, line in sorted(dated, key=lambda one: one[0]))


def _summary(sheet: Sheet) -> str:
    """The lead of the best article, then what else answers."""
    found = chosen(sheet, MOST, BESIDE_LINE)
    if not found:
        return phrases.UNKNOWN_TO_MODEL
    lead = next(line for line in sheet.lines if _article(line) == _article(found[0]))
    return " ".join(numbered(told(line), line) for line in dict.fromkeys((lead, *found)))


def _again(sheet: Sheet) -> str:
    """What the evidence says that is nearest to the refused sentence."""
    pairs = frozenset(bigrams(sheet.sentence))
    near = max(sheet.lines, key=lambda line: len(pairs & frozenset(bigrams(line.text))), default=None)
    if near is None or not pairs & frozenset(bigrams(near.text)):
        return phrases.UNKNOWN_TO_MODEL
    return numbered(quoted(near), near)


def _verdict(sheet: Sheet) -> str:
    evidence = " ".join(f"{line.text} {line.day:%Y %m %d}" if line.day else line.text for line in sheet.lines)
    stated = {int(number) for number in _NUMBER.findall(evidence)}
    if any(int(number) not in stated for number in _NUMBER.findall(sheet.sentence)):
        return "반박"
    pairs = frozenset(bigrams(sheet.sentence))
    return "지지" if len(pairs & frozenset(bigrams(evidence))) >= SURE * max(len(pairs), 1) else "모름"


def _rewritten(sheet: Sheet) -> str:
    """With the topic of the last question before it, where it points back."""
    asked = re.findall(r"^질문: (.+)$", sheet.history, re.MULTILINE)
    if not asked or not _POINTER.search(sheet.question):
        return sheet.question
    topic = re.match(r"(.+?)(?:은|는|이|가|의|을|를)? (?=\S+$|\S+ \S+$)", re.sub(r"\s*\?$", "", asked[-1]))
    return f"{topic[1]}의 {_POINTER.sub('', sheet.question)}" if topic else sheet.question


ANSWERS: Mapping[str, Callable[[Sheet], str]] = {
    "answer": running,
    "compare": _comparison,
    "timeline": _timeline,
    "summary": _summary,
    "regenerate": _again,
    "judge": _verdict,
    "rewrite": _rewritten,
}


def _lines(lines: Iterable[Line]) -> str:
    return "\n".join(numbered(told(line), line) for line in lines) or phrases.UNKNOWN_TO_MODEL


# ---------------------------------------------------------------- which sentences answer


def chosen(sheet: Sheet, most: int = MOST, beside: float = BESIDE) -> list[Line]:
    """The sentences that answer, best first; none where none shares enough with the question."""
    scored = sorted(_scored(sheet), key=lambda one: (-one[0], one[2].number))
    if not scored or scored[0][1] < KNOWN:
        return []
    return [line for score, _, line in scored[:most] if score >= beside * scored[0][0]]


def _scored(sheet: Sheet) -> list[tuple[float, float, Line]]:
    """(score, share of the question's weight, sentence). Letter pairs that few sentences have weigh most."""
    asked = frozenset(bigrams(_ASKING.sub(" ", sheet.question)))
    texts = [frozenset(bigrams(line.text)) for line in sheet.lines]
    known = Counter(pair for text in texts for pair in text & asked)
    weights = {pair: math.log((len(texts) + 1) / (known[pair] + 0.5)) for pair in asked}
    whole = sum(weights.values()) or 1.0
    wanted = [has for asks, has in WANTED.items() if re.search(asks, sheet.question)]
    places = {one: at for at, one in enumerate(dict.fromkeys(map(_article, sheet.lines)), 1)}
    found = []
    for line, text in zip(sheet.lines, texts, strict=True):
        beside = frozenset(bigrams(line.title)) - text
        share = (sum(weights[p] for p in asked & text) + OF_TITLE * sum(weights[p] for p in asked & beside)) / whole
        found.append(
            (share + WANTED_SHARE * _has_any(wanted, line.text) + FIRST_ARTICLE / places[_article(line)], share, line)
        )
    return found


def _article(line: Line) -> tuple[str, str]:
    return line.title, line.outlet


def _has_any(wanted: Sequence[str], text: str) -> bool:
    return any(re.search(has, text) for has in wanted)


# ---------------------------------------------------------------- how they are said


def told(line: Line) -> str:
    """In 합니다체 with its days in full where both are sure, else quoted."""
    text = _days_in_full(line)
    made = polite(without_opening(text)) if text and not _LOOKS_BACK.search(text) else None
    return made or quoted(line)


def quoted(line: Line) -> str:
    subject = "기사는" if line.outlet == phrases.NO_PUBLISHER else attach(line.outlet, "은/는")
    text = f"«{line.text}»" if re.search(r"[“”\"]", line.text) else f"“{line.text}”"
    return f"{subject} {text}라고 보도했습니다."


def _days_in_full(line: Line) -> str | None:
    """`10일` → `2026년 3월 10일`; None where a time is told in words that mean another day tomorrow."""
    text = line.text
    for one in reversed(dates.find(text, line.day)):
        if not one.dated or one.start is None or _is_inside_quotation(text, one.begin):
            continue
        if re.fullmatch(r"\d{4}년(?: \d{1,2}월)?(?: \d{1,2}일)?", one.text):
            continue
        day = _DAY.fullmatch(one.text)
        if day is None:
            return None
        text = f"{text[: one.begin]}{dates.korean(one.start)}{day['hour']}{text[one.finish :]}"
    return text


def _is_inside_quotation(text: str, at: int) -> bool:
    return text.count("“", 0, at) > text.count("”", 0, at)


def _when(line: Line) -> str | None:
    """The first day that a sentence names, to sort by."""
    return next((str(one.start)[:10] for one in dates.find(line.text, line.day) if one.dated and one.start), None)
