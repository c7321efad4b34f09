"""A running server, and somebody who asks it."""

import socket
import threading
import time
from http.client import HTTPConnection

import uvicorn
from starlette.applications import Starlette

from registry.cli.serving import spare_what_stays


def serve(app: Starlette) -> int:
    """Start the server in a thread of its own, as the product does; the port it listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    spare_what_stays()
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="warning"))
    threading.Thread(target=server.run, daemon=True).start()
    while not server.started:
        time.sleep(0.05)
    return port


_CONNECTIONS = threading.local()


def get(port: int, path: str, etag: str = "") -> tuple[str, bytes]:
    """Ask on a connection that is kept open; the ETag and the body."""
    if getattr(_CONNECTIONS, "port", None) != port:
        _CONNECTIONS.held, _CONNECTIONS.port = HTTPConnection("127.0.0.1", port), port
    connection: HTTPConnection = _CONNECTIONS.held
    connection.request("GET", path, headers={"If-None-Match": etag} if etag else {})
    answer = connection.getresponse()
    body = answer.read()
    expected = 304 if etag else 200
    if answer.status != expected:
        raise RuntimeError(f"{path} answered {answer.status}, not {expected}")
    return answer.headers.get("ETag", ""), body
