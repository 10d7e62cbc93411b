"""Databases, clocks, a store and a running product for every test that asks for them."""

import os
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from hypothesis import settings
from sqlalchemy import make_url

from storage.connect import connect
from storage.database import Database
from storage.migrate import migrate
from storage.store import SqlStore
from tests.support import postgres
from tests.support import product as products
from tests.support.product import Product
from tests.support.time import HandClock
from tools.debian import DATABASE

settings.register_profile("ci", max_examples=500, deadline=None)
settings.register_profile("here", max_examples=60, deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "here")


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture(scope="session")
def _empty_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated database; `:memory:` would not be shared between connections."""
    file = tmp_path_factory.mktemp("sqlite") / "empty.db"
    migrate(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def _postgres_server() -> Iterator[str]:
    bin_folder = postgres.programs()
    if bin_folder is None:
        pytest.skip(DATABASE.not_here)
    with postgres.running_server(bin_folder) as url:
        migrate(url)
        yield url


@pytest.fixture
def sqlite_url(_empty_sqlite: Path, tmp_path: Path) -> str:
    """The address of an empty, migrated SQLite database."""
    file = tmp_path / "schakel.db"
    shutil.copy(_empty_sqlite, file)
    return f"sqlite:///{file}"


@pytest.fixture
def postgres_url(_postgres_server: str) -> str:
    """The address of an empty, migrated PostgreSQL database."""
    return _copy_of(_postgres_server, f"test_{uuid4().hex}")


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str:
    """The address of an empty, migrated database of each kind."""
    return str(request.getfixturevalue(f"{request.param}_url"))


def _copy_of(server: str, name: str) -> str:
    """PostgreSQL copies a database in some 30 ms; the server goes away with all of them."""
    url = make_url(server)
    maintenance = url.set(drivername="postgresql", database="template1")
    address = maintenance.render_as_string(hide_password=False)
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE postgres".encode())
    return url.set(database=name).render_as_string(hide_password=False)


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    database = connect(database_url)
    yield database
    await database.close()


@pytest.fixture
def store(database: Database) -> SqlStore:
    return SqlStore(database)


@pytest.fixture(scope="session")
def _model() -> None:
    products.train()


@pytest.fixture(scope="session")
def product(_model: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """One running product for all journeys that do not break it."""
    with products.running(tmp_path_factory.mktemp("product")) as running:
        yield running
