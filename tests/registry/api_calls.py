"""What the tests of the API share: keys in headers, and the operations as the API itself describes them."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from starlette.testclient import TestClient

from registry.permissions import Role

API = "/api/v1"
DRAFT = f"{API}/documents/samarbeidsavtalen/versions/2026.1"
ADOPTED = f"{API}/documents/samarbeidsavtalen/versions/2025.1"
PROBLEM = "application/problem+json"
QUESTIONS = {"judge_decision", "judge_facts", "read_file"}
"""Operations that are asked with a body and change nothing."""
TokenFor = Callable[[Role], str]


def key(token_for: TokenFor, role: Role = Role.SECRETARIAT) -> dict[str, str]:
    """The header that a program with this role's key sends."""
    return {"Authorization": f"Bearer {token_for(role)}"}


class Operation(NamedTuple):
    """One operation as the description has it."""

    method: str
    path: str
    told: dict[str, Any]

    @property
    def writes(self) -> bool:
        """Does it change the register? Questions are asked with POST too."""
        return self.method != "get" and self.told["operationId"] not in QUESTIONS


def operations(client: TestClient) -> Iterator[Operation]:
    """Every operation in the description."""
    for path, methods in description(client)["paths"].items():
        for method, told in methods.items():
            yield Operation(method, path, told)


def description(client: TestClient) -> dict[str, Any]:
    """The description the application gives of itself."""
    return client.get("/api/openapi.json").json()


def filled(operation: Operation) -> tuple[str, dict[str, str]]:
    """The operation's path and query, filled in with its own examples."""
    path, query = operation.path, {}
    for parameter in operation.told.get("parameters", []):
        example = next(iter(parameter.get("examples") or parameter["schema"].get("examples") or []), None)
        if parameter["in"] == "path":
            path = path.replace("{" + parameter["name"] + "}", str(example))
        elif parameter["in"] == "query" and parameter.get("required"):
            query[parameter["name"]] = str(example)
    return path, query


def example_body(client: TestClient, operation: Operation) -> Any:
    """The body that the description shows as an example; None where there is no JSON."""
    if "requestBody" not in operation.told:
        return None
    content = operation.told["requestBody"]["content"].get("application/json")
    if content is None:
        return None
    schema = content["schema"]
    if "$ref" in schema:
        schema = description(client)["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return (content.get("examples") or schema["examples"])[0]
