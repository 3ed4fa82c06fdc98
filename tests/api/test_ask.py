from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from starlette.testclient import TestClient

from rag.answers.shape import to_json
from rag.domain import KST, Filters, Turn
from tests.api.fake_geungeo import QUOTE, TRAM, FakeGeungeo


def test_an_answer_has_the_one_shape_of_an_answer(client: TestClient, fake: FakeGeungeo) -> None:
    response = client.post("/v1/ask", json={"question": "트램은 언제 착공했나?"})

    assert response.status_code == 200
    assert response.json() == to_json(fake.ask("트램은 언제 착공했나?"))
    citation = response.json()["citations"][0]
    assert TRAM.article.body[citation["start"] : citation["end"]] == QUOTE


def test_what_the_model_was_asked_for_and_what_is_thought_of_its_sentences_is_told(
    client: TestClient, fake: FakeGeungeo
) -> None:
    fake.model = "tiny"
    answer = client.post("/v1/ask", json={"question": "트램은 언제 착공했나?"}).json()

    assert answer == to_json(fake.ask("트램은 언제 착공했나?"))
    assert (answer["mode"], answer["model"]) == ("llm", "tiny")
    assert answer["usage"] == {"calls": 2, "prompt_tokens": 300, "completion_tokens": 40, "cost": 0.0005}
    assert answer["sentences"][0]["judged"] == 0.75


def test_an_abstention_is_an_answer(client: TestClient) -> None:
    response = client.post("/v1/ask", json={"question": "다른 이야기?"})

    assert response.status_code == 200
    assert response.json()["status"] == "abstained"
    assert [suggestion["article_id"] for suggestion in response.json()["suggestions"]]


def test_everything_a_request_says_reaches_the_application(client: TestClient, fake: FakeGeungeo) -> None:
    client.post(
        "/v1/ask",
        json={
            "question": "그건 왜?",
            "history": [
                {"role": "user", "content": "트램?"},
                {"role": "assistant", "content": "네.", "cited": ["art_1"]},
            ],
            "asked_at": "2026-03-12T09:00:00",
            "as_of": "2026-03-11",
            "filters": {"published_after": "2026-01-01", "publishers": ["표본일보"]},
            "mode": "extractive",
        },
    )

    assert fake.asked == [
        {
            "question": "그건 왜?",
            "history": (Turn("user", "트램?"), Turn("assistant", "네.", ("art_1",))),
            "asked_at": datetime(2026, 3, 12, 9, tzinfo=KST),
            "as_of": datetime(2026, 3, 11, 23, 59, 59, tzinfo=KST),
            "filters": Filters(date(2026, 1, 1), None, ("표본일보",)),
            "mode": "extractive",
        }
    ]


@pytest.mark.parametrize(
    ("body", "field", "message"),
    [
        ({}, "question", "꼭 있어야 하는 값입니다."),
        ({"question": ""}, "question", "비어 있습니다."),
        ({"question": 7}, "question", "글자여야 합니다."),
        ({"question": "가" * 2001}, "question", "2000자까지 쓸 수 있습니다."),
        ({"question": "가", "mode": "magic"}, "mode", "쓸 수 없는 값입니다."),
        ({"question": "가", "queston": "가"}, "queston", "모르는 항목입니다."),
        ({"question": "가", "as_of": "어제"}, "as_of", "맞지 않는 값입니다."),
        ({"question": "가", "history": [{"role": "system", "content": ""}]}, "history.0.role", "쓸 수 없는 값입니다."),
        ({"question": "가", "history": [{"role": "user", "content": ""}] * 51}, "history", "50개까지 쓸 수 있습니다."),
    ],
)
def test_a_wrong_field_is_named_with_a_korean_sentence(
    client: TestClient, fake: FakeGeungeo, body: dict[str, Any], field: str, message: str
) -> None:
    response = client.post("/v1/ask", json=body)

    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["code"] == "invalid_request"
    assert [(error["field"], error["message"]) for error in response.json()["errors"]] == [(field, message)]
    assert fake.asked == []


@pytest.mark.parametrize(
    "body", [b"{", b"", b'{"question": "\\ud800"}', b"\xff", b'{"question": "a", "question'], ids=repr
)
def test_a_body_that_is_not_json_or_not_text_is_refused(client: TestClient, body: bytes) -> None:
    response = client.post("/v1/ask", content=body, headers={"Content-Type": "application/json"})

    assert response.status_code in (400, 422)
    assert response.headers["content-type"] == "application/problem+json"


def test_a_form_of_another_site_cannot_ask(client: TestClient, fake: FakeGeungeo) -> None:
    response = client.post("/v1/ask", content='{"question":"트램?"}', headers={"Content-Type": "text/plain"})

    assert response.status_code == 422
    assert fake.asked == []


def test_an_invalid_question_is_told_in_the_words_of_the_core(client: TestClient) -> None:
    response = client.post("/v1/ask", json={"question": "   "})

    assert response.status_code == 422
    assert response.json()["code"] == "invalid_question"
    assert response.json()["detail"] == "질문이 비어 있습니다."
