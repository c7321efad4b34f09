"""Word files that mean harm, or are simply unlucky, and the server that hears whether any of them called home."""

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.documents.docx_files import cell, p, t, table, word_file, word_parts, zipped


class Canary:
    """A listener that remembers every knock."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.heard: list[str] = []

    def address(self, what: str, host: str = "127.0.0.1") -> str:
        """Where something would be fetched."""
        return f"http://{host}:{self.port}/{what}"


@contextmanager
def canary() -> Iterator[Canary]:
    """A server on this machine that anything fetched would be asked of."""

    class Ear(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            listener.heard.append(f"{self.command} {self.path}")
            self.send_response(200)
            self.end_headers()

        do_HEAD = do_POST = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None:
            """What was heard is kept in the list."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Ear)
    listener = Canary(server.server_port)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield listener
    finally:
        server.shutdown()
        server.server_close()


def calling(canary: Canary) -> dict[str, bytes]:
    """Files that ask for something outside themselves, each in every way that its construct allows."""
    hosts = ("127.0.0.1", "localhost", "[::ffff:127.0.0.1]")
    kinds = (
        "image",
        "oleObject",
        "frame",
        "subDocument",
        "attachedTemplate",
        "aFChunk",
        "hyperlink",
        "styles",
    )
    links = tuple(
        (f"{kind}{at}", kind, canary.address(f"{kind}-{at}", host))
        for at, host in enumerate(hosts)
        for kind in kinds
    )
    picture = (
        '<w:r><w:drawing><wp:docPr descr="Bilde"/><a:blip r:link="image0" r:embed="image1"/></w:drawing>'
        '<w:pict><v:shape><v:imagedata r:href="image2" src="{}"/></v:shape></w:pict>'
        '<w:object><v:shape><v:imagedata r:id="image0"/></v:shape></w:object></w:r>'
    ).format(canary.address("vml"))
    fields = "".join(
        f'<w:fldSimple w:instr=" {word} &quot;{canary.address(word)}&quot; ">{t("vist")}</w:fldSimple>'
        for word in ("INCLUDEPICTURE", "INCLUDETEXT", "LINK", "DDEAUTO", "IMPORT", "HYPERLINK")
    )
    link = f'<w:hyperlink r:id="hyperlink0">{t("lenke")}</w:hyperlink>'
    body = p("Avtale", "Title") + p(t("Ord") + picture + fields + link) + '<w:subDoc r:id="subDocument0"/>'
    settings = '<w:attachedTemplate r:id="attachedTemplate0"/>'
    parts = word_parts(body, links, settings=settings)
    styled = str(parts["word/document.xml"])
    instruction = f'<?xml-stylesheet type="text/xsl" href="{canary.address("xsl")}"?>'
    include = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{canary.address("xinclude")}"/>'
    schema = f'xsi:schemaLocation="urn:x {canary.address("xsd")}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    dtd = f'<!DOCTYPE w:document SYSTEM "{canary.address("dtd")}">'
    entity = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{canary.address("entity")}">]>'
    return {
        "links, pictures, fields": zipped(parts),
        "a style sheet for the reader": zipped({**parts, "word/document.xml": instruction + styled}),
        "an inclusion": zipped(
            {**parts, "word/document.xml": styled.replace("<w:body>", f"<w:body>{include}", 1)}
        ),
        "a schema": zipped(
            {**parts, "word/document.xml": styled.replace("<w:document ", f"<w:document {schema} ", 1)}
        ),
        "a piece of another file": word_file(body + '<w:altChunk r:id="aFChunk0"/>', links),
        "a document type": zipped({**parts, "word/document.xml": dtd + styled}),
        "an external entity": zipped({**parts, "word/settings.xml": f"{entity}<x>&e;</x>"}),
    }


def nested(depth: int) -> bytes:
    """Tables within tables."""
    opened = "".join(f"<w:tbl><w:tr><w:tc>{p(_words(at))}" for at in range(depth))
    closed = "</w:tc></w:tr></w:tbl>" * depth
    return word_file(opened + p("innerst") + closed)


def bomb() -> bytes:
    """A little file with very much in it."""
    return zipped({**word_parts(p("Ord")), "word/media/image1.png": b"\0" * 150_000_000})


def many_bombs() -> bytes:
    """Each part within its limits, and all together far too much."""
    piece = bytes(range(256)) * 400 + b"\0" * 4_000_000  # packs well, yet not unnaturally tight
    return zipped({**word_parts(p("Ord")), **{f"word/media/{at}.bin": piece for at in range(60)}})


def laughing() -> bytes:
    """Entities that grow, each ten times the one before."""
    lines = "".join(f'<!ENTITY a{at} "{f"&a{at - 1};" * 10}">' for at in range(1, 12))
    source = f'<!DOCTYPE x [<!ENTITY a0 "ha">{lines}]><x>&a11;</x>'
    return zipped({**word_parts(p("Ord")), "word/document.xml": source})


def paragraphs(many: int) -> bytes:
    """One short paragraph after another."""
    return word_file("".join(f"<w:p><w:r><w:t>Avsnitt {at}.</w:t></w:r></w:p>" for at in range(many)))


def runs(many: int) -> bytes:
    """One paragraph of very many runs."""
    return word_file(p("".join(f"<w:r><w:t>{_words(at)}</w:t></w:r>" for at in range(many))))


def _words(seed: int) -> str:
    """Words that do not pack so tightly that the file would be refused for that alone."""
    return hashlib.sha256(str(seed).encode()).hexdigest()[:12]


def authors(many: int) -> bytes:
    """Every word by another author."""
    inserted = "".join(
        f'<w:ins w:id="{at}" w:author="Forfatter {at}" w:date="2026-01-15T09:00:00Z">{t(f"ord{at} ")}</w:ins>'
        for at in range(many)
    )
    return word_file(p("Avtale", "Title") + p(inserted) * 3)


def one_word(length: int) -> bytes:
    """A word without end, half of it hidden."""
    word = "".join(map(_words, range(length // 12)))
    return word_file(p(t(word) + t(word[::-1], "<w:vanish/>") + t(word)))


def circles() -> bytes:
    """Styles that rest on one another, and lists that borrow from one another."""
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{one}"><w:name w:val="{one}"/><w:basedOn w:val="{other}"/></w:style>'
        for one, other in (("A", "B"), ("B", "C"), ("C", "A"))
    )
    lists = (
        "".join(
            f'<w:abstractNum w:abstractNumId="{at}"><w:styleLink w:val="S{at}"/><w:numStyleLink w:val="S{1 - at}"/></w:abstractNum>'
            for at in (0, 1)
        )
        + '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    return word_file(p("Ord.", "A", numbered) * 50, styles=styles, numbering=lists)


def upside_down(many: int) -> bytes:
    """Notes that stand in another order than their marks, all alike, and none where the reader would look."""
    marks = "".join(f'<w:r><w:footnoteReference w:id="{at}"/></w:r>' for at in reversed(range(many)))
    notes = "".join(f'<w:footnote w:id="{at}">{p(f"Note {at % 7} her.")}</w:footnote>' for at in range(many))
    return word_file(p("Avtale", "Title") + p(t("Ord") + marks), footnotes=notes)


def wide_table(columns: int, rows: int) -> bytes:
    """A table as wide as no page."""
    return word_file(table(*("".join(cell(_words(at)) for at in range(columns)) for _ in range(rows))))
