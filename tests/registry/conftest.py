"""The register below its pages: databases of both kinds, a session on the example, keys."""

import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from sqlalchemy.orm import Session
from starlette.testclient import TestClient

from registry import clock, schema
from registry.database import Database
from registry.house import House
from registry.operations import people as people_operations
from registry.permissions import Permission, Role, permissions_of
from registry.queries import communities, people
from registry.tables import CommunityRow
from tests.house import HASTY, a_browser, opened_copy, signed_in
from tests.postgres import new_database_url


@pytest.fixture(scope="session", autouse=True)
def own_hasher() -> Iterator[PasswordHasher]:
    """What the register hashes passwords with. The tests use a hasty one: a hash takes long, as it should."""
    own = people_operations.HASHER
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(people_operations, "HASHER", HASTY)
        yield own


@pytest.fixture(scope="session")
def with_tables(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Path], Database]:
    """Makes an empty database of a kind. The migrations make one of each; the others are copies of it."""

    @cache
    def first(kind: str) -> str:
        file = tmp_path_factory.mktemp("tabeller") / "tom.sqlite3"
        made = Database(f"sqlite:///{file}" if kind == "sqlite" else new_database_url())
        schema.upgrade(made)
        made.close()
        return str(file) if kind == "sqlite" else made.url.render_as_string(hide_password=False)

    def copy(kind: str, folder: Path) -> Database:
        if kind == "sqlite":
            return Database(f"sqlite:///{shutil.copy(first(kind), folder / 'tom.sqlite3')}")
        return Database(new_database_url(like=first(kind)))

    return copy


@pytest.fixture(params=["sqlite", "postgres"])
def database(
    request: pytest.FixtureRequest, with_tables: Callable[[str, Path], Database], tmp_path: Path
) -> Iterator[Database]:
    """An empty database with its tables, on each kind."""
    made = with_tables(request.param, tmp_path)
    yield made
    made.close()


@pytest.fixture(scope="session", params=["sqlite", "postgres"])
def empty(
    request: pytest.FixtureRequest,
    with_tables: Callable[[str, Path], Database],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Database]:
    """A database of each kind that stays empty, for `writing`."""
    made = with_tables(request.param, tmp_path_factory.mktemp("tom"))
    yield made
    made.close()


@pytest.fixture
def writing(empty: Database) -> Iterator[Session]:
    """A writing session on an empty register of each kind. All that is done in it is undone at the end."""
    with Session(empty.engine.execution_options(writing=True), expire_on_commit=False) as session:
        yield session


@pytest.fixture(scope="module")
def stage(loaded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The example, shared by the tests of a file that keep to what they have made themselves."""
    with opened_copy(loaded, tmp_path_factory.mktemp("scene") / "data") as house:
        yield house


@pytest.fixture(scope="module")
def secretariat(stage: House) -> Iterator[TestClient]:
    """The secretariat at its browser, on that stage."""
    with a_browser(stage) as browser:
        yield signed_in(browser, "sekretariat")


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
