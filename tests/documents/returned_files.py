"""Word files of ours as others send them back: their XML edited as Word would, tracked and not."""

import copy
import io
import zipfile
from collections.abc import Callable
from datetime import datetime

from lxml import etree

from documents import markdown
from documents.docx import Cover, Reading, Tracked, read, write
from documents.docx.seal import seal_of, sealed, signed
from documents.docx.xml import Element, build, build_text, w, words_of
from documents.kinds import Language
from documents.text import LegalText

KEY = b"nokkel"
AGREEMENT = """\
# Samarbeidsavtale

Mellom Granvik kommune og Helse Fjord.

## 1 Formål {#formaalaaa}

Avtalen skal gi pasientene trygge overganger.

## 2 Ansvar {#ansvaraaaa}

### 2.1 Kommunen {#kommunenaa}

Kommunen melder fra innen fire timer. Kommunen svarer for hjelpemidler i hjemmet.

Meldingen sendes elektronisk.

### 2.2 Helseforetaket {#foretaketa}

Helseforetaket varsler kommunen ved innleggelse og senest et døgn etter.

a) {#punktaaaaa} Legen skriver epikrise.

b) {#punktbbbbb} Sykepleieren ringer kommunen.

## 3 Uenighet {#uenighetaa}

Uenighet løses på lavest mulige nivå.

## 4 Varighet {#varighetaa}

Avtalen gjelder til den sies opp med ett års frist.
"""
SENT = markdown.read(AGREEMENT)
COVER = Cover(
    title="Samarbeidsavtale",
    status_line="Utkast",
    version="2026.1",
    dates=(),
    decisions=(),
    hash="0" * 64,
    language=Language.NB,
    kind=None,
    organisation="Helsefellesskapet Fjordmark",
    identifier="samarbeidsavtalen",
    created=datetime(2026, 11, 1),
    draft=True,
)
Edit = Callable[[Element], None]


def sent(text: LegalText = SENT) -> bytes:
    """The draft as it leaves us."""
    seal = seal_of(text, "samarbeidsavtalen", "2026.1", "utsending1", "0" * 64)
    return sealed(write(text, COVER), signed(seal, KEY))


def edited(file: bytes, *edits: Edit) -> bytes:
    """The file with its main part edited."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file)) as source, zipfile.ZipFile(target, "w") as archive:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename == "word/document.xml":
                root = etree.fromstring(content)
                for edit in edits:
                    edit(root)
                content = etree.tostring(root)
            archive.writestr(entry.filename, content)
    return target.getvalue()


def came_back(*edits: Edit, file: bytes | None = None) -> Reading:
    """What is read of the agreement when it comes back edited so."""
    return read(edited(sent() if file is None else file, *edits), "svar.docx", Tracked.SUGGEST)


def paragraph(root: Element, words: str) -> Element:
    """The paragraph of the body that says just this, or else begins so; those of the contents left out."""
    body = [each for each in root.iter(w("p")) if not _in_contents(each)]
    exact = [each for each in body if words_of(each) == words]
    return (exact or [each for each in body if words_of(each).startswith(words)])[-1]


def words(old: str, new: str) -> Edit:
    """Type over some words, without tracking."""

    def edit(root: Element) -> None:
        run = next(run for run in root.iter(w("t")) if old in (run.text or "") and not _in_contents(run))
        run.text = (run.text or "").replace(old, new, 1)

    return edit


def tracked_words(old: str, new: str, author: str, day: str = "2026-11-20") -> Edit:
    """Type over some words with tracking on."""

    def edit(root: Element) -> None:
        text = next(t for t in root.iter(w("t")) if old in (t.text or "") and not _in_contents(t))
        run = text.getparent()
        before, _, after = (text.text or "").partition(old)
        pieces = [
            _run(run, before),
            _change("del", author, day, _run(run, old, deleted=True)),
            _change("ins", author, day, _run(run, new)),
            _run(run, after),
        ]
        for piece in pieces:
            run.addprevious(piece)
        run.getparent().remove(run)

    return edit


def tracked_paragraph(after: str, said: str, author: str, style: str = "BodyText") -> Edit:
    """Write a new paragraph with tracking on."""

    def edit(root: Element) -> None:
        mark = build("rPr", _change("ins", author, "2026-11-20"))
        new = build("p", build("pPr", build("pStyle", val=style), mark))
        new.append(_change("ins", author, "2026-11-20", build("r", build_text(said))))
        paragraph(root, after).addnext(new)

    return edit


def new_paragraph(after: str, said: str, style: str = "BodyText") -> Edit:
    """Write a new paragraph without tracking."""

    def edit(root: Element) -> None:
        properties = build("pPr", build("pStyle", val=style))
        paragraph(root, after).addnext(build("p", properties, build("r", build_text(said))))

    return edit


def taken_out(*beginnings: str) -> Edit:
    """Delete whole paragraphs without tracking."""

    def edit(root: Element) -> None:
        for beginning in beginnings:
            each = paragraph(root, beginning)
            each.getparent().remove(each)

    return edit


def tracked_taken_out(author: str, *beginnings: str) -> Edit:
    """Delete whole paragraphs with tracking on."""

    def edit(root: Element) -> None:
        for beginning in beginnings:
            each = paragraph(root, beginning)
            properties = each.find(w("pPr"))
            properties.append(build("rPr", _change("del", author, "2026-11-20")))
            for run in each.findall(w("r")):
                for text in run.findall(w("t")):
                    text.tag = w("delText")
                holder = _change("del", author, "2026-11-20")
                run.addprevious(holder)
                holder.append(run)

    return edit


def carried(beginnings: tuple[str, ...], after: str) -> Edit:
    """Cut paragraphs and paste them elsewhere: their bookmarks travel along."""

    def edit(root: Element) -> None:
        cut = [paragraph(root, beginning) for beginning in beginnings]
        place = paragraph(root, after)
        for each in reversed(cut):
            each.getparent().remove(each)
            place.addnext(each)

    return edit


def tracked_carried(author: str, beginnings: tuple[str, ...], after: str) -> Edit:
    """The same with tracking on: the original is struck, the copy's bookmarks have a name of their own."""

    def edit(root: Element) -> None:
        copies = [copy.deepcopy(paragraph(root, beginning)) for beginning in beginnings]
        place = paragraph(root, after)
        for each in reversed(copies):
            for bookmark in each.iter(w("bookmarkStart")):
                bookmark.set(w("name"), f"{bookmark.get(w('name'))}_Copy_1")
            each.find(w("pPr")).append(build("rPr", _change("ins", author, "2026-11-20")))
            for run in each.findall(w("r")):
                holder = _change("ins", author, "2026-11-20")
                run.addprevious(holder)
                holder.append(run)
        tracked_taken_out(author, *beginnings)(root)
        for each in reversed(copies):
            place.addnext(each)

    return edit


def without_marks(*kinds: str) -> Edit:
    """Take out bookmarks of ours: "_sh_" of headings, "_sb_" of first paragraphs."""

    def edit(root: Element) -> None:
        for bookmark in list(root.iter(w("bookmarkStart"))):
            if (bookmark.get(w("name")) or "").startswith(kinds):
                bookmark.getparent().remove(bookmark)

    return edit


def _in_contents(element: Element) -> bool:
    return any(each.tag == w("sdt") for each in element.iterancestors())


def _run(like: Element, said: str, deleted: bool = False) -> Element:
    text = build_text(said)
    if deleted:
        text.tag = w("delText")
    look = like.find(w("rPr"))
    return build("r", copy.deepcopy(look) if look is not None else None, text)


def _change(kind: str, author: str, day: str, *inner: Element) -> Element:
    return build(kind, *inner, id=9000, author=author, date=f"{day}T10:00:00Z")
