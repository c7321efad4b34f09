"""The register on a free port of this machine, as long as a block lasts."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from registry.house import House
from registry.web.app import make_app


@contextmanager
def serving(house: House) -> Iterator[str]:
    """Serve the house from a thread of its own; the address. The house is closed with the server."""
    listening = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(make_app(house), log_level="error", access_log=False)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        listening.close()
