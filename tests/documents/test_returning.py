"""A draft that comes back in Word: every section known again, and every author's proposals told apart."""

import pytest

from documents import markdown
from documents.docx.xml import w
from documents.drafting.editing import wording_of
from documents.drafting.tree import CannotEdit
from documents.returning.amendments import Amendment, Spot, returned
from documents.returning.applying import Overtaken, fits, moved, new_wording, with_new, without
from documents.returning.kinds import AmendmentKind as Kind
from documents.returning.matching import Ground
from documents.returning.together import clashing
from documents.text import LegalText
from tests.documents.returned_files import (
    SENT,
    came_back,
    carried,
    new_paragraph,
    paragraph,
    sent,
    taken_out,
    tracked_carried,
    tracked_paragraph,
    tracked_taken_out,
    tracked_words,
    without_marks,
    words,
)


def proposed(*edits, file: bytes | None = None, base: LegalText = SENT):
    return returned(came_back(*edits, file=file), base, "Granvik")


def only(*edits) -> Amendment:
    (found,) = proposed(*edits).amendments
    return found


def told(amendments) -> list[tuple[str, str, str]]:
    return [(each.kind.value, each.heading, each.author) for each in amendments]


def grounds(found) -> dict[str, Ground | None]:
    return {match.section: match.ground for match in found.matches}


class TestWhatComesBack:
    def test_untouched_proposes_nothing_and_every_section_is_known_by_its_mark(self):
        found = proposed()

        assert found.amendments == ()
        assert set(grounds(found).values()) == {Ground.HEADING_MARK}
        assert not found.remarks

    def test_with_words_typed_over_is_the_senders_proposal(self):
        found = only(words("fire timer", "to timer"))

        assert (found.kind, found.section, found.author, found.tracked) == (
            Kind.WORDING, "kommunenaa", "Granvik", False,
        )  # fmt: skip
        assert "to timer" in found.after.body
        assert "fire timer" in found.before.body

    def test_with_words_tracked_is_the_authors_own_proposal_with_its_day(self):
        found = only(tracked_words("fire timer", "to timer", "Kari Nes"))

        assert (found.author, found.made_on, found.tracked) == ("Kari Nes", "2026-11-20", True)
        assert "to timer" in found.after.body

    def test_two_authors_in_one_paragraph_propose_each_their_own_words_alone(self):
        found = proposed(
            tracked_words("fire timer", "to timer", "Kari Nes"),
            tracked_words("hjelpemidler", "sykesenger", "Ola Lie"),
        ).amendments

        assert [each.author for each in found] == ["Kari Nes", "Ola Lie"]
        assert "to timer" in found[0].after.body
        assert "hjelpemidler" in found[0].after.body
        assert "fire timer" in found[1].after.body
        assert "sykesenger" in found[1].after.body

    def test_with_a_heading_typed_over_keeps_its_identity(self):
        found = only(words("Uenighet", "Tvister"))

        assert (found.section, found.before.title, found.after.title) == ("uenighetaa", "Uenighet", "Tvister")

    def test_with_a_section_cut_and_pasted_elsewhere_is_moved_and_nothing_else(self):
        found = only(carried(("Uenighet", "Uenighet løses"), "Avtalen skal gi"))

        assert (found.kind, found.section) == (Kind.MOVED, "uenighetaa")
        assert (found.spot.under, found.spot.after) == ("", "formaalaaa")

    def test_with_a_section_moved_with_tracking_is_moved_by_its_author(self):
        found = only(tracked_carried("Kari Nes", ("Uenighet", "Uenighet løses"), "Avtalen skal gi"))

        assert (found.kind, found.section, found.author) == (Kind.MOVED, "uenighetaa", "Kari Nes")

    def test_with_a_section_written_new_with_tracking_is_new_and_waits_for_nobody(self):
        found = only(
            tracked_paragraph("Avtalen skal gi", "Partene møtes to ganger i året.", "Kari Nes"),
            tracked_paragraph("Avtalen skal gi", "Møter", "Kari Nes", "Heading1"),
        )

        assert (found.kind, found.heading.split()[-1], found.author) == (Kind.NEW, "Møter", "Kari Nes")
        assert found.spot.after == "formaalaaa"
        assert "to ganger i året" in found.text

    def test_with_a_section_written_new_without_tracking_waits_in_the_tray(self):
        found = only(
            new_paragraph("Avtalen skal gi", "Partene møtes to ganger i året."),
            new_paragraph("Avtalen skal gi", "Møter", "Heading1"),
        )

        assert (found.kind, found.author, found.candidate) == (Kind.UNPLACED, "Granvik", "")

    @pytest.mark.parametrize("tracked", [True, False])
    def test_with_a_section_taken_out_proposes_to_remove_it(self, tracked):
        gone = ("Uenighet løses", "Uenighet")
        found = only(tracked_taken_out("Kari Nes", *gone) if tracked else taken_out(*gone))

        assert (found.kind, found.section, found.tracked) == (Kind.REMOVED, "uenighetaa", tracked)
        assert "lavest mulige" in found.before.body

    def test_with_a_whole_chapter_taken_out_is_one_proposal_that_names_what_goes_along(self):
        found = only(
            taken_out(
                "Ansvar", "Kommunen", "Kommunen melder", "Meldingen", "Helseforetaket", "Helseforetaket varsler",
                "Legen skriver", "Sykepleieren",
            )
        )  # fmt: skip

        assert (found.kind, found.section) == (Kind.REMOVED, "ansvaraaaa")
        assert found.below == ("kommunenaa", "foretaketa")

    def test_a_heading_that_somebody_gave_another_level_is_moved_though_something_before_it_was_deleted(self):
        def lowered(root):
            style = paragraph(root, "Varighet").find(f"{w('pPr')}/{w('pStyle')}")
            style.set(w("val"), "Heading2")

        found = proposed(tracked_taken_out("Kari Nes", "Uenighet løses"), lowered).amendments

        assert [(each.kind, each.section) for each in found] == [
            (Kind.MOVED, "varighetaa"), (Kind.WORDING, "uenighetaa"),
        ]  # fmt: skip


class TestLostMarks:
    def test_a_heading_without_its_mark_is_known_by_the_mark_in_its_text(self):
        found = proposed(without_marks("_sh_"))

        assert found.amendments == ()
        assert grounds(found)["kommunenaa"] is Ground.TEXT_MARK

    def test_a_section_without_any_mark_is_known_by_its_words(self):
        found = proposed(without_marks("_sh_", "_sb_"), words("Uenighet", "Tvister"))

        assert grounds(found)["uenighetaa"] is Ground.WORDS
        assert told(found.amendments) == [("annen ordlyd", "3 Tvister", "Granvik")]

    def test_a_section_with_other_words_and_no_mark_is_known_by_a_heading_that_no_other_has(self):
        found = proposed(
            without_marks("_sh_", "_sb_"),
            words("Uenighet løses på lavest mulige nivå.", "Saken går rett til tvisteløsningsnemnda."),
        )

        assert grounds(found)["uenighetaa"] is Ground.SAME_HEADING

    def test_a_section_with_other_heading_and_other_words_is_not_guessed_but_its_likeness_is_told(self):
        found = proposed(
            without_marks("_sh_", "_sb_"),
            words("Uenighet", "Tvister"),
            words(
                "Uenighet løses på lavest mulige nivå.",
                "Uenighet løses på lavest mulige vis, og det i god tid.",
            ),
        )
        unplaced = [each for each in found.amendments if each.kind is Kind.UNPLACED]

        assert [each.candidate for each in unplaced] == ["uenighetaa"]
        assert 0.2 <= unplaced[0].likeness < 0.6
        assert "uenighetaa" in [each.section for each in found.amendments if each.kind is Kind.REMOVED]

    def test_marks_of_another_text_count_for_nothing(self):
        strange = LegalText("Annen avtale", (), SENT.sections[:1])
        found = returned(came_back(file=sent(strange)), LegalText("Tom", (), SENT.sections[2:]), "Granvik")

        assert [match.ground for match in found.matches] == [None]

    def test_a_heading_made_into_body_text_is_told_where_its_section_seems_gone(self):
        def no_heading(root):
            style = paragraph(root, "Uenighet").find(f"{w('pPr')}/{w('pStyle')}")
            style.set(w("val"), "BodyText")

        gone = [each for each in proposed(no_heading).amendments if each.kind is Kind.REMOVED]

        assert [each.section for each in gone] == ["uenighetaa"]
        assert gone[0].words == "Overskriften er ikke overskrift lenger, men står i avsnittet «Uenighet»."


class TestCarryingOut:
    def test_two_proposals_for_one_paragraph_are_both_carried_out(self):
        first, second = proposed(
            tracked_words("fire timer", "to timer", "Kari Nes"),
            tracked_words("hjelpemidler", "sykesenger", "Ola Lie"),
        ).amendments
        draft = reworded(SENT, first)

        assert new_wording(draft, second).body.startswith(
            "Kommunen melder fra innen to timer. Kommunen svarer for sykesenger i hjemmet."
        )

    def test_what_the_draft_has_changed_since_stands(self):
        amendment = only(words("fire timer", "to timer"))
        draft = reworded(SENT, only(words("elektronisk", "i meldingssystemet")))

        assert "to timer" in new_wording(draft, amendment).body
        assert "meldingssystemet" in new_wording(draft, amendment).body

    def test_the_same_words_changed_otherwise_are_never_overwritten(self):
        amendment = only(words("fire timer", "to timer"))
        draft = reworded(SENT, only(words("fire timer", "seks timer")))

        with pytest.raises(Overtaken):
            new_wording(draft, amendment)
        assert "samme ordene" in fits(draft, amendment)

    def test_a_new_section_stands_after_the_one_it_was_written_after(self):
        amendment = only(
            tracked_paragraph("Avtalen skal gi", "Partene møtes to ganger i året.", "Kari Nes"),
            tracked_paragraph("Avtalen skal gi", "Møter", "Kari Nes", "Heading1"),
        )
        draft, identity = with_new(SENT, amendment)

        assert [each.title for each in draft.sections][:3] == ["Formål", "Møter", "Ansvar"]
        assert draft.find(identity)
        with pytest.raises(CannotEdit):
            with_new(draft, amendment)

    def test_what_was_rewritten_since_is_not_removed(self):
        amendment = only(taken_out("Uenighet løses", "Uenighet"))
        draft = reworded(SENT, only(words("lavest mulige nivå", "laveste nivå")))

        with pytest.raises(Overtaken):
            without(draft, amendment)

    def test_what_has_come_under_a_chapter_since_stays_when_the_chapter_goes(self):
        amendment = only(
            taken_out(
                "Ansvar", "Kommunen", "Kommunen melder", "Meldingen", "Helseforetaket", "Helseforetaket varsler",
                "Legen skriver", "Sykepleieren",
            )
        )  # fmt: skip
        newer, _ = with_new(
            SENT,
            only(
                tracked_paragraph("Sykepleieren", "Apoteket leverer.", "Kari Nes"),
                tracked_paragraph("Sykepleieren", "Apoteket", "Kari Nes", "Heading2"),
            ),
        )

        assert [each.title for each in without(newer, amendment).sections] == [
            "Formål", "Apoteket", "Uenighet", "Varighet",
        ]  # fmt: skip

    def test_a_section_is_moved_with_all_that_lies_under_it(self):
        amendment = only(carried(("Uenighet", "Uenighet løses"), "Avtalen skal gi"))

        titles = [each.title for each in moved(SENT, amendment).sections]

        assert titles == ["Formål", "Uenighet", "Ansvar", "Varighet"]

    def test_every_amendment_is_kept_whole_as_json(self):
        found = proposed(
            words("fire timer", "to timer"),
            tracked_words("hjelpemidler", "sykesenger", "Ola Lie"),
            taken_out("Uenighet løses", "Uenighet"),
            carried(("Varighet", "Avtalen gjelder"), "Avtalen skal gi"),
            new_paragraph("Mellom Granvik", "Innledning", "Heading1"),
        ).amendments

        assert len({each.kind for each in found}) == 4
        assert [Amendment.from_dict(each.to_dict()) for each in found] == list(found)


class TestSeveralFiles:
    def test_the_same_words_changed_otherwise_clash(self):
        found = [only(words("fire timer", "to timer")), only(words("fire timer", "seks timer"))]

        assert clashing(found) == [(0, 1)]

    def test_other_words_of_one_section_do_not(self):
        found = [only(words("fire timer", "to timer")), only(words("elektronisk", "i systemet"))]

        assert clashing(found) == []

    def test_the_same_proposal_from_two_does_not(self):
        found = [only(words("fire timer", "to timer")), only(words("fire timer", "to timer"))]

        assert clashing(found) == []

    def test_removing_what_another_rewrites_does(self):
        found = [only(taken_out("Uenighet løses", "Uenighet")), only(words("lavest mulige", "laveste"))]

        assert clashing(found) == [(0, 1)]


def reworded(draft: LegalText, amendment: Amendment) -> LegalText:
    from documents.drafting.editing import with_wording

    made = with_wording(draft, amendment.section, new_wording(draft, amendment))
    assert wording_of(made, amendment.section) == new_wording(draft, amendment)
    return made


def test_what_would_lie_deeper_than_a_text_has_room_for_does_not_fit():
    draft = markdown.read(
        "# A\n\n## 1 En {#enaaaaaaaa}\n\n### 1.1 To {#toaaaaaaaa}\n\n#### 1.1.1 Tre {#treaaaaaaa}\n\n"
        "##### 1.1.1.1 Fire {#fireaaaaaa}\n\n###### 1.1.1.1.1 Fem {#femaaaaaaa}\n\n## 2 Seks {#seksaaaaaa}\n"
    )
    under = Spot("femaaaaaaa", "")
    move = Amendment(Kind.MOVED, "seksaaaaaa", "2 Seks", "Kari", spot=under)
    new = Amendment(Kind.NEW, "nyaaaaaaaa", "Ny", "Kari", text="# -\n\n## Ny {#nyaaaaaaaa}\n", spot=under)

    assert "plass til 5" in fits(draft, move)
    assert "plass til 5" in fits(draft, new)
