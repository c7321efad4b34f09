"""LibreOffice as a judge of our Word files: it opens them, counts their numbers, accepts and rejects by itself.

One office a test session, with a profile of its own and, where the machine lets us, without any network.
Where LibreOffice is missing the tests that ask for `office` are skipped, with that reason.
"""

import json
import os
import re
import select
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_PYTHON = "/usr/bin/python3"
_SCRIPT = Path(__file__).with_name("office_script.py")
_SECONDS = 180
_PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")


class OfficeRefuses(Exception):
    """LibreOffice would not do it; its own words."""


def missing() -> str:
    """Why LibreOffice cannot judge on this machine; empty where it can."""
    if not shutil.which("soffice"):
        return "LibreOffice (soffice) is not installed: nothing but our own reader judged the Word files"
    asked = subprocess.run([_PYTHON, "-c", "import uno"], capture_output=True, check=False)
    if asked.returncode:
        return f"{_PYTHON} cannot import uno (python3-uno): LibreOffice cannot be driven, and judged nothing"
    return ""


class Office:
    """An office that is asked one file at a time; bytes in, bytes or words out."""

    def __init__(self, process: subprocess.Popen[str], folder: Path) -> None:
        self._process = process
        self._folder = folder
        self._asked = 0

    def opens(self, data: bytes) -> int:
        """How many pages does the file have? Raises OfficeRefuses where it does not open."""
        return len(_PAGE.findall(self.converted(data, "pdf")))

    def accepted(self, data: bytes) -> bytes:
        """The .docx after LibreOffice accepted every tracked change."""
        return self._written("Accept", data, "docx")

    def rejected(self, data: bytes) -> bytes:
        """The .docx after LibreOffice rejected every tracked change."""
        return self._written("Reject", data, "docx")

    def labels(self, data: bytes) -> list[str]:
        """Each numbered paragraph as LibreOffice counts it: "1.2<tab>Formål", those in tables too."""
        answer = self._ask("labels", self._given(data, "docx"))
        return [str(line) for line in answer]

    def converted(self, data: bytes, form: str, given: str = "docx") -> bytes:
        """The file as "docx", "odt", "pdf", "rtf" or "txt"; `given` is what it is now."""
        return self._written("convert", data, form, given)

    def edited(self, data: bytes, *steps: Mapping[str, object]) -> bytes:
        """The .docx after a person did these things in it, as `edited` in tests/office_script.py takes them."""
        return self._written("edit", data, "docx", steps=steps)

    def _given(self, data: bytes, form: str) -> Path:
        self._asked += 1
        path = self._folder / f"{self._asked}.{form}"
        path.write_bytes(data)
        return path

    def _written(
        self,
        what: str,
        data: bytes,
        form: str,
        given: str = "docx",
        steps: Sequence[Mapping[str, object]] = (),
    ) -> bytes:
        path = self._given(data, given)
        wanted = path.with_name(f"{path.stem}-out.{form}")
        self._ask(what, path, wanted, form, steps)
        written = wanted.read_bytes()
        path.unlink()
        wanted.unlink()
        return written

    def _ask(
        self,
        what: str,
        given: Path,
        wanted: Path | None = None,
        form: str = "",
        steps: Sequence[Mapping[str, object]] = (),
    ) -> Any:
        told = {"given": str(given), "wanted": str(wanted), "form": form}
        question = {"do": what, **told, "steps": list(steps)}
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(question) + "\n")
        self._process.stdin.flush()
        ready, _, _ = select.select([self._process.stdout], [], [], _SECONDS)
        if not ready:
            raise OfficeRefuses(f"LibreOffice has not answered in {_SECONDS} seconds ({what})")
        line = self._process.stdout.readline()
        if not line:
            raise OfficeRefuses(f"LibreOffice went away ({what})")
        told = json.loads(line)
        if "error" in told:
            raise OfficeRefuses(told["error"])
        return told["answer"]


@contextmanager
def an_office() -> Iterator[Office]:
    """An office of our own, gone with its whole process group afterwards."""
    with tempfile.TemporaryDirectory(prefix="avtaleverk-office-") as name:
        folder = Path(name)
        script = [_PYTHON, "-I", str(_SCRIPT), "soffice", str(folder / "profile"), folder.name]
        process = subprocess.Popen(
            [*_without_network(), *script],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
            env={**os.environ, "HOME": name},
        )
        try:
            yield Office(process, folder)
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()


def _without_network() -> list[str]:
    """The command that takes the network away, where this machine allows it."""
    command = ["unshare", "-n"]
    if not shutil.which(command[0]):
        return []
    tried = subprocess.run([*command, "true"], capture_output=True, check=False)
    return [] if tried.returncode else command
