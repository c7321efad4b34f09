"""The other end of `apart.write_pdf`: the text as data on standard input, the file on standard output."""

import json
import resource
import sys

from documents.pdf.limits import MEMORY, SECONDS
from documents.pdf.setting import set_pages


def main() -> None:
    """Set the text under limits; whatever goes wrong ends the process."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    sys.stdout.buffer.write(set_pages(json.load(sys.stdin)))


if __name__ == "__main__":
    main()
