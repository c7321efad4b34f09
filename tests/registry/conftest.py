"""A house with the example in it, fresh for each test, on SQLite and on PostgreSQL."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.orm import Session
from starlette.testclient import TestClient

from registry import clock, schema
from registry.database import Database
from registry.examples.loading import load_fjordmark
from registry.house import House, open_house
from registry.operations import people as people_operations
from registry.permissions import Permission, Role, permissions_of
from registry.queries import communities, people
from registry.settings import Settings
from registry.tables import CommunityRow
from registry.web.app import make_app
from tests.postgres import new_database_url


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the example, made once; tests take copies."""
    folder = tmp_path_factory.mktemp("eksempel")
    settings = Settings(data=folder)
    database = Database(settings.database)
    schema.upgrade(database)
    with database.writing() as session:
        load_fjordmark(session, clock.now())
    database.close()
    house = open_house(settings)
    house.index.catch_up()
    house.close()
    return folder


@pytest.fixture
def example(loaded: Path, tmp_path: Path) -> Iterator[House]:
    """The example on SQLite, this test's own."""
    folder = tmp_path / "data"
    shutil.copytree(loaded, folder)
    house = open_house(Settings(data=folder))
    yield house
    house.close()


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty database with its tables, on each kind."""
    made = Database(f"sqlite:///{tmp_path / 'tom.sqlite3'}" if request.param == "sqlite" else new_database_url())
    schema.upgrade(made)
    yield made
    made.close()


@pytest.fixture
def session(example: House) -> Iterator[Session]:
    """A writing session on the example, committed at the end of the test."""
    with example.database.writing() as session:
        yield session


@pytest.fixture
def fjordmark(session: Session) -> CommunityRow:
    """The example's helsefellesskap."""
    return communities.chosen(session, "fjordmark")


@pytest.fixture
def client(example: House) -> Iterator[TestClient]:
    """A browser without scripts, nobody signed in."""
    with TestClient(make_app(example), base_url="http://testserver", follow_redirects=False) as client:
        yield client


@pytest.fixture
def sign_in(client: TestClient):
    """Sign in as one of the example's accounts: `sign_in("sekretariat")`."""

    def as_account(name: str) -> TestClient:
        form = {"email": f"{name}@fjordmark.example", "password": "fjordmark-eksempel-2025"}
        answer = client.post("/logg-inn", data=form)
        assert answer.status_code == 303, answer.text
        return client

    return as_account


@pytest.fixture
def token_for(example: House):
    """A key with all that a role gives: `token_for(Role.SECRETARIAT)`."""

    def made(role: Role, scopes: frozenset[Permission] | None = None) -> str:
        with example.database.writing() as session:
            community = communities.chosen(session, "fjordmark")
            person = people.person(session, f"{role.value}@fjordmark.example")
            actor = people.actor_of(session, person, community)
            wanted = permissions_of([role]) if scopes is None else scopes
            key, _ = people_operations.make_token(
                session,
                actor,
                person,
                community,
                "test",
                wanted,
                clock.today().replace(year=clock.today().year + 1),
                example.secret,
                clock.now(),
            )
        return key

    return made
