"""The bytes of a Markdown file as text: UTF-8, or a refusal that says what it seems to be instead."""

import re

from documents.markdown.limits import NotALegalText

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_NORWEGIAN_IN_1252 = re.compile(rb"[A-Za-z]?[\xe6\xf8\xe5\xc6\xd8\xc5\x96\x93\x94\xab\xbb\xa7]")


def decoded(data: bytes) -> str:
    """The text of a file. Raises NotALegalText that names the first line that is no UTF-8."""
    if data.startswith(_UTF_16):
        raise NotALegalText("Filen er skrevet i UTF-16, ikke i UTF-8. Lagre den som UTF-8 og prøv igjen.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        # The place is counted from after the mark that a file may begin with.
        at = wrong.start + (3 if data.startswith(b"\xef\xbb\xbf") else 0)
    line = data.count(b"\n", 0, at) + 1
    seems = _seems(data[data.rfind(b"\n", 0, at) + 1 :].partition(b"\n")[0])
    raise NotALegalText(f"Linje {line} er ikke skrevet i UTF-8{seems}. Lagre filen som UTF-8 og prøv igjen.")


def _seems(line: bytes) -> str:
    """What the line seems to be written in, with its words read so."""
    if not _NORWEGIAN_IN_1252.search(line):
        return ""
    words = line.decode("cp1252", "replace").strip()
    return f", men ser ut til å være i Windows-1252 (der står det «{words[:60]}»)"
