"""The other end of `apart.read_apart`: a file on standard input, the answer as JSON on standard output."""

import json
import resource
import sys
from typing import Any

from documents.docx.reading.apart import MEMORY, SECONDS
from documents.docx.reading.carrying import carried
from documents.docx.reading.file import read
from documents.docx.reading.limits import NotReadable
from documents.docx.reading.revisions import Tracked
from documents.markdown import NotALegalText


def main(told: str) -> None:
    """Read under limits and answer; whatever else goes wrong ends the process."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    json.dump(_answer(sys.stdin.buffer.read(), json.loads(told)), sys.stdout)


def _answer(data: bytes, told: dict[str, Any]) -> dict[str, Any]:
    try:
        return carried(read(data, told["name"], Tracked(told["tracked"]), told["headings"]))
    except NotReadable as refused:
        return {"refused": [refused.code, refused.why, refused.now]}
    except NotALegalText as refused:
        return {"refused": ["not-a-text", str(refused), "Rett det i Word, og prøv igjen."]}


if __name__ == "__main__":
    main(sys.argv[1])
