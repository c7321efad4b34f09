"""Can everybody read this Word file? What its structure says to those who hear it, and who jump in it.

The demands are those of WCAG 2.1 that the structure of a document can meet or fail (1.1.1, 1.3.1, 2.4.2,
2.4.4, 2.4.6, 3.1.1), as the regulation on universal design of ICT asks of Norwegian public bodies
(https://lovdata.no/forskrift/2013-06-21-732 § 4). A file that passes may still be hard to read: nobody here
judges colours, or whether a description tells what the picture shows.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from documents.docx.house import COVER_PREFIX
from documents.docx.reading.package import Package
from documents.docx.reading.pictures import in_unused_fallback
from documents.docx.reading.revisions import everyone
from documents.docx.reading.stylesheet import StyleSheet
from documents.docx.typed import typed_label
from documents.docx.xml import PLACED_DRAWING, VML, Element, child, local, r, switch, value, w, words_of

_SHOWN = 60
_IN_A_ROW = 2
"""So many typed labels one after another are a list."""
_SAYS_NOTHING = re.compile(
    r"(?:klikk |trykk )?(?:her|link|lenke|lenkje|les mer|les meir|mer|mer info|se her|denne|dette)\.?",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_LONGEST_ADDRESS = 60


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that somebody cannot read or find."""

    code: str
    """For programs: "alt-text"."""
    message: str
    """What is wrong and what to do, in whole sentences."""
    place: str = ""
    """The heading or the words where it is."""

    def to_dict(self) -> dict[str, str]:
        """As a plain table."""
        return {"code": self.code, "message": self.message, "place": self.place}


def check(data: bytes) -> tuple[Finding, ...]:
    """What in this Word file keeps somebody from reading it? Raises NotReadable where it is refused.

    A file with tracked changes is judged as it will be when they are accepted: a struck heading is none.
    """
    package = Package(data).resolved(everyone)
    styles = StyleSheet(package.part("styles"))
    body = child(package.main, "body")
    blocks = [] if body is None else list(_blocks(body))
    paragraphs = [each for each in blocks if local(each) == "p"]
    running = [package.tree(name) for kind in ("header", "footer") for name in package.related(kind)]
    return (
        *_title(package),
        *_language(package),
        *_headings(paragraphs, styles),
        *_lists(paragraphs, styles),
        *(finding for table in blocks if local(table) == "tbl" for finding in _table(table)),
        *_pictures(package.main),
        # One logo over the first page and over the others is one picture to whoever mends it.
        *dict.fromkeys(finding for root in running for finding in _pictures(root)),
        *_links(package),
    )


def _blocks(owner: Element) -> Iterator[Element]:
    """Paragraphs and tables in reading order; what stands within tables left out."""
    for each in owner:
        if local(each) in {"p", "tbl"}:
            yield each
        elif local(each) in {"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"}:
            yield from _blocks(each)


def _title(package: Package) -> Iterator[Finding]:
    if not package.property("title"):
        told = "Dokumentet har ingen tittel i egenskapene. Skriv den under Fil, Info, Tittel."
        yield Finding("title", told)


def _language(package: Package) -> Iterator[Finding]:
    styles = package.part("styles")
    language = value(child(styles, "docDefaults", "rPrDefault"), "rPr", "lang")
    if not language:
        told = "Dokumentet sier ikke hvilket språk det er på, så en skjermleser gjetter. Sett språket i Word."
        yield Finding("language", told)


def _headings(paragraphs: list[Element], styles: StyleSheet) -> Iterator[Finding]:
    above = 0
    for paragraph in paragraphs:
        level = styles.heading_level(paragraph)
        if level is None or styles.name(paragraph) == "title":
            continue
        words = words_of(paragraph)
        if not words:
            told = f"En overskrift på nivå {level} er tom. Slett den, eller gi avsnittet en annen stil."
            yield Finding("empty-heading", told)
            continue
        if level > above + 1:
            wanted = f"nivå {above + 1}" if above == 0 else f"nivå {above + 1} eller høyere opp"
            told = f"Overskriften står på nivå {level}, men burde stått på {wanted}: et nivå er hoppet over."
            yield Finding("heading-order", told, words[:_SHOWN])
        above = level
    if not above:
        told = (
            "Dokumentet har ingen overskrifter, så ingen kan hoppe i det. Bruk stilene Overskrift 1, 2 og 3."
        )
        yield Finding("no-headings", told)


def _lists(paragraphs: list[Element], styles: StyleSheet) -> Iterator[Finding]:
    typed = 0
    for paragraph in paragraphs:
        looks_typed = (
            bool(typed_label(words_of(paragraph)))
            and styles.list_place(paragraph, {}) is None
            and styles.heading_level(paragraph) is None
            and not styles.name(paragraph).startswith((COVER_PREFIX, "list", "toc"))
        )
        typed = typed + 1 if looks_typed else 0
        if typed == _IN_A_ROW:
            told = (
                "Listen er skrevet med tegn foran linjene. Lag den med Words lister, så leses den som liste."
            )
            yield Finding("typed-list", told, words_of(paragraph)[:_SHOWN])


def _table(table: Element) -> Iterator[Finding]:
    rows = table.findall(w("tr"))
    place = words_of(table)[:_SHOWN]
    if len(rows) > 1 and not switch(child(rows[0], "trPr"), "tblHeader"):
        told = (
            "Tabellen har ingen overskriftsrad. Merk den første raden, og velg «Gjenta som overskriftsrad»."
        )
        yield Finding("table-header", told, place)
    if not words_of(rows[0]) if rows else False:
        yield Finding("table-header", "Overskriftsraden i tabellen er tom. Skriv hva kolonnene viser.", place)
    for inner in table.iterdescendants(w("tbl")):
        told = "En tabell står inne i en annen. Det kan ikke leses i rekkefølge: del dem i to."
        yield Finding("nested-table", told, words_of(inner)[:_SHOWN])


def _pictures(root: Element) -> Iterator[Finding]:
    for shape in root.iter(f"{{{PLACED_DRAWING}}}docPr"):
        decorative = any(local(each) == "decorative" and each.get("val") == "1" for each in shape.iter())
        described = " ".join((shape.get("descr") or shape.get("title") or "").split())
        if not described and not decorative and not in_unused_fallback(shape):
            yield _without_words(shape)
    for shape in root.iter(f"{{{VML}}}shape"):
        holds_picture = shape.find(f"{{{VML}}}imagedata") is not None
        if holds_picture and not (shape.get("alt") or "").strip() and not in_unused_fallback(shape):
            yield _without_words(shape)


def _without_words(shape: Element) -> Finding:
    paragraph = next(shape.iterancestors(w("p")), None)
    told = (
        "Et bilde mangler alternativ tekst. Høyreklikk på det, velg «Alternativ tekst», og si hva det viser."
    )
    return Finding("alt-text", told, words_of(paragraph)[:_SHOWN] if paragraph is not None else "")


def _links(package: Package) -> Iterator[Finding]:
    outside = {each.id for each in package.relationships(package.main_name) if each.kind == "hyperlink"}
    for link in package.main.iter(w("hyperlink")):
        if not len(link):  # what was struck took its words along, and nobody meets it
            continue
        words = words_of(link)
        leads_out = link.get(r("id")) in outside
        if not words:
            if leads_out or not any(True for _ in link.iter(w("drawing"), w("pict"))):
                yield Finding("link-text", "En lenke har ingen ord. Skriv hvor den fører, eller ta den bort.")
        elif _SAYS_NOTHING.fullmatch(words):
            told = f"Lenken heter bare «{words}». Skriv hvor den fører."
            yield Finding("link-text", told, words)
        elif _ADDRESS.fullmatch(words) and len(words) > _LONGEST_ADDRESS:
            told = "Lenken er en lang nettadresse. Skriv hva siden heter i stedet."
            yield Finding("link-text", told, words[:_SHOWN])
