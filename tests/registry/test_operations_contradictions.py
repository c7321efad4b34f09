"""Two facts that cannot both be true: a sentence that names them both, and nothing half-saved."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from decisions.bodies import BodyKind
from decisions.outcomes import Act, Outcome
from decisions.proposals import Matter
from decisions.votes import BlocVotes, Votes
from documents.kinds import ChangeClass, DocumentKind
from registry.errors import AlreadyThere, BadInput, RuleSaysNo
from registry.operations import seats
from registry.operations.decisions import judged, record_decision
from registry.permissions import OPERATOR
from registry.tables import AuditRow, DecisionDetailRow, DecisionRow
from tests.registry.builders import DAY, GUIDELINE, NOW, a_circle, a_person

NEXT = DAY + timedelta(days=30)
KOMMUNER, TRUSTS = "kommunene", "helseforetaket"


@pytest.fixture
def circle(writing):
    return a_circle(writing)


@pytest.fixture
def guideline(circle):
    return circle.frozen(circle.document("retningslinje-1", GUIDELINE), change=ChangeClass.REVISJON)


def counted(circle):
    """How many records, details and entries there are."""
    return [
        circle.session.scalar(select(func.count()).select_from(table))
        for table in (DecisionRow, DecisionDetailRow, AuditRow)
    ]


def refused(circle, entry, kind=BadInput):
    """The sentence, after making sure that asking is refused alike and that nothing was written."""
    before = counted(circle)
    with pytest.raises(kind) as told, circle.session.begin_nested():
        record_decision(circle.session, OPERATOR, circle.community, entry, NOW)
    if kind is BadInput:
        with pytest.raises(BadInput, match="Vedtaket er ikke registrert"):
            judged(circle.session, circle.community, entry)
    assert counted(circle) == before
    return told.value


def money(circle, on=DAY, case="9/25", **told):
    """A decision of PSU about money: a matter without a text."""
    given = {"matter": Matter.MIDLER, "act": Act.DISPONERER, "title": "Midler til læringsnettverk"} | told
    return circle.entry("psu", None, on, case, **given)


def recorded(circle, entry):
    return record_decision(circle.session, OPERATOR, circle.community, entry, NOW)


def test_more_votes_than_members_names_both_numbers(circle, guideline):
    entry = circle.entry("asu", guideline, votes=Votes(13, 0))

    told = refused(circle, entry)

    assert "13 deltok, men ASU har 12 medlemmer." in str(told)
    assert told.field == "votes"


def test_as_many_votes_as_members_is_no_contradiction(circle, guideline):
    assert recorded(circle, circle.entry("asu", guideline, votes=Votes(12, 0))).votes_for == 12


def test_more_who_came_than_members_is_one_too(circle, guideline):
    told = refused(circle, circle.entry("asu", guideline, votes=Votes(12, 0, present=14)))

    assert "14 deltok, men ASU har 12 medlemmer." in str(told)


def test_where_the_minutes_say_how_many_members_there_were_they_are_believed(circle, guideline):
    """The body may have had more seats then than now."""
    assert recorded(circle, circle.entry("asu", guideline, votes=Votes(14, 0, members=14))).members == 14


def test_of_a_body_whose_members_nobody_has_counted_nothing_is_said(circle, guideline):
    circle.body("ssu", "SSU", BodyKind.SSU)

    assert recorded(circle, circle.entry("ssu", guideline, votes=Votes(40, 0))).votes_for == 40


@pytest.mark.parametrize(
    ("blocs", "contradicts"),
    [
        ((BlocVotes(KOMMUNER, 4), BlocVotes(TRUSTS, 4)), False),
        ((BlocVotes(KOMMUNER, 4), BlocVotes(TRUSTS, 3)), True),
        ((BlocVotes(KOMMUNER, 4), BlocVotes(TRUSTS, 3, 1)), True),
        ((BlocVotes(KOMMUNER, 4), BlocVotes(KOMMUNER, 4)), True),
        ((BlocVotes(KOMMUNER, 5), BlocVotes(TRUSTS, 3)), False),
    ],
)
def test_sides_that_do_not_add_up_to_the_vote_are_refused(circle, blocs, contradicts):
    entry = money(circle, votes=Votes(8, 0, members=8), blocs=blocs)

    if contradicts:
        assert KOMMUNER in str(refused(circle, entry))
    else:
        assert recorded(circle, entry).votes_for == 8


def test_where_only_the_sides_are_counted_they_make_up_the_vote(circle):
    row = recorded(circle, money(circle, votes=None, blocs=(BlocVotes(KOMMUNER, 3, 1), BlocVotes(TRUSTS, 4))))

    assert (row.votes_for, row.votes_against, row.abstained) == (7, 1, 0)


@pytest.mark.parametrize(
    ("on", "told"),
    [
        (date(2024, 12, 31), "31. desember 2024, men OSU fantes ikke før 1. januar 2025."),
        (date(2025, 1, 1), ""),
        (date(2025, 6, 30), ""),
        (date(2025, 7, 1), "1. juli 2025, men OSU fantes bare til og med 30. juni 2025."),
    ],
)
def test_a_meeting_before_the_body_was_there_or_after_it_ended_names_both_days(circle, guideline, on, told):
    circle.body(
        "osu", "OSU", BodyKind.SSU, valid_from=date(2025, 1, 1), valid_to=date(2025, 6, 30), members=8
    )
    entry = circle.entry("osu", guideline, on)

    if told:
        wrong = refused(circle, entry)
        assert told in str(wrong)
        assert wrong.field == "meeting_on"
    else:
        assert recorded(circle, entry).meeting_on == on


@pytest.mark.parametrize(
    ("on", "told"),
    [
        (date(2019, 12, 31), "31. desember 2019, men Nygrend ble først part 1. januar 2020."),
        (date(2020, 1, 1), ""),
        (date(2025, 12, 31), ""),
        (date(2026, 1, 1), "1. januar 2026, men Nygrend var bare part til og med 31. desember 2025."),
    ],
)
def test_a_party_that_was_not_there_cannot_have_decided(circle, guideline, on, told):
    circle.kommune("nygrend", valid_from=date(2020, 1, 1), valid_to=date(2025, 12, 31))
    entry = circle.entry("nygrend", guideline, on, f"1/{on.year}")

    if told:
        assert told in str(refused(circle, entry))
    else:
        assert recorded(circle, entry).meeting_on == on


def test_a_draft_is_nothing_to_decide_about(circle):
    draft = circle.draft(circle.document())

    told = refused(circle, circle.entry("granvik", draft), RuleSaysNo)

    assert "er et utkast" in str(told)


def test_a_case_that_is_settled_was_not_sent_back(circle, guideline):
    told = refused(circle, circle.entry("asu", guideline, returned_to=circle.bodies["psu"]))

    assert "Utfallet er «vedtatt», men saken er også ført som sendt tilbake." in str(told)


def test_a_number_used_for_another_case_that_year_names_both(circle):
    recorded(circle, money(circle))

    told = refused(circle, money(circle, title="Midler til velferdsteknologi"))

    assert "«Midler til læringsnettverk», 10. juni 2025" in str(told)
    assert "«Midler til velferdsteknologi», 10. juni 2025" in str(told)
    assert told.field == "case_number"


@pytest.mark.parametrize("number", ["9/25", "PSU 9/25", "9/2025", "2025/9", "sak 9-25"])
def test_a_number_is_the_same_however_it_is_printed(circle, number):
    recorded(circle, money(circle))

    told = refused(circle, money(circle, case=number, title="Noe helt annet"))

    assert "er alt brukt i PSU i 2025" in str(told)


def test_the_same_title_on_another_day_is_another_case(circle):
    """«Disponering av midler» comes every time; the number does not."""
    recorded(circle, money(circle))

    assert "10. juli 2025" in str(refused(circle, money(circle, NEXT)))


@pytest.mark.parametrize("case", ["9/26", "10/25", "19/25"])
def test_another_year_or_another_number_is_free(circle, case):
    recorded(circle, money(circle))

    assert recorded(circle, money(circle, NEXT, case)).case_number == case


def test_another_body_has_numbers_of_its_own(circle, guideline):
    recorded(circle, money(circle))

    assert recorded(circle, circle.entry("asu", guideline, case="9/25")).case_number == "9/25"


@pytest.mark.parametrize("outcome", [Outcome.UTSATT, Outcome.RETURNERT])
def test_a_case_that_was_postponed_or_returned_comes_back_under_its_number(circle, outcome):
    recorded(circle, money(circle, outcome=outcome, votes=None))

    row = recorded(circle, money(circle, NEXT, title="Midler til læringsnettverk, ny behandling"))

    assert (row.case_number, row.meeting_on) == ("9/25", NEXT)


def test_a_postponed_case_may_be_typed_in_after_the_meeting_where_it_was_settled(circle):
    recorded(circle, money(circle, NEXT))

    assert recorded(circle, money(circle, outcome=Outcome.UTSATT, votes=None)).meeting_on == DAY


def test_a_text_that_was_postponed_comes_back_under_its_number_too(circle, guideline):
    recorded(circle, circle.entry("asu", guideline, outcome=Outcome.UTSATT, votes=None))

    assert recorded(circle, circle.entry("asu", guideline, NEXT)).meeting_on == NEXT


def test_a_case_that_was_settled_does_not_come_back(circle):
    recorded(circle, money(circle, outcome=Outcome.AVVIST, votes=Votes(1, 7, members=8)))

    assert "er alt brukt" in str(refused(circle, money(circle, NEXT)))


def test_a_case_treated_first_and_decided_later_keeps_its_number_and_its_title(circle):
    recorded(circle, money(circle, act=Act.BEHANDLER))

    assert recorded(circle, money(circle, NEXT)).meeting_on == NEXT


def test_the_same_case_about_several_texts_has_one_number(circle, guideline):
    other = circle.frozen(circle.document("retningslinje-2", GUIDELINE), change=ChangeClass.REVISJON)

    rows = [recorded(circle, circle.entry("asu", text)) for text in (guideline, other)]

    assert {row.case_number for row in rows} == {"12/25"}


def test_a_correction_may_move_a_case_of_several_texts_one_record_at_a_time(circle, guideline):
    other = circle.frozen(circle.document("retningslinje-2", GUIDELINE), change=ChangeClass.REVISJON)
    first, second = (recorded(circle, circle.entry("asu", text)) for text in (guideline, other))

    moved = {"on": DAY + timedelta(days=1), "title": "Retningslinjene"}
    corrections = [
        recorded(circle, circle.entry("asu", text, corrects=wrong, **moved))
        for text, wrong in ((guideline, first), (other, second))
    ]

    assert {(row.title, row.meeting_on) for row in corrections} == {("Retningslinjene", moved["on"])}


def test_a_correction_does_not_take_the_number_of_another_case(circle):
    recorded(circle, money(circle))
    wrong = recorded(circle, money(circle, case="10/25", title="Midler til velferdsteknologi"))

    told = refused(circle, money(circle, title="Midler til velferdsteknologi", corrects=wrong))

    assert "er alt brukt" in str(told)


@pytest.mark.parametrize("number", ["9/25", "PSU 9/25"])
def test_the_same_decision_typed_by_two_is_one_record_and_the_second_is_shown_it(circle, number):
    row = recorded(circle, money(circle))

    told = refused(circle, money(circle, case=number, votes=Votes(7, 1, members=8)), AlreadyThere)

    assert told.path == f"/vedtak/{row.ref}"
    assert row.votes_for == 8


# Whose body it is, and how long those in it had their seats.


def test_a_decision_of_a_body_whose_party_the_text_is_not_for_names_those_it_is_for(circle):
    special = circle.document("saer", DocumentKind.SAERAVTALE, pair=circle.pairs["granvik"])
    version = circle.frozen(special)

    told = refused(circle, circle.entry("storelv", version))

    assert "er organet til Storelv, men Avtale skal vedtas av Foretaket HF og Granvik" in str(told)
    assert told.field == "body"
    assert recorded(circle, circle.entry("storelv", version, act=Act.UTTALER)).act is Act.UTTALER


@pytest.mark.parametrize(("meeting", "contradicts"), [(DAY, False), (DAY + timedelta(days=1), True)])
def test_a_meeting_after_the_last_seat_of_a_partys_body_ran_out(circle, meeting, contradicts):
    version = circle.frozen(circle.document())
    council = circle.bodies["granvik"]
    for name, last in (("Kari Nordmann", DAY - timedelta(days=400)), ("Ola Vik", DAY)):
        sits = seats.take_seat(
            circle.session, OPERATOR, council, a_person(circle.session, name), party=circle.parties["granvik"]
        )
        seats.end_seat(circle.session, OPERATOR, council, sits, last)
    entry = circle.entry("granvik", version, on=meeting)

    if contradicts:
        told = refused(circle, entry)
        assert "alle plassene i Granvik kommunestyre gikk ut senest 10. juni 2025" in str(told)
        assert told.field == "meeting_on"
    else:
        assert recorded(circle, entry).meeting_on == meeting


def test_while_one_seat_has_no_last_day_nobody_can_say_that_the_term_is_over(circle):
    version = circle.frozen(circle.document())
    council = circle.bodies["granvik"]
    party = circle.parties["granvik"]
    for name in ("Kari Nordmann", "Ola Vik"):
        sits = seats.take_seat(circle.session, OPERATOR, council, a_person(circle.session, name), party=party)
    seats.end_seat(circle.session, OPERATOR, council, sits, DAY)

    assert recorded(circle, circle.entry("granvik", version, on=NEXT)).meeting_on == NEXT
