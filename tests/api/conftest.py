from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from rag.config import Settings
from tests.api.fake_geungeo import FakeGeungeo


@pytest.fixture
def fake() -> FakeGeungeo:
    return FakeGeungeo(settings=Settings(allowed_origins=("https://news.example",)))


@pytest.fixture
def client(fake: FakeGeungeo) -> Iterator[TestClient]:
    with TestClient(create_app(app=fake.as_geungeo()), raise_server_exceptions=False) as client:
        yield client
