"""The law about votes as dated data."""

from datetime import date
from fractions import Fraction
from importlib.resources import files

import pytest

from decisions.bodies import BodyKind
from decisions.counting import count_by_law, demands
from decisions.modes import SILENT
from decisions.parties import PartyKind
from decisions.votes import Result, Votes
from decisions.voting_laws import NotVotingLaws, law_on, laws_of, read_voting_laws, voting_laws

FILE = (files("decisions") / "rules" / "voting-laws.toml").read_text(encoding="utf-8")
A_DAY = date(2025, 5, 1)


@pytest.mark.parametrize("law", voting_laws(), ids=lambda law: law.id)
def test_every_voting_law_has_its_source_and_its_first_day(law):
    assert law.link.startswith("https://lovdata.no/lov/")
    assert law.valid_from
    assert law.demand.endswith(".")


@pytest.mark.parametrize(
    ("kind", "of", "words"),
    [
        (BodyKind.KOMMUNESTYRE, PartyKind.KOMMUNE, "kommuneloven § 11-9"),
        (BodyKind.FORMANNSKAP, PartyKind.KOMMUNE, "kommuneloven § 11-9"),
        (BodyKind.STYRE, PartyKind.HELSEFORETAK, "helseforetaksloven §§ 26 og 27"),
        (BodyKind.STYRE, PartyKind.REGIONALT_HELSEFORETAK, "helseforetaksloven §§ 26 og 27"),
    ],
)
def test_which_law_counts_the_votes_of_which_body(kind, of, words):
    assert law_on(kind, of, A_DAY).words == words
    assert words in demands(kind, of, SILENT, A_DAY)


@pytest.mark.parametrize(
    ("kind", "of"),
    [
        (BodyKind.PSU, None),
        (BodyKind.SSU, None),
        (BodyKind.STYRE, PartyKind.PRIVAT_SYKEHUS),
        (BodyKind.STYRE, None),
    ],
)
def test_no_law_counts_the_votes_of_joint_bodies_and_private_hospitals(kind, of):
    assert laws_of(kind, of) == ()


def test_before_the_first_law_the_majority_asked_for_is_told_as_unknown():
    told = demands(BodyKind.KOMMUNESTYRE, PartyKind.KOMMUNE, SILENT, date(2019, 10, 31))

    assert told == (
        "Registeret har ingen lov om stemmetall for 31. oktober 2019;"
        " kommuneloven § 11-9 gjelder her fra 1. november 2019."
    )


def test_a_new_law_is_a_new_entry_and_the_old_one_counts_the_old_votes():
    later = FILE.replace("[law.valid]\nfrom = 2019-11-01", "[law.valid]\nfrom = 2019-11-01\nto = 2029-12-31")
    laws = read_voting_laws(later)

    assert laws[0].valid_to == date(2029, 12, 31)


def test_the_least_share_of_all_is_a_fraction_of_the_law():
    board = law_on(BodyKind.STYRE, PartyKind.HELSEFORETAK, A_DAY)

    assert board.more_than == Fraction(1, 3)
    assert count_by_law(Votes(3, 2, present=5, members=9), board).sentence == (
        "3 for er ikke mer enn 1/3 av alle 9 medlemmer."
    )
    assert count_by_law(Votes(3, 2, present=5, members=8), board).result is Result.VEDTATT


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('paragraph = "§ 11-9"', "", "«paragraph» mangler"),
        ("from = 2019-11-01", "", "«from» mangler"),
        ('more_than = "1/3"', 'more_than = "en tredel"', "skrevet som 1/3"),
        ('quorum_of = "møter"', 'quorum_of = "sover"', "«sover» er ikke en kjent verdi"),
        ("demand", "demands", "Mente du «demand»"),
    ],
)
def test_a_broken_file_of_voting_laws_is_refused(old, new, told):
    with pytest.raises(NotVotingLaws, match=told):
        read_voting_laws(FILE.replace(old, new, 1))
