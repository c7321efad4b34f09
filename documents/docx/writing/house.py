"""The product's own template, house.docx: for an office to begin from when it makes its own.

It is made by this program and never edited by hand: `python -m documents.docx.writing.house`. What it looks
like is said in `styles`; a test holds the file in the tree to what is made here.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from documents.docx.house import PRODUCT
from documents.docx.writing import cover as front
from documents.docx.writing.cover import Cover, line, words
from documents.docx.writing.parts import package, settings_part
from documents.docx.writing.run_writer import RunWriter
from documents.docx.writing.styles import DEEPEST_HEADING, styles_part
from documents.docx.writing.table_writer import table
from documents.docx.xml import Element, build
from documents.kinds import Language
from documents.text import Table

FILE = Path(__file__).parents[1] / "house.docx"
_COVER = Cover(
    title="Mal for Word-filer",
    status_line="",
    version="",
    dates=(),
    decisions=(),
    hash="",
    language=Language.NB,
    kind=None,
    organisation=PRODUCT,
    identifier="",
    created=datetime(2026, 1, 1, tzinfo=UTC),
    draft=False,
    state="Mal",
)
_HOW = (
    "Filen viser stilene som tekstene deres settes med. Endre stilene i Word (skrift, størrelse, farge og "
    "avstand), sett inn logoen deres i toppteksten, og velg filen som mal i Avtaleverk.",
    "Ordene på disse sidene kommer ikke med i filene. Et bilde som står for seg selv i teksten her, kommer "
    "øverst på forsiden. Numrene lager Avtaleverk selv.",
    "I topptekst og bunntekst settes disse ordene inn der de står i krøllparentes: tittel, versjon, dato, "
    "status, avtrykk, side og sider. Står det ingen versjon eller ingen side der, kommer en linje om det "
    "under deres egen.",
)
_PLACES = Table(
    ("I malen", "I filen"),
    (
        ("tittel", "Tittelen på teksten"),
        ("versjon", "Versjonens nummer, og om den er et utkast"),
        ("dato", "Dagen teksten er fra"),
        ("status", "Hva som gjelder om den, som «Gjelder fra 1. mai 2025»"),
        ("avtrykk", "Begynnelsen av avtrykket av teksten"),
        ("side og sider", "Sidetallet, og hvor mange sider det er"),
    ),
)


def house_template() -> bytes:
    """The template as a file; the same bytes each time."""
    body = [
        line("CoverOrganisation", words("Virksomheten")),
        line("CoverKind", words("Slaget dokument")),
        line("Title", words("Tittel")),
        line("CoverStatus", words("Status")),
        line("CoverDraft", words("Merket for utkast")),
        line("CoverLead", words("Ledd på forsiden")),
        front.fact("Merkelapp", "Verdi"),
        line("Cover", words("Linje på forsiden")),
        line("CoverQuiet", words("Avtrykk")),
        line("ContentsHeading", words("Innhold")),
        line("TOC1", words("1"), build("r", build("tab")), words("Kapittel i innholdsfortegnelsen")),
        line("TOC2", words("1.1"), build("r", build("tab")), words("Punkt i innholdsfortegnelsen")),
        front.end_of_front_matter(),
        *_text(),
        front.page_setup(first_page_apart=False),
    ]
    parts = {
        "styles": styles_part("nb-NO"),
        "settings": settings_part(_COVER),
        "header": build("hdr", line("Header", words("{tittel}"), _tab(), words("Versjon {versjon}"))),
        "footer": build(
            "ftr",
            line("Footer", words("{status} · avtrykk {avtrykk}"), _tab(), words("Side {side} av {sider}")),
        ),
    }
    return package(build("document", build("body", *body)), parts, {}, _COVER)


def _text() -> Iterator[Element]:
    yield line("Heading1", words("Overskrift 1: slik bruker dere malen"))
    yield from (line("BodyText", words(each)) for each in _HOW)
    yield from table(_PLACES, RunWriter(None))
    yield from (
        line(f"Heading{level}", words(f"Overskrift {level}")) for level in range(2, DEEPEST_HEADING + 1)
    )
    yield line("List", words("a)"), _tab(), words("Et punkt i en liste"))
    yield line("ListContinue", words("Et avsnitt til i samme punkt."))
    yield line("Quote", words("Et sitat."))
    yield line("FootnoteText", words("En fotnote."))


def _tab() -> Element:
    return build("r", build("tab"))


def main() -> None:
    """Write the file where it stands in the tree."""
    FILE.write_bytes(house_template())


if __name__ == "__main__":
    main()
