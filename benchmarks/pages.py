"""A page of a long document against a static answer of the same bytes, from one running server.

    .venv/bin/python -m benchmarks.pages

Serves the example and asks in turn for the main agreement in force: as a page that must be made (its text's
HTML is cached), as a page that was made a moment ago, and with If-None-Match; and for a file of the same size
through the same server: from disk, as the style sheet is served, and from memory, the cheapest thing the
server can do. Prints medians and ratios.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from benchmarks.installations import example_in
from benchmarks.serving import get, serve
from registry.house import open_house
from registry.settings import Settings
from registry.web.app import make_app

PAGE = "/dokumenter/samarbeidsavtalen/2025.1"


def main() -> None:
    """Measure and print."""
    rounds = _rounds()
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        example_in(data)
        port = _serve(data, Path(folder))
        _report(port, rounds)


def _rounds() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rounds", type=int, default=300)
    chosen: int = parser.parse_args().rounds
    return chosen


def _serve(data: Path, folder: Path) -> int:
    """Start the server in a thread of its own; the port it listens on."""
    app = make_app(open_house(Settings(data=data)))
    static = folder / "static"
    static.mkdir()
    app.mount("/maling", StaticFiles(directory=static))
    held: dict[str, bytes] = {}

    async def from_memory(_request: Request) -> Response:
        return Response(held["page"], media_type="text/html")

    app.add_route("/minne", from_memory)
    port = serve(app)
    _, body = get(port, PAGE)
    held["page"] = body
    (static / "side.html").write_bytes(body)
    return port


def _report(port: int, rounds: int) -> None:
    etag, body = get(port, PAGE)
    unseen = count()
    ways: dict[str, Callable[[], object]] = {
        "made": lambda: get(port, f"{PAGE}?sett={next(unseen)}"),  # an address nobody asked for before
        "page": lambda: get(port, PAGE),
        "304": lambda: get(port, PAGE, etag),
        "file": lambda: get(port, "/maling/side.html"),
        "memory": lambda: get(port, "/minne"),
    }
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, ask in ways.items():
            start = time.perf_counter()
            ask()
            taken[name].append(1000 * (time.perf_counter() - start))
    medians = {name: statistics.median(times) for name, times in taken.items()}
    print(f"{len(body)} bytes, {rounds} rounds, medians in ms")
    for name, median in medians.items():
        against_file, against_memory = median / medians["file"], median / medians["memory"]
        print(f"{name:8} {median:7.2f}   {against_file:5.1f} x file   {against_memory:5.1f} x memory")


if __name__ == "__main__":
    main()
