"""A Word file is read as somebody chooses: tracked changes, headings, the account; and kept until then."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from documents.markdown import read
from registry.operations import bringing_in
from registry.queries import log
from registry.tables import AmendmentRow, ReceivedFileRow, VersionRow
from tests.documents import hostile_files as hostile
from tests.documents.docx_files import p, t, word_file
from tests.registry.api_calls import API, key
from tests.registry.terminal import call
from tests.registry.test_pages_imports import IMPORT, confirmed, form_for, read_otherwise, sent
from tests.registry.typed_forms import words

BY = 'w:id="1" w:author="{}" w:date="2026-01-15T09:00:00Z"'
TRACKED = word_file(
    p("Rutine for prøver", "Title")
    + p("1 Formål", "Overskrift1")
    + p(
        t("Partene møtes ")
        + f"<w:del {BY.format('Kari')}><w:r><w:delText>to</w:delText></w:r></w:del>"
        + f"<w:ins {BY.format('Kari')}>{t('fire')}</w:ins>"
        + t(" ganger i året.")
    )
    + p("2 Ansvar", "Overskrift1")
    + p(t("Kommunen svarer") + f"<w:ins {BY.format('Ola')}>{t(' skriftlig')}</w:ins>" + t("."))
)
SPACED = '<w:spacing w:before="240"/>'
WITHOUT_STYLES = word_file(
    p("Rutine for prøver", "Title")
    + p("Formål", "", SPACED)
    + p("Partene samarbeider om prøver.")
    + p("Ansvar", "", SPACED)
    + p("Kommunen sender prøvene.")
    + p("Granvik kommune")
)


def stored(stage):
    """The text of the newest version, and what is proposed for it."""
    with stage.database.reading() as session:
        version = session.scalars(select(VersionRow).order_by(VersionRow.id.desc())).first()
        rows = session.scalars(select(AmendmentRow).where(AmendmentRow.version_id == version.id)).all()
        return version.text, [(row.author, str(row.made_on), row.section_id) for row in rows]


def files(stage):
    with stage.database.reading() as session:
        return [(row.ref, row.version_id) for row in session.scalars(select(ReceivedFileRow))]


# Tracked changes


def test_a_file_with_tracked_changes_asks_what_is_to_be_done_with_them(secretariat):
    page = sent(secretariat, "prøver.docx", TRACKED).text

    assert "Endringer i filen: 2 fra Kari, 1 fra Ola." in words(page)
    assert form_for(page, "les")[1]["endringer"] == "godta"
    assert "Partene møtes fire ganger i året." in words(page, "article")


@pytest.mark.parametrize(
    ("choice", "text"),
    [
        ("godta", "Partene møtes fire ganger i året."),
        ("avvis", "Partene møtes to ganger i året."),
        ("forslag", "Partene møtes to ganger i året."),
    ],
)
def test_the_same_file_is_read_again_as_was_chosen_without_choosing_it_again(
    stage, secretariat, choice, text
):
    shown = sent(secretariat, "prøver.docx", TRACKED)

    again = read_otherwise(secretariat, shown, endringer=choice)
    made = confirmed(secretariat, again, title=f"Prøver, {choice}")

    assert text in words(again.text, "article")
    assert form_for(again.text, "les")[1]["endringer"] == choice
    assert made.status_code == 303
    source, proposed = stored(stage)
    assert text in source
    assert [(author, day) for author, day, _ in proposed] == (
        [("Kari", "2026-01-15"), ("Ola", "2026-01-15")] if choice == "forslag" else []
    )


def test_what_each_author_proposes_is_about_a_section_of_the_draft(stage, secretariat):
    shown = read_otherwise(secretariat, sent(secretariat, "prøver.docx", TRACKED), endringer="forslag")
    assert confirmed(secretariat, shown, title="Prøver hvert punkt").status_code == 303

    source, proposed = stored(stage)

    ids = [section.id for section in read(source).walk()]
    assert [section for _, _, section in proposed] == ids


def test_a_choice_that_is_none_is_refused_and_the_page_stands(secretariat):
    where, fields = form_for(sent(secretariat, "prøver.docx", TRACKED).text, "les")

    answer = secretariat.post(where, data=fields | {"endringer": "kanskje"})

    assert answer.status_code == 422
    assert "Partene møtes fire ganger i året." in words(answer.text, "article")


# Headings


def test_proposed_headings_are_listed_with_their_ground_and_so_is_what_could_be_one(secretariat):
    page = sent(secretariat, "prøver.docx", WITHOUT_STYLES).text

    assert "luft over" in words(page, "form")
    assert "Granvik kommune" in words(page, "form")
    assert [section for section in ("Formål", "Ansvar") if section in words(page, "article")] == [
        "Formål",
        "Ansvar",
    ]


def test_only_the_lines_that_were_ticked_are_headings_with_the_rank_that_was_chosen(stage, secretariat):
    shown = sent(secretariat, "prøver.docx", WITHOUT_STYLES)
    where, fields = form_for(shown.text, "les")
    places = [name.removeprefix("niva-") for name in fields if name.startswith("niva-")]
    formal, ansvar, granvik = sorted(places, key=int)

    answer = secretariat.post(
        where,
        data={
            "csrf": fields["csrf"],
            "velger-overskrifter": "ja",
            "overskrift": [formal, granvik],
            f"niva-{formal}": "1",
            f"niva-{granvik}": "2",
            f"niva-{ansvar}": "1",
        },
    )
    shown = secretariat.get(answer.headers["location"])
    assert confirmed(secretariat, shown, title="Prøver med linjer").status_code == 303

    text = read(stored(stage)[0])
    assert [section.title for section in text.sections] == ["Formål"]
    assert [section.title for section in text.sections[0].children] == ["Granvik kommune"]
    assert "Ansvar" in stored(stage)[0]


# The account


def test_the_account_stands_on_the_page_in_a_sentence_and_place_by_place(secretariat):
    page = words(sent(secretariat, "prøver.docx", TRACKED).text)

    assert "Alt er med: 17 ord i filen; 16 i teksten, 1 i sporede endringer som ikke gjelder." in page
    assert "Brødtekst 17 16 0 1 0" in page


def test_what_is_lost_stands_first_and_is_named(secretariat):
    body = (
        p("Rutine", "Title")
        + p("1 Formål", "Overskrift1")
        + p(t("Ord ") + f"<w:nytt>{t('glemt her')}</w:nytt>")
    )

    page = words(sent(secretariat, "prøver.docx", word_file(body)).text)

    assert "NB: 2 ord kom ikke med: «glemt her» (brødtekst, under «1 Formål»)." in page
    assert page.index("Se på dette før du går videre") < page.index("Disse ordene i filen kom ikke med")


# The file


def test_a_file_waits_on_the_page_until_it_is_a_draft_and_then_leads_to_it(stage, secretariat):
    shown = sent(secretariat, "prøver.docx", TRACKED)
    where = str(shown.request.url.path)

    assert where in secretariat.get(IMPORT).text
    made = confirmed(secretariat, shown, title="Prøver som venter")

    assert where not in secretariat.get(IMPORT).text
    assert secretariat.get(where).headers["location"] == made.headers["location"]
    assert confirmed(secretariat, shown).headers["location"] == made.headers["location"]
    assert [version is not None for ref, version in files(stage) if where.endswith(ref)] == [True]


def test_a_file_that_was_left_for_more_than_seven_days_is_gone_at_the_next_upload_and_the_log_remembers_it(
    stage, secretariat
):
    old = str(sent(secretariat, "gammel.docx", TRACKED).request.url.path).rpartition("/")[2]
    young = str(sent(secretariat, "ung.docx", TRACKED).request.url.path).rpartition("/")[2]
    with stage.database.writing() as session:
        for ref, more in ((old, timedelta(minutes=1)), (young, -timedelta(minutes=1))):
            row = session.scalars(select(ReceivedFileRow).where(ReceivedFileRow.ref == ref)).one()
            row.received_at -= bringing_in.KEPT + more
        before = log.head(session).seq

    sent(secretariat, "ny.docx", TRACKED)

    refs = [ref for ref, _ in files(stage)]
    assert old not in refs
    assert young in refs
    assert secretariat.get(f"{IMPORT}/{old}").status_code == 404
    with stage.database.reading() as session:
        assert log.head(session).seq == before + 1


def test_a_file_is_seen_by_those_who_write_drafts_alone(client, sign_in):
    path = str(sent(sign_in("sekretariat"), "prøver.docx", TRACKED).request.url.path)

    client.cookies.clear()
    assert sign_in("leser").get(path).status_code == 403
    client.cookies.clear()
    assert client.get(path).status_code in {302, 303, 401}


def test_no_file_that_is_brought_in_fetches_anything(secretariat):
    with hostile.canary() as canary:
        for data in hostile.calling(canary).values():
            answer = sent(secretariat, "prøver.docx", data)
            assert answer.status_code in {200, 422}

        assert canary.heard == []


# Command line and API


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "prøver.docx"
    path.write_bytes(TRACKED)
    return path


@pytest.mark.parametrize(
    ("choice", "word", "count"), [("godta", "fire", 0), ("avvis", "to", 0), ("forslag", "to", 2)]
)
def test_the_command_line_chooses_too(example, file, choice, word, count):
    folder = example.settings.data
    told = call(
        folder, "import", str(file), "--kind", "rutine", "--title", "Prøver", "--changes", choice, "--json"
    )

    assert told.code == 0
    assert (told.facts["changes"], told.facts["amendments"]) == (choice, count)
    assert told.facts["account"]["balances"]
    assert told.facts["account"]["rows"][0]["where"] == "brødtekst"
    exported = call(folder, "export", f"{told.facts['document']}@draft", "--to", "md").out
    assert f"møtes {word} ganger" in exported


def test_the_command_line_takes_all_proposed_headings_or_none(example, tmp_path):
    file = tmp_path / "uten.docx"
    file.write_bytes(WITHOUT_STYLES)

    def sections(title, *more):
        options = ("--kind", "rutine", "--title", title, "--json", *more)
        return [
            each["title"]
            for each in call(example.settings.data, "import", str(file), *options).facts["sections"]
        ]

    assert sections("Prøver en") == ["Formål", "Ansvar"]
    assert sections("Prøver to", "--headings", "none") == []


@pytest.mark.parametrize("options", [("--changes", "kanskje"), ("--headings", "noen")])
def test_a_choice_that_the_command_line_does_not_know_is_refused(example, file, options):
    told = call(example.settings.data, "import", str(file), "--kind", "rutine", "--title", "Prøver", *options)

    assert told.code == 2
    assert options[1] in told.err


def test_the_api_tells_the_account_the_authors_and_each_authors_text(client, token_for):
    told = client.post(
        f"{API}/readings",
        files={"file": ("prøver.docx", TRACKED)},
        data={"changes": "forslag"},
        headers=key(token_for),
    ).json()

    assert told["account"]["balances"]
    assert told["account"]["sentence"].startswith("Alt er med: ")
    assert told["tracked"] == {"Kari": 2, "Ola": 1}
    assert [(each["author"], each["first"]) for each in told["authored"]] == [
        ("Kari", "2026-01-15"),
        ("Ola", "2026-01-15"),
    ]
    assert "møtes fire ganger" in told["authored"][0]["text"]


def test_the_api_lists_proposed_headings_and_may_leave_them(client, token_for):
    def asked(headings):
        return client.post(
            f"{API}/readings",
            files={"file": ("uten.docx", WITHOUT_STYLES)},
            data={"headings": headings},
            headers=key(token_for),
        ).json()

    assert [(each["words"], each["chosen"]) for each in asked("all")["proposed"]] == [
        ("Formål", True),
        ("Ansvar", True),
        ("Granvik kommune", False),
    ]
    assert asked("none")["sections"] == []
