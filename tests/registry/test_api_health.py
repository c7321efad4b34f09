"""Alive, ready, and which version."""

from starlette.testclient import TestClient


def test_the_program_is_alive_and_ready_and_says_which_it_is(client: TestClient) -> None:
    assert client.get("/livez").json() == {"status": "lever"}
    assert client.get("/readyz").json() == {"status": "klar", "database": True, "guards": True}
    assert client.get("/version").json()["api"] == "v1"


def test_health_is_never_kept_and_not_part_of_the_api(client: TestClient) -> None:
    assert client.get("/readyz").headers["Cache-Control"] == "no-store"
    assert "/livez" not in client.get("/api/openapi.json").json()["paths"]
