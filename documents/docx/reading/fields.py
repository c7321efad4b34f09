"""Fields: their shown result is read, their instructions are never obeyed."""

import re
from dataclasses import dataclass, field

from documents.docx.reading.remarks import Remarks, shortened

FROM_OUTSIDE = {"DDE", "DDEAUTO", "INCLUDE", "INCLUDETEXT", "INCLUDEPICTURE", "LINK", "IMPORT", "EMBED"}
"""Fields that ask for something outside the file."""
_REFERENCES = {"REF", "PAGEREF", "NOTEREF", "CITATION"}
_SILENT = {"HYPERLINK", "TOC", ""}
_OWN_REFERENCE = re.compile(r"\s*REF\s+\w*_s[hp]_", re.IGNORECASE)
"""A field of ours that prints a number: the link it stands in says where it leads."""
_ADDRESS = re.compile(
    r'HYPERLINK\s+"(?P<address>(?:https?://|mailto:|dok:)[^"]+)"(?:\s+\\l\s+"(?P<place>[^"]+)")?',
    re.IGNORECASE,
)
"""LibreOffice writes a link to another document of ours as such a field, its place apart."""
REFERENCE = re.compile(r"dok:[a-z0-9][a-z0-9-]*#[a-z0-9]+")
"""A link to a place in another document of the register."""


@dataclass(slots=True)
class _Field:
    code: str = ""
    shown: bool = False

    @property
    def kind(self) -> str:
        return self.code.split()[0].upper() if self.code.split() else ""


@dataclass(slots=True)
class Fields:
    """The fields that stand open where the reader is; they may run over many paragraphs."""

    remarks: Remarks
    _open: list[_Field] = field(default_factory=list)

    def step(self, kind: str) -> None:
        """A mark was met: "begin", "separate" (between instruction and result) or "end"."""
        match kind:
            case "begin":
                self._open.append(_Field())
            case "separate" if self._open:
                self._open[-1].shown = True
                self._tell(self._open[-1])
            case "end":
                self.end()

    def simple(self, code: str) -> None:
        """A field written as one element begins."""
        self._open.append(_Field(code, shown=True))
        self._tell(self._open[-1])

    def end(self) -> None:
        """The innermost field ends."""
        if self._open:
            self._open.pop()

    def add(self, code: str) -> None:
        """A piece of the instruction."""
        if self._open and not self._open[-1].shown:
            self._open[-1].code += code

    @property
    def in_contents(self) -> bool:
        """Is the reader inside a table of contents?"""
        return any(each.shown and each.kind == "TOC" for each in self._open)

    @property
    def link(self) -> str:
        """The address of the innermost link field; empty where there is none."""
        for each in reversed(self._open):
            if each.shown and (found := _ADDRESS.search(each.code)):
                address, place = found["address"], found["place"]
                whole = f"{address}#{place}" if place and "#" not in address else address
                return whole if REFERENCE.fullmatch(whole) or not whole.startswith("dok:") else ""
        return ""

    def _tell(self, met: _Field) -> None:
        where = self.remarks.here
        if met.kind in FROM_OUTSIDE:
            code = shortened(met.code.strip())
            message = f"Et felt som henter innhold utenfra, er lest som teksten det viste: «{code}»."
            self.remarks.tell("outside-field", message, where)
        elif met.kind == "TOC":
            tell_contents(self.remarks)
        elif met.kind in _REFERENCES:
            if not self.in_contents and not _OWN_REFERENCE.match(met.code):
                self.remarks.count("cross-reference", where)
        elif met.kind not in _SILENT:
            self.remarks.count("field", where, met.kind)


def tell_contents(remarks: Remarks) -> None:
    """A table of contents was met; the register makes its own."""
    remarks.tell("contents", "Innholdsfortegnelsen er ikke tatt med; den lages på nytt av overskriftene.")
