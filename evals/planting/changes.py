"""Changes that make an honest sentence false, each by a table or a rule of its own; what they change, a check must see."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import NamedTuple

from evals.planting import inflection as verbs
from rag.korean.particles import PAIRS, choose

Span = tuple[int, int, str]
"""Start, end and what stands there instead."""
NUMBER = re.compile(
    r"\d[\d,]*(?:\.\d+)?(?=\s?(?:[만억조천%㎞㎏㎡㎖㎿㎎tm배]|원|명|개|곳|대|건|가구|장|표|석|권|위|층|점|배|회|차례|가지|편|량|척|마리|그루|호|살|세|주|쪽|톤|팀|경기|골))"
)
NATIVE = re.compile(
    r"(?<![가-힣])(두|세|네|다섯|여섯|일곱|여덟|아홉|열)(?= (?:곳|명|개|차례|번|가지|대|달|배|팀|편|척|마리|그루|권|장))"
)
NATIVES = "두 세 네 다섯 여섯 일곱 여덟 아홉 열".split()
DATE = re.compile(
    r"(?<![\d.,])(\d{1,4})(?=(?:년|월|일|시)(?![가-힣]*(?:간|동안|째|만|앞|마다|치))(?:[\s,까부에께이은∼~(]|$))"
)
DATE_WORDS = (("지난해", "올해"), ("올해", "내년"), ("내년", "지난해"), ("지난달", "다음 달"), ("다음 달", "지난달"), ("오전", "오후"), ("오후", "오전"),
              ("상반기", "하반기"), ("하반기", "상반기"), ("전날", "다음 날"), ("오는", "지난"), ("월요일", "목요일"), ("토요일", "수요일"))  # fmt: skip
PERSONS = (
    "도하준 서이안 문가온 피은결 방시온 엄태린 모지한 구나린 올리베 여름찬 연두리 남궁휘 설하경 하람별 국지안 모단우 서마루 차도율 기은솔 한별찬 옥찬미 "
    "나래온 하늬솔 나름찬 배가온 온새봄 마루빛 백다온 한바람 노해솔 하늘봄 두나경 한아람 이든솔"
).split()  # fmt: skip
BODIES = (
    "가람교통공사 라온개발공사 한결전자 미리내모빌리티 누리별바이오 푸른정책당 새길연대 함께하는내일 가람대학교 라온과학기술원 다온증권 가람시의회 RIST WALU"
).split()
PLACES = "가람시 나래시 다솜군 바다미시 솔빛군 두루구 마루구 시내구 은파시 라온도 아란국 한터동 은모래마을".split()
OFFICES = "시장 의장 지사 교수 대표 사장 원장 총장 군수 구청장 위원장 소장 감독 회장 장관 센터장".split()
_OFFICE = re.compile(
    r"(?<=[가-힣] )([가-힣]*?)(시장|의장|지사|교수|대표|사장|원장|총장|군수|구청장|위원장|소장|감독|회장|센터장)(?=[은는이가을를과와,\s]|에게|도 )"
)
DIRECTIONS = tuple(
    pair
    for one, other in (
        ("늘었", "줄었"), ("늘렸", "줄였"), ("늘어난", "줄어든"), ("늘어나", "줄어들"), ("늘린", "줄인"), ("늘고", "줄고"), ("늘어", "줄어"), ("증가", "감소"),
        ("올랐", "내렸"), ("오른 ", "내린 "), ("올린", "내린"), ("상승", "하락"), ("인상", "인하"), ("찬성", "반대"), ("많다", "적다"), ("많은", "적은"), ("많고", "적고"),
        ("많았", "적었"), ("높았", "낮았"), ("높은", "낮은"), ("높다", "낮다"), ("높아", "낮아"), ("높여", "낮춰"), ("앞당", "늦추"), ("늦춰", "앞당겨"), ("미뤄", "앞당겨"),
        ("이상", "이하"), ("커졌", "작아졌"), ("빨라", "느려"), ("빠르", "느리"), ("개선", "악화"), ("확대", "축소"), ("가결", "부결"), ("승소", "패소"), ("적자", "흑자"),
        ("비싸", "싸"), ("유죄", "무죄"), ("이겼", "졌"), ("좋아진", "나빠진"), ("쉬워", "어려워"), ("길어", "짧아"), ("넓", "좁"), ("강화", "완화"), ("찬성표", "반대표"),
        ("성공", "실패"), ("떨어졌", "올랐"), ("불어났", "줄었"), ("밑돌", "웃돌"), ("넘는", "못 미치는"), ("개통", "폐쇄"), ("비공개", "공개"),
    )
    for pair in ((one, other), (other, one))
)  # fmt: skip
_PARTICLE = re.compile(r"(은|는|이|가|을|를|과|와|으로|로)(?=[\s,])")
SPEECH = re.compile(r"^((?:[가-힣A-Za-z·()0-9]+ ){0,4}?[가-힣A-Za-z()]+)(은|는|이|가) (?=[“\"])")


class Sentence(NamedTuple):
    """`text` as printed; `others`: sentences of the same article in which somebody else speaks."""

    text: str
    others: tuple[str, ...]


def numbers(sentence: Sentence, random: Random) -> Iterator[str]:
    for match in NUMBER.finditer(sentence.text):
        yield _put(sentence.text, (*match.span(), _other_number(match.group(), random)))
    for match in NATIVE.finditer(sentence.text):
        yield _put(sentence.text, (*match.span(), random.choice([n for n in NATIVES if n != match.group()])))
    for match in re.finditer(r"(?<=\d)[억조만](?=원|명| )", sentence.text):
        yield _put(sentence.text, (*match.span(), {"억": "조", "조": "억", "만": "천"}[match.group()]))


def _other_number(digits: str, random: Random) -> str:
    at = random.choice([i for i, c in enumerate(digits) if c.isdigit()])
    new = random.choice([c for c in "123456789" if c != digits[at]])
    return digits[:at] + new + digits[at + 1 :]


def dates(sentence: Sentence, random: Random) -> Iterator[str]:
    for match in DATE.finditer(sentence.text):
        value, unit = int(match.group()), sentence.text[match.end()]
        top = {"월": 12, "일": 28, "시": 12, "년": 0}[unit]
        if unit == "년" and value < 1900:
            continue
        new = (
            value + random.choice((-2, -1, 1, 3))
            if unit == "년"
            else random.choice([n for n in range(1, top + 1) if n != value])
        )
        yield _put(sentence.text, (*match.span(), str(new)))
    for word, other in DATE_WORDS:
        for match in re.finditer(rf"(?<![가-힣]){word}(?=[\s에은는의까부,]|\d)", sentence.text):
            yield _put(sentence.text, (*match.span(), other))


def names(sentence: Sentence, random: Random) -> Iterator[str]:
    for known in (PERSONS, BODIES):
        for name in known:
            at = sentence.text.find(name)
            if at >= 0:
                others = [other for other in known if other not in sentence.text and not _kin(name, other)]
                yield _put(sentence.text, (at, at + len(name), random.choice(others)))


def _kin(one: str, other: str) -> bool:
    """Two names of one body."""
    return {one, other} in ({"RIST", "라온과학기술원"}, {"가람대학교", "가람대"})


def places(sentence: Sentence, random: Random) -> Iterator[str]:
    for name in PLACES:
        for match in re.finditer(rf"(?<![가-힣]){name}(?![가-힣]*(?:회|장|청))", sentence.text):
            others = [other for other in PLACES if other not in sentence.text and not name.startswith(other[:2])]
            yield _put(sentence.text, (*match.span(), random.choice(others)))


def offices(sentence: Sentence, random: Random) -> Iterator[str]:
    for match in _OFFICE.finditer(sentence.text):
        word = match.group(2)
        others = [o for o in OFFICES if o not in match.group() and word not in o]
        yield _put(sentence.text, (match.start(2), match.end(2), random.choice(others)))


def quotations(sentence: Sentence, random: Random) -> Iterator[str]:
    """A word dropped, put in, exchanged with its neighbour, or replaced."""
    for match in re.finditer(r"[“\"]([^”\"]{8,})[”\"]", sentence.text):
        words = match.group(1).split()
        if len(words) < 3:
            continue
        at = random.randrange(1, len(words) - 1)
        for changed in (
            [*words[:at], *words[at + 1 :]],
            [*words[:at], random.choice(["반드시", "절대로", "조금", "다시"]), *words[at:]],
            [*words[:at], words[at + 1], words[at], *words[at + 2 :]],
        ):
            if changed != words:
                yield _put(sentence.text, (*match.span(1), " ".join(changed)))


def negations(sentence: Sentence, random: Random) -> Iterator[str]:
    body, last = _last_word(sentence.text)
    if last is None:
        return
    head, before = body.rpartition(" ")[::2] if " " in body else ("", body)
    if last in ("않았다", "못했다") and before.endswith("지"):
        plain = verbs.past(before.removesuffix("지"))
        if plain:
            yield f"{head} {plain}.".strip()
        return
    for old, new in (("있다", "없다"), ("없다", "있다"), ("있었다", "없었다"), ("없었다", "있었다")):
        if last == old and not re.search(r"[고아어여해]$", body):
            yield f"{body} {new}."
            return
    if last in ("있다", "없다", "있었다", "없었다"):
        return
    if (stem := verbs.past_stem(last)) is not None:
        yield f"{body} {stem}지 {random.choice(('않았다', '못했다'))}."
    elif (stem := verbs.present_stem(last)) is not None and last not in ("않는다", "못한다"):
        yield f"{body} {stem}지 않는다."
    elif re.search(r"[가-힣]이다$", last) and last not in ("것이다",):
        noun = last.removesuffix("이다")
        yield f"{body} {noun}{'이' if not verbs.open_(noun) else '가'} 아니다."


def modalities(sentence: Sentence, random: Random) -> Iterator[str]:
    """What happened becomes planned or possible; what is planned becomes done."""
    body, last = _last_word(sentence.text)
    if last is None or last in ("않았다", "못했다", "있었다", "없었다"):
        return
    stem = verbs.past_stem(last)
    if stem is not None and not body.endswith(("기로", "다고", "라고", "고")):
        options = (f"{verbs.future(stem)} 예정이다", f"{verbs.future(stem)} 수 있다", f"{verbs.attributive(stem)} 방안을 검토하고 있다",
                   f"{verbs.future(stem)} 것으로 보인다")  # fmt: skip
        for option in random.sample(options, 2):
            yield f"{body} {option}."
        return
    planned = re.match(r"(.*?)([가-힣]*[가-힣]) (?:예정|계획|방침)이다\.$", f"{body} {last}.")
    if planned and verbs.letters(planned.group(2)[-1])[2] == verbs.L:
        done = verbs.past(verbs.with_final(planned.group(2), 0))
        if done:
            yield f"{planned.group(1)}{done}."
    elif last == "했다" and body.endswith("기로"):
        done = verbs.past(body.rpartition(" ")[2].removesuffix("기로"))
        if done:
            yield f"{body.rpartition(' ')[0]} {done}."
    elif (stem := verbs.present_stem(last)) is not None and last not in ("않는다", "한다"):
        done = verbs.past(stem)
        if done:
            yield f"{body} {done}."


def directions(sentence: Sentence, random: Random) -> Iterator[str]:
    for old, new in DIRECTIONS:
        for match in re.finditer(rf"(?<![가-힣]){old}|(?<=[가-힣]{{2}})(?:{old})(?=했|하|세)", sentence.text):
            yield _put(sentence.text, (*match.span(), new))


def speakers(sentence: Sentence, random: Random) -> Iterator[str]:
    """Somebody else of the same article says it."""
    match = SPEECH.match(sentence.text)
    if match is None:
        return
    for other in sentence.others:
        theirs = SPEECH.match(other)
        if theirs and not set(theirs.group(1).split()) & set(match.group(1).split()):
            yield f"{theirs.group(1)}{theirs.group(2)} {sentence.text[match.end() :]}"


def attributions(sentence: Sentence, random: Random) -> Iterator[str]:
    """What somebody says, told as a fact: `…했다고 주장했다.` → `…했다.`, without `경찰에 따르면`."""
    if re.search(r"[“\"]", sentence.text):
        return
    match = re.match(
        r"^(.*[가-힣])다고 (?:[^,“]{0,14} )?(?:말|밝혔|주장|설명|전했|덧붙|지적|비판|강조|내다)[가-힣]*다\.$",
        sentence.text,
    )
    if match and not match.group(1).endswith(("겠", "는다", "자")):
        yield f"{match.group(1)}다."
    match = re.match(r"^[^“\",]{2,30}에 따르면 (.*)$", sentence.text)
    if match:
        yield match.group(1)
    match = re.match(r"^(.*[가-힣])(한|된) 것으로 (?:알려졌다|전해졌다|파악됐다)\.$", sentence.text)
    if match:
        yield f"{match.group(1)}{'했다' if match.group(2) == '한' else '됐다'}."


KINDS: dict[str, Callable[[Sentence, Random], Iterator[str]]] = {
    "number": numbers,
    "date": dates,
    "name": names,
    "office": offices,
    "place": places,
    "quotation": quotations,
    "negation": negations,
    "modality": modalities,
    "speaker": speakers,
    "direction": directions,
    "attribution": attributions,
}


def _put(text: str, *spans: Span) -> str:
    for start, end, new in sorted(spans, reverse=True):
        text = text[:start] + new + _fitting(new, text[end:])
    return text


def _fitting(word: str, rest: str) -> str:
    """The rest of the text, its first particle in the form that follows the word."""
    match = _PARTICLE.match(rest)
    if match is None or not re.search(r"[가-힣A-Za-z]$", word):
        return rest
    pair = next(pair for pair in PAIRS if match.group(1) in PAIRS[pair])
    return choose(word, pair) + rest[match.end() :]


def _last_word(text: str) -> tuple[str, str | None]:
    """What is before the last word, and the word without its full stop; None where the sentence does not end in 다."""
    body, _, last = text.rstrip().rpartition(" ")
    return (body, last[:-1]) if body and re.fullmatch(r"[가-힣]+다\.", last) else (text, None)


def plant(sentences: Sequence[Sentence], kind: str, seed: int) -> Iterator[tuple[Sentence, str]]:
    """(honest sentence, what it became); the same for the same seed."""
    for number, sentence in enumerate(sentences):
        random = Random(f"{seed}/{kind}/{number}")
        for changed in dict.fromkeys(KINDS[kind](sentence, random)):
            if changed != sentence.text:
                yield sentence, changed
