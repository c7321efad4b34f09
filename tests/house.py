"""A whole installation with the example in it, as tests of the register, its pages and its stories use it."""

import re
import shutil
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from argon2 import PasswordHasher
from fastapi import FastAPI
from httpx2 import Response
from lxml import html
from sqlalchemy import select
from starlette.testclient import TestClient

from registry import clock, schema
from registry.database import Database
from registry.examples.loading import load_fjordmark
from registry.house import House, open_house
from registry.indexing import keeper
from registry.settings import Settings
from registry.tables import PersonRow
from registry.web.app import make_app
from registry.web.visits import cookie_name

ADDRESS = "http://testserver"
PASSPHRASE = "fjordmark-eksempel-2025"
"""Opens every account of the example."""
HASTY = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
"""Hashes that are quick to verify, for nobody tries to guess the tests' passphrases. A hash says itself how dear
it is, so the register reads these with the same code as its own."""
keeper.PATIENCE = 120.0
"""Whoever searches in a test waits until the index is as new as the register, on a busy machine too."""
IDLE: defaultdict[str, list[FastAPI]] = defaultdict(list)
"""Applications that no browser is at, by the address they answer for: making one takes longer than most tests."""

TOKENS: dict[str, str] = {}
"""The marks of forms that were read so far, by the session they belong to; a session keeps its own."""


def load_example(folder: Path) -> Path:
    """Make a data folder with the example, searchable. It takes a while: make it once and take copies."""
    settings = Settings(data=folder)
    database = Database(settings.database)
    schema.upgrade(database)
    with database.writing() as session:
        load_fjordmark(session, clock.now())
        for person in session.scalars(select(PersonRow).where(PersonRow.password_hash.is_not(None))):
            person.password_hash = HASTY.hash(PASSPHRASE)
    database.close()
    house = open_house(settings)
    house.index.catch_up()
    house.close()
    return folder


@contextmanager
def opened_copy(loaded: Path, folder: Path) -> Iterator[House]:
    """A copy of a data folder, opened; closed when the block ends."""
    shutil.copytree(loaded, folder)
    house = open_house(Settings(data=folder))
    yield house
    house.close()


@contextmanager
def a_browser(house: House) -> Iterator[TestClient]:
    """Somebody at a browser without scripts, who follows no redirect by itself."""
    with an_app(house) as app, TestClient(app, base_url=ADDRESS, follow_redirects=False) as client:
        yield client


@contextmanager
def an_app(house: House) -> Iterator[FastAPI]:
    """The application of this house, as long as a block lasts; one that another house is done with moves in."""
    idle = IDLE[house.settings.base_url]
    app = idle.pop() if idle else make_app(house)
    app.state.house = house
    yield app
    idle.append(app)


def another_browser(client: TestClient) -> TestClient:
    """Somebody else, at another browser, on the same site."""
    app = client.app
    assert isinstance(app, FastAPI)
    another = TestClient(app, base_url=ADDRESS, follow_redirects=False)
    another.portal = client.portal  # one server answers both; without it each call would start one
    return another


def signed_in(client: TestClient, account: str) -> TestClient:
    """The browser, signed in as one of the example's accounts: "sekretariat"."""
    form = {"email": f"{account}@fjordmark.example", "password": PASSPHRASE}
    answer = client.post("/logg-inn", data=form)
    assert answer.status_code == 303, answer.text
    return client


def token_of(client: TestClient) -> str:
    """The mark that every form of this browser's session carries; empty while nobody is signed in."""
    session = client.cookies.get(cookie_name(ADDRESS), "")
    if session in TOKENS:
        return TOKENS[session]
    found = re.search(r'name="csrf" value="([^"]*)"', client.get("/tilgjengelighet").text)
    assert found
    if session and found[1]:
        TOKENS[session] = found[1]
    return found[1]


def send(client: TestClient, path: str, **form: object) -> Response:
    """Fill in a form of our own and send it."""
    return client.post(path, data={"csrf": token_of(client), **form})


def words(page: str) -> str:
    """All that stands on a page, with single spaces."""
    return " ".join(html.document_fromstring(page).text_content().split())


def form_on(page: str, action: str) -> dict[str, str]:
    """A form on a page as it stands there, ready to be filled in and sent to `action`."""
    _, filled = form_ending(page, action)
    return filled


def form_ending(page: str, end: str) -> tuple[str, dict[str, str]]:
    """The form on a page whose address ends so: the address, and the form ready to be filled in and sent."""
    form = next(form for form in html.document_fromstring(page).forms if (form.action or "").endswith(end))
    # A browser drops the first line break of a text field; this reader of HTML does not.
    return str(form.action), {name: value.removeprefix("\n") for name, value in form.form_values()}
