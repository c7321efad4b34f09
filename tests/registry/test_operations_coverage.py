"""A named person says what a section covers of the law. Nobody guesses, and nothing is hidden."""

import json
from datetime import date, timedelta

import pytest

from documents.coverage import Coverage, Degree
from documents.kinds import DocumentKind
from documents.minimums import all_minimums
from registry.errors import BadInput, NotFound
from registry.operations import coverage as operations
from registry.operations import documents
from registry.permissions import Actor, Role
from registry.queries import coverage, log
from tests.registry.builders import DAY, a_circle

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


def test_a_judgement_is_withdrawn_from_its_own_version_only(circle, agreement, version):
    mark = judge(circle, agreement, version)
    other = circle.draft(agreement, "2025.2")

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
