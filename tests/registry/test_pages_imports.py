"""A file becomes a draft: shown first as it will stand, with every remark, and stored when somebody confirms."""

import zipfile
from io import BytesIO

import pytest
from lxml import html
from sqlalchemy import func, select

from documents import docx
from documents.docx import Cover
from documents.kinds import DocumentKind, Language
from documents.markdown import read
from registry.operations.imports import LARGEST_FILE
from registry.queries import communities, log, parties
from registry.tables import DocumentRow, ReceivedFileRow, VersionRow
from tests.house import token_of
from tests.registry.builders import NOW
from tests.registry.hostile import what_runs
from tests.registry.typed_forms import form_on, sentence_for, summary, typed_in, words

IMPORT = "/dokumenter/hent-inn"
TEXT = (
    "# Rutine for hjelpemidler\n\n## 1 Formål\n\nKommunen melder fra.\n\n## 2 Ansvar\n\nForetaket svarer.\n"
)
LOOSE = TEXT + "\n<aside>\n\nEn tekst ved siden av.\n\n</aside>\n"


def word_file(source: str = TEXT) -> bytes:
    text = read(source)
    cover = Cover(
        title=text.title,
        status_line="Utkast",
        version="1",
        dates=(),
        decisions=(),
        hash="0" * 64,
        language=Language.NB,
        kind=DocumentKind.RUTINE,
        organisation="Fjordmark",
        identifier="",
        created=NOW,
        draft=True,
    )
    return docx.write(text, cover)


def sent(browser, name="rutinen.md", data=TEXT, **typed):
    """The file as it is chosen and sent, for a new routine unless something else is told."""
    form = {"csrf": token_of(browser), "language": "nb", "kind": "rutine", "dokument": ""} | typed
    answer = browser.post(IMPORT, data=form, files={"file": (name, data)})
    return browser.get(answer.headers["location"]) if answer.status_code == 303 else answer


def form_for(page, act):
    """What a browser would send from the form that does this: where, and the fields."""
    forms = html.document_fromstring(page).forms
    form = next(each for each in forms if each.get("action", "").endswith(f"/{act}"))
    return form.get("action"), {name: (value or "").removeprefix("\n") for name, value in form.form_values()}


def confirmed(browser, shown, **typed):
    """The answer when the draft is asked for."""
    where, fields = form_for(shown.text, "bekreft")
    return browser.post(where, data=fields | typed)


def read_otherwise(browser, shown, **typed):
    """The page when the file has been read as is now chosen."""
    where, fields = form_for(shown.text, "les")
    answer = browser.post(where, data=fields | typed)
    assert answer.status_code == 303, answer.text
    return browser.get(answer.headers["location"])


def kept(stage):
    """How much there is in the register: documents, versions, files that came in, entries of the log."""
    with stage.database.reading() as session:
        tables = (DocumentRow, VersionRow, ReceivedFileRow)
        counts = [session.scalar(select(func.count()).select_from(row)) for row in tables]
        return (*counts, log.head(session).seq)


@pytest.mark.parametrize(("name", "data"), [("rutinen.md", TEXT.encode()), ("rutinen.docx", word_file())])
def test_a_file_is_shown_as_it_will_stand_and_only_the_file_is_kept(stage, secretariat, name, data):
    before = kept(stage)

    answer = sent(secretariat, name, data)

    assert answer.status_code == 200
    page = words(answer.text)
    assert "Utkastet er ikke laget ennå. 2 punkter er lest." in page
    assert f"«{name}» er tatt vare på i sju dager" in page
    assert "Rutine for hjelpemidler" in page
    assert "Kommunen melder fra." in words(answer.text, "article")
    documents, versions, files, entries = before
    assert kept(stage) == (documents, versions, files + 1, entries + 1)


def test_what_is_confirmed_becomes_a_draft_of_a_new_document(stage, secretariat):
    shown = sent(secretariat, title="Rutine for hjelpemidler")

    answer = confirmed(secretariat, shown, reason="Ny ordning.")

    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/dokumenter/rutine-for-hjelpemidler/")
    page = words(secretariat.get(answer.headers["location"]).text)
    assert "Kommunen melder fra." in page
    with stage.database.reading() as session:
        row = session.scalars(select(DocumentRow).where(DocumentRow.ref == "rutine-for-hjelpemidler")).one()
        assert row.kind is DocumentKind.RUTINE


def test_a_new_version_is_held_against_what_applies_and_knows_its_points_again(secretariat):
    word = secretariat.get("/dokumenter/rutine-tidligmelding/2025.1/fil?som=docx").content

    shown = sent(secretariat, "ny.docx", word, dokument="rutine-tidligmelding")

    assert shown.status_code == 200
    assert "Forskjell fra versjon 2025.1" in words(shown.text, "h2")
    assert "title" not in typed_in(shown.text)
    answer = confirmed(secretariat, shown, number="2097.1")
    assert answer.headers["location"] == "/dokumenter/rutine-tidligmelding/2097.1"
    old, new = (
        secretariat.get(f"/dokumenter/rutine-tidligmelding/{number}/fil?som=md").text
        for number in ("2025.1", "2097.1")
    )
    assert new == old


def test_a_special_agreement_says_between_whom(stage, secretariat):
    shown = sent(secretariat, title="Særavtale om prøver", kind="særavtale", pair="granvik+helse-fjordmark")

    answer = confirmed(secretariat, shown)

    assert answer.headers["location"].startswith("/dokumenter/saeravtale-om-prover/")
    with stage.database.reading() as session:
        row = session.scalars(select(DocumentRow).where(DocumentRow.ref == "saeravtale-om-prover")).one()
        community = communities.chosen(session, "fjordmark")
        (pair,) = [view for view in parties.pairs(session, community) if view.row.id == row.pair_id]
        assert (pair.kommune.ref, pair.foretak.ref) == ("granvik", "helse-fjordmark")


@pytest.mark.parametrize(
    ("typed", "status", "field", "told"),
    [
        ({"kind": ""}, 422, "kind", "Slaget dokument er ikke valgt"),
        ({"title": " "}, 422, "title", "Tittelen mangler"),
        ({"language": "en"}, 422, "language", "Språket er ikke valgt"),
        ({"number": "første"}, 422, "number", "ikke et versjonsnummer"),
        ({"title": "Samarbeidsavtalen"}, 409, "", "finnes fra før"),
        ({"kind": "særavtale"}, 409, "", "Velg paret"),
        ({"reason": "x\u202ey"}, 422, "reason", "usynlig tegn"),
    ],
)
def test_what_cannot_be_made_is_mended_on_the_same_page_without_the_file_again(
    stage, secretariat, typed, status, field, told
):
    where, mine = form_for(sent(secretariat, title="En annen rutine").text, "bekreft")
    mine = mine | {"reason": "Etter høringen."} | typed
    before = kept(stage)

    answer = secretariat.post(where, data=mine)

    assert answer.status_code == status
    assert told in (sentence_for(answer.text, field) if field else summary(answer.text))
    again, fields = form_for(answer.text, "bekreft")
    assert again == where
    assert {name: fields.get(name, "") for name in ("title", "number", "reason")} == {
        name: mine[name] for name in ("title", "number", "reason")
    }
    assert "Kommunen melder fra." in words(answer.text, "article")
    assert kept(stage) == before


def test_a_file_that_is_not_here_any_more_is_said_to_be_gone(secretariat):
    form = {"csrf": token_of(secretariat), "title": "Uten fil", "kind": "rutine", "language": "nb"}

    for answer in (
        secretariat.get(f"{IMPORT}/borte23456"),
        secretariat.post(f"{IMPORT}/borte23456/bekreft", data=form),
        secretariat.post(f"{IMPORT}/borte23456/les", data=form),
    ):
        assert answer.status_code == 404
        assert "Filen er ikke her" in words(answer.text)
        assert "etter sju dager" in words(answer.text)


def test_words_that_could_not_be_carried_are_told(secretariat):
    remarks = words(sent(secretariat, data="# R\n\n## 1 A\n\nTekst. [^mangler]\n").text, "section")

    assert "Merknader" in remarks


def a_bomb() -> bytes:
    """Little to send, and very much to unpack."""
    data = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(word_file())) as honest,
        zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in honest.namelist():
            made.writestr(name, honest.read(name))
        made.writestr("word/media/image1.png", b"\0" * 150_000_000)
    return data.getvalue()


ENCRYPTED = bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 600


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("notat.txt", b"Bare tekst.", "Word-filer (.docx) og Markdown (.md)"),
        ("uten-ending", b"Bare tekst.", "Word-filer (.docx) og Markdown (.md)"),
        ("avtale.doc", ENCRYPTED, "Word-filer (.docx) og Markdown (.md)"),
        ("avtale.docx", ENCRYPTED, "beskyttet med passord"),
        ("avtale.docx", b"%PDF-1.7 ikke Word", "ikke et Word-dokument"),
        ("avtale.docx", word_file()[:2000], "skadet eller ikke hel"),
        (
            "latin.md",
            "# Tittel\n\nPå.\n".encode("latin-1"),
            "Linje 3 er ikke skrevet i UTF-8, men ser ut til",
        ),
        ("latin.md", "# Ærlig\n\nÅ.\n".encode("latin-1"), "Ingenting er lagret."),
        ("dyp.md", b"# A\n\n####### 1.1.1 For dypt\n", "En overskrift kan ha høyst 6"),
        ("bred.md", b"# A\n\n" + b"| a " * 2000 + b"|\n" + b"|---" * 2000 + b"|\n", "mer enn 63 kolonner"),
        ("lang.md", b"# A\n\n" + b"## 1 En\n\nOrd.\n\n" * 10_000, "mer enn 30000 linjer"),
        ("tegn.md", b"# A\n\n" + b"*" * 1_000_000, "Del den i flere dokumenter"),
        ("to.md", b"# A\n\n## 1 En {#abc}\n\n## 2 To {#abc}\n", "Merket {#abc} står to steder"),
        ("styretegn.md", b"# A\n\nx\x1by\n", "usynlig styretegn"),
        ("stor.docx", b"PK" + b"0" * LARGEST_FILE, "Det er plass til 20 MB"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_words_and_the_form_stands(
    stage, secretariat, name, data, told
):
    before = kept(stage)

    answer = sent(secretariat, name, data, title="Min rutine", number="2096.1")

    assert answer.status_code == 422
    assert told in sentence_for(answer.text, "file")
    assert f"«{name}»" in sentence_for(answer.text, "file")
    again = typed_in(answer.text)
    assert (again["title"], again["kind"], again["number"]) == ("Min rutine", "rutine", "2096.1")
    assert kept(stage) == before


def test_a_bomb_does_not_go_off(secretariat):
    data = a_bomb()
    assert len(data) < 1_000_000

    answer = sent(secretariat, "bombe.docx", data)

    assert answer.status_code == 422
    assert sentence_for(answer.text, "file").endswith(".")


@pytest.mark.parametrize("name", ["fil.md", "fil.docx"])
@pytest.mark.parametrize("data", [b"", b" \n\n"])
def test_an_empty_file_is_refused(secretariat, name, data):
    answer = sent(secretariat, name, data, title="En tittel")

    assert answer.status_code == 422
    assert "er tom" in sentence_for(answer.text, "file")


def test_no_file_at_all_is_said(secretariat):
    form = {"csrf": token_of(secretariat), "language": "nb", "kind": "rutine", "title": "Min rutine"}

    answer = secretariat.post(IMPORT, data=form)

    assert answer.status_code == 422
    assert "Ingen fil er valgt" in sentence_for(answer.text, "file")
    assert typed_in(answer.text)["title"] == "Min rutine"


def test_a_file_for_a_document_that_is_not_there_is_not_read(secretariat):
    answer = sent(secretariat, dokument="finnes-ikke")

    assert answer.status_code == 404
    assert "Dokumentet «finnes-ikke» finnes ikke" in words(answer.text)


def test_what_is_much_too_large_is_stopped_at_the_door(stage, secretariat):
    before = kept(stage)

    answer = sent(secretariat, "stor.docx", b"0" * 26_000_000)

    assert answer.status_code == 413
    assert "Ingenting er lagret" in answer.text
    assert kept(stage) == before


def test_what_is_much_too_large_is_stopped_also_when_its_length_is_not_stated(secretariat):
    def endless():
        for _ in range(26):
            yield b"0" * 1_000_000

    answer = secretariat.post(
        IMPORT, content=endless(), headers={"content-type": "multipart/form-data; boundary=x"}
    )

    assert answer.status_code == 413


def test_several_files_at_once_are_refused(stage, secretariat):
    before = kept(stage)
    files = [("file", ("a.md", TEXT)), ("file", ("b.md", TEXT))]

    answer = secretariat.post(IMPORT, data={"csrf": token_of(secretariat)}, files=files)

    assert answer.status_code == 422
    assert "Det er valgt 2 filer." in words(answer.text)
    assert kept(stage) == before


@pytest.mark.parametrize(
    "name", ['"><script>alert(1)</script>.md', "../../etc/passwd.md", "a\u202ecod.md", "å" * 300 + ".docx"]
)
def test_the_name_of_a_file_is_only_a_name(secretariat, name):
    answer = sent(secretariat, name, b"\xff\xff")

    assert answer.status_code == 422
    assert what_runs(answer.text) == []


def test_nothing_in_a_file_runs_in_the_preview(secretariat):
    hostile = "# <script>alert(1)</script>\n\n## 1 <img src=x onerror=alert(2)>\n\n[x](javascript:alert(3))\n"

    answer = sent(secretariat, data=hostile)

    assert answer.status_code == 200
    assert what_runs(answer.text) == []


def test_the_form_begins_with_the_document_it_was_opened_from(secretariat):
    assert form_on(secretariat, f"{IMPORT}?dokument=retningslinje-1")["dokument"] == "retningslinje-1"


def test_a_word_file_deeper_than_the_text_has_room_for_is_refused_and_never_flattened(stage, secretariat):
    deep = "".join(f"<w:p><w:pPr><w:outlineLvl w:val='{level}'/></w:pPr>{{}}</w:p>" for level in range(7))
    body = deep.format(*(f"<w:r><w:t>Nivå {level}</w:t></w:r>" for level in range(1, 8)))
    data = changed(word_file(), body)
    before = kept(stage)

    answer = sent(secretariat, "dyp.docx", data)

    assert answer.status_code == 422
    assert "«Nivå 6» står dypere enn teksten har plass til" in sentence_for(answer.text, "file")
    assert kept(stage) == before


def changed(data: bytes, body: str) -> bytes:
    """The Word file with this put last in it."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/document.xml":
                at = part.rindex(b"<w:sectPr")
                part = part[:at] + body.encode() + part[at:]
            new.writestr(name, part)
    return out.getvalue()


def test_a_section_from_another_document_is_new_here_and_the_person_is_told(stage, secretariat):
    with stage.database.reading() as session:
        source = session.scalars(
            select(VersionRow.text).join(DocumentRow).where(DocumentRow.ref == "retningslinje-5")
        ).first()
    borrowed = next(section for section in read(source).walk() if section.number)
    text = f"# Rutine\n\n## {borrowed.heading} {{#{borrowed.id}}}\n\nOrd.\n\n## 9 Eget\n"

    page = words(sent(secretariat, data=text).text)

    assert f"hentet fra et annet dokument, og er nye her: {borrowed.heading}." in page
    assert "Ordene er de samme." in page
