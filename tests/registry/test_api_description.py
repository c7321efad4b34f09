"""The API describes itself whole, and its examples work."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from fastapi import FastAPI
from starlette.testclient import TestClient

from registry import clock
from registry.packing import packer_of
from registry.permissions import Role
from tests.documents.returned_files import edited, words
from tests.registry.api_calls import (
    ADOPTED,
    API,
    PROBLEM,
    Operation,
    TokenFor,
    description,
    example_body,
    filled,
    key,
    operations,
)
from tests.registry.api_meetings import body_for_meetings, fitted_to_meetings, marked_address
from tests.registry.api_rounds import IN_A_ROUND, body_for_rounds, fitted_to_rounds, round_mark

COMES_BACK = ("/sendings", "/file", "/returns/{file}", "/matches", "/amendments/{identity}", "/answer")
"""Ends of addresses that ask for a draft which was sent out, and has come back."""


def test_every_operation_has_a_name_a_summary_and_a_description(client: TestClient) -> None:
    names = [operation.told["operationId"] for operation in operations(client)]

    assert len(names) == len(set(names)) >= 45
    for operation in operations(client):
        assert operation.told["summary"]
        assert operation.told["description"]
        assert operation.told["tags"]


def test_every_operation_says_who_may_and_every_error_it_gives(client: TestClient) -> None:
    for operation in operations(client):
        told = operation.told
        assert told["security"] in ([{"key": []}], [{}, {"key": []}]), told["operationId"]
        assert {"401", "403", "404", "422"} <= set(told["responses"])
        for status, answer in told["responses"].items():
            if status[0] == "4":
                assert set(answer["content"]) == {PROBLEM}, (told["operationId"], status)
    assert "key" in description(client)["components"]["securitySchemes"]


def test_every_parameter_and_field_has_words(client: TestClient) -> None:
    for operation in operations(client):
        for parameter in operation.told.get("parameters", []):
            assert parameter.get("description"), (operation.told["operationId"], parameter["name"])
    for name, field, schema in fields(client):
        assert schema.get("description"), f"{name}.{field}"


def test_every_field_that_is_a_word_or_number_has_an_example(client: TestClient) -> None:
    for name, field, schema in fields(client):
        plain = schema.get("type") in {"string", "integer", "boolean"} and "contentMediaType" not in schema
        assert not plain or schema.get("examples") or "password" in field, f"{name}.{field}"


def test_every_body_that_is_sent_has_a_whole_example_that_works(
    client: TestClient, token_for: TokenFor
) -> None:
    secretary, admin = key(token_for), key(token_for, Role.ADMINISTRATOR)
    sent = [operation for operation in operations(client) if example_body(client, operation) is not None]
    assert len(sent) >= 18
    for operation in sent:
        headers = admin if "/persons" in operation.path else secretary
        path, query = filled(operation)
        body = fitted(client, operation, example_body(client, operation), headers)
        path = fitted_path(client, operation, path, headers)
        given = client.request(
            operation.method, path, params=query, json=body, headers=headers | mark(client, path, headers)
        )
        assert given.status_code in {200, 201, 202}, (operation.told["operationId"], given.text)


def test_every_operation_that_reads_answers_its_example(client: TestClient, token_for: TokenFor) -> None:
    secretary, admin = key(token_for), key(token_for, Role.ADMINISTRATOR)
    for operation in operations(client):
        if operation.method == "get":
            headers = admin if "/persons" in operation.path else secretary
            path, query = filled(operation)
            path = fitted_path(client, operation, path, headers)
            given = client.get(path, params=query, headers=headers)
            assert given.status_code == 200, (operation.told["operationId"], given.text)


def fields(client: TestClient) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every field of every schema that is ours, with the name of the schema."""
    for name, schema in description(client)["components"]["schemas"].items():
        for field, told in schema.get("properties", {}).items():
            yield name, field, told


def fitted(client: TestClient, operation: Operation, body: Any, headers: dict[str, str]) -> Any:
    """The example with what no example can know: a day within a year, a section's identity."""
    match operation.told["operationId"]:
        case "make_token":
            return body | {"expires_on": (clock.today() + timedelta(days=90)).isoformat()}
        case "judge_coverage" | "add_measure" | "judge_measure":
            return body | {"section": client.get(ADOPTED, headers=headers).json()["sections"][0]["id"]}
        case "take_back_involvement":
            return body | {"id": client.get(f"{API}/involvement").json()["items"][0]["id"]}
        case "take_back_review":
            held = client.get(f"{API}/reviews").json()["recorded"]
            return body | {"id": next(each["id"] for each in held if each["holds"])}
        case "allocate":
            made = client.get(f"{API}/funds/tilskudd-2025").json()["grants"][0]["decision"]
            return body | {"decision": made}
        case "remind":
            return fitted_reminder(client)
        case "assign_paper":
            return body | {"decision": adopted_by_storelv(client)}
    if operation.told["operationId"] in IN_A_ROUND:
        return body_for_rounds(operation.told["operationId"], body)
    return body_for_meetings(client, operation.told["operationId"], body, headers)


def fitted_path(client: TestClient, operation: Operation, path: str, headers: dict[str, str]) -> str:
    """The path with references that only this register has, and a version in the stage that is needed."""
    if path.startswith((f"{API}/meetings/", f"{API}/cases/")):
        return fitted_to_meetings(client, operation.told["operationId"], path, headers)
    if operation.told["operationId"] in IN_A_ROUND:
        return fitted_to_rounds(client, operation.told["operationId"], path, headers)
    if "/case-packages" in path:
        return packages_of_two(client, operation, path, headers)
    if any(each in path for each in ("/notices/", "/persons/", "/messages/brev", "/measures/t-", "/sok-")):
        return of_somebody(client, path, headers)
    if "/places/" in path or "/marks/1/" in path:
        place = client.get(ADOPTED).json()["sections"][0]["id"]
        return path.replace("k3m9x2p7qa", place).replace("/marks/1/", f"/marks/{_a_judgement(client)['id']}/")
    if operation.told["operationId"] == "explain_change":
        return path.replace("2025.1", "2026.1").replace("k3m9x2p7qa", "tekst")
    if path.endswith("/comparison") and "/decisions/" in path:
        about = {"version": "samarbeidsavtalen@2025.1"}
        found = client.get(f"{API}/decisions", params=about).json()["items"][0]["ref"]
        return path.replace("v-0a1b2c3d4e", found)
    if operation.told["operationId"] in {"rule_on", "get_certification_file"}:
        return asked_and_vouched_for(client, path, headers)
    if "/decisions/" in path:
        return path.replace("v-0a1b2c3d4e", client.get(f"{API}/decisions").json()["items"][0]["ref"])
    if "/returned-papers/{paper}" in operation.path:
        return paper_came_back(client, path, headers)
    if "/versions/2025.1/" in path and operation.path.endswith(COMES_BACK):
        return came_back(client, path.replace("2025.1", "2026.1"), headers)
    drafts = {
        "change_draft": "retningslinje-5",
        "change_section": "samarbeidsavtalen",
        "freeze_version": "retningslinje-7",
        "withdraw_version": "retningslinje-8",
    }
    if draft := drafts.get(operation.told["operationId"]):
        return path.replace("samarbeidsavtalen/versions/2025.1", f"{draft}/versions/2026.1")
    return path


def of_somebody(client: TestClient, path: str, headers: dict[str, str]) -> str:
    """The path with the caller, a letter in the outbox, a notice, a joint measure or a saved search."""
    if "/messages/" in path:
        told = fitted_reminder(client)
        made = client.post(f"{API}/messages/reminders", json=told, headers=headers).json()["written"][0]
        return path.replace("brev-0a1b2c3d4e", made["ref"])
    if "/measures/" in path:
        return path.replace("t-0a1b2c3d4e", client.get(f"{API}/measures").json()["items"][0]["ref"])
    if "/saved-searches/" in path:
        mine = client.get(f"{API}/me/saved-searches", headers=headers).json()["items"]
        return path.replace("sok-0a1b2c3d4e", mine[0]["ref"])
    if "/notices/" in path:
        return path.replace("o-0a1b2c3d4e", notice_that_came(client, headers))
    return path.replace("person-0a1b2c3d4e", client.get(f"{API}/me", headers=headers).json()["ref"])


def fitted_reminder(client: TestClient) -> dict[str, list[str]]:
    """A reminder of the last deadline of this year."""
    return {"deadlines": [client.get(f"{API}/deadlines").json()["deadlines"][-1]["key"]]}


def notice_that_came(client: TestClient, headers: dict[str, str]) -> str:
    """The reference of a notice of termination, recorded where there is none."""
    known = client.get(f"{API}/notices", headers=headers).json()["items"]
    if known:
        return str(known[0]["ref"])
    sent = {"document": "samarbeidsavtalen", "pair": "storelv+helse-fjordmark", "party": "storelv"}
    sent |= {"received_on": "2026-03-15", "sender": "ordføreren i Storelv"}
    return str(client.post(f"{API}/notices", json=sent, headers=headers).json()["ref"])


def asked_and_vouched_for(client: TestClient, path: str, headers: dict[str, str]) -> str:
    """The path with a decision whose verdict asks, and with the hash of the file it was certified by."""
    unsure = {"body": "psu", "meeting_on": "2025-06-12", "case_number": "99/25", "title": "Uklart"}
    unsure |= {"matter": "annen sak", "change": "ny"}
    made = client.post(
        f"{API}/decisions", json=unsure, headers=headers | {"Idempotency-Key": "uklart"}
    ).json()
    assert made["verdict"]["verdict"] == "NEEDS_HUMAN", made
    files = f"{API}/decisions/{made['ref']}/certifications/files"
    sent = {"file": ("utskrift.pdf", b"%PDF-1.7")}
    known = client.post(files, files=sent, headers=headers | {"Idempotency-Key": "utskrift"}).json()
    return path.replace("v-0a1b2c3d4e", made["ref"]).replace("a1f3" * 16, known["sha256"])


def packages_of_two(client: TestClient, operation: Operation, path: str, headers: dict[str, str]) -> str:
    """The path with a text that only two parties adopt; for a package, one that is made."""
    small = path.replace("samarbeidsavtalen", "saeravtale-granvik")
    if "/case-packages/" not in operation.path:
        return small
    asked = f"{API}/documents/saeravtale-granvik/versions/2025.1/case-packages"
    made = client.post(
        asked, json={"on": "2025-02-20"}, headers=headers | {"Idempotency-Key": "pakker"}
    ).json()
    app = client.app
    assert isinstance(app, FastAPI)
    packer_of(app.state.house).wait()
    return path.replace("k3m9x2p7qa", made["ref"])


def came_back(client: TestClient, path: str, headers: dict[str, str]) -> str:
    """The path with a sending, a file that came back and an amendment, made where there are none."""
    address = f"{API}/documents/samarbeidsavtalen/versions/2026.1"
    made = client.post(f"{address}/sendings", json={"recipient": "Granvik"}, headers=headers).json()
    sent = client.get(made["file"], headers=headers).content
    if not client.get(f"{address}/amendments", headers=headers).json()["total"]:
        change = (words("skal", "skal alltid"), words("partene", "begge partene"))
        file = {"file": ("svar.docx", edited(sent, *change))}
        assert client.post(f"{address}/returns", files=file, headers=headers).status_code == 201
    file = client.get(f"{address}/returns", headers=headers).json()["items"][0]["ref"]
    waits = client.get(f"{address}/amendments?state=åpent", headers=headers).json()["items"][0]["id"]
    path = path.replace("/sendings/k3m9x2p7qa", f"/sendings/{made['ref']}")
    path = path.replace("/returns/k3m9x2p7qa", f"/returns/{file}")
    return path.replace("/amendments/1", f"/amendments/{waits}")


def paper_came_back(client: TestClient, path: str, headers: dict[str, str]) -> str:
    """The path with a paper that a party sent back, with a word too many, and that belongs to its decision.

    Where it is to be put to a decision, a paper that nobody has said whose it is.
    """
    address = f"{API}/documents/samarbeidsavtalen/versions/2025.1"
    own = adopted_by_storelv(client)
    text = client.get(f"{address}/text").json()["text"].replace("skal", "skal ikke", 1)
    given = {"decision": own}
    if path.endswith("/assignment"):
        given, text = {}, text.replace("skal", "skal aldri", 2)
    files = {"file": ("vedtatt.md", text.encode())}
    made = client.post(f"{address}/returned-papers", files=files, data=given, headers=headers)
    assert made.status_code == 201, made.text
    return path.replace("/returned-papers/k3m9x2p7qa", f"/returned-papers/{made.json()['ref']}")


def adopted_by_storelv(client: TestClient) -> str:
    """The decision by which Storelv adopted the agreement of the example."""
    about = {"version": "samarbeidsavtalen@2025.1", "body": "storelv-kommunestyre"}
    return str(client.get(f"{API}/decisions", params=about).json()["items"][0]["ref"])


def _a_judgement(client: TestClient) -> dict[str, Any]:
    """One that counts for the agreement as it is adopted."""
    found: dict[str, Any] = client.get(f"{ADOPTED}/marks").json()["items"][0]
    return found


def mark(client: TestClient, path: str, headers: dict[str, str]) -> dict[str, str]:
    """The condition that a change must carry."""
    if path.startswith((f"{API}/meetings/", f"{API}/cases/")):
        address = marked_address(path)
        return {"If-Match": client.get(address, headers=headers).headers["ETag"]} if address else {}
    if path.endswith("/confirm") and "/marks/" in path:
        return {"If-Match": str(_a_judgement(client)["etag"])}
    if "/reasons/" in path or "/sections/" in path:
        return {"If-Match": client.get(path, headers=headers).headers["ETag"]}
    if path.endswith(("/end", "/rights", "/name")) and "/seats/" in path:
        return {"If-Match": client.get(path.rpartition("/")[0], headers=headers).headers["ETag"]}
    if path.endswith("/answer"):
        return {"If-Match": client.get(path.removesuffix("/answer"), headers=headers).headers["ETag"]}
    if path.startswith(f"{API}/messages/brev"):
        return {"If-Match": client.get(path, headers=headers).headers["ETag"]}
    if path.endswith("/round/deadline"):
        return round_mark(client, path, headers)
    if not path.endswith(("/text", "/freeze", "/withdraw")):
        return {}
    return {"If-Match": client.get(f"{path.rpartition('/')[0]}/text", headers=headers).headers["ETag"]}
