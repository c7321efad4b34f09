"""The other end of `apart.read_apart`: a file on standard input, the answer as JSON on standard output."""

import json
import resource
import sys
from dataclasses import astuple

from documents import markdown
from documents.docx.reading.apart import MEMORY, SECONDS
from documents.docx.reading.file import read
from documents.docx.reading.limits import NotReadable


def main(name: str) -> None:
    """Read under limits and answer; whatever else goes wrong ends the process."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    json.dump(_answer(sys.stdin.buffer.read(), name), sys.stdout)


def _answer(data: bytes, name: str) -> dict[str, object]:
    try:
        reading = read(data, name)
        source = markdown.write(reading.text)
        markdown.read(source)  # what the stored form has no room for is refused at this end
    except NotReadable as refused:
        return {"refused": [refused.code, refused.why, refused.now]}
    except markdown.NotALegalText as refused:
        return {"refused": ["not-a-text", str(refused), "Rett det i Word, og prøv igjen."]}
    return {
        "markdown": source,
        "remarks": [astuple(remark) for remark in reading.remarks],
    }


if __name__ == "__main__":
    main(sys.argv[1])
