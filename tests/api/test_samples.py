"""The doors over the real application and the sample articles that travel with it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from rag.bootstrap import Geungeo
from rag.cli.samples import samples_folder
from rag.config import Settings

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with Geungeo.open(Settings(data_dir=tmp_path_factory.mktemp("samples"))) as app:
        assert app.ingest(samples_folder()).failed == ()
        with TestClient(create_app(app=app)) as client:
            yield client


def test_every_example_on_the_page_is_answered_with_a_quotation(client: TestClient) -> None:
    questions = client.get("/page/examples").json()

    assert len(questions) == 4
    for question in questions:
        answer = client.post("/v1/ask", json={"question": question}).json()
        assert answer["status"] == "answered", question
        for citation in answer["citations"]:
            article = client.get(f"/v1/articles/{citation['article_id']}").json()
            assert "\n".join(article["paragraphs"])[citation["start"] : citation["end"]] == citation["quote"]


def test_it_is_ready_once_everything_can_be_asked_about(client: TestClient) -> None:
    assert client.get("/readyz").json() == {"status": "ready"}


def test_no_path_of_this_machine_leaves_through_the_api(client: TestClient) -> None:
    folder = str(Path(samples_folder()).parent)

    for article in client.get("/v1/articles", params={"limit": 200}).json()["articles"]:
        assert folder not in client.get(f"/v1/articles/{article['id']}").text
