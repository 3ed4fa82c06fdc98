from __future__ import annotations

from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from rag.config import Settings
from tests.api.fake_geungeo import QUOTE, TRAM, FakeGeungeo


def test_articles_are_listed_page_by_page_without_their_text(client: TestClient, fake: FakeGeungeo) -> None:
    fake.stored = tuple(replace(TRAM, id=f"art_{number}") for number in range(5))

    first = client.get("/v1/articles", params={"limit": 3}).json()
    second = client.get("/v1/articles", params={"limit": 3, "after": first["next"]}).json()

    assert [article["id"] for article in first["articles"] + second["articles"]] == [f"art_{n}" for n in range(5)]
    assert second["next"] is None
    assert "paragraphs" not in first["articles"][0]


def test_one_article_is_whole(client: TestClient) -> None:
    article = client.get(f"/v1/articles/{TRAM.id}", params={"version": 2}).json()

    assert article["paragraphs"] == ["머리말이다.", QUOTE]
    assert article["published_at"] == "2026-03-10T19:12:00+09:00"
    assert "source" not in article  # a path on the server's disk


@pytest.mark.parametrize("query", ["limit=0", "limit=201", "limit=x"])
def test_a_page_may_not_have_any_size(client: TestClient, query: str) -> None:
    assert client.get(f"/v1/articles?{query}").json()["code"] == "invalid_request"


def test_a_process_is_alive_before_it_is_ready(client: TestClient, fake: FakeGeungeo) -> None:
    fake.is_ready = False
    alive, not_ready = client.get("/healthz"), client.get("/readyz")
    fake.is_ready = True
    ready = client.get("/readyz")

    assert alive.json() == {"status": "ok"}
    assert (not_ready.status_code, not_ready.json()["code"], not_ready.headers["retry-after"]) == (
        503,
        "not_ready",
        "5",
    )
    assert (ready.status_code, ready.json()) == (200, {"status": "ready"})


def test_the_application_that_was_handed_in_is_warmed_up_and_not_closed(fake: FakeGeungeo) -> None:
    with TestClient(create_app(app=fake.as_geungeo())):
        assert fake.warmed_up

    assert fake.closed == 0


@pytest.mark.parametrize(
    ("origin", "allowed"),
    [
        ("https://news.example", True),
        ("https://news.example.evil.example", False),
        ("https://evilnews.example", False),
        ("http://news.example", False),
        ("https://NEWS.example", False),
        ("https://news.example:444", False),
        ("null", False),
    ],
)
def test_only_pages_of_exactly_the_allowed_origins_may_call(client: TestClient, origin: str, allowed: bool) -> None:
    asking = {
        "Origin": origin,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "Content-Type",
    }

    granted = client.options("/v1/ask", headers=asking).headers.get("access-control-allow-origin")

    assert granted == (origin if allowed else None)


def test_without_a_setting_no_other_origin_may_call() -> None:
    with TestClient(create_app(app=FakeGeungeo(settings=Settings()).as_geungeo())) as client:
        response = client.post("/v1/ask", json={"question": "트램?"}, headers={"Origin": "https://news.example"})

    assert "access-control-allow-origin" not in response.headers


@pytest.mark.parametrize("path", ["/", "/page/page.js", "/healthz", "/nowhere"])
def test_a_browser_is_told_to_run_nothing_but_our_own(client: TestClient, path: str) -> None:
    headers = client.get(path).headers

    assert headers["content-security-policy"].startswith("default-src 'none'; script-src 'self';")
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"


def test_the_documentation_of_the_api_names_every_route(client: TestClient) -> None:
    documented = client.get("/openapi.json").json()["paths"]

    assert set(documented) == {"/v1/ask", "/v1/articles", "/v1/articles/{article_id}", "/healthz", "/readyz"}
    assert client.get("/docs").status_code == 200
