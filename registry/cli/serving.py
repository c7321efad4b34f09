"""The web server of one installation: its socket, its log, and a graceful stop."""

import gc
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from fastapi import FastAPI

from registry.errors import RegisterError
from registry.house import House
from registry.web.app import make_app

LAST_REQUESTS = 10
"""Seconds that requests under way are given at a stop."""


@contextmanager
def listening(host: str, port: int) -> Iterator[socket.socket]:
    """A socket that listens already, so that nobody is turned away while the server gets ready."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        door = socket.create_server((host, port), family=family, backlog=512)
    except OSError as problem:
        raise RegisterError(
            f"Avtaleverk ble ikke startet på {host}, port {port}.",
            f"Maskinen svarte «{(problem.strerror or str(problem)).partition(' (while')[0]}».",
            "Velg en annen med --port. Ingenting er endret.",
        ) from problem
    with door:
        yield door


def address_of(door: socket.socket) -> str:
    """The address a browser is given."""
    host, port = door.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def serve_house(house: House, door: socket.socket, *, proxy: str = "", access_log: bool = False) -> None:
    """Serve until SIGINT or SIGTERM; what is under way is finished first."""
    app = _app(house)
    spare_what_stays()
    config = uvicorn.Config(
        app,
        log_config=_log_config(access_log),
        access_log=access_log,
        proxy_headers=bool(proxy),
        forwarded_allow_ips=proxy or None,
        server_header=False,
        timeout_graceful_shutdown=LAST_REQUESTS,
    )
    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit(0))
    try:
        uvicorn.Server(config).run(sockets=[door])
    except KeyboardInterrupt:
        return


def spare_what_stays() -> None:
    """Let Python look for rubbish seldom, and not among what was loaded at the start.

    Else each long page pays for a walk through everything the server holds: a tenth of a second and more.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 10, 50)


def _app(house: House) -> FastAPI:
    try:
        return make_app(house)
    except FileNotFoundError as missing:
        raise RegisterError(str(missing)) from missing


def _log_config(access_log: bool) -> dict[str, object]:
    """Plain lines on standard error: time, level, words."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {
            "avtaleverk": {"level": "INFO"},
            "uvicorn.access": {"level": "INFO" if access_log else "WARNING"},
        },
    }
