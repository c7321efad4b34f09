"""Parties that come, go, merge and split around one text: who counts on the board, and whom the text binds.

Law: each pair of kommune and trust enters for itself (hol. § 6-1). The number of parties is that of the day, and a
report of an earlier day keeps its own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from decisions.adoption import AdoptionState
from decisions.bodies import BodyKind
from decisions.entry_into_force import EntryRule
from decisions.modes import Mode, Threshold
from decisions.named import Decider, Named, Per, Quantifier
from decisions.parties import PartyKind
from decisions.rounds import RoundStep
from decisions.rules import MandateRule
from documents.kinds import ChangeClass
from documents.lifecycle import Stage
from registry import schema
from registry.database import Database
from registry.errors import RuleSaysNo
from registry.operations import communities, rounds
from registry.operations.decisions import record_decision
from registry.permissions import OPERATOR
from registry.queries import adoption, coverage, documents, parties
from registry.tables import DocumentRow, VersionRow
from tests.registry.builders import GUIDELINE, RULES, TRUST, Circle, a_circle
from tests.registry.following import ENDS, receives, resolves

FIRST_MEETING, SECOND_MEETING = date(2026, 2, 12), date(2026, 3, 19)
MERGER, AFTER = date(2026, 4, 1), date(2026, 5, 21)
LATER = datetime(2026, 11, 30, 12, tzinfo=UTC)
"""When the secretary writes all this down."""
ONE_DAY = timedelta(days=1)
TWENTY = ("granvik", "storelv", *(f"kommune-{number}" for number in range(3, 21)))


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    made = Database(f"sqlite:///{tmp_path_factory.mktemp('parter') / 'tom.sqlite3'}")
    schema.upgrade(made)
    yield made
    made.close()


@pytest.fixture
def session(empty: Database) -> Iterator[Session]:
    with Session(empty.engine.execution_options(writing=True), expire_on_commit=False) as writing:
        yield writing


@dataclass
class Round:
    """One text on its way through a circle, as a secretary would follow it."""

    circle: Circle
    document: DocumentRow
    version: VersionRow

    def adopts(self, party: str, on: date) -> None:
        self.decides(party, self.version, on)

    def decides(self, body: str, version: VersionRow, on: date, **told: object) -> None:
        circle = self.circle
        entry = circle.entry(body, version, on, **told)
        record_decision(circle.session, OPERATOR, circle.community, entry, LATER)

    def states(self, on: date) -> dict[str, AdoptionState]:
        found = self.told(on)
        return {row.party.ref: row.state for row in found.board.rows}

    def told(self, on: date) -> adoption.Adoption:
        circle = self.circle
        return adoption.adoption(circle.session, circle.community, self.document, self.version, on)

    def bound(self, party: str, on: date) -> list[str]:
        return [view.ref for view in self.views(party, on)]

    def views(self, party: str, on: date) -> list[documents.VersionView]:
        circle = self.circle
        return documents.the_set(circle.session, circle.community, on, circle.parties[party])

    def becomes(self, old: str, new: str, on: date) -> None:
        circle = self.circle
        before, after = circle.parties[old], circle.parties[new]
        communities.succeed(circle.session, OPERATOR, circle.community, before, after, on)

    def merges(self, into: str, *old: str, on: date = MERGER) -> None:
        self.circle.kommune(into, valid_from=on, pair_from=on)
        for each in old:
            self.becomes(each, into, on)

    def notes(self, party: str, step: RoundStep, on: date, reason: str = "Kommunestyret, sak 40/26.") -> None:
        circle = self.circle
        rounds.note_step(
            circle.session,
            OPERATOR,
            circle.community,
            self.document,
            self.version,
            circle.parties[party],
            step,
            on,
            LATER,
            known_on=on,
            reason=reason,
        )


def a_round(circle: Circle, **told: object) -> Round:
    document = circle.document()
    return Round(circle, document, circle.frozen(document, "2026.1", **told))


# A merger in mid-round: the denominator.


def test_the_report_of_the_day_before_the_merger_has_21_parties_and_that_of_the_day_has_20(session):
    on_its_way = a_round(a_circle(session, kommuner=TWENTY))
    on_its_way.merges("nygrend", "granvik", "storelv")

    before, after = on_its_way.told(MERGER - ONE_DAY), on_its_way.told(MERGER)

    assert (len(before.board.rows), len(after.board.rows)) == (21, 20)
    assert before.told.startswith("0 av 21 parter")
    assert after.told.startswith("0 av 20 parter")
    assert (len(before.pairs), len(after.pairs)) == (20, 19)


@pytest.mark.parametrize(
    ("adopted", "state"),
    [
        (("granvik", "storelv"), AdoptionState.UAVKLART),
        (("granvik",), AdoptionState.UAVKLART),
        ((), AdoptionState.IKKE_STARTET),
    ],
)
def test_after_the_merger_a_person_is_asked_where_somebody_had_adopted_and_nobody_where_none_had(
    session, adopted, state
):
    on_its_way = a_round(a_circle(session))
    for party in adopted:
        on_its_way.adopts(party, FIRST_MEETING)
    on_its_way.merges("nygrend", "granvik", "storelv")

    assert on_its_way.states(MERGER)["nygrend"] is state
    assert set(on_its_way.states(MERGER - ONE_DAY)) == {"granvik", "storelv", TRUST}


def test_a_merger_between_the_two_adoptions_leaves_one_that_adopted_and_the_new_one_must_adopt_itself(
    session,
):
    on_its_way = a_round(a_circle(session))
    on_its_way.adopts("granvik", FIRST_MEETING)
    on_its_way.adopts(TRUST, SECOND_MEETING)
    on_its_way.merges("nygrend", "granvik", "storelv")

    with pytest.raises(RuleSaysNo):
        on_its_way.notes("nygrend", RoundStep.BUNDET, AFTER)
    on_its_way.adopts("nygrend", AFTER)

    assert on_its_way.states(AFTER)["nygrend"] is AdoptionState.VEDTATT
    assert (on_its_way.version.stage, on_its_way.version.adopted_on) == (Stage.ADOPTED, AFTER)
    assert on_its_way.bound("nygrend", AFTER - ONE_DAY) == []
    assert on_its_way.bound("nygrend", AFTER) == ["avtalen@2026.1"]


def test_a_merger_after_the_text_is_in_force_leaves_it_in_force_and_says_that_a_person_must_answer(session):
    on_its_way = a_round(a_circle(session))
    for party in ("granvik", "storelv", TRUST):
        on_its_way.adopts(party, FIRST_MEETING)
    on_its_way.merges("nygrend", "granvik", "storelv")

    assert on_its_way.bound("granvik", MERGER - ONE_DAY) == ["avtalen@2026.1"]
    assert on_its_way.bound("granvik", MERGER) == []
    (view,) = on_its_way.views("nygrend", MERGER)
    assert view.note.startswith("Følger med fra Granvik og Storelv fra 1. april 2026.")

    on_its_way.notes("nygrend", RoundStep.BUNDET, AFTER)

    assert on_its_way.bound("nygrend", MERGER) == ["avtalen@2026.1"]
    assert "må en person avgjøre" not in on_its_way.views("nygrend", AFTER)[0].note


def test_the_new_kommune_must_adopt_for_itself_and_until_it_has_nothing_binds_it(session):
    on_its_way = a_round(a_circle(session))
    for party in ("granvik", "storelv", TRUST):
        on_its_way.adopts(party, FIRST_MEETING)
    on_its_way.merges("nygrend", "granvik", "storelv")
    on_its_way.notes("nygrend", RoundStep.MA_VEDTA, MERGER, "Kommunestyret vil behandle avtalen selv.")

    assert on_its_way.bound("nygrend", AFTER - ONE_DAY) == []
    on_its_way.adopts("nygrend", AFTER)

    assert on_its_way.bound("nygrend", AFTER - ONE_DAY) == []
    assert on_its_way.bound("nygrend", AFTER) == ["avtalen@2026.1"]


def test_when_the_only_one_that_was_missing_is_merged_into_one_that_has_adopted_the_text_is_adopted(session):
    on_its_way = a_round(a_circle(session))
    on_its_way.adopts("granvik", FIRST_MEETING)
    on_its_way.adopts(TRUST, SECOND_MEETING)
    assert on_its_way.version.stage is Stage.FROZEN

    on_its_way.becomes("storelv", "granvik", MERGER)

    assert (on_its_way.version.stage, on_its_way.version.valid_from) == (Stage.ADOPTED, MERGER)


# A split.


def test_a_split_in_mid_round_makes_two_of_one_and_each_is_asked_about_for_itself(session):
    on_its_way = a_round(a_circle(session))
    on_its_way.adopts("granvik", FIRST_MEETING)
    for new in ("indre", "ytre"):
        on_its_way.circle.kommune(new, valid_from=MERGER, pair_from=MERGER)
        on_its_way.becomes("granvik", new, MERGER)
    on_its_way.notes("indre", RoundStep.BUNDET, AFTER)

    assert set(on_its_way.states(MERGER - ONE_DAY)) == {"granvik", "storelv", TRUST}
    assert set(on_its_way.states(MERGER)) == {"indre", "ytre", "storelv", TRUST}
    assert on_its_way.states(AFTER)["indre"] is AdoptionState.VEDTATT
    assert on_its_way.states(AFTER)["ytre"] is AdoptionState.UAVKLART


def test_after_a_split_what_bound_the_old_one_goes_on_for_both(session):
    on_its_way = a_round(a_circle(session))
    for party in ("granvik", "storelv", TRUST):
        on_its_way.adopts(party, FIRST_MEETING)
    for new in ("indre", "ytre"):
        on_its_way.circle.kommune(new, valid_from=MERGER, pair_from=MERGER)
        on_its_way.becomes("granvik", new, MERGER)

    for new in ("indre", "ytre"):
        assert on_its_way.bound(new, MERGER - ONE_DAY) == []
        assert on_its_way.bound(new, MERGER) == ["avtalen@2026.1"]


# Accession.


@pytest.mark.parametrize("rule", [EntryRule.ALLE_PARTER, EntryRule.PAR_FOR_PAR])
def test_a_kommune_that_joins_is_bound_from_the_day_both_have_adopted_whatever_the_rule(session, rule):
    on_its_way = a_round(a_circle(session), entry_rule=rule)
    for party in ("granvik", "storelv", TRUST):
        on_its_way.adopts(party, FIRST_MEETING)
    in_force = on_its_way.version.valid_from
    on_its_way.circle.kommune("havstrand", pair_from=MERGER)

    assert on_its_way.bound("havstrand", MERGER) == []
    not_yet = documents.not_bound(
        session, on_its_way.circle.community, MERGER, on_its_way.circle.parties["havstrand"]
    )
    assert [view.note for view in not_yet] == [
        "Gjelder ikke for Havstrand og Foretaket HF: Begge har ikke vedtatt teksten."
    ]
    on_its_way.adopts("havstrand", AFTER)

    assert on_its_way.bound("havstrand", AFTER - ONE_DAY) == []
    assert on_its_way.bound("havstrand", AFTER) == ["avtalen@2026.1"]
    assert on_its_way.bound("granvik", in_force) == ["avtalen@2026.1"]
    assert on_its_way.version.valid_from == in_force


def test_a_kommune_that_joins_is_not_bound_by_what_is_made_under_an_agreement_it_has_not_entered(session):
    on_its_way = a_round(a_circle(session))
    for party in ("granvik", "storelv", TRUST):
        on_its_way.adopts(party, FIRST_MEETING)
    guideline = on_its_way.circle.document("retningslinje-1", GUIDELINE)
    version = on_its_way.circle.frozen(guideline, change=ChangeClass.REVISJON)
    on_its_way.decides("asu", version, SECOND_MEETING)
    on_its_way.circle.kommune("havstrand", pair_from=MERGER)

    assert on_its_way.bound("granvik", MERGER) == ["avtalen@2026.1", "retningslinje-1@2025.1"]
    assert on_its_way.bound("havstrand", AFTER - ONE_DAY) == []

    on_its_way.adopts("havstrand", AFTER)

    assert on_its_way.bound("havstrand", AFTER) == ["avtalen@2026.1", "retningslinje-1@2025.1"]


# One kommune with two trusts; a private hospital.

THE_HOSPITAL = Decider(
    Named(kind=BodyKind.STYRE, of=PartyKind.PRIVAT_SYKEHUS), Per.HVER_PART, Quantifier.ALLE
)

NAMING_THE_HOSPITAL = tuple(
    replace(rule, deciders=(*rule.deciders, THE_HOSPITAL), mode=Mode(Threshold.FLERTALL))
    if rule.id == "FM-2025-5.2a"
    else rule
    for rule in RULES
)
"""The clause as it must read where a private hospital is a party: it names that board, and says how it votes,
for no law does."""


def with_a_private_hospital(
    session: Session, going_by: Sequence[MandateRule] = NAMING_THE_HOSPITAL, **told: object
) -> Round:
    """Granvik stands in two pairs: with the trust, and with a private hospital that has its own board."""
    circle = a_circle(session, going_by=going_by)
    hospital = communities.add_party(
        session, OPERATOR, circle.community, "solhaug", "Solhaug sykehus", PartyKind.PRIVAT_SYKEHUS
    )
    circle.parties["solhaug"] = hospital
    circle.body("solhaug", "Styret for Solhaug", BodyKind.STYRE, owner=hospital, members=5)
    communities.add_pair(session, OPERATOR, circle.community, circle.parties["granvik"], hospital)
    return a_round(circle, **told)


def test_a_private_hospital_in_a_pair_is_a_party_like_any_other_and_one_in_none_is_not(session):
    on_its_way = with_a_private_hospital(session)
    communities.add_party(
        session, OPERATOR, on_its_way.circle.community, "viken", "Viken senter", PartyKind.PRIVAT_SYKEHUS
    )

    assert set(on_its_way.states(MERGER)) == {"granvik", "storelv", TRUST, "solhaug"}
    for party in ("granvik", "storelv", TRUST):
        on_its_way.adopts(party, FIRST_MEETING)
    assert on_its_way.version.stage is Stage.FROZEN

    on_its_way.adopts("solhaug", SECOND_MEETING)

    assert on_its_way.version.valid_from == SECOND_MEETING


def test_where_the_clause_names_no_private_hospital_its_board_is_told_that_it_has_no_mandate(session):
    on_its_way = with_a_private_hospital(session, going_by=RULES)
    on_its_way.adopts("solhaug", FIRST_MEETING)

    assert on_its_way.states(FIRST_MEETING)["solhaug"] is AdoptionState.UGYLDIG


def test_a_private_hospital_that_leaves_in_mid_round_is_waited_for_no_longer(session):
    on_its_way = with_a_private_hospital(session)
    for party in ("granvik", "storelv", TRUST):
        on_its_way.adopts(party, FIRST_MEETING)
    circle = on_its_way.circle

    communities.end_party(
        session,
        OPERATOR,
        circle.community,
        circle.parties["solhaug"],
        MERGER - ONE_DAY,
        "Sykehuset legges ned.",
    )

    assert "solhaug" in on_its_way.states(MERGER - ONE_DAY)
    assert "solhaug" not in on_its_way.states(MERGER)
    assert (on_its_way.version.stage, on_its_way.version.valid_from) == (Stage.ADOPTED, MERGER)


def test_of_two_trusts_one_is_late_and_the_kommune_has_the_text_with_one_of_them(session):
    on_its_way = with_a_private_hospital(session, entry_rule=EntryRule.PAR_FOR_PAR)
    for party in ("granvik", "storelv", TRUST):
        on_its_way.adopts(party, FIRST_MEETING)
    circle = on_its_way.circle
    pairs = {
        view.foretak.ref: view.row
        for view in parties.pairs(session, circle.community)
        if view.kommune.ref == "granvik"
    }

    def of_pair(trust: str, on: date) -> list[str]:
        found = documents.the_set(session, circle.community, on, pair=pairs[trust])
        return [view.ref for view in found]

    assert of_pair(TRUST, FIRST_MEETING - ONE_DAY) == []
    assert of_pair(TRUST, FIRST_MEETING) == ["avtalen@2026.1"]
    assert of_pair("solhaug", SECOND_MEETING) == []
    (view,) = on_its_way.views("granvik", SECOND_MEETING)
    assert view.note == "Gjelder ikke for paret med Solhaug sykehus."

    on_its_way.adopts("solhaug", AFTER)

    assert of_pair("solhaug", AFTER - ONE_DAY) == []
    assert of_pair("solhaug", AFTER) == ["avtalen@2026.1"]
    assert on_its_way.views("granvik", AFTER)[0].note == ""


def test_of_two_trusts_one_keeps_the_old_text_and_the_kommune_has_both(session):
    on_its_way = with_a_private_hospital(session, entry_rule=EntryRule.PAR_FOR_PAR)
    for party in ("granvik", "storelv", TRUST, "solhaug"):
        on_its_way.adopts(party, FIRST_MEETING)
    circle = on_its_way.circle
    newer = circle.frozen(
        on_its_way.document, "2026.2", entry_rule=EntryRule.PAR_FOR_PAR, based_on=on_its_way.version
    )
    for party in ("granvik", TRUST):
        on_its_way.decides(party, newer, SECOND_MEETING)

    found = {view.ref: view.note for view in on_its_way.views("granvik", SECOND_MEETING)}

    assert found == {
        "avtalen@2026.2": "Gjelder ikke for paret med Solhaug sykehus.",
        "avtalen@2026.1": "Gjelder ikke for paret med Foretaket HF.",
    }
    assert on_its_way.bound("storelv", SECOND_MEETING) == ["avtalen@2026.1"]


def test_a_party_meets_the_law_no_better_than_in_the_pair_that_is_worst_off(session):
    on_its_way = with_a_private_hospital(session, entry_rule=EntryRule.PAR_FOR_PAR)
    for party in ("granvik", TRUST):
        on_its_way.adopts(party, FIRST_MEETING)
    circle = on_its_way.circle
    by_pair = coverage.compliance_by_pair(session, circle.community, SECOND_MEETING)

    assert {(each.pair.kommune.ref, each.pair.foretak.ref) for each in by_pair if each.pair} == {
        ("granvik", TRUST),
        ("granvik", "solhaug"),
        ("storelv", TRUST),
    }
    whole = coverage.compliance(session, circle.community, SECOND_MEETING, circle.parties["granvik"])
    assert whole.totals["mangler"] == whole.totals["in_force"]


# A pair that ends, and an agreement that has run out for one.


def test_a_kommune_that_goes_to_another_trust_has_the_agreement_with_the_first_to_the_last_day(session):
    on_its_way = with_a_private_hospital(session)
    for party in ("granvik", "storelv", TRUST, "solhaug"):
        on_its_way.adopts(party, FIRST_MEETING)
    circle = on_its_way.circle
    pair = next(
        view.row for view in parties.pairs(session, circle.community) if view.foretak.ref == "solhaug"
    )

    communities.end_pair(
        session, OPERATOR, circle.community, pair, AFTER, "Granvik hører til foretaket alene."
    )

    assert on_its_way.bound("solhaug", AFTER) == ["avtalen@2026.1"]
    assert on_its_way.bound("solhaug", AFTER + ONE_DAY) == []
    assert on_its_way.bound("granvik", AFTER + ONE_DAY) == ["avtalen@2026.1"]


def test_a_notice_that_has_run_out_leaves_the_pair_without_the_agreement_and_what_is_made_under_it(session):
    on_its_way = a_round(a_circle(session))
    circle = on_its_way.circle
    for party in ("granvik", "storelv", TRUST):
        on_its_way.adopts(party, FIRST_MEETING)
    guideline = circle.document("retningslinje-1", GUIDELINE)
    version = circle.frozen(guideline, change=ChangeClass.REVISJON)
    on_its_way.decides("asu", version, FIRST_MEETING + ONE_DAY)
    resolves(circle, on_its_way.version)
    receives(circle, on_its_way.document)

    assert on_its_way.bound("granvik", ENDS - ONE_DAY) == ["avtalen@2026.1", "retningslinje-1@2025.1"]
    assert on_its_way.bound("granvik", ENDS) == []
    assert on_its_way.bound("storelv", ENDS) == ["avtalen@2026.1", "retningslinje-1@2025.1"]
    without = documents.not_bound(session, circle.community, ENDS, circle.parties["granvik"])
    assert "Avtalen er sagt opp, og oppsigelsestiden er ute." in without[0].note


def test_a_last_day_before_the_first_is_refused_and_nothing_is_changed(session):
    circle = a_circle(session)
    circle.kommune("havstrand", valid_from=MERGER, pair_from=MERGER)
    party, pair = circle.parties["havstrand"], circle.pairs["havstrand"]

    with pytest.raises(RuleSaysNo, match="Siste dag er før første dag"):
        communities.end_party(session, OPERATOR, circle.community, party, MERGER - ONE_DAY, "Feil.")
    with pytest.raises(RuleSaysNo, match="Siste dag er før første dag"):
        communities.end_pair(session, OPERATOR, circle.community, pair, MERGER - ONE_DAY, "Feil.")
    assert (party.valid_to, pair.valid_to) == (None, None)


def test_who_has_a_successor_ends_the_day_before_it_and_on_no_other_day(session):
    on_its_way = a_round(a_circle(session))
    on_its_way.merges("nygrend", "granvik")

    with pytest.raises(RuleSaysNo, match="Nygrend etterfølger parten fra 1. april 2026"):
        communities.end_party(
            session,
            OPERATOR,
            on_its_way.circle.community,
            on_its_way.circle.parties["granvik"],
            AFTER,
            "Feil.",
        )
