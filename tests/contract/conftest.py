"""Every store: the fake, SQLite and PostgreSQL."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from rag.adapters.sql import SqlArticleStore
from rag.ports import Store
from tests.fakes_indexes import FakeArticleStore, StandingClock

POSTGRES = "GEUNGEO_TEST_POSTGRES_URL"


@pytest.fixture
def postgres_url() -> Iterator[str]:
    """A schema of this test's own in the server that the environment names."""
    server = os.environ.get(POSTGRES)
    if not server:
        pytest.skip(f"{POSTGRES} is not set: no PostgreSQL to test on")
    schema = f"geungeo_{uuid.uuid4().hex[:12]}"
    engine = create_engine(server)
    with engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    address = make_url(server).update_query_dict({"options": f"-csearch_path={schema}"})
    yield address.render_as_string(hide_password=False)
    with engine.begin() as connection:
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    engine.dispose()


SQL_STORES = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]


@pytest.fixture(params=SQL_STORES)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Of an empty database."""
    if request.param == "postgres":
        return str(request.getfixturevalue("postgres_url"))
    return f"sqlite:///{tmp_path / 'articles.db'}"


@pytest.fixture
def sql(url: str) -> Iterator[SqlArticleStore]:
    store = SqlArticleStore(url, clock=StandingClock())
    yield store
    store.close()


@pytest.fixture(params=["fake", *SQL_STORES])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    if request.param == "fake":
        yield FakeArticleStore()
        return
    is_postgres = request.param == "postgres"
    url = str(request.getfixturevalue("postgres_url")) if is_postgres else f"sqlite:///{tmp_path / 'articles.db'}"
    store = SqlArticleStore(url, clock=StandingClock())
    yield store
    store.close()
