"""A person corrects what a section of a returned file was held to be, and its proposals are told anew."""

from documents.returning.amendments import returned
from documents.returning.kinds import AmendmentKind as Kind
from documents.returning.matching import Ground
from tests.documents.returned_files import (
    SENT,
    came_back,
    new_paragraph,
    taken_out,
    tracked_words,
    without_marks,
)

STRANGE = (
    without_marks("_sh_", "_sb_"),
    taken_out("Uenighet", "Uenighet løses"),
    new_paragraph("Sykepleieren ringer", "Helt andre ord om noe annet", "Heading1"),
)


def place_of(found, beginning: str) -> int:
    return next(at for at, each in enumerate(found.matches) if beginning in each.heading)


def test_a_section_without_place_is_the_one_that_a_person_says():
    reading = came_back(*STRANGE)
    before = returned(reading, SENT, "Granvik")
    at = place_of(before, "Helt andre ord")
    assert before.matches[at].ground is None

    after = returned(reading, SENT, "Granvik", {at: "uenighetaa"})

    assert (after.matches[at].section, after.matches[at].ground) == ("uenighetaa", Ground.PERSON)
    (wording,) = [each for each in after.amendments if each.section == "uenighetaa"]
    assert wording.kind is Kind.WORDING
    assert wording.after.title == "Helt andre ord om noe annet"


def test_a_section_that_a_person_says_is_new_is_proposed_as_new():
    reading = came_back(*STRANGE)
    at = place_of(returned(reading, SENT, "Granvik"), "Helt andre ord")

    after = returned(reading, SENT, "Granvik", {at: ""})

    assert {(each.kind, each.heading.partition(" ")[2]) for each in after.amendments} >= {
        (Kind.NEW, "Helt andre ord om noe annet")
    }
    assert Kind.UNPLACED not in {each.kind for each in after.amendments}


def test_what_had_the_identity_before_is_left_for_a_person_to_say():
    reading = came_back(tracked_words("lavest mulige", "høyest mulige", "Kari"))
    before = returned(reading, SENT, "Granvik")
    purpose, dispute = place_of(before, "Formål"), place_of(before, "Uenighet")

    after = returned(reading, SENT, "Granvik", {purpose: "uenighetaa"})

    assert after.matches[purpose].section == "uenighetaa"
    assert after.matches[dispute].ground is None
    assert [each.kind for each in after.amendments if each.section == "formaalaaa"] == [Kind.REMOVED]


def test_two_that_were_taken_for_one_another_are_exchanged():
    reading = came_back(tracked_words("lavest mulige", "høyest mulige", "Kari"))
    before = returned(reading, SENT, "Granvik")
    purpose, dispute = place_of(before, "Formål"), place_of(before, "Uenighet")

    after = returned(reading, SENT, "Granvik", {purpose: "uenighetaa", dispute: "formaalaaa"})

    assert [after.matches[at].section for at in (purpose, dispute)] == ["uenighetaa", "formaalaaa"]
    by_kari = [each for each in after.amendments if each.author == "Kari"]
    assert [(each.section, each.kind) for each in by_kari] == [("formaalaaa", Kind.WORDING)]
