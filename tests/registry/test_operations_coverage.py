"""A named person says what a section covers of the law. Nobody guesses, and nothing is hidden."""

import json
from datetime import date, timedelta

import pytest

from documents.coverage import Coverage, Degree
from documents.kinds import DocumentKind
from documents.lifecycle import Stage
from documents.minimums import all_minimums
from registry.errors import BadInput, NotFound, RuleSaysNo
from registry.operations import coverage as operations
from registry.operations import documents
from registry.permissions import Actor, Role
from registry.queries import coverage, log
from registry.queries.documents import legal_text
from registry.tables import MarkRow
from tests.registry.builders import DAY, TEXT, a_circle

SECRETARY = Actor("person-1", "Marte Haugland", frozenset({Role.SECRETARIAT}))
NR = 3
"""An item of the law that has been in force all along."""


@pytest.fixture
def circle(writing):
    return a_circle(writing)


@pytest.fixture
def agreement(circle):
    return circle.document()


@pytest.fixture
def version(circle, agreement):
    return circle.adopted(agreement)


def judge(
    circle, agreement, version, degree=Degree.FULL, nr=NR, section="ansvar", reason="Punkt 2 sier det."
):
    return operations.judge(circle.session, SECRETARY, agreement, version, section, nr, degree, DAY, reason)


def status(circle, on=DAY, nr=NR, party=None):
    found = coverage.compliance(circle.session, circle.community, on, party)
    return next(item.status for item in found.items if item.minimum.nr == nr)


def test_what_nobody_has_judged_waits_whatever_the_words_are(circle, version):
    assert status(circle) is Coverage.WAITING


@pytest.mark.parametrize(
    ("degree", "expected"),
    [
        (Degree.FULL, Coverage.COVERED),
        (Degree.PARTLY, Coverage.PARTLY),
        (Degree.MENTIONS, Coverage.MISSING),
    ],
)
def test_an_item_is_covered_as_far_as_a_person_has_said(circle, agreement, version, degree, expected):
    judge(circle, agreement, version, degree)

    assert status(circle) is expected


def test_a_judgement_counts_on_the_days_its_version_is_in_force(circle, agreement, version):
    judge(circle, agreement, version)

    assert status(circle, DAY - timedelta(days=1)) is Coverage.MISSING
    assert status(circle, DAY) is Coverage.COVERED


def test_a_judgement_of_a_text_that_is_not_adopted_does_not_count(circle, agreement):
    judge(circle, agreement, circle.frozen(agreement))

    assert status(circle) is Coverage.MISSING


def test_a_new_judgement_takes_the_place_of_the_old_and_the_log_keeps_both(circle, agreement, version):
    judge(circle, agreement, version, Degree.FULL)
    judge(circle, agreement, version, Degree.PARTLY, reason="Ved nærmere ettersyn.")

    (row,) = coverage.mark_rows(circle.session, version)
    entries = log.history_of(circle.session, circle.community, "versjon:avtalen@2025.1")
    told = [json.loads(each.payload)["data"] for each in entries if each.event == "lovkrav.vurdert"]

    assert (row.degree, row.reason, row.judged_by) == (
        Degree.PARTLY,
        "Ved nærmere ettersyn.",
        "Marte Haugland",
    )
    assert [each["degree"] for each in told] == ["dekker", "dekker delvis"]


def test_several_sections_may_cover_one_item(circle, agreement, version):
    judge(circle, agreement, version, Degree.PARTLY, section="formal")
    judge(circle, agreement, version, Degree.FULL, section="kommunen")

    (item,) = [
        item
        for item in coverage.compliance(circle.session, circle.community, DAY).items
        if item.minimum.nr == NR
    ]
    assert item.status is Coverage.COVERED
    assert sorted(mark.section_number for mark in item.evidence) == ["1", "2 a"]


def test_one_section_may_cover_several_items(circle, agreement, version):
    judge(circle, agreement, version, nr=1)
    judge(circle, agreement, version, nr=NR)

    assert {row.nr for row in coverage.mark_rows(circle.session, version)} == {1, NR}
    assert (status(circle, nr=1), status(circle)) == (Coverage.COVERED, Coverage.COVERED)


def test_a_withdrawn_judgement_no_longer_counts(circle, agreement, version):
    mark = judge(circle, agreement, version)

    operations.withdraw(circle.session, SECRETARY, agreement, version, mark.id, DAY)

    assert status(circle) is Coverage.WAITING
    with pytest.raises(NotFound, match="Den kan være trukket alt"):
        operations.withdraw(circle.session, SECRETARY, agreement, version, mark.id, DAY)


def test_a_judgement_is_withdrawn_from_its_own_document_only(circle, agreement, version):
    mark = judge(circle, agreement, version)
    other = circle.draft(circle.document("rutine", DocumentKind.RETNINGSLINJE))

    with pytest.raises(NotFound):
        operations.withdraw(circle.session, SECRETARY, agreement, other, mark.id, DAY)

    assert status(circle) is Coverage.COVERED


@pytest.mark.parametrize(
    ("told", "field"), [({"section": "finnes-ikke"}, "section_id"), ({"nr": 0}, "nr"), ({"nr": 14}, "nr")]
)
def test_a_judgement_of_what_is_not_there_is_refused(circle, agreement, version, told, field):
    with pytest.raises(BadInput) as refused:
        judge(circle, agreement, version, **told)

    assert refused.value.field == field
    assert coverage.mark_rows(circle.session, version) == []


def test_the_law_binds_pair_by_pair(circle):
    """A special agreement covers an item for its own two, and for nobody else."""
    special = circle.document("saer", DocumentKind.SAERAVTALE, pair=circle.pairs["granvik"])
    version = circle.frozen(special)
    documents.adopt(circle.session, SECRETARY, special, version, DAY, DAY)
    judge(circle, special, version)

    assert status(circle, party=circle.parties["granvik"]) is Coverage.COVERED
    assert status(circle, party=circle.parties["storelv"]) is Coverage.MISSING
    by_pair = {
        each.pair.kommune.ref: next(item.status for item in each.items if item.minimum.nr == NR)
        for each in coverage.compliance_by_pair(circle.session, circle.community, DAY)
    }
    assert by_pair == {"granvik": Coverage.COVERED, "storelv": Coverage.MISSING}


def test_an_item_is_not_asked_for_before_the_law_did(circle, version):
    late = next(item for item in all_minimums() if item.since > date(2013, 1, 1))

    assert status(circle, late.since - timedelta(days=1), late.nr) is Coverage.NOT_YET
    assert status(circle, late.since, late.nr) is not Coverage.NOT_YET


LATER = DAY + timedelta(days=200)
"""When a later version begins."""
SPELT = TEXT.replace("skal melde", "skal  melde,")
REWORDED = TEXT.replace("Kommunen skal melde", "Kommunen kan melde")
SPLIT = TEXT.replace("Kommunen skal melde.", "Kommunen skal svare.") + (
    '\n## 3 Melding {#melding fra="kommunen"}\n\nKommunen skal melde.\n'
)
GONE = TEXT.replace("{#kommunen}", "{#annet}")


def followed_by(circle, agreement, text, number="2026.1", on=LATER):
    return circle.adopted(agreement, number, text, on=on)


def first_place(version):
    return next(legal_text(version).places()).id


def the_item(circle, on, nr=NR, known=None):
    found = coverage.compliance(circle.session, circle.community, on, known=known)
    return next(item for item in found.items if item.minimum.nr == nr)


def confirm(circle, agreement, version, mark, on=LATER, reason=""):
    return operations.confirm(circle.session, SECRETARY, agreement, version, mark.id, on, reason)


def test_a_judgement_goes_with_its_words_to_the_next_version(circle, agreement, version):
    judge(circle, agreement, version, section="kommunen")
    followed_by(circle, agreement, SPELT)

    item = the_item(circle, LATER)

    assert (item.status, item.suspect, item.since) == (Coverage.COVERED, False, DAY)


def test_a_judgement_whose_words_changed_waits_from_that_day_and_not_before(circle, agreement, version):
    judge(circle, agreement, version, section="kommunen")
    followed_by(circle, agreement, REWORDED)

    before, after = the_item(circle, LATER - timedelta(days=1)), the_item(circle, LATER)

    assert (before.status, before.suspect) == (Coverage.COVERED, False)
    assert (after.status, after.suspect, after.since) == (Coverage.WAITING, True, LATER)
    (doubt,) = after.evidence[0].suspects
    assert (doubt.before, doubt.now) == ("Kommunen skal melde.", "Kommunen kan melde.")


def test_a_person_confirms_on_the_words_as_they_now_read(circle, agreement, version):
    mark = judge(circle, agreement, version, section="kommunen")
    later = followed_by(circle, agreement, REWORDED)

    (row,) = confirm(circle, agreement, later, mark)

    assert (row.cited, row.reason, row.replaces_id) == ("Kommunen kan melde.", "", mark.id)
    assert (the_item(circle, LATER).status, the_item(circle, LATER).suspect) == (Coverage.COVERED, False)
    with pytest.raises(NotFound, match="nyere kom i stedet"):
        confirm(circle, agreement, later, mark)


def test_who_confirms_one_of_two_has_not_confirmed_the_other(circle, agreement, version):
    """They were judged in one breath, and stand or fall together."""
    one = judge(circle, agreement, version, section="kommunen")
    other = judge(circle, agreement, version, section="foretaket")
    both = REWORDED.replace("Foretaket skal svare", "Foretaket kan svare")
    later = followed_by(circle, agreement, both)

    confirm(circle, agreement, later, one)
    assert the_item(circle, LATER).status is Coverage.WAITING
    confirm(circle, agreement, later, other)
    assert the_item(circle, LATER).status is Coverage.COVERED


def test_a_confirmation_that_is_made_later_was_not_known_before(circle, agreement, version):
    mark = judge(circle, agreement, version, section="kommunen")
    later = followed_by(circle, agreement, REWORDED)
    week_after = LATER + timedelta(days=7)
    confirm(circle, agreement, later, mark, on=week_after)

    assert the_item(circle, week_after - timedelta(days=1)).status is Coverage.WAITING
    assert the_item(circle, week_after).status is Coverage.COVERED
    assert the_item(circle, LATER, known=week_after).status is Coverage.COVERED


def test_words_that_were_split_off_are_confirmed_where_they_stand(circle, agreement, version):
    mark = judge(circle, agreement, version, section="kommunen")
    later = followed_by(circle, agreement, SPLIT.replace("Kommunen skal melde", "Kommunen bør melde"))
    assert the_item(circle, LATER).status is Coverage.WAITING

    confirm(circle, agreement, later, mark)

    assert the_item(circle, LATER).status is Coverage.COVERED
    assert {row.cited for row in coverage.mark_rows(circle.session, later)} >= {"Kommunen bør melde."}


def test_a_place_that_was_taken_out_is_judged_anew_elsewhere_or_taken_back(circle, agreement, version):
    mark = judge(circle, agreement, version, section="kommunen")
    later = followed_by(circle, agreement, GONE)

    with pytest.raises(RuleSaysNo, match="tatt ut av teksten"):
        confirm(circle, agreement, later, mark)
    operations.judge(
        circle.session,
        SECRETARY,
        agreement,
        later,
        "annet",
        NR,
        Degree.FULL,
        LATER,
        "Står her nå.",
        replaces=mark.id,
    )

    item = the_item(circle, LATER)
    assert (item.status, [each.section_id for each in item.evidence]) == (Coverage.COVERED, ["annet"])
    assert the_item(circle, LATER - timedelta(days=1)).evidence[0].section_id == "kommunen"


def test_a_judgement_taken_back_in_a_later_version_still_counted_under_the_earlier(
    circle, agreement, version
):
    mark = judge(circle, agreement, version, section="kommunen")
    later = followed_by(circle, agreement, REWORDED)

    operations.withdraw(circle.session, SECRETARY, agreement, later, mark.id, LATER)

    assert the_item(circle, LATER - timedelta(days=1), known=LATER).status is Coverage.COVERED
    assert the_item(circle, LATER).evidence == ()


def test_words_that_are_not_in_the_place_are_refused(circle, agreement, version):
    with pytest.raises(BadInput, match="De siterte ordene står ikke i punktet") as refused:
        operations.judge(
            circle.session,
            SECRETARY,
            agreement,
            version,
            "kommunen",
            NR,
            Degree.FULL,
            DAY,
            "Grunn.",
            "Kommunen skal varsle.",
        )

    assert refused.value.field == "cited"


def test_a_withdrawn_version_is_neither_judged_nor_confirmed(circle, agreement, version):
    mark = judge(circle, agreement, version, section="kommunen")
    draft = circle.draft(agreement, "2026.1", REWORDED)
    draft.stage = Stage.WITHDRAWN

    for act in (
        lambda: judge(circle, agreement, draft, section="kommunen"),
        lambda: confirm(circle, agreement, draft, mark),
    ):
        with pytest.raises(RuleSaysNo, match="Versjonen er trukket"):
            act()


def test_of_two_who_judge_the_same_place_the_last_counts_and_both_are_kept(circle, agreement, version):
    first = judge(circle, agreement, version, Degree.PARTLY)
    other = Actor("person-2", "Ola Nes", frozenset({Role.SECRETARIAT}))
    operations.judge(
        circle.session, other, agreement, version, "ansvar", NR, Degree.FULL, DAY, "Det sier alt."
    )

    assert status(circle) is Coverage.COVERED
    assert circle.session.get(MarkRow, first.id) is not None
    assert [row.judged_by for row in coverage.mark_rows(circle.session, version)] == ["Ola Nes"]


def test_nothing_that_is_dated_after_a_day_changes_what_was_so_that_day(circle, agreement, version):
    judge(circle, agreement, version, section="kommunen")
    seen = coverage.compliance(circle.session, circle.community, DAY)

    later = followed_by(circle, agreement, GONE)
    operations.judge(
        circle.session, SECRETARY, agreement, later, "annet", NR, Degree.PARTLY, LATER, "Bare noe."
    )
    operations.judge(
        circle.session, SECRETARY, agreement, version, "kommunen", NR, Degree.NOT, LATER, "Feil."
    )

    assert coverage.compliance(circle.session, circle.community, DAY).items == seen.items


def test_a_text_that_lapsed_covers_no_longer_and_its_judgements_are_shown(circle):
    agreement, guideline = circle.document(), circle.document("rutine", DocumentKind.RETNINGSLINJE)
    circle.adopted(agreement)
    version = circle.frozen(guideline)
    documents.adopt(circle.session, SECRETARY, guideline, version, DAY, DAY)
    judge(circle, guideline, version, section=first_place(version))
    assert status(circle, LATER) is Coverage.COVERED

    version.valid_to = LATER - timedelta(days=1)
    circle.session.flush()

    assert status(circle, LATER - timedelta(days=1)) is Coverage.COVERED
    item = the_item(circle, LATER)
    assert (item.status, item.since) == (Coverage.MISSING, LATER)
    assert [mark.document for mark in item.lapsed] == ["rutine"]


def test_a_special_agreement_of_others_is_no_text_that_lapsed_for_this_pair(circle):
    circle.adopted(circle.document())
    special = circle.document("saer", DocumentKind.SAERAVTALE, pair=circle.pairs["granvik"])
    version = circle.frozen(special)
    documents.adopt(circle.session, SECRETARY, special, version, DAY, DAY)
    judge(circle, special, version, section=first_place(version))

    assert status(circle, party=circle.parties["granvik"]) is Coverage.COVERED
    assert status(circle, party=circle.parties["storelv"]) is Coverage.WAITING
