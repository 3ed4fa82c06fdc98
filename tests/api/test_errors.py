from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.body_limit import MAX_BODY_BYTES
from rag.errors import (
    ChatBusy,
    ChatRejected,
    ChatTimeout,
    DataFolderBusy,
    IndexDamaged,
    MissingExtra,
    ModelMismatch,
    SettingsError,
    StoreError,
)
from tests.api.fake_geungeo import FakeGeungeo

SECRET = "the password is 1234"


@pytest.mark.parametrize(
    ("failure", "status", "code", "retry_after"),
    [
        (StoreError(SECRET), 503, "unavailable", "5"),
        (ChatTimeout(SECRET), 503, "model_unavailable", "10"),
        (ChatBusy(SECRET), 503, "busy", "2"),
        (ChatRejected(SECRET), 503, "not_configured", None),
        (DataFolderBusy(SECRET), 503, "unavailable", "5"),
        (IndexDamaged(SECRET), 503, "unavailable", "5"),
        (ModelMismatch(SECRET), 503, "unavailable", "5"),
        (SettingsError(SECRET), 503, "not_configured", None),
        (MissingExtra(SECRET, "models"), 503, "not_configured", None),
        (RuntimeError(SECRET), 500, "internal", None),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else "",
)
def test_a_failure_is_a_problem_with_a_stable_code_and_no_internal_message(
    client: TestClient, fake: FakeGeungeo, failure: Exception, status: int, code: str, retry_after: str | None
) -> None:
    fake.failure = failure

    response = client.post("/v1/ask", json={"question": "트램?"}, headers={"X-Request-ID": "mine-1"})

    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers.get("retry-after") == retry_after
    assert response.headers["x-request-id"] == "mine-1"
    problem = response.json()
    assert (problem["code"], problem["status"], problem["request_id"]) == (code, status, "mine-1")
    assert problem["detail"].endswith((".", "요."))
    assert SECRET not in response.text


def test_an_unknown_failure_is_logged_with_its_number(
    client: TestClient, fake: FakeGeungeo, caplog: pytest.LogCaptureFixture
) -> None:
    fake.failure = RuntimeError("broken inside")

    with caplog.at_level(logging.ERROR, logger="api"):
        client.post("/v1/ask", json={"question": "트램?"}, headers={"X-Request-ID": "mine-2"})

    [record] = [record for record in caplog.records if record.name == "api.errors"]
    assert "mine-2" in record.getMessage()
    assert record.exc_info is not None


def test_a_question_too_many_is_told_to_come_back(fake: FakeGeungeo) -> None:
    api = create_app(app=fake.as_geungeo())
    api.state.admission.at_once = 0

    with TestClient(api) as client:
        response = client.post("/v1/ask", json={"question": "트램?"})

    assert (response.status_code, response.json()["code"], response.headers["retry-after"]) == (503, "busy", "2")


def test_a_place_is_given_back_when_a_question_fails(fake: FakeGeungeo) -> None:
    api = create_app(app=fake.as_geungeo())
    api.state.admission.at_once = 1
    fake.failure = StoreError("gone")

    with TestClient(api) as client:
        codes = [client.post("/v1/ask", json={"question": "트램?"}).json()["code"] for _ in range(3)]

    assert codes == ["unavailable"] * 3


def test_a_declared_body_beyond_the_limit_is_refused_unread(client: TestClient, fake: FakeGeungeo) -> None:
    response = client.post("/v1/ask", content=b" " * (MAX_BODY_BYTES + 1), headers={"Content-Type": "application/json"})

    assert (response.status_code, response.json()["code"]) == (413, "body_too_large")
    assert fake.asked == []


def test_a_streamed_body_beyond_the_limit_is_refused_when_it_passes_it(client: TestClient) -> None:
    sent = 0

    def drip() -> Iterator[bytes]:
        nonlocal sent
        while sent < 4 * MAX_BODY_BYTES:
            sent += 1024
            yield b" " * 1024

    response = client.post("/v1/ask", content=drip(), headers={"Content-Type": "application/json"})

    assert (response.status_code, response.json()["code"]) == (413, "body_too_large")


def test_a_body_at_the_limit_is_read(client: TestClient) -> None:
    body = b'{"question":"' + "트램?".encode() + b'"}'

    response = client.post("/v1/ask", content=body.ljust(MAX_BODY_BYTES), headers={"Content-Type": "application/json"})

    assert response.status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/nowhere", 404, "not_found"),
        ("GET", "/v1/ask", 405, "method_not_allowed"),
        ("GET", "/v1/articles/art_x", 404, "not_found"),
        ("GET", "/page/..%2f..%2fpyproject.toml", 404, "not_found"),
        ("GET", "/page/index.html", 404, "not_found"),
    ],
)
def test_what_is_not_there_is_a_problem_too(client: TestClient, method: str, path: str, status: int, code: str) -> None:
    response = client.request(method, path)

    assert (response.status_code, response.json()["code"]) == (status, code)
    assert response.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("given", ["", "a b", "x" * 65, 'x"y', "요청".encode()], ids=repr)
def test_a_request_id_that_could_write_into_a_log_is_replaced(client: TestClient, given: str | bytes) -> None:
    answered = client.get("/healthz", headers={b"X-Request-ID": given.encode() if isinstance(given, str) else given})

    assert len(answered.headers["x-request-id"]) == 32
