"""What comes back from a party is held against the text it was sent: one record, one owner, one word on it."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from decisions.rounds import DeviationSort
from documents.kinds import DocumentKind
from documents.lifecycle import Stage
from registry.errors import AlreadyThere, BadInput, RuleSaysNo
from registry.operations import documents
from registry.operations.adopted_papers import receive_zip
from registry.operations.source_files import SourceFile
from registry.permissions import OPERATOR
from registry.queries import adopted_papers as queries
from registry.queries import checking
from registry.queries.paper_owners import suggestion
from registry.tables import AdoptedPaperRow, DocumentRow, PaperKind
from tests.registry.builders import DAY, NOW, TRUST, a_circle
from tests.registry.returned_papers import (
    TEXT,
    assigned,
    classified,
    copy,
    laid_forth,
    minutes,
    party,
    received,
    zipped,
)

CHANGE, REMARK, EDITORIAL = DeviationSort.ENDRING, DeviationSort.MERKNAD, DeviationSort.REDAKSJONELL
SCAN = SourceFile("skann.pdf", b"%PDF-1.7 bare bilder")


@pytest.fixture
def circle(writing):
    return a_circle(writing)


@pytest.fixture
def version(circle):
    return laid_forth(circle)[1]


def view(circle, version, row):
    return queries.paper(circle.session, version, row.ref)


def test_a_copy_with_the_same_words_is_the_same_text_and_asks_nothing(circle, version):
    decision = circle.decides("granvik", version)

    row = received(circle, version, copy(), decision=decision)

    seen = view(circle, version, row)
    assert (row.kind, row.differs, row.read_hash) == (PaperKind.TEKST, False, version.frozen_hash)
    assert (seen.party.ref, seen.decision.ref, seen.state) == ("granvik", decision.ref, "samme tekst")
    assert not seen.asks
    assert queries.file_of(circle.session, row).data == copy().data


def test_should_that_became_shall_is_shown_with_its_section_and_waits_for_a_person(circle, version):
    decision = circle.decides("granvik", version)

    row = received(circle, version, copy("bør melde", "skal melde"), decision=decision)

    seen = view(circle, version, row)
    assert seen.asks
    assert [each.heading for each in seen.differences] == ["2 a Ansvar"]
    assert seen.weighty == ("Skjerpet plikt: «bør» er blitt «skal».",)
    assert "uavklart" in seen.must_happen


def test_the_file_that_was_sent_out_last_week_is_known_by_name(circle):
    document = circle.document()
    old = circle.frozen(document, "2025.0", TEXT.replace("fire timer", "seks timer"))
    documents.withdraw(circle.session, OPERATOR, document, old, "Ny frist.")
    new = circle.frozen(document, text=TEXT)

    row = received(circle, new, copy("fire timer", "seks timer"))

    assert view(circle, new, row).remarks[0] == "Dette er teksten i versjon 2025.0, ikke den frosne teksten."
    assert row.read_hash == old.frozen_hash


def test_the_same_minutes_dropped_twice_are_one_record(circle, version):
    file = minutes("Granvik", version.frozen_hash)

    first = received(circle, version, file)
    assert received(circle, version, SourceFile("et annet navn.md", file.data)) is first

    decision = circle.decides("granvik", version)
    assert received(circle, version, file, decision=decision) is first
    assert received(circle, version, file, decision=decision) is first
    assert received(circle, version, file) is first
    assert circle.session.scalars(select(AdoptedPaperRow)).all() == [first]


def test_byte_equal_files_of_two_kommuner_are_two_records(circle, version):
    made = [
        received(circle, version, copy(), decision=circle.decides(each, version))
        for each in ("granvik", "storelv")
    ]

    assert [view(circle, version, row).party.ref for row in made] == ["granvik", "storelv"]
    assert made[0].id != made[1].id


def test_whose_a_paper_is_is_suggested_and_never_taken_for_granted(circle, version):
    decision = circle.decides("storelv", version)
    row = received(circle, version, minutes("Storelv", version.frozen_hash, "utskrift_storelv.md"))

    found = suggestion(circle.session, circle.community, version, row, view(circle, version, row).minutes)

    assert (found.party.ref, [each.row for each in found.decisions]) == ("storelv", [decision])
    assert row.party_id is None
    assert view(circle, version, row).waits


def test_a_file_name_that_says_one_and_words_that_say_another_give_no_suggestion(circle, version):
    row = received(circle, version, minutes("Storelv", version.frozen_hash, "granvik.md"))

    told = view(circle, version, row).minutes
    assert suggestion(circle.session, circle.community, version, row, told) is None


def test_once_it_belongs_to_a_decision_it_is_fixed_in_the_database_too(circle, version):
    granvik, storelv = (circle.decides(each, version) for each in ("granvik", "storelv"))
    row = assigned(circle, version, received(circle, version, copy()), decision=granvik)

    with pytest.raises(AlreadyThere):
        assigned(circle, version, row, decision=granvik)
    with pytest.raises(RuleSaysNo, match="rettelse"):
        assigned(circle, version, row, decision=storelv)
    for change in ("UPDATE adopted_paper SET differs = true", "DELETE FROM adopted_paper"):
        with pytest.raises(DBAPIError), circle.session.begin_nested():
            circle.session.execute(text(change))


def test_a_party_may_be_said_first_and_the_decision_when_it_is_recorded(circle, version):
    row = assigned(circle, version, received(circle, version, SCAN), party=party(circle, "granvik"))
    assert view(circle, version, row).waits

    assigned(circle, version, row, decision=circle.decides("granvik", version))

    assert view(circle, version, row).state == "ikke sammenlignet"
    assert "lese papiret" in view(circle, version, row).must_happen


def test_minutes_that_name_another_text_differ_and_say_which(circle, version):
    row = received(circle, version, minutes("Granvik", "b" * 64), decision=circle.decides("granvik", version))

    assert row.differs
    assert view(circle, version, row).differences[0].new == "b" * 64


def test_the_special_agreements_file_dropped_by_mistake_is_named(circle, version):
    special = circle.document(
        "jordmor", DocumentKind.SAERAVTALE, title="Avtale om jordmor", pair=circle.pairs["granvik"]
    )
    words = "# Jordmor\n\n## 1 Vakt\n\nJordmoren reiser med når fødselen er i gang, også om natten.\n"
    circle.frozen(special, text=words)

    with pytest.raises(BadInput, match="ligner mest på «Avtale om jordmor»"):
        received(circle, version, SourceFile("avtale.md", words.encode()))
    assert queries.papers(circle.session, version) == []


def test_a_paper_of_another_party_or_decision_is_refused_with_the_two_facts(circle, version):
    storelv = circle.decides("storelv", version)
    granvik = party(circle, "granvik")
    with pytest.raises(BadInput, match="Storelv kommunestyre, som ikke er et organ i Granvik"):
        received(circle, version, copy(), party=granvik, decision=storelv)

    file = minutes("Storelv", version.frozen_hash)
    with pytest.raises(BadInput, match="nevner Storelv kommunestyre"):
        received(circle, version, file, party=granvik)

    document = circle.session.get_one(DocumentRow, version.document_id)
    other = circle.frozen(document, "2025.2", TEXT.replace("fire", "fem"))
    elsewhere = circle.decides("granvik", other, DAY + timedelta(days=7))
    with pytest.raises(BadInput, match=r"gjelder versjon 2025\.2"):
        received(circle, version, copy(), decision=elsewhere)


@pytest.mark.parametrize("stage", [Stage.DRAFT, Stage.WITHDRAWN])
def test_drafts_and_withdrawn_texts_wait_for_no_papers(circle, stage):
    document = circle.document()
    version = circle.draft(document, text=TEXT)
    if stage is Stage.WITHDRAWN:
        documents.freeze(circle.session, OPERATOR, document, version, NOW)
        documents.withdraw(circle.session, OPERATOR, document, version, "Feil.")

    with pytest.raises(RuleSaysNo, match="tas ikke inn"):
        received(circle, version, copy())


def test_a_party_that_ceased_before_the_text_was_frozen_sends_nothing(circle, version):
    gone = party(circle, "granvik")
    gone.valid_to = date(2024, 12, 31)
    with pytest.raises(BadInput, match=r"til og med 31\. desember 2024"):
        received(circle, version, copy(), party=gone)

    gone.valid_to = date(2026, 2, 1)
    assert received(circle, version, copy(), party=gone)


def test_a_telephone_number_may_be_editorial_and_duties_may_not(circle, version):
    decision = circle.decides("granvik", version)
    slip = received(circle, version, copy("10 20", "10 21"), decision=decision)
    duty = received(circle, version, copy("bør", "skal"), decision=decision)

    classified(circle, version, slip, EDITORIAL)
    with pytest.raises(RuleSaysNo, match="«bør» er blitt «skal»"):
        classified(circle, version, duty, EDITORIAL)

    assert view(circle, version, slip).last.sort is EDITORIAL
    assert view(circle, version, duty).last is None


def test_when_the_party_has_sent_a_corrected_paper_the_first_was_a_bad_copy(circle, version):
    decision = circle.decides("granvik", version)
    wrong = received(circle, version, copy("bør", "skal"), decision=decision)
    received(circle, version, copy(), decision=decision)

    assert classified(circle, version, wrong, EDITORIAL).sort is EDITORIAL


def test_a_change_is_not_concluded_and_the_last_word_counts(circle, version):
    decision = circle.decides("granvik", version)
    row = received(circle, version, copy("- Beredskap ved store hendelser\n", ""), decision=decision)

    classified(circle, version, row, CHANGE)
    assert "ikke inngått med Granvik" in view(circle, version, row).must_happen

    with pytest.raises(AlreadyThere):
        classified(circle, version, row, CHANGE)
    classified(circle, version, row, REMARK, reason="Ordføreren har forklart det.")
    assert [each.sort for each in view(circle, version, row).words] == [REMARK, CHANGE]


def test_the_last_decision_recorded_from_a_paper_that_differs_adopts_nothing_until_somebody_has_said(
    circle, version
):
    for each in ("storelv", TRUST):
        circle.decides(each, version)
    paper = received(circle, version, copy("10 20", "10 21"), party=party(circle, "granvik"))

    circle.decides("granvik", version, paper=paper)
    assert version.stage is Stage.FROZEN

    classified(circle, version, paper, EDITORIAL)
    assert (version.stage, version.valid_from) == (Stage.ADOPTED, DAY)


def test_a_decision_about_something_else_is_not_recorded_from_the_paper(circle, version):
    document = circle.session.get_one(DocumentRow, version.document_id)
    other = circle.frozen(document, "2025.2", TEXT.replace("fire", "fem"))
    paper = received(circle, version, copy(), party=party(circle, "granvik"))

    with pytest.raises(BadInput, match=r"kom i runden om versjon 2025\.1"):
        circle.decides("granvik", other, paper=paper)


def test_a_change_said_of_the_last_paper_leaves_the_text_waiting(circle, version):
    for each in ("storelv", TRUST):
        circle.decides(each, version)
    paper = received(circle, version, copy("bør", "skal"), party=party(circle, "granvik"))
    circle.decides("granvik", version, paper=paper)

    classified(circle, version, paper, CHANGE)

    assert version.stage is Stage.FROZEN


def test_minutes_of_another_case_or_day_are_not_suggested_for_the_decision_and_say_so_beside_it(
    circle, version
):
    other = minutes("Granvik", version.frozen_hash)
    decision = circle.decides("granvik", version, DAY + timedelta(days=7), case="19/25")
    row = received(circle, version, other)

    found = suggestion(circle.session, circle.community, version, row, view(circle, version, row).minutes)
    assert (found.party.ref, found.decisions) == ("granvik", ())

    assigned(circle, version, row, decision=decision)
    assert [words[:14] for words in view(circle, version, row).mismatch] == ["Papiret nevner"] * 2


def test_what_does_not_differ_or_is_nobodys_is_not_classified(circle, version):
    decision = circle.decides("granvik", version)
    same = received(circle, version, copy(), decision=decision)
    loose = received(circle, version, copy("bør", "skal"))

    for row, told in ((same, "de samme"), (loose, "ikke knyttet")):
        with pytest.raises(RuleSaysNo, match=told):
            classified(circle, version, row, REMARK)


@pytest.mark.parametrize(
    ("on", "told"), [(date(2025, 6, 9), "møtet var først"), (date(2027, 1, 1), "ikke kommet")]
)
def test_nobody_classifies_before_the_meeting_or_tomorrow(circle, version, on, told):
    row = received(circle, version, copy("bør", "skal"), decision=circle.decides("granvik", version))

    with pytest.raises(BadInput, match=told):
        classified(circle, version, row, CHANGE, classified_on=on)
    assert classified(circle, version, row, CHANGE, classified_on=DAY)


def take_zip(circle, version, file):
    document = circle.session.get_one(DocumentRow, version.document_id)
    return receive_zip(circle.session, OPERATOR, circle.community, document, version, file, NOW)


def test_a_zip_gives_one_paper_a_file_and_one_that_is_unfit_leaves_the_others(circle, version):
    files = [copy("fire timer", f"{number} timer", f"part-{number}.md") for number in range(5, 24)]
    stranger = SourceFile("handleliste.md", b"# Melk\n\nSmor og mel til torsdag kveld.\n")

    taken = take_zip(circle, version, zipped(*files, stranger))

    assert len(taken.rows) == 19
    assert ["handleliste.md" in str(each) for each in taken.refused] == [True]
    assert take_zip(circle, version, zipped(*files)).rows == taken.rows


def test_a_zip_that_is_none_is_refused_with_a_sentence_and_nothing_of_it_is_taken_in(circle, version):
    for told, file in (
        ("ikke en zip", SourceFile("papirer.zip", b"MZ program")),
        ("ny zip", zipped(copy(), SourceFile("inni.zip", zipped(copy()).data))),
    ):
        with pytest.raises(BadInput, match=told):
            take_zip(circle, version, file)
    assert queries.papers(circle.session, version) == []


def test_the_log_remembers_every_paper_and_verify_sees_one_that_was_changed(circle, version):
    decision = circle.decides("granvik", version)
    row = received(circle, version, copy("bør", "skal"))
    assigned(circle, version, row, decision=decision)
    said = classified(circle, version, row, CHANGE)
    loose = received(circle, version, SCAN)
    circle.session.flush()
    assert list(checking.faults(circle.session)) == []

    loose.data = b"%PDF-1.7 noe annet"
    circle.session.flush()
    assert list(checking.faults(circle.session)) == ["Papiret «skann.pdf» er et annet enn det som kom inn."]
    assert said.classified_by == OPERATOR.name


def test_a_board_of_an_earlier_day_shows_only_the_papers_that_had_come(circle, version):
    received(circle, version, copy())

    assert queries.papers(circle.session, version, NOW.date() - timedelta(days=1)) == []
    assert len(queries.papers(circle.session, version, NOW.date())) == 1
