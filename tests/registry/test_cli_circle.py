"""Bodies, seats and money in a terminal."""

from pathlib import Path

import pytest

from tests.registry.terminal import call

ONE = ("--amount", "1")


@pytest.fixture
def folder(example):
    """The example's data folder."""
    return example.settings.data


def seat_of(folder: Path, name: str, body: str = "psu", day: str = "2025-06-01") -> str:
    seats = call(folder, "body", body, "--on", day, "--json").facts["seats"]
    return str(next(seat["id"] for seat in seats if seat["name"] == name))


def test_the_bodies_of_a_day_are_listed(folder):
    there = call(folder, "bodies", "--on", "2024-03-01", "--json").facts["bodies"]
    before = call(folder, "bodies", "--on", "2024-02-29").out

    assert "forhandlingsutvalget" in {body["ref"] for body in there}
    assert "forhandlingsutvalget" not in before


def test_a_body_tells_who_sits_there_who_leads_and_when_that_changes(folder):
    told = call(folder, "body", "psu", "--on", "2025-10-31")
    facts = call(folder, "body", "psu", "--on", "2025-10-31", "--json").facts

    assert "Ingrid Solheim" in told.out
    assert "Ledelsen går over til helseforetaket 1. november 2025." in told.out
    assert facts["leading"] == ["Ingrid Solheim"]
    assert facts["led_before"] == ["Berit Aasland", "Knut Arne Fossum"]
    assert (facts["next_change"], facts["order"]["lead_years"]) == ("2025-11-01", 2)


def test_a_seat_is_taken_and_ended_and_one_held_twice_is_refused_with_both(folder):
    seat = ("take-seat", "fsu-akutt", "Åse Nordmann", "--party", "granvik", "--from", "2027-01-01")
    taken = call(folder, *seat, "--role", "leder", "--json")
    person, number = taken.facts["person"], str(taken.facts["id"])

    twice = call(folder, "take-seat", "fsu-akutt", person, "--party", "granvik")
    assert (taken.code, twice.code) == (0, 1)
    assert "Den ene plassen er som leder for Granvik fra 1. januar 2027" in twice.err

    ended = call(folder, "end-seat", "fsu-akutt", number, "--to", "31.12.2028")
    assert "til og med 31. desember 2028" in ended.out
    later = call(folder, "take-seat", "fsu-akutt", person, "--party", "granvik", "--from", "2029-01-01")
    assert later.code == 0


def test_a_deputy_is_given_by_the_number_of_the_members_seat(folder):
    number = seat_of(folder, "Magnus Dahle")
    told = ("take-seat", "psu", "Nils Nytt", "--party", "helse-fjordmark", "--role", "vara", "--speech-only")

    made = call(folder, *told, "--deputy-for", number, "--json").facts

    assert (made["deputy_for"], made["told"]) == ("Magnus Dahle", "taler, men stemmer ikke")


def test_rights_in_a_part_are_given_and_taken_away(folder):
    seat = ("seat-rights", "psu", seat_of(folder, "Magnus Dahle"), "--part", "dialogmøtet")

    given = call(folder, *seat, "--speak")
    assert given.out == "I dialogmøtet: taler, men foreslår og stemmer ikke.\n"
    assert call(folder, *seat, "--usual").out == "I dialogmøtet: taler, foreslår og stemmer.\n"


def test_a_name_is_withheld_and_shown_again(folder, client):
    seat = ("withhold-name", "psu", seat_of(folder, "Magnus Dahle"))

    assert call(folder, *seat).code == 0
    assert "Magnus Dahle" not in client.get("/organer/psu?dato=2025-06-01").text
    assert call(folder, *seat, "--show").code == 0
    assert "Magnus Dahle" in client.get("/organer/psu?dato=2025-06-01").text


def test_how_a_body_works_is_said_from_a_day(folder):
    order = ("set-order", "psu", "--source", "punkt 6.1", "--from", "2027-01-01", "--lead-years", "4")

    assert call(folder, *order).code == 0
    assert call(folder, *order).code == 1
    assert call(folder, *order, "--replace").code == 0
    assert call(folder, "body", "psu", "--on", "2027-01-01", "--json").facts["order"]["lead_years"] == 4


def test_a_body_takes_anothers_place(folder):
    told = call(folder, "succeed-body", "fsu-akutt", "fsu-digital", "--from", "2030-01-01")

    assert told.out == "FSU digital tok plassen til FSU akutt 1. januar 2030.\n"
    assert call(folder, "body", "fsu-digital", "--json").facts["predecessors"] == ["fsu-akutt"]


def test_money_is_shown_with_each_grant(folder):
    told = call(folder, "funds").out
    one = call(folder, "funds", "tilskudd-2025", "--json").facts["funds"][0]

    assert "3 200 000" in told
    assert (one["spent"], one["waiting"], one["left"]) == (3_200_000, 2_100_000, 3_200_000)
    assert [each["agreement"] for each in one["grants"]] == ["regnes som enighet", "regnes ikke som enighet"]
    assert one["grants"][0]["clause"] == "5.2 e"


def test_money_is_added_and_given_within_what_there_is(folder):
    told = ("--name", "Tilskudd 2027", "--kind", "samhandlingstilskudd", "--source", "Staten")
    added = call(folder, "add-fund", "tilskudd-2027", *told, "--year", "2027", "--amount", "100 000")
    decision = call(folder, "funds", "tilskudd-2025", "--json").facts["funds"][0]["grants"][0]["decision"]
    grant = ("allocate", "tilskudd-2027", decision, "--to", "Granvik", "--for", "Opplæring", "--amount")

    assert added.code == 0
    assert call(folder, *grant, "100001").code == 1
    given = call(folder, *grant, "100000", "--json")
    assert (given.code, given.facts["left"]) == (0, 0)


def test_what_is_kept_and_not_spent_is_said(folder):
    kept = call(folder, "funds", "tilskudd-2025", "--json").facts["funds"][0]["grants"][1]["decision"]
    grant = ("allocate", "tilskudd-2026", kept, "--to", "Granvik", "--for", "Vakt", "--amount", "1000")

    told = call(folder, *grant)

    assert "Beløpet er ikke regnet som brukt." in told.out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("body", "finnes-ikke"), "finnes ikke"),
        (("end-seat", "psu", "99999", "--to", "2026-01-01"), "har ingen plass nr. 99999"),
        (("take-seat", "psu", "Nils Nytt"), "hvem personen taler for"),
        (("funds", "finnes-ikke"), "finnes ikke"),
        (
            ("add-fund", "x", "--name", "X", "--kind", "penger", "--source", "S", "--year", "2026", *ONE),
            "slag midler",
        ),
    ],
)
def test_a_call_that_is_wrong_says_so_and_writes_nothing(folder, arguments, told):
    answer = call(folder, *arguments)

    assert answer.code == 2
    assert told in answer.err
