"""The command line, called as a person calls it, within the test's own process."""

import json
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

from registry.cli.main import run


@dataclass(frozen=True)
class Told:
    """What a call ended as: its exit code, and what it said where."""

    code: int
    out: str
    err: str

    @property
    def facts(self) -> Any:
        """The JSON object on standard output."""
        return json.loads(self.out)


def call(folder: Path, *arguments: str, stdin: str = "") -> Told:
    """Call `avtaleverk` on the register in this folder."""
    out, err, typed = _stream(), _stream(), _stream(stdin)
    before, sys.stdin = sys.stdin, typed
    try:
        with redirect_stdout(out), redirect_stderr(err):
            code = run(["--data", str(folder), *arguments])
    finally:
        sys.stdin = before
    return Told(code, _words(out), _words(err))


def _stream(words: str = "") -> TextIOWrapper:
    return TextIOWrapper(BytesIO(words.encode()), encoding="utf-8", write_through=True)


def _words(stream: TextIOWrapper) -> str:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, BytesIO)
    return buffer.getvalue().decode()
