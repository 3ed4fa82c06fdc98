"""Honest ways to say a sentence otherwise: what a writer does to a quotation without making it false."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

from evals.planting import inflection as verbs
from rag.korean.dates import find
from rag.korean.dates.expression import korean

_NATIVES = {
    "2명": "두 명",
    "3명": "세 명",
    "4명": "네 명",
    "5명": "다섯 명",
    "2곳": "두 곳",
    "3곳": "세 곳",
    "4곳": "네 곳",
    "4가지": "네 가지",
    "3가지": "세 가지",
}
_NOUN = re.compile(r"(?:[시군구도장수사표회원업금비액율률량터관당]|교수|의원|위원|연합|축제|대학|학교|병원|전자)$")
_SAYING = {"말했다": "밝혔다", "밝혔다": "말했다", "강조했다": "말했다", "설명했다": "말했다", "덧붙였다": "말했다"}
_WORDS = {"지난해": "작년", "내달": "다음 달", "이달": "이번 달", "올해": "금년"}


def polite(text: str, base: date | None) -> Iterator[str]:
    """합니다체."""
    body, _, last = text.rpartition(" ")
    if re.fullmatch(r"[가-힣]+다\.", last) and (changed := verbs.polite(last[:-1])):
        yield f"{body} {changed}."


def particles(text: str, base: date | None) -> Iterator[str]:
    """은/는 for 이/가 and back, after the first noun phrase; 의 dropped between nouns."""
    match = re.match(r"^((?:[가-힣A-Za-z0-9]+ ){0,3}[가-힣]{2,})([은는이가])(?= )", text)
    pairs = {"은": "이", "는": "가", "이": "은", "가": "는"}
    if match and _NOUN.search(match.group(1)) and (match.group(2) in "은이") != verbs.open_(match.group(1)):
        yield text[: match.start(2)] + pairs[match.group(2)] + text[match.end(2) :]
    match = re.search(r"(?<=[가-힣]{2})의 (?=[가-힣]{2})", text)
    if match and not re.search(r"[“\"‘'「]", text):
        yield text[: match.start()] + " " + text[match.end() :]


def numbers(text: str, base: date | None) -> Iterator[str]:
    """312억원 → 312억 원, 6조8420억원 → 6조 8,420억 원, 5000 → 5,000, 4명 → 네 명, 32㎞ → 32km."""
    if re.search(r"[“\"「]", text):
        return
    spaced = re.sub(r"(\d[만억조])(\d)", r"\1 \2", re.sub(r"(?<=[만억조])원", " 원", text))
    commas = re.sub(r"(?<![\d,.])(\d)(\d{3})(?=[만억조]|명|원|건|가구|t|㎡)", r"\1,\2", spaced)
    signs = commas.replace("㎞", "km").replace("㎏", "kg")
    if signs != text:
        yield signs
    words = re.sub(r"(?<![\d,.만])(\d(?:명|곳|가지))", lambda m: _NATIVES.get(m.group(1), m.group(1)), text)
    if words != text:
        yield words
    percent = re.sub(r"(\d)%(?!포)", r"\1퍼센트", text)
    if percent != text:
        yield percent
    whole = re.sub(
        r"(?<![\d,.])(\d+)만(\d{4})(?=명|원|건|㎡)", lambda m: f"{int(m.group(1)) * 10000 + int(m.group(2)):,}", text
    )
    if whole != text:
        yield whole


def dates(text: str, base: date | None) -> Iterator[str]:
    """18일 → 2026년 7월 18일 (where the base is given), 지난해 → 작년, 오후 2시 → 14시."""
    if re.search(r"[“\"「]", text):
        return
    if base is not None:
        for expression in find(text, base):
            if expression.kind == "date" and expression.start is not None and re.search(r"\d일$", expression.text):
                yield text[: expression.begin] + korean(expression.start) + text[expression.finish :]
                yield (
                    text[: expression.begin]
                    + f"{expression.start.month}월 {expression.start.day}일"
                    + text[expression.finish :]
                )
    for word, other in _WORDS.items():
        if re.search(rf"(?<![가-힣]){word}(?=[\s에은는의])", text):
            yield re.sub(rf"(?<![가-힣]){word}(?=[\s에은는의])", other, text)
    if "시와" in text or "시에서" in text:
        return
    clock = re.sub(
        r"오후 (\d{1,2})시", lambda m: f"{int(m.group(1)) + 12}시" if int(m.group(1)) < 12 else m.group(), text
    )
    if clock != text:
        yield clock
    dotted = re.sub(r"(\d{4})년 (\d{1,2})월 (\d{1,2})일", r"\1. \2. \3.", text)
    if dotted != text:
        yield dotted


def reordered(text: str, base: date | None) -> Iterator[str]:
    """The quotation before its speaker; the time or the place before the subject."""
    match = re.match(r"^([^“\"]{3,40}[은는]) ([“\"][^”\"]*[”\"](?:이?라고|고)) ([가-힣]+다\.)$", text)
    if match:
        yield f"{match.group(2)} {match.group(1)} {match.group(3)}"
    match = re.match(
        r"^([가-힣A-Za-z ]{2,24}[은는이가]) ((?:(?:지난|오는) )?\d{1,2}일|지난해|올해|내년|이날) (?!\d|[상하]반기)(.*)$",
        text,
    )
    if match and "“" not in text and '"' not in text:
        yield f"{match.group(2)} {match.group(1)} {match.group(3)}"
    match = re.match(r"^([^,“\"]{6,40}[가-힣])고 ([^,“\"]{6,40}?)([가-힣]+)다\.$", text)
    if match and (stem := verbs.past_stem(match.group(3) + "다")) and match.group(1)[-1] in "했됐렸졌였":
        yield f"{match.group(2)}{stem}고 {match.group(1)}다."


def shortened(text: str, base: date | None) -> Iterator[str]:
    """Without 한편, brackets, the second of two quotations, or the clause that follows the first."""
    for pattern in (r"^(?:한편|다만|반면|특히|또|그러나|이어|앞서|이 가운데) ", r"\([^()]*\)"):
        shorter = re.sub(pattern, "", text, count=1)
        if shorter != text and not (re.search(r"[“\"]", text) and "(" in pattern):
            yield shorter
    match = re.match(
        r"^([^“\"]{3,60}) ([“\"][^”\"]*[”\"])(?:이?라며|며|이?라면서도|면서도|면서) [“\"][^”\"]*[”\"](이?라고|고) ([가-힣]+다\.)$",
        text,
    )
    if match:
        yield f"{match.group(1)} {match.group(2)}{match.group(3)} {match.group(4)}"
    match = re.match(r"^([^“\",]{8,60}[했됐렸졌였았었])(?:고|으며|으나|지만),? [^“\"]{6,}다\.$", text)
    if match:
        yield f"{match.group(1)}다."


def worded(text: str, base: date | None) -> Iterator[str]:
    """Another verb of saying; 기로 했다 → 기로 결정했다."""
    body, _, last = text.rstrip(".").rpartition(" ")
    if last in _SAYING and re.search(r"(?:고|라고)$", body):
        yield f"{body} {_SAYING[last]}."
    if re.search(r"기로 했다\.$", text):
        yield text.replace("기로 했다.", "기로 결정했다.")
    if text.endswith(" 예정이다."):
        yield text.replace(" 예정이다.", " 계획이다.")


HONEST: dict[str, Callable[[str, date | None], Iterator[str]]] = {
    "polite": polite,
    "particles": particles,
    "number form": numbers,
    "date form": dates,
    "reordered": reordered,
    "shortened": shortened,
    "worded": worded,
}
