"""Which rewritten follow-ups are taken: rows of a table."""

from __future__ import annotations

import pytest

from rag.domain import Turn
from rag.korean.analysis import Analyser
from rag.questions.rewriting import taken, transcript

HISTORY = (
    Turn("user", "가람 트램 1호선 착공식은 언제 열렸나요?"),
    Turn("assistant", "가람시는 2026년 3월 10일 착공식을 열었습니다.[1] 도하준 시장과 서이안 의장이 참석했습니다.[2]"),
)

TAKEN = (
    ("그 둘은 뭐라고 했나요?", "도하준 시장과 서이안 의장은 뭐라고 했나요?"),
    ("아까 그 사람은 누구예요?", "가람 트램 1호선 착공식에 참석한 도하준 시장은 누구인가요?"),
    ("2호선은요?", "가람 트램 2호선 착공식은 언제 열렸나요?"),
    ("그건 어디서 했어요?", "질문: 2026년 3월 10일 착공식은 어디에서 열렸나요?"),
    ("저쪽은 왜 그랬죠?", "서이안 의장은 왜 참석했나요"),
)
REFUSED = (
    ("그 둘은 뭐라고 했나요?", "마르텐 시장은 뭐라고 했나요?", "a new name"),
    ("그 둘은 뭐라고 했나요?", "도하준 시장은 은파시에서 뭐라고 했나요?", "a new place"),
    ("그건 어디서 했어요?", "2026년 3월 11일 착공식은 어디에서 열렸나요?", "a new day"),
    ("그건 어디서 했어요?", "3월 1호선 착공식은 10월에 어디에서 열렸나요?", "numbers put together anew"),
    ("2호선은요?", "가람 트램 1호선 착공식은 언제 열렸나요?", "the question's own number is lost"),
    ("은파시는 어때요?", "가람시는 착공식을 언제 열었나요?", "the question's own name is lost"),
    ("그 둘은 뭐라고 했나요?", "두 사람은 2026년 3월 10일 착공식에 참석했습니다.", "no question"),
    ("그 둘은 뭐라고 했나요?", "도하준 시장은 누구인가요? 서이안 의장은 누구인가요?", "two questions"),
    ("그 둘은 뭐라고 했나요?", "Who are 도하준 and 서이안?", "no Korean"),
    ("그 둘은 뭐라고 했나요?", "도하준 시장은 [이것](https://evil.example)을 했나요?", "a link"),
    ("그 둘은 뭐라고 했나요?", "", "nothing"),
    ("그 둘은 뭐라고 했나요?", "도하준 시장과 " * 30 + "서이안 의장은 뭐라고 했나요?", "too long"),
    ("그 둘은 뭐라고 했나요?", "도하준 시장은 왜 사퇴했나요?", "a new deed"),
)


@pytest.mark.parametrize(("question", "written"), TAKEN, ids=[row[1] for row in TAKEN])
def test_what_says_no_more_than_the_conversation_is_taken(analyser: Analyser, question: str, written: str) -> None:
    assert taken(written, question, HISTORY, analyser.tokens) == written.removeprefix("질문: ")


@pytest.mark.parametrize(("question", "written", "why"), REFUSED, ids=[row[2] for row in REFUSED])
def test_anything_else_is_refused(analyser: Analyser, question: str, written: str, why: str) -> None:
    assert taken(written, question, HISTORY, analyser.tokens) is None


def test_the_transcript_holds_the_last_exchanges_a_line_each_without_marks() -> None:
    told = transcript([Turn("user", "첫 질문?"), Turn("assistant", "답.\n둘째 줄.[1][2]")] * 4)
    assert told == "\n".join(["질문: 첫 질문?", "답: 답. 둘째 줄."] * 3)
    assert transcript([Turn("assistant", "답.")]) == ""
