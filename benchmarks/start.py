"""How long a set-up installation takes to be ready, what memory it then has, and how quick --help is.

    .venv/bin/python -m benchmarks.start

Starts the real commands in the checkout, five times each, and prints medians.
"""

import os
import socket
import statistics
import subprocess
import tempfile
import time
from http.client import HTTPConnection
from pathlib import Path

from benchmarks.installations import example_in

CHECKOUT = Path(__file__).resolve().parents[1]
TIMES = 5
PATIENCE = 60.0


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        example_in(data)
        runs = [_start(data) for _ in range(TIMES)]
    helps = [_help() for _ in range(TIMES)]
    seconds, memory = (statistics.median(run[at] for run in runs) for at in (0, 1))
    print(f"medians of {TIMES}")
    print(f"start to /readyz    {seconds:6.2f} s")
    print(f"memory, after use   {memory:6.0f} MB")
    print(f"--help              {statistics.median(helps):6.2f} s")


def _start(data: Path) -> tuple[float, float]:
    """Seconds until ready, and megabytes held after some pages and a search."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    begun = time.perf_counter()
    command = [str(CHECKOUT / "avtaleverk"), "demo", "--port", str(port), "--data", str(data)]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, stdout=quiet, stderr=quiet, start_new_session=True)
    try:
        while not _answers(port, "/readyz"):
            if time.perf_counter() - begun > PATIENCE:
                raise TimeoutError("the server was not ready in a minute")
            time.sleep(0.02)
        seconds = time.perf_counter() - begun
        for path in (
            "/",
            "/dokumenter/samarbeidsavtalen/2025.1",
            "/sok?q=utskrivning",
            "/lovkrav",
            "/vedtak",
        ):
            _answers(port, path)
        return seconds, _megabytes(process.pid)
    finally:
        os.killpg(process.pid, 15)
        process.wait()


def _help() -> float:
    begun = time.perf_counter()
    subprocess.run([str(CHECKOUT / "avtaleverk"), "--help"], check=True, capture_output=True)
    return time.perf_counter() - begun


def _answers(port: int, path: str) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def _megabytes(pid: int) -> float:
    """What the server's process holds in memory (Linux)."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    main()
