"""What stands in the case packages of a round, party by party and day by day."""

import io
import zipfile
from datetime import date, timedelta

import pytest

from decisions.entry_into_force import EntryRule
from decisions.outcomes import Outcome
from decisions.parties import PartyKind
from documents.docx import read
from documents.docx.seal import is_genuine
from documents.kinds import Language
from registry.errors import BadInput
from registry.operations import communities
from registry.permissions import OPERATOR
from registry.queries.package_facts import facts_of
from registry.queries.package_files import SUMS, manifest_of, zipped
from tests.registry.builders import TRUST, Circle, a_circle
from tests.registry.packed import KEY, LATER, an_agreement_laid_forth, made, view_of, words_of

pytestmark = pytest.mark.parametrize("empty", ["sqlite"], indirect=True)
"""What is told does not depend on the database that it was read from."""


@pytest.fixture
def circle(writing) -> Circle:
    return a_circle(writing)


@pytest.fixture
def laid_forth(circle):
    return an_agreement_laid_forth(circle)


def test_every_party_gets_its_own_set_and_all_of_them_the_same_text(circle, laid_forth):
    facts, sets = made(circle, laid_forth)

    assert set(sets) == {"granvik", "storelv", TRUST}
    assert [file.name for file in sets["granvik"].files] == [
        "01 Saksframlegg.docx",
        "02 Forslag til vedtak.docx",
        "03 Endringer med sporing.docx",
        "04 Endringstabell.docx",
        "05 Status etter § 6-2.docx",
        "06 Avtaleteksten.docx",
        "Innhold.txt",
    ]
    assert "Granvik kommunestyre vedtar «Avtale», versjon 2026.1, som avtale mellom Granvik kommune og " in (
        words_of(sets["granvik"], "02")
    )
    assert "Styret i Foretaket HF" in words_of(sets[TRUST], "02")
    assert (
        len({file.sha256 for each in sets.values() for file in each.files if "Avtaleteksten" in file.name})
        == 1
    )
    assert facts.hash in words_of(sets["storelv"], "Innhold")


def test_the_text_in_the_set_is_known_again_when_it_comes_back(circle, laid_forth):
    _, sets = made(circle, laid_forth, only="granvik")

    reading = read(sets["granvik"].files[5].data)

    assert reading.seal is not None
    assert is_genuine(reading.seal, KEY)
    assert reading.seal.hash == laid_forth.frozen_hash


def test_a_nynorsk_party_gets_its_set_in_nynorsk(circle, laid_forth):
    circle.parties["storelv"].language = Language.NN

    _, sets = made(circle, laid_forth)

    names = [file.name for file in sets["storelv"].files]
    assert names[1:3] == ["02 Framlegg til vedtak.docx", "03 Endringar med sporing.docx"]
    assert names[-1] == "Innhald.txt"
    assert "Storelv kommunestyre vedtek" in words_of(sets["storelv"], "01")
    assert "Ordføraren skriv under avtalen for Storelv kommune." in words_of(sets["storelv"], "02")
    assert "vedtar" in words_of(sets["granvik"], "01")


def test_the_paper_tells_how_far_the_others_have_come_by_the_day(circle, laid_forth):
    circle.decides("storelv", laid_forth, LATER)
    circle.decides(TRUST, laid_forth, LATER, outcome=Outcome.VEDTATT_MED_ENDRING)

    _, before = made(circle, laid_forth, LATER - timedelta(days=1), "granvik")
    _, after = made(circle, laid_forth, LATER, "granvik")

    assert "ingen av de 3 partene vedtatt teksten" in words_of(before["granvik"], "01")
    assert "har 1 av 3 parter vedtatt nøyaktig denne teksten: Storelv." in words_of(after["granvik"], "01")
    assert "Foretaket HF: vedtatt med endring" in words_of(after["granvik"], "01")


def test_what_changes_duties_and_deadlines_for_the_kommune_is_pointed_to(circle, laid_forth):
    _, sets = made(circle, laid_forth, only="granvik")

    told = words_of(sets["granvik"], "01")
    assert "rører plikter, beløp eller frister for kommunene:" in told
    assert "2 a\n" in told[told.index("rører plikter") : told.index("Hvor langt")]


def test_a_party_for_whom_nothing_applies_gets_no_redline_and_is_told_why(circle):
    first = circle.frozen(circle.document())

    _, sets = made(circle, first, only="granvik")

    assert [file.name[:2] for file in sets["granvik"].files] == ["01", "02", "05", "06", "In"]
    assert "Ingen versjon av Avtale gjelder for Granvik kommune" in words_of(sets["granvik"], "Innhold")
    assert "erstatter" not in words_of(sets["granvik"], "02")


def test_a_party_without_a_body_of_its_own_gets_a_line_to_fill_in(circle, laid_forth):
    new = communities.add_party(
        circle.session, OPERATOR, circle.community, "nyvik", "Nyvik", PartyKind.KOMMUNE
    )
    communities.add_pair(circle.session, OPERATOR, circle.community, new, circle.parties[TRUST])

    _, sets = made(circle, laid_forth, only="nyvik")

    assert "Registeret har ikke ett bestemt organ som vedtar for Nyvik kommune." in sets["nyvik"].notes[0]
    assert "____" in words_of(sets["nyvik"], "02")


def test_the_parties_are_those_of_the_day(circle, laid_forth):
    ended = circle.parties["storelv"]
    ended.valid_to = circle.pairs["storelv"].valid_to = LATER

    def receivers(on):
        return set(facts_of(circle.session, circle.community, view_of(circle, laid_forth, on), KEY).receivers)

    assert receivers(LATER) - receivers(LATER + timedelta(days=1)) == {"storelv"}
    with pytest.raises(BadInput, match="ikke blant de 2 partene"):
        made(circle, laid_forth, LATER + timedelta(days=1), "storelv")


def test_the_same_register_gives_the_same_bytes_and_every_file_its_sum(circle, laid_forth):
    facts, sets = made(circle, laid_forth)
    again = made(circle, laid_forth)

    data = zipped(facts, list(sets.values()))

    assert data == zipped(again[0], list(again[1].values()))
    assert manifest_of(facts, list(sets.values())) == manifest_of(again[0], list(again[1].values()))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sums = archive.read(SUMS).decode()
        assert archive.testzip() is None
        for name in archive.namelist():
            assert name == SUMS or f"  {name}\n" in sums
            assert name.isascii() or archive.getinfo(name).flag_bits & 0x800


def test_two_parties_of_one_name_and_a_name_no_folder_can_have(circle, laid_forth):
    circle.parties["granvik"].name = circle.parties["storelv"].name = "Vik: Nord/Sør"

    _, sets = made(circle, laid_forth)

    assert sets["granvik"].folder == "Vik NordSør kommune"
    assert sets["storelv"].folder == "Vik NordSør kommune (storelv)"


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        (EntryRule.ALLE_PARTER, "fra den dagen alle partene har vedtatt samme tekst"),
        (EntryRule.PAR_FOR_PAR, "mellom Granvik kommune og Foretaket HF fra den dagen begge"),
        (EntryRule.ET_ANTALL, "når minst 2 av partene har vedtatt samme tekst"),
        (
            EntryRule.FAST_DAG,
            "fra 1. mai 2026, dersom alle partene har vedtatt samme tekst senest 1. april 2026",
        ),
    ],
)
def test_the_entry_rule_of_the_text_is_told_in_the_decision(circle, rule, told):
    version = circle.frozen(circle.document(), earliest_from=date(2026, 5, 1))
    version.entry_rule, version.entry_count, version.entry_by = rule, 2, date(2026, 4, 1)

    _, sets = made(circle, version, only="granvik")

    assert told in words_of(sets["granvik"], "02")


def test_a_board_is_not_asked_to_adopt_pair_by_pair_with_one_of_many(circle):
    version = circle.frozen(circle.document())
    version.entry_rule = EntryRule.PAR_FOR_PAR

    _, sets = made(circle, version, only=TRUST)

    assert "for hvert par av kommune og helseforetak" in words_of(sets[TRUST], "02")
