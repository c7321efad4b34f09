"""Reading in a process of its own: a hostile file may cost that process its life, never the server's."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from documents.docx.reading.carrying import brought
from documents.docx.reading.file import Reading
from documents.docx.reading.limits import NotReadable
from documents.docx.reading.revisions import Tracked

MEMORY = 512_000_000
"""Bytes the process may take."""
SECONDS = 15
"""Seconds of work it may do."""

_PATIENCE = 20
"""Seconds by the clock, after which it is ended: whoever waits has an answer in 25."""
_ROOT = Path(__file__).parents[3]


def read_apart(
    data: bytes,
    name: str = "",
    tracked: Tracked = Tracked.ACCEPT,
    headings: Mapping[str, int] | None = None,
) -> Reading:
    """The same as `read`, in a process with little memory, little time and none of our surroundings.

    Raises NotReadable where `read` would, and where the file asks for more than the process may have.
    """
    told = json.dumps(
        {"name": name, "tracked": tracked, "headings": dict(headings) if headings is not None else None}
    )
    return brought(answer_of("documents.docx", told, data))


def answer_of(module: str, told: str, data: bytes) -> Any:
    """What the module says of the file, run apart as a program that answers in JSON; raises NotReadable.

    The program sets its own limits, and answers {"refused": [code, why, now]} where it refuses.
    """
    command = [sys.executable, "-m", module, told]
    surroundings = {"PYTHONPATH": str(_ROOT), "PYTHONUTF8": "1"}
    try:
        done = subprocess.run(
            command, input=data, env=surroundings, capture_output=True, timeout=_PATIENCE, check=True
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as problem:
        why = "Filen er for tung å lese: den krever mer minne eller tid enn en vanlig avtale."
        raise NotReadable("too-heavy", why, "Del dokumentet i flere filer, og prøv igjen.") from problem
    answer = json.loads(done.stdout)
    if isinstance(answer, dict) and "refused" in answer:
        raise NotReadable(*answer["refused"])
    return answer
