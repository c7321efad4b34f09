"""Whatever is sent, the API answers as it says it does: no fault of ours, no answer it has not told of.

Schemathesis makes the calls from the API's own description, against one live server. Fuller with
AVTALEVERK_TEST_FULL=1: a hundred calls an operation, and every boundary of every field.
"""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import pytest
import uvicorn
from fastapi import FastAPI
from sqlalchemy import func, select, update
from starlette.testclient import TestClient

from registry.house import House
from registry.permissions import Role
from registry.tables import TokenRow
from tests.house import an_app
from tests.registry.api_calls import API, TokenFor, key

pytestmark = pytest.mark.slow
FULL = os.environ.get("AVTALEVERK_TEST_FULL") == "1"
PHASES, CALLS = ("examples,coverage,fuzzing", 100) if FULL else ("fuzzing", 5)
CALLS_OF_THE_OTHERS = 100 if FULL else 2
"""By those to whom nearly all that is written is closed."""
CHECKS = (
    "not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,"
    "response_schema_conformance,negative_data_rejection,missing_required_header,unsupported_method"
)
BEYOND_GUESSING = 7**17
"""The number of the key that calls are made with: they revoke keys too, by guessing numbers."""
TAKES_ANY_FORM = """[[operations]]
include-operation-id = "certify_decision_by_file"
checks.negative_data_rejection.enabled = false
"""
"""A note and any file at all: in a form a number is the text of a number, so there is nothing to refuse. Every
other check holds for this operation too."""
REFUSED_BEFORE_IT_IS_READ = frozenset() if FULL else frozenset({Role.ADMINISTRATOR, Role.PARTY_CONTACT})
"""Roles to which nearly all that is written is closed, as to those without a key: what is malformed is sent by
the others, and by these in `./test --full`."""
Fuzz = Callable[[dict[str, str], bool, int], None]


@pytest.fixture
def app(example: House) -> Iterator[FastAPI]:
    """The application, its description written: on a busy machine schemathesis does not wait for that."""
    with an_app(example) as app:
        app.openapi()
        yield app


@pytest.fixture
def served(app: FastAPI) -> Iterator[str]:
    """The example on a server of its own, on a port that was free."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical", lifespan="off"))
    thread = Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join()
    listening.close()


@pytest.fixture
def fuzz(served: str, app: FastAPI, token_for: TokenFor, tmp_path: Path) -> Fuzz:
    """Call every operation with what its description allows and what it does not."""
    names = tmp_path / "schemathesis.toml"
    names.write_text(known_names(app, token_for), encoding="utf-8")
    any_form = tmp_path / "any-form.toml"
    any_form.write_text(TAKES_ANY_FORM, encoding="utf-8")

    def run(headers: dict[str, str], malformed: bool, calls: int) -> None:
        many = ["--max-examples", str(calls)]
        call([*many, "--mode", "positive"], headers, [f"--config-file={names}"])
        if malformed:
            call([*many, "--mode", "negative"], headers, [f"--config-file={any_form}"])

    def call(how: list[str], headers: dict[str, str], config: list[str]) -> None:
        command = [sys.executable, "-m", "schemathesis.cli", *config, "run", f"{served}/api/openapi.json"]
        command += ["--phases", PHASES, "--checks", CHECKS, *how]
        command += ["--no-color", "--continue-on-failure", "--warnings", "off"]
        command += ["--suppress-health-check", "all", "--generation-database", "none"]
        for name, value in headers.items():
            command += ["--header", f"{name}: {value}"]
        done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)
        assert done.returncode == 0, done.stdout[-8000:] + done.stderr[-2000:]

    return run


def test_nobody_can_break_it_without_a_key(fuzz: Fuzz) -> None:
    fuzz({}, FULL, CALLS)


@pytest.mark.parametrize("role", [Role.SECRETARIAT, Role.ADMINISTRATOR, Role.PARTY_CONTACT])
def test_nobody_can_break_it_with_one(
    fuzz: Fuzz, app: FastAPI, example: House, token_for: TokenFor, role: Role
) -> None:
    key(token_for, role)  # there is one that guesses may hit
    headers = key(token_for, role)
    beyond_guessing(example)

    closed = role in {Role.ADMINISTRATOR, Role.PARTY_CONTACT}
    fuzz(headers, role not in REFUSED_BEFORE_IT_IS_READ, CALLS_OF_THE_OTHERS if closed else CALLS)

    me = TestClient(app).get(f"{API}/me", headers=headers)
    assert me.status_code == 200, "the key was alive all the time"


def beyond_guessing(example: House) -> None:
    """Give the newest key a number that nobody comes upon."""
    with example.database.writing() as session:
        newest = select(func.max(TokenRow.id)).scalar_subquery()
        session.execute(update(TokenRow).where(TokenRow.id == newest).values(id=BEYOND_GUESSING))


def known_names(app: FastAPI, token_for: TokenFor) -> str:
    """Names the register knows, so that the calls reach further than to «finnes ikke»."""
    client = TestClient(app)
    decision = client.get(f"{API}/decisions?limit=1").json()["items"][0]["ref"]
    reader = client.get(f"{API}/me", headers=key(token_for, Role.READER)).json()["ref"]
    names = {
        "documents": {"path.ref": "samarbeidsavtalen"},
        "versions": {"path.ref": "samarbeidsavtalen", "path.number": "2025.1"},
        "law": {"path.ref": "retningslinje-5", "path.number": "2025.1"},
        "drafts": {"path.ref": "retningslinje-5", "path.number": "2026.1"},
        "exchange": {"path.ref": "retningslinje-5", "path.number": "2026.1"},
        "decisions": {"path.ref": decision},
        "bodies": {"path.ref": "psu"},
        "parties": {"path.ref": "granvik"},
        "persons": {"path.ref": reader},
    }
    told = ['[parameters]\n"query.helsefellesskap" = "fjordmark"\n']
    for tag, values in names.items():
        table = ", ".join(f"{json.dumps(name)} = {json.dumps(value)}" for name, value in values.items())
        told.append(f"[[operations]]\ninclude-tag = {json.dumps(tag)}\nparameters = {{ {table} }}\n")
    return "\n".join(told)
