"""Reading in a process of its own: a hostile file may cost that process its life, never the server's."""

import json
import subprocess
import sys
from pathlib import Path

from documents import markdown
from documents.docx.reading.file import Reading
from documents.docx.reading.limits import NotReadable
from documents.remarks import Remark

MEMORY = 1_000_000_000
"""Bytes the process may take."""
SECONDS = 30
"""Seconds of work it may do."""

_PATIENCE = 60
_ROOT = Path(__file__).parents[3]


def read_apart(data: bytes, name: str = "") -> Reading:
    """The same as `read`, in a process with little memory, little time and none of our surroundings.

    Raises NotReadable where `read` would, and where the file asks for more than the process may have.
    """
    command = [sys.executable, "-m", "documents.docx", name]
    surroundings = {"PYTHONPATH": str(_ROOT), "PYTHONUTF8": "1"}
    try:
        done = subprocess.run(
            command, input=data, env=surroundings, capture_output=True, timeout=_PATIENCE, check=True
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as problem:
        why = "Filen er for tung å lese: den krever mer minne eller tid enn en vanlig avtale."
        raise NotReadable("too-heavy", why, "Del dokumentet i flere filer, og prøv igjen.") from problem
    answer = json.loads(done.stdout)
    if refused := answer.get("refused"):
        raise NotReadable(*refused)
    remarks = tuple(Remark(*remark) for remark in answer["remarks"])
    return Reading(markdown.read(answer["markdown"]), remarks)
