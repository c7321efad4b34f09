"""Papers as the parties of a small circle send them back: copies of the text, minutes, zips of many."""

import io
import re
import zipfile
from typing import Any

from registry.operations import adopted_papers
from registry.operations.deviations import classify
from registry.operations.source_files import SourceFile
from registry.permissions import OPERATOR
from registry.tables import AdoptedPaperRow, DocumentRow, PartyRow, VersionRow
from tests.registry.builders import NOW, Circle

TEXT = """# Avtale

## 1 Formål {#formal}

Partene skal samarbeide om gode pasientforløp, og melde fra når noe svikter.

## 2 Ansvar {#ansvar}

a) {#kommunen} Kommunen bør melde fra innen fire timer, på telefon 38 00 10 20.

b) {#foretaket} Foretaket skal svare innen to timer.

## 3 Områder {#omraader}

- Felles opplæring av ansatte

- Beredskap ved store hendelser
"""


def copy(old: str = "", new: str = "", name: str = "avtale.md") -> SourceFile:
    """The text as a party has it in its archive, without our marks, with these words in place of those."""
    assert old in TEXT
    return SourceFile(name, re.sub(r" ?\{#\w+\}", "", TEXT.replace(old, new) if old else TEXT).encode())


def minutes(kommune: str, fingerprint: str, name: str = "saksutskrift.md", *more: str) -> SourceFile:
    """An extract of the minutes of this kommune's council, naming the text by its fingerprint."""
    lines = (
        f"# Saksutskrift\n\n{kommune} kommunestyre, møtedato 10.06.2025. PS 12/25 Avtale",
        "## Vedtak",
        f"{kommune} vedtar Avtale, versjon 2025.1. Vedtaket gjelder teksten med avtrykk {fingerprint}.",
        *more,
    )
    return SourceFile(name, "\n\n".join(lines).encode())


def zipped(*files: SourceFile) -> SourceFile:
    """The files in one zip, each in a folder of its own name."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            archive.writestr(f"papirer/{file.name}", file.data)
    return SourceFile("papirer.zip", target.getvalue())


def laid_forth(circle: Circle) -> tuple[DocumentRow, VersionRow]:
    """The text, frozen and laid before the parties."""
    document = circle.document()
    return document, circle.frozen(document, text=TEXT)


def received(circle: Circle, version: VersionRow, file: SourceFile, **told: Any) -> AdoptedPaperRow:
    """The paper of a file that came in."""
    document = circle.session.get_one(DocumentRow, version.document_id)
    return adopted_papers.receive(
        circle.session, OPERATOR, circle.community, document, version, file, NOW, **told
    )


def assigned(circle: Circle, version: VersionRow, paper: AdoptedPaperRow, **told: Any) -> AdoptedPaperRow:
    """The paper, said to be of a party or a decision."""
    document = circle.session.get_one(DocumentRow, version.document_id)
    return adopted_papers.assign(circle.session, OPERATOR, circle.community, document, version, paper, **told)


def classified(circle: Circle, version: VersionRow, paper: AdoptedPaperRow, sort: Any, **told: Any) -> Any:
    """What a person says of the paper's differences."""
    document = circle.session.get_one(DocumentRow, version.document_id)
    given = {"reason": "Slik står det i papiret.", "authority": "kommuneadvokaten i Granvik"} | told
    return classify(
        circle.session,
        OPERATOR,
        circle.community,
        document,
        version,
        paper,
        sort,
        given["reason"],
        given["authority"],
        NOW,
        given.get("classified_on"),
    )


def party(circle: Circle, ref: str) -> PartyRow:
    """One of the circle's parties."""
    return circle.parties[ref]
