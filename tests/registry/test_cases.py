"""Cases: opened with a text or a matter, sent through bodies by the rules, changed and closed."""

from datetime import date

import pytest

from decisions.outcomes import Act, Outcome
from decisions.proposals import Certainty, Finding, Matter, Proposal, Trait
from decisions.routes import Stand
from documents.kinds import ChangeClass
from registry.errors import BadInput, Changed, NotFound, RuleSaysNo
from registry.operations import cases, documents
from registry.operations.cases import CaseChanged, CaseEntry
from registry.permissions import OPERATOR
from registry.queries import cases as queries
from registry.queries import log
from tests.registry.boardroom import a_boardroom
from tests.registry.builders import DAY, NOW, PLAN

AUTUMN = date(2025, 9, 1)


@pytest.fixture
def room(writing):
    return a_boardroom(writing)


def view(room, case):
    return queries.case(room.session, room.circle.community, case.ref)


def test_a_case_about_a_version_takes_its_kind_and_its_class(room):
    plan = room.circle.frozen(room.circle.document("planen", PLAN), change=ChangeClass.REVISJON)

    found = view(room, room.about(plan, "Handlingsplan"))

    assert found.version_ref == "planen@2025.1"
    assert found.proposal == Proposal(PLAN, ChangeClass.REVISJON)
    assert (found.at.stand, found.where) == (Stand.VENTER, "Saken venter på PSU.")


def test_what_a_person_has_found_and_what_the_body_calls_it_go_with_the_case(room):
    found = Finding(Trait.FLYTTER_ANSVAR, Certainty.BEKREFTET, "punkt 2", "Kari Nordmann")
    agreement = room.circle.frozen(room.circle.document())

    case = room.about(agreement, change=ChangeClass.MINDRE, label=ChangeClass.REDAKSJONELL, findings=(found,))

    proposal = view(room, case).proposal
    assert (proposal.change, proposal.label) == (ChangeClass.MINDRE, ChangeClass.REDAKSJONELL)
    assert proposal.findings == {found}


@pytest.mark.parametrize(
    ("matter", "change"),
    [
        (Matter.MIDLER, ChangeClass.DISPONERING),
        (Matter.TILSKUDD, ChangeClass.DISPONERING),
        (Matter.ANNEN, ChangeClass.NY),
    ],
)
def test_a_matter_without_a_text_has_the_class_that_is_usual(room, matter, change):
    assert room.case(matter=matter).change is change


def test_a_case_says_what_it_is_about_and_what_it_is_called(room):
    place = room.circle.community
    with pytest.raises(BadInput, match="ikke hva den gjelder"):
        cases.open_case(room.session, OPERATOR, place, CaseEntry("Noe"), NOW)
    with pytest.raises(BadInput, match="Tittelen mangler"):
        cases.open_case(room.session, OPERATOR, place, CaseEntry(" ", matter=Matter.ANNEN), NOW)


def test_a_withdrawn_text_is_no_case(room):
    document = room.circle.document()
    draft = room.circle.draft(document)
    documents.withdraw(room.session, OPERATOR, document, draft, "Trukket.")

    with pytest.raises(RuleSaysNo, match="er trukket"):
        room.about(draft)


def test_the_rules_of_the_day_suggest_the_way(room):
    place = room.circle.community
    plan = Proposal(PLAN, ChangeClass.REVISJON)

    way = queries.route_to_follow(room.session, place, plan, DAY)

    assert [(body.ref, act) for body, act in way] == [("asu", Act.INNSTILLER), ("psu", Act.VEDTAR)]
    assert queries.route_to_follow(room.session, place, plan, date(2025, 4, 30)) == ()


def test_two_who_change_the_same_case_are_told_of_each_other(room):
    case = room.case("Slik den het")
    mine, other = CaseEntry("Min tittel", matter=Matter.MIDLER), CaseEntry("Annen", matter=Matter.MIDLER)
    cases.change_case(room.session, OPERATOR, case, other, 1)

    with pytest.raises(CaseChanged) as refused:
        cases.change_case(room.session, OPERATOR, case, mine, 1)

    assert (refused.value.stored.title, refused.value.sent.title) == ("Annen", "Min tittel")
    assert case.title == "Annen"


def test_the_route_is_changed_with_the_case(room):
    case = room.case()
    entry = CaseEntry(
        "Midler",
        matter=Matter.MIDLER,
        route=((room.circle.bodies["asu"], Act.INNSTILLER), (room.circle.bodies["psu"], Act.DISPONERER)),
    )

    cases.change_case(room.session, OPERATOR, case, entry, 1)

    assert [(body.ref, act) for body, act in view(room, case).route] == [
        ("asu", Act.INNSTILLER),
        ("psu", Act.DISPONERER),
    ]
    assert view(room, case).at.waits_for("asu")


def test_a_closed_case_is_neither_changed_nor_closed_again(room):
    case = room.case()
    cases.close_case(room.session, OPERATOR, case, "Løst på annen måte.", DAY)

    with pytest.raises(RuleSaysNo, match="Løst på annen måte"):
        cases.change_case(room.session, OPERATOR, case, CaseEntry("A", matter=Matter.ANNEN), 2)
    with pytest.raises(RuleSaysNo, match="lukket 2025-06-10"):
        cases.close_case(room.session, OPERATOR, case, "Igjen.", AUTUMN)
    assert not view(room, case).is_open


def test_a_case_on_a_coming_agenda_is_not_closed(room):
    meeting = room.call()
    case = room.case()
    item = room.put(meeting, case)

    with pytest.raises(RuleSaysNo, match="psu-2025-06-10"):
        cases.close_case(room.session, OPERATOR, case, "Trukket.", DAY)
    room.type(meeting, item, Outcome.UTSATT)
    assert cases.close_case(room.session, OPERATOR, case, "Trukket.", DAY).closed_on == DAY


def test_a_case_is_closed_by_one_who_has_seen_it_as_it_is(room):
    case = room.case()
    cases.change_case(room.session, OPERATOR, case, CaseEntry("A", matter=Matter.ANNEN), 1)

    with pytest.raises(Changed, match="En annen endret den"):
        cases.close_case(room.session, OPERATOR, case, "Trukket.", DAY, revision=1)


def test_a_case_goes_from_asu_to_psu_with_what_each_did(room):
    case = room.case(route=(("asu", Act.INNSTILLER), ("psu", Act.DISPONERER)))
    first = room.call(body="asu")
    room.type(first, room.put(first, case), votes_for=12, text="ASU innstiller på saken.")

    after = view(room, case)
    assert [(each.body.ref, each.act, each.text) for each in after.treated] == [
        ("asu", Act.INNSTILLER, "ASU innstiller på saken.")
    ]
    assert after.where == "Saken venter på PSU."
    psu = room.circle.bodies["psu"]
    waiting = queries.waiting_for(room.session, room.circle.community, psu)
    assert [each.row for each in waiting] == [case]

    second = room.call(AUTUMN)
    room.put(second, case)
    assert view(room, case).coming == (second,)
    assert queries.waiting_for(room.session, room.circle.community, psu) == []


def test_what_councils_decided_outside_the_meetings_kept_here_counts_on_the_route(room):
    agreement = room.circle.frozen(room.circle.document())
    route = (("granvik", Act.VEDTAR), ("storelv", Act.VEDTAR))
    case = room.about(agreement, route=route)
    assert [step.body for step in view(room, case).at.waiting] == ["granvik", "storelv"]

    room.circle.decides("storelv", agreement)

    assert [step.body for step in view(room, case).at.waiting] == ["granvik"]


def test_the_postponed_wait_before_the_new(room):
    new, old = room.case("Ny"), room.case("Utsatt")
    meeting = room.call()
    room.type(meeting, room.put(meeting, old), Outcome.UTSATT)

    psu = room.circle.bodies["psu"]
    waiting = queries.waiting_for(room.session, room.circle.community, psu)

    assert [each.row for each in waiting] == [old, new]


def test_open_cases_are_listed_the_newest_first_and_closed_ones_only_when_asked_for(room):
    first, second = room.case("Første"), room.case("Andre")
    cases.close_case(room.session, OPERATOR, first, "Trukket.", DAY)
    place, asu = room.circle.community, room.circle.bodies["asu"]

    assert [each.row for each in queries.cases(room.session, place)] == [second]
    assert [each.row for each in queries.cases(room.session, place, with_closed=True)] == [second, first]
    assert queries.cases(room.session, place, body=asu) == []


def test_what_is_done_with_a_case_is_in_the_log_by_its_name(room):
    case = room.case()
    cases.close_case(room.session, OPERATOR, case, "Trukket.", DAY)

    entries = log.history_of(room.session, room.circle.community, f"sak:{case.ref}")

    assert [each.event for each in entries] == ["sak.apnet", "sak.lukket"]


def test_a_case_that_is_not_there_is_told(room):
    with pytest.raises(NotFound, match="s-0000000000"):
        queries.case(room.session, room.circle.community, "s-0000000000")
