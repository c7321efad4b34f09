"""Who must adopt, and from when: the two of a special agreement, pair by pair, or one joint body for all."""

from datetime import timedelta

import pytest

from decisions.bodies import BodyKind
from decisions.entry_into_force import EntryRule
from decisions.named import Decider, Named, Per, Quantifier
from decisions.outcomes import Act, Outcome
from decisions.rules import MandateRule, Source
from decisions.verdict import Answer
from documents.kinds import ChangeClass, DocumentKind
from documents.lifecycle import Stage
from registry.queries import adoption, documents, log
from tests.registry.builders import DAY, GUIDELINE, PLAN, TRUST, a_circle

LAST = DAY + timedelta(days=30)


@pytest.fixture
def circle(writing):
    return a_circle(writing)


@pytest.fixture
def agreement(circle):
    return circle.document()


def board(circle, agreement, version, on=LAST):
    """Where every party stands, by short name."""
    found = adoption.adoption(circle.session, circle.community, agreement, version, on)
    return {row.party.ref: row.state for row in found.board.rows}


def test_a_special_agreement_needs_only_the_two(writing):
    by_the_two = MandateRule(
        "saeravtaler",
        Source("samarbeidsavtalen", "2025.1", "5.3"),
        tuple(
            Decider(Named(kind=kind), Per.HVER_I_PARET, Quantifier.ALLE)
            for kind in (BodyKind.KOMMUNESTYRE, BodyKind.STYRE)
        ),
        kinds=(DocumentKind.SAERAVTALE,),
    )
    circle = a_circle(writing, going_by=[by_the_two])
    special = circle.document("saer", DocumentKind.SAERAVTALE, pair=circle.pairs["granvik"])
    version = circle.frozen(special)

    circle.decides("granvik", version)
    circle.decides(TRUST, version, on=LAST)

    assert set(board(circle, special, version)) == {"granvik", TRUST}
    assert (version.stage, version.valid_from) == (Stage.ADOPTED, LAST)


def test_nobody_takes_a_special_agreement_into_force_while_no_rule_says_who_may(circle):
    special = circle.document("saer", DocumentKind.SAERAVTALE, pair=circle.pairs["granvik"])
    version = circle.frozen(special)

    answers = {circle.decides(party, version).answer for party in ("granvik", TRUST)}

    assert answers == {Answer.NEEDS_HUMAN}
    assert version.stage is Stage.FROZEN


def test_pair_by_pair_each_pair_has_its_own_day(circle, agreement):
    version = circle.frozen(agreement, entry_rule=EntryRule.PAR_FOR_PAR)
    circle.decides(TRUST, version)
    assert version.stage is Stage.FROZEN

    circle.decides("granvik", version, on=DAY + timedelta(days=5))
    circle.decides("storelv", version, on=LAST)

    def bound(kommune, day):
        return [
            view.ref
            for view in documents.the_set(circle.session, circle.community, day, circle.parties[kommune])
        ]

    assert version.stage is Stage.ADOPTED
    assert bound("granvik", DAY + timedelta(days=4)) == []
    assert bound("granvik", DAY + timedelta(days=5)) == ["avtalen@2025.1"]
    assert bound("storelv", LAST - timedelta(days=1)) == []
    assert bound("storelv", LAST) == ["avtalen@2025.1"]


def test_pair_by_pair_nothing_applies_while_no_pair_is_whole(circle, agreement):
    version = circle.frozen(agreement, entry_rule=EntryRule.PAR_FOR_PAR)

    circle.decides("granvik", version)
    circle.decides("storelv", version)

    assert version.stage is Stage.FROZEN


def test_each_pair_enters_once_and_the_log_says_when(circle, agreement):
    version = circle.frozen(agreement, entry_rule=EntryRule.PAR_FOR_PAR)
    for party in (TRUST, "granvik"):
        circle.decides(party, version)
    circle.decides("storelv", version, on=LAST)
    circle.decides("storelv", version, on=LAST + timedelta(days=1), case="50/25")

    entries = [
        entry.event for entry in log.history_of(circle.session, circle.community, "versjon:avtalen@2025.1")
    ]
    assert entries.count("versjon.i-kraft-for-par") == 2
    assert entries.count("versjon.vedtatt") == 1


@pytest.mark.parametrize(("earliest", "begins"), [(None, DAY), (DAY - timedelta(days=1), DAY), (LAST, LAST)])
def test_where_one_joint_body_decides_its_decision_is_enough(circle, earliest, begins):
    version = circle.frozen(
        circle.document("retningslinje-1", GUIDELINE),
        change=ChangeClass.REVISJON,
        earliest_from=earliest,
    )

    circle.decides("asu", version)

    assert (version.stage, version.adopted_on, version.valid_from) == (Stage.ADOPTED, DAY, begins)


def test_a_joint_decision_that_lacks_its_recommendation_adopts_nothing(circle):
    version = circle.frozen(circle.document("plan", PLAN))
    circle.decides("psu", version)
    assert version.stage is Stage.FROZEN

    circle.decides("asu", version, act=Act.INNSTILLER, case="11/25")
    assert version.stage is Stage.FROZEN

    circle.decides("psu", version, case="14/25")
    assert version.stage is Stage.ADOPTED


def test_a_joint_body_that_corrects_itself_before_adoption_has_not_adopted(circle):
    version = circle.frozen(circle.document("plan", PLAN))
    wrong = circle.decides("psu", version)
    circle.decides("psu", version, outcome=Outcome.AVVIST, corrects=wrong)
    circle.decides("asu", version, act=Act.INNSTILLER, case="11/25")

    assert version.stage is Stage.FROZEN
