"""The test models that answer our prompts: what the faithful one says, and how the liar lies."""

from __future__ import annotations

import pytest

from evals.model_server import Message, Request, Say
from evals.model_server.faithful import faithful
from evals.model_server.liar import BESIDE_THE_POINT, LIES, liar
from evals.model_server.modes import MODES, paced
from evals.model_server.sheet import CUES, read
from rag import prompts
from rag.answers import phrases
from rag.answers.generate.packing import MARK

EVIDENCE = """# 가람 트램 1호선 첫 삽 (표본일보, 2026-03-10)
[1] 가람시는 10일 오후 2시 차량기지 터에서 트램 1호선 착공식을 열었다.
[2] 트램 1호선의 총사업비는 4986억원이며 정거장 19곳을 둔다.
[3] 이날 착공식에는 시민 200명이 모였다.
# 바다미시 등대 축제 열려 (예시신문, 2026-04-02)
[4] 바다미시는 2일 등대 축제를 시작했다.
[5] 나루아 시장은 “등대를 지키겠다”고 말했다."""
UNKNOWN = "근거 기사에서 확인할 수 없습니다."


def request(prompt: str, **values: str) -> Request:
    """Of a shipped prompt, its evidence marked as the product marks it."""
    marked = "\n".join(_marked(line) for line in EVIDENCE.split("\n"))
    given = {"today": "2026년 4월 3일(금)", "evidence": marked, "delimiter": "f00dcafe", "mark": MARK} | values
    known = prompts.load(prompt)
    messages = known.render(**{name: given[name] for name in known.variables})
    return Request(0, tuple(Message(one.role, one.text) for one in messages), {})


def _marked(line: str) -> str:
    head, _, text = line.partition(" ")
    title, bracket, about = text.rpartition(" (") if head == "#" else (text, "", "")
    return f"{head} {title.replace(' ', MARK)}{bracket}{about}"


def said(prompt: str, script: object = faithful, **values: str) -> str:
    reply = script(request(prompt, **values))  # type: ignore[operator]
    assert isinstance(reply, Say)
    return reply.text


@pytest.mark.parametrize("prompt", sorted(CUES))
def test_each_of_our_prompts_is_known_by_its_own_words(prompt: str) -> None:
    values = {
        "question": "착공식은?",
        "sentence": "열렸습니다.",
        "reason": "숫자가 다릅니다.",
        "history": "질문: 누구?",
    }
    sheet = read(request(prompt, **values))
    assert sheet.task == prompt
    assert bool(sheet.lines) is (prompt != "rewrite")
    assert sheet.sentence == ("열렸습니다." if prompt in ("regenerate", "judge") else "")
    assert sheet.question == ("" if prompt == "judge" else "착공식은?")


def test_evidence_is_read_with_its_article_and_its_words_apart() -> None:
    last = read(request("answer", question="등대?")).lines[-1]
    assert (last.number, last.text) == (5, "나루아 시장은 “등대를 지키겠다”고 말했다.")
    assert (last.title, last.outlet, f"{last.day:%Y-%m-%d}") == ("바다미시 등대 축제 열려", "예시신문", "2026-04-02")


def test_a_sentence_is_said_politely_its_day_in_full_and_its_marker_behind_it() -> None:
    expected = "가람시는 2026년 3월 10일 오후 2시 차량기지 터에서 트램 1호선 착공식을 열었습니다.[1]"
    assert said("answer", question="트램 1호선 착공식은 언제 어느 터에서 열렸나요?").startswith(expected)


def test_what_looks_back_is_quoted_with_its_outlet() -> None:
    answer = said("answer", question="착공식에 시민 몇 명이 모였나요?")
    assert answer.startswith("표본일보는 “이날 착공식에는 시민 200명이 모였다.”라고 보도했습니다.[3]")


@pytest.mark.parametrize("prompt", ["answer", "compare", "timeline", "summary"])
def test_what_nothing_tells_is_not_answered(prompt: str) -> None:
    assert said(prompt, question="독도 면적은 얼마인가요?") == UNKNOWN == phrases.UNKNOWN_TO_MODEL


def test_each_thing_compared_and_each_event_has_a_line_of_its_own() -> None:
    compared = said("compare", question="가람시 착공식과 바다미시 등대 축제를 비교해 주세요.").split("\n")
    assert [line[-3:] for line in compared] == ["[1]", "[4]"]
    told = said("timeline", question="등대 축제와 트램 1호선 착공식을 날짜순으로 정리해 주세요.").split("\n")
    assert [line[-3:] for line in told] == ["[1]", "[4]"]


def test_a_summary_begins_with_the_lead() -> None:
    assert said("summary", question="트램 1호선 총사업비와 정거장을 요약해 주세요.").startswith(
        "가람시는 2026년 3월 10일"
    )


def test_a_refused_sentence_is_written_again_from_the_nearest_evidence() -> None:
    again = said("regenerate", question="총사업비는?", sentence="총사업비는 9986억원입니다.", reason="숫자가 다릅니다.")
    assert again == "표본일보는 “트램 1호선의 총사업비는 4986억원이며 정거장 19곳을 둔다.”라고 보도했습니다.[2]"


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("트램 1호선의 총사업비는 4986억원입니다.", "지지"),
        ("트램 1호선의 총사업비는 9986억원입니다.", "반박"),
        ("고래들이 헤엄칩니다.", "모름"),
    ],
)
def test_a_sentence_is_judged_by_its_numbers_and_words(sentence: str, verdict: str) -> None:
    assert said("judge", sentence=sentence) == verdict


def test_a_question_that_points_back_is_given_its_topic_and_others_are_left() -> None:
    history = "질문: 가람 트램 1호선은 언제 착공했나요?\n답: 2026년 3월 10일에 착공했습니다."
    assert (
        said("rewrite", history=history, question="그 정거장은 몇 곳이죠?") == "가람 트램 1호선의 정거장은 몇 곳이죠?"
    )
    assert said("rewrite", history=history, question="등대는 어디에 있나요?") == "등대는 어디에 있나요?"


QUESTIONS = [f"트램 {number}호선의 총사업비와 정거장은 얼마인가요?" for number in range(60)]


def test_the_liar_tells_the_same_lies_again_and_others_with_another_seed() -> None:
    told = [said("answer", liar(1), question=question) for question in QUESTIONS]
    assert told == [said("answer", liar(1), question=question) for question in QUESTIONS]
    assert told != [said("answer", liar(2), question=question) for question in QUESTIONS]


def test_between_honest_sentences_the_liar_tells_every_kind_of_lie() -> None:
    told = " ".join(said("answer", liar(), question=question) for question in QUESTIONS)
    honest = "트램 1호선의 총사업비는 4986억원이며 정거장 19곳을 둡니다."
    assert f"{honest}[2]" in told
    assert any(f"{honest}[{number}]" in told for number in (1, 3, 4, 5, 45))
    assert any(one in told for one in BESIDE_THE_POINT)
    assert "고 말했습니다.[2]" in told
    assert "억원이며 정거장 19곳을 둡니다." in told.replace(honest, "")
    assert len(LIES) == 4


def test_the_slow_mode_says_the_same_at_a_pace() -> None:
    asked = request("answer", question="트램 1호선의 총사업비는 얼마인가요?")
    slow, fast = paced(faithful, 0.5, 0.04)(asked), faithful(asked)
    assert isinstance(slow, Say)
    assert isinstance(fast, Say)
    assert slow.text == fast.text
    assert [piece.after for piece in slow.pieces[:3]] == [0.5, 0.04, 0.04]
    assert {"echo", "faithful", "liar", "slow"} == set(MODES)
