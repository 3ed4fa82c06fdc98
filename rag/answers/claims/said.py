"""What a claim of an answer says that its evidence does not, however alike the two are otherwise.

A freely worded claim is weighed by `support`; one that a reader will take for the article's own is held to more: each thing
that it says happens, each adverb and each thing it names must be said there, in these words or in others for the same.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from rag.answers.claims.frames import SAYING, Frame, State
from rag.answers.claims.statement import Statement
from rag.answers.claims.tables import Tables
from rag.answers.claims.verdict import Reason
from rag.domain import Token

EMPTY = frozenset(
    "하 되 있 이 같 위하 대하 따르 관하 통하 의하 인하 보이 보 가 오 주 받 나오 나서 들 갖 두 놓 지 기록 이르 달하 진행 실시 "
    "이루어지 이뤄지 나타나 차지 예정 해당 관련 비롯 말미암 맞 앞두 둘러싸 그치 대상 기준 아니 이러하 그러하 어떠하 위치 가리키 "
    "못하 않 가지 지니 싶 나 내 얻 필요 가능 힘입 향하 포함 시키 당하 삼 치 알 모르 묻 밝혀지 알려지 전해지 확인 잇 잇따르 중 "
    "이어지 남 담기 실리 적히 쓰이 없".split()
)
"""Predicates that say little without their nouns."""
TELLING = frozenset({"쓰", "적", "보도", "게재"})
"""What an article does: `사설은 …라고 썼습니다`."""
LINKING = frozenset(
    "함께 각각 새로 처음 특히 다만 한편 또한 또 이어 총 약 모두 다 전부 현재 최근 앞서 이후 그동안 당초 우선 먼저 주로 바로 곧 대신 "
    "직접 따로 잘 안 못 역시 이번 즉 및 그리고 그러나 하지만 따라서 이처럼 이렇게 그렇게 이같이 가장 매우 서로 그대로 없이 많이 보다 "
    "조금 지금 오늘 어제 내일 올해 그러면서 아울러 더불어 반면 오히려 단 거의 같이 나란히 왜 언제 어떻게 얼마나 왜냐하면 그래서 ".split()
)
"""Adverbs that tie a sentence together and say nothing of their own."""
_VOICES = ("이", "히", "리", "기", "우", "구", "추", "어지", "아지", "지", "어나", "되", "어", "아")
"""What makes a passive or a causative of a stem: 열 → 열리, 늘 → 늘어나."""
_SCRIPTS = ("HANGUL", "LATIN", "CJK", "FULLWIDTH", "MODIFIER", "DOUBLE-STRUCK", "MASCULINE", "FEMININE", "MICRO", "OHM")
_DENYING = frozenset(
    {("않", "VX"), ("못하", "VX"), ("못", "MAG"), ("안", "MAG"), ("없", "VA"), ("아니", "VCN"), ("아니하", "VX")}
)
_PREFIXES = frozenset({"불", "미", "비", "무", "부", "반", "탈"})


def said(claim: Statement, evidence: Statement, tables: Tables) -> Iterator[Reason]:
    """Why an answer may not say this, for all that it has in common with what it cites."""
    yield from scripts(claim, evidence)
    yield from predicates(claim, evidence, tables)
    yield from adverbs(claim, evidence)
    yield from done(claim, evidence)
    yield from turned(claim, evidence, tables)
    yield from denials(claim, evidence, tables)
    if evidence.around:
        yield from strange(claim, evidence, tables)


def scripts(claim: Statement, evidence: Statement) -> Iterator[Reason]:
    """Words in letters that no analysis reads (`Электростанция`) are said only where they are printed."""
    for word in claim.text.split():
        foreign = [c for c in word if c.isalpha() and not unicodedata.name(c, "").startswith(_SCRIPTS)]
        if foreign and word.strip(".,!?").lower() not in evidence.solid:
            yield Reason("support", word)


def predicates(claim: Statement, evidence: Statement, tables: Tables) -> Iterator[Reason]:
    """What the claim says happens, the evidence says as well: by the same stem, a listed other word for it, or a noun of it."""
    spoken = bool(evidence.quotations) or any(frame.says for frame in evidence.frames)
    for frame in claim.frames:
        known = frame.text[:2] in evidence.solid or _is_said(frame.root.removeprefix("= "), evidence, tables)
        if frame.root.startswith("= ") and not known:
            yield Reason("support", frame.text)
        if frame.nominal or frame.root.startswith("=") or frame.root in EMPTY:
            continue
        if frame.says and (spoken or frame.root in SAYING):
            continue
        if frame.root in TELLING and not frame.reported:
            continue
        if frame.text[:2] in evidence.solid or _elsewhere(frame, evidence):
            continue  # Kiwi may find another stem in the same word
        if not tells(frame.root, evidence, tables):
            yield Reason("support", frame.text)


def _is_said(noun: str, evidence: Statement, tables: Tables) -> bool:
    """What something is said to be stands in the evidence itself: that a question names it is not enough."""
    return (
        noun in EMPTY or noun in ORDINARY or noun in LINKING or tells(noun, evidence, tables) or noun in evidence.around
    )


def done(claim: Statement, evidence: Statement) -> Iterator[Reason]:
    """시작했습니다 of `시작하고, 제출할 계획이다`: what leads to a plan is planned too."""
    for frame in claim.frames:
        like = [f for f in evidence.frames if f.root == frame.root and not f.nominal]
        if frame.state is State.PAST and not frame.nominal and like and all(_open(f) for f in like):
            yield Reason("modality", frame.text)


def _open(frame: Frame) -> bool:
    return frame.state is State.BARE and frame.leads in (State.PLANNED, State.POSSIBLE, State.CONSIDERED, State.OBLIGED)


def tells(root: str, evidence: Statement, tables: Tables) -> bool:
    """Whether a stem, a passive or a causative of it, or a word for the same is there."""
    if _there(root, evidence):
        return True
    bases = {root, f"{root}하", *(root.removesuffix(v) for v in _VOICES if root.endswith(v) and len(root) > len(v))}
    return any(
        base in evidence.forms
        or any(_there(other, evidence) for other in tables.same.get(base, ()))
        or any(form.startswith(base) and form[len(base) :] in _VOICES for form in evidence.forms)
        for base in bases
    )


def _there(word: str, evidence: Statement) -> bool:
    return word in evidence.forms or (len(word) > 1 and word in evidence.solid)


def _elsewhere(frame: Frame, evidence: Statement) -> bool:
    """An attributive that the article itself has for the noun: `새로 만든 노선`."""
    return frame.attributive and len(frame.root) > 1 and frame.root in evidence.around


def adverbs(claim: Statement, evidence: Statement) -> Iterator[Reason]:
    """이미, 평생, 몰래: an adverb says something too."""
    for token in claim.tokens:
        if token.tag == "MAG" and token.form not in LINKING and not _there(token.form, evidence):
            yield Reason("support", token.form)


def turned(claim: Statement, evidence: Statement, tables: Tables) -> Iterator[Reason]:
    """A word of which the evidence has the opposite and neither the word nor another for it: 공개 of 비공개."""
    theirs = _words(evidence)
    known = {word for word, _ in theirs}
    denied = any(frame.negated for frame in (*claim.frames, *evidence.frames) if not frame.nominal)
    for word, text in _words(claim):
        if word in known or denied or not tables.opposites(word) & known:
            continue
        if not any(_there(other, evidence) for other in tables.same.get(word, ())) and not tables.like(word) & known:
            yield Reason("direction", text)


def _words(statement: Statement) -> list[tuple[str, str]]:
    """Content words, a denying prefix with the noun it denies."""
    found = []
    before: Token | None = None
    for token in statement.tokens:
        prefixed = before is not None and before.tag == "XPN" and before.form in _PREFIXES and before.end == token.start
        if token.tag in ("NNG", "XR", "VV", "VA", "MAG"):
            form = before.form + token.form if prefixed and before else token.form
            found.append((form, form))
        before = token
    return found


def denials(claim: Statement, evidence: Statement, tables: Tables) -> Iterator[Reason]:
    """A claim that denies something needs evidence that denies something, or says it in a word: `바뀌지 않는다` of `그대로`."""
    if _denies(evidence):
        return
    for index, token in enumerate(claim.tokens):
        if (token.form, token.tag) not in _DENYING:
            continue
        root = next((t.form for t in reversed(claim.tokens[max(0, index - 3) : index]) if t.tag[0] in "NVX"), "")
        others = tables.opposites(root) | tables.same.get(f"{root}지 않", frozenset())
        if not any(_there(other, evidence) for other in others):
            yield Reason("negation", token.form)


def _denies(statement: Statement) -> bool:
    return any(
        (t.form, t.tag) in _DENYING or (t.tag == "XPN" and t.form in _PREFIXES) or t.form in ("말", "못지않", "미만", "빠지", "그치", "모르")
        for t in statement.tokens
    )  # fmt: skip


def strange(claim: Statement, evidence: Statement, tables: Tables) -> Iterator[Reason]:
    """Things that neither the evidence nor all of its article names: `병원에서` where the article knows no hospital."""
    for token in claim.tokens:
        if token.tag not in ("NNG", "XR") or token.form in EMPTY or token.form in ORDINARY:
            continue
        form = token.form.lower()
        if len(form) < 2 and not _short_thing(claim, token):
            continue
        if (
            (len(form) > 1 and form in evidence.around)
            or form in evidence.forms
            or (evidence.also and form in evidence.also)
            or form in SAYING
        ):
            continue
        if (
            any(_there(other, evidence) for other in tables.same.get(form, ()))
            or tables.synonyms.get(form, frozenset()) & evidence.forms
        ):
            continue
        yield Reason("support", token.form)


def _short_thing(claim: Statement, token: Token) -> bool:
    """쌀을, 불이: a noun of one syllable that is a word of its own, subject or object."""
    return any(
        w.stem == token.form and w.start == token.start and w.particle in ("을", "를", "이", "가") for w in claim.words
    )


ORDINARY = frozenset(
    "고인 값 돈 수 양 경우 때문 이유 까닭 결과 내용 사실 가운데 당시 이번 현재 상황 방식 방법 정도 수준 규모 비용 금액 요금 가격 기간 시간 날짜 시점 예산 인원 사람 "
    "기준 대상 이후 이전 이날 다음 지난해 올해 내년 작년 오전 오후 전체 일부 모두 나머지 총액 이상 이하 사이 동안 관련 각각 하루 이틀 사흘 시작 시기 "
    "기사 보도 근거 언론 매체 발표 입장 의견 생각 말씀 설명 계획 예정 방침 전망 목표 추진 진행 실시 장소 지역 곳곳 부분 분야 측면 점 명단 목록 사업 "
    "일정 순서 차례 단계 경기 시합 행사 대회 건물 시설 기관 단체 회사 기업 업체 정부 당국 비율 비중 증가 감소 합계 평균 최대 최소 이름 제목 주제 "
    "퍼센트 프로 포인트 킬로그램 킬로미터 미터 센티미터 밀리미터 그램 헥타르 리터 와트 킬로와트 메가와트 달러 유로 금년 재작년 이달 지난달 상반기 하반기 연말 연초".split()
)
"""Nouns that only say of what kind the things are that the evidence names, and units and days, which are compared by value."""
