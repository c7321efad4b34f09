"""Small Word files built from raw XML: every construct of Word is tested, whatever our writer writes."""

import io
import zipfile

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMESPACES = (
    f'xmlns:w="{WORD}" xmlns:r="{RELATIONS}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{identity}"><w:name w:val="{name}"/>{more}</w:style>'
    for identity, name, more in (
        ("Title", "Title", ""),
        ("Overskrift1", "heading 1", ""),
        ("Overskrift2", "heading 2", ""),
        ("Kapittel", "Kapittel", '<w:basedOn w:val="Nivå"/>'),
        ("Nivå", "Nivå", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>'),
        ("Quote", "Quote", ""),
        ("ListContinue", "List Continue", ""),
    )
)


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """An archive of these parts."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return data.getvalue()


def part(root: str, inner: str) -> str:
    """A part of a Word file: part("numbering", ...)."""
    return f"<w:{root} {_NAMESPACES}>{inner}</w:{root}>"


def relations(*targets: tuple[str, str, str], external: tuple[tuple[str, str, str], ...] = ()) -> str:
    """Arrows (id, kind, target) to parts, and out of the file."""
    inside = "".join(f'<Relationship Id="{i}" Type="{RELATIONS}/{k}" Target="{t}"/>' for i, k, t in targets)
    outside = "".join(
        f'<Relationship Id="{i}" Type="{RELATIONS}/{k}" Target="{t}" TargetMode="External"/>'
        for i, k, t in external
    )
    inner = inside + outside
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'


def word_parts(
    body: str, links: tuple[tuple[str, str, str], ...] = (), **others: str
) -> dict[str, str | bytes]:
    """The parts of a Word file: its body, links (id, kind, target), and parts by kind: footnotes="..."."""
    others = {"styles": _STYLES, **others}
    roots = {"header1": "hdr", "header": "hdr", "footer": "ftr"}
    arrows = tuple((kind, kind.rstrip("1"), f"{kind}.xml") for kind in others)
    return {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": relations(("main", "officeDocument", "word/document.xml")),
        "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
        "word/_rels/document.xml.rels": relations(*arrows, external=links),
        **{f"word/{kind}.xml": part(roots.get(kind, kind), inner) for kind, inner in others.items()},
    }


def word_file(body: str, links: tuple[tuple[str, str, str], ...] = (), **others: str) -> bytes:
    """A whole Word file."""
    return zipped(word_parts(body, links, **others))


def t(words: str, look: str = "") -> str:
    """One run of words."""
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def p(inner: str, style: str = "", properties: str = "") -> str:
    """A paragraph of plain words, or of XML."""
    runs = inner if inner.startswith("<") else t(inner)
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{runs}</w:p>"


def point(words: str, level: int = 0, list_id: int = 1) -> str:
    """A paragraph that Word numbers."""
    return p(words, "", f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>')


def cell(words: str, properties: str = "") -> str:
    """A cell with one paragraph, or with XML."""
    inner = words if words.startswith("<") else p(words)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def table(*rows: str) -> str:
    """A table of rows, each a string of cells."""
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def level(number: int, form: str, pattern: str, more: str = "") -> str:
    """One level of a sort of list."""
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def numbering(*kinds: str, lists: str = "") -> str:
    """Sorts of list, each of them used by the list with the next number from 1."""
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{at}">{kind}</w:abstractNum>' for at, kind in enumerate(kinds)
    )
    plain = "".join(
        f'<w:num w:numId="{at + 1}"><w:abstractNumId w:val="{at}"/></w:num>' for at in range(len(kinds))
    )
    return abstract + plain + lists
