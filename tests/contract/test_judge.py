"""What every judge promises: one suite for the fake, the chat model and cross-encoders."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from rag.answers.generate.judging import ChatJudge
from rag.answers.generate.upstream import Upstream
from rag.errors import ChatError, ModelUnavailable
from rag.ports import ChatMessage, Judge
from rag.prompts import load
from tests import tiny_models
from tests.fakes_chat import FakeChatModel, FakeJudge, Part

EVIDENCE = ("솔빛 공장은 3월에 문을 연다.", "서울 시장은 말했다.")
SENTENCES = ("솔빛 공장은 3월에 문을 엽니다.", "꽃", "가나다라 " * 200)
KLUE = ("entailment", "neutral", "contradiction")


def chat_judge(chat: FakeChatModel) -> ChatJudge:
    return ChatJudge(lambda: Upstream(chat, lambda name, **values: load(name).render(**values), 60.0))


def cross_encoder(folder: Path, *names: str) -> Judge:
    tiny_models.required()
    from rag.adapters.nli import NliJudge

    return NliJudge(str(tiny_models.cross_encoder(folder, names=names)))


def by_length(messages: Sequence[ChatMessage]) -> Sequence[Part]:
    return ["지지" if len(messages[-1].text) % 2 else "반박"]


@pytest.fixture(params=["fake", "chat", pytest.param("cross-encoder", marks=pytest.mark.models)])
def judge(request: pytest.FixtureRequest, tmp_path: Path) -> Judge:
    match request.param:
        case "fake":
            return FakeJudge(lambda sentence: len(sentence) % 10 / 10)
        case "chat":
            return chat_judge(FakeChatModel(by_length))
        case _:
            return cross_encoder(tmp_path, *KLUE)


def test_an_opinion_is_a_share_and_stays_the_same(judge: Judge) -> None:
    found = [judge.support(EVIDENCE, sentence) for sentence in SENTENCES]
    assert all(0.0 <= one <= 1.0 for one in found)
    assert len(set(found)) > 1
    assert [judge.support(EVIDENCE, sentence) for sentence in SENTENCES] == pytest.approx(found, abs=1e-6)
    assert judge.name


@pytest.mark.models
def test_the_label_is_found_by_its_name_wherever_it_stands(tmp_path: Path) -> None:
    first = cross_encoder(tmp_path / "a", *KLUE)
    last = cross_encoder(tmp_path / "b", "CONTRADICTION", "neutral", "ENTAILMENT")
    rest = cross_encoder(tmp_path / "c", "contradiction", "entailment", "neutral")
    shares = [one.support(EVIDENCE, SENTENCES[0]) for one in (first, last, rest)]
    assert sum(shares) == pytest.approx(1.0)  # the weights are the same
    assert len({round(one, 6) for one in shares}) == 3


@pytest.mark.models
def test_a_model_for_two_labels_will_do(tmp_path: Path) -> None:
    assert 0.0 < cross_encoder(tmp_path, "not_entailment", "entailment").support(EVIDENCE, SENTENCES[0]) < 1.0


@pytest.mark.models
@pytest.mark.parametrize("names", [("LABEL_0", "LABEL_1", "LABEL_2"), ("score",)])
def test_a_model_whose_labels_do_not_say_what_they_mean_is_refused(tmp_path: Path, names: tuple[str, ...]) -> None:
    with pytest.raises(ModelUnavailable, match=rf"RAG_JUDGE=.* no label for entailment \(it has {', '.join(names)}\)"):
        cross_encoder(tmp_path, *names)


@pytest.mark.parametrize(
    ("answer", "support"),
    [("지지", 1.0), (" 모름.\n", 0.5), ("답: 반박입니다.", 0.0), ("<think>반박?</think>**지지**", 1.0)],
)
def test_the_chat_models_word_is_read(answer: str, support: float) -> None:
    chat = FakeChatModel([answer])
    assert chat_judge(chat).support(EVIDENCE, SENTENCES[0]) == support
    asked = chat.asked[0][-1].text
    assert "[1] 솔빛ˆ공장은ˆ3월에ˆ문을ˆ연다." in asked
    assert asked.endswith(f"문장: {SENTENCES[0]}")


@pytest.mark.parametrize("answer", ["", "지지 또는 반박", "지지하지 않습니다.", "yes", "알 수 없습니다."])
def test_what_is_no_word_of_the_three_is_no_opinion(answer: str) -> None:
    with pytest.raises(ChatError):
        chat_judge(FakeChatModel([answer] if answer else [])).support(EVIDENCE, SENTENCES[0])
