"""A Word template as an office might have it, made of raw XML: other fonts, a logo, styles with Norwegian ids.

Word parts the words of a place in several runs as it likes, and so does this one.
"""

import struct
import zlib
from collections.abc import Mapping
from types import MappingProxyType

from tests.documents.docx_files import p, part, relations, t, zipped

_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="png" ContentType="image/png"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_TYPES}document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_TYPES}styles+xml"/>'
    '<Override PartName="/word/theme/theme1.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/>'
    f'<Override PartName="/word/header1.xml" ContentType="{_TYPES}header+xml"/>'
    f'<Override PartName="/word/footer1.xml" ContentType="{_TYPES}footer+xml"/></Types>'
)
_THEME = (
    '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Granvik"><a:themeElements>'
    '<a:clrScheme name="Granvik">'
    + "".join(
        f'<a:{name}><a:srgbClr val="{colour}"/></a:{name}>'
        for name, colour in zip(
            ("dk1", "lt1", "dk2", "lt2", *(f"accent{at}" for at in range(1, 7)), "hlink", "folHlink"),
            ("000000", "FFFFFF", "14532D", "F0FDF4", *["166534"] * 6, "14532D", "14532D"),
            strict=True,
        )
    )
    + '</a:clrScheme><a:fontScheme name="Granvik">'
    + "".join(
        f'<a:{name}><a:latin typeface="{font}"/><a:ea typeface=""/><a:cs typeface=""/></a:{name}>'
        for name, font in (("majorFont", "DejaVu Serif"), ("minorFont", "DejaVu Sans"))
    )
    + '</a:fontScheme><a:fmtScheme name="Granvik"><a:fillStyleLst/><a:lnStyleLst/><a:effectStyleLst/>'
    "<a:bgFillStyleLst/></a:fmtScheme></a:themeElements></a:theme>"
)
_HEADING_LETTERS = (
    '<w:rFonts w:asciiTheme="majorHAnsi" w:hAnsiTheme="majorHAnsi"/><w:color w:val="14532D"/>'
    '<w:sz w:val="{size}"/><w:lang w:val="en-US"/>'
)
STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/>'
    '<w:sz w:val="20"/><w:lang w:val="en-US"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
    '<w:spacing w:after="160" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Vanlig"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Overskrift1"><w:name w:val="heading 1"/><w:basedOn w:val="Vanlig"/>'
    '<w:pPr><w:numPr><w:numId w:val="7"/></w:numPr><w:spacing w:before="480" w:after="120"/>'
    '<w:ind w:left="3000"/><w:outlineLvl w:val="0"/></w:pPr>'
    f"<w:rPr>{_HEADING_LETTERS.format(size=40)}</w:rPr></w:style>"
    '<w:style w:type="paragraph" w:styleId="Overskrift2"><w:name w:val="heading 2"/><w:basedOn w:val="Vanlig"/>'
    '<w:pPr><w:spacing w:before="300" w:after="80"/><w:outlineLvl w:val="1"/></w:pPr>'
    f"<w:rPr>{_HEADING_LETTERS.format(size=28)}</w:rPr></w:style>"
    '<w:style w:type="paragraph" w:styleId="Tittel"><w:name w:val="Title"/><w:basedOn w:val="Vanlig"/>'
    f"<w:rPr>{_HEADING_LETTERS.format(size=64)}</w:rPr></w:style>"
    '<w:style w:type="paragraph" w:styleId="Header"><w:name w:val="header"/><w:basedOn w:val="Vanlig"/>'
    '<w:pPr><w:tabs><w:tab w:val="right" w:pos="9000"/></w:tabs></w:pPr>'
    '<w:rPr><w:sz w:val="16"/></w:rPr></w:style>'
)
LOGO_WORDS = "Logoen til Granvik kommune"


def logo() -> bytes:
    """A green square with a white one in it, as PNG."""
    side = 24
    rows = b"".join(b"\0" + b"".join(_dot(x, y, side) for x in range(side)) for y in range(side))
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )


def _dot(x: int, y: int, side: int) -> bytes:
    inside = side // 3 <= x < 2 * side // 3 and side // 3 <= y < 2 * side // 3
    return b"\xff\xff\xff" if inside else b"\x16\x65\x34"


def picture(identity: str, words: str = LOGO_WORDS) -> str:
    """A run with a picture 1.5 cm wide."""
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="540000" cy="540000"/>'
        f'<wp:docPr id="1" name="Bilde" descr="{words}"/><a:graphic><a:graphicData '
        'uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        '<pic:nvPicPr><pic:cNvPr id="1" name="Bilde"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{identity}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="540000" cy="540000"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


HEADER = p(
    picture("rId5")
    + t("  Granvik kommune")
    + "<w:r><w:tab/></w:r>"
    + t("Versjon {ver", "<w:noProof/>")
    + '<w:proofErr w:type="spellStart"/>'
    + t("sjon}")
    + t(" · {dato}"),
    "Header",
)
FOOTER = p(t("Granvik kommune, Torget 1") + "<w:r><w:tab/></w:r>" + t("{side}/{sider}"), "Header")
SECTION = (
    '<w:sectPr><w:headerReference w:type="default" r:id="rId3"/><w:footerReference w:type="default" r:id="rId4"/>'
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2200" w:right="1100" w:bottom="1400" w:left="1800" '
    'w:header="600" w:footer="600" w:gutter="0"/></w:sectPr>'
)


def office_template(
    header: str = HEADER,
    footer: str = FOOTER,
    styles: str = STYLES,
    section: str = SECTION,
    body: str = "",
    external: tuple[tuple[str, str, str], ...] = (),
    others: Mapping[str, str | bytes] = MappingProxyType({}),
) -> bytes:
    """The template; `others` are parts by name, instead of those it has or beside them."""
    text = body or p(picture("rId6", "Byvåpenet")) + p("Slik skriver vi brev", "Overskrift1") + p("Kjære deg")
    arrows = (
        ("rId1", "styles", "styles.xml"),
        ("rId2", "theme", "theme/theme1.xml"),
        ("rId3", "header", "header1.xml"),
        ("rId4", "footer", "footer1.xml"),
        ("rId6", "image", "media/logo.png"),
    )
    return zipped(
        {
            "[Content_Types].xml": _CONTENT_TYPES,
            "_rels/.rels": relations(("main", "officeDocument", "word/document.xml")),
            "word/document.xml": part("document", f"<w:body>{text}{section}</w:body>"),
            "word/_rels/document.xml.rels": relations(*arrows, external=external),
            "word/styles.xml": part("styles", styles),
            "word/theme/theme1.xml": _THEME,
            "word/header1.xml": part("hdr", header),
            "word/_rels/header1.xml.rels": relations(("rId5", "image", "media/logo.png")),
            "word/footer1.xml": part("ftr", footer),
            "word/media/logo.png": logo(),
            **others,
        }
    )
