"""What came back is answered: accepted into the draft as it reads now, or refused; nothing is lost."""

import pytest

from documents.drafting.editing import Wording, wording_of
from documents.returning.amendments import Spot
from documents.returning.kinds import AmendmentKind as Kind
from documents.returning.kinds import AmendmentState as State
from registry.errors import Changed, NotFound, RuleSaysNo
from registry.operations import answering, documents
from registry.operations.answering import DoesNotFit
from registry.operations.drafts import WrittenByTwo
from registry.queries import amendments, checking, log
from registry.queries.amendments import Only
from registry.queries.drafting import section_mark
from tests.documents.returned_files import (
    carried,
    new_paragraph,
    taken_out,
    tracked_paragraph,
    tracked_words,
    words,
)
from tests.registry.builders import NOW, a_circle
from tests.registry.returned import MARTE, an_exchange, commented

GRANVIK = words("fire timer", "to timer")
STORELV = tracked_words("fire timer", "åtte timer", "Ola Storelv")


@pytest.fixture
def out(writing):
    """A draft that can go out."""
    return an_exchange(a_circle(writing))


def headings(out):
    return [f"{section.number} {section.title}" for section in out.text.walk()]


class TestAccepting:
    def test_a_wording_is_written_in_the_draft_and_nothing_else_is_changed(self, out):
        before = out.version.text
        out.back(GRANVIK)

        (row,) = out.rows()
        out.accept(row, "Enig.")

        assert out.version.text == before.replace("fire timer", "to timer")
        assert (row.state, row.answer, row.answered_by) == (State.ACCEPTED, "Enig.", MARTE.ref)
        entry = log.told(out.circle.session, log.head(out.circle.session))
        assert entry.data["state"] == "godtatt"
        assert list(checking.faults(out.circle.session)) == []

    def test_what_others_have_written_elsewhere_in_the_section_stays(self, out):
        out.back(GRANVIK)
        body = wording_of(out.text, "kommunenaa").body
        out.writes("kommunenaa", body.replace("elektronisk", "på papir"))

        out.accept(out.rows()[0])

        assert "to timer" in out.version.text
        assert "på papir" in out.version.text

    def test_a_new_section_stands_where_it_was_written_and_numbers_follow(self, out):
        out.back(tracked_paragraph("Sykepleieren ringer", "Opplæring", "Kari", "Heading1"))

        (row,) = out.rows()
        out.accept(row)

        assert row.kind is Kind.NEW

        assert headings(out) == [
            "1 Formål", "2 Ansvar", "2.1 Kommunen", "2.2 Helseforetaket",
            "3 Opplæring", "4 Uenighet", "5 Varighet",
        ]  # fmt: skip

    def test_a_section_that_is_removed_goes_with_what_lies_under_it(self, out):
        out.back(
            taken_out("Ansvar", "Kommunen", "Kommunen melder", "Meldingen", "Helseforetaket"),
            taken_out("Helseforetaket varsler", "Legen", "Sykepleieren"),
        )

        (row,) = out.rows()
        out.accept(row)

        assert row.kind is Kind.REMOVED
        assert headings(out) == ["1 Formål", "2 Uenighet", "3 Varighet"]

    def test_a_section_that_is_moved_keeps_its_identity(self, out):
        out.back(carried(("Uenighet", "Uenighet løses"), "Avtalen skal"))

        (row,) = out.rows()
        out.accept(row)

        assert row.kind is Kind.MOVED
        assert [each.id for each in out.text.sections][:2] == ["formaalaaa", "uenighetaa"]
        assert headings(out)[1] == "2 Uenighet"

    def test_a_section_without_place_may_be_taken_in_as_new(self, out):
        out.back(new_paragraph("Sykepleieren ringer", "Opplæring", "Heading1"))
        (view,) = out.answers.tray
        assert not view.fits

        out.accept(view.row)

        assert view.row.kind is Kind.UNPLACED
        assert "3 Opplæring" in headings(out)

    def test_a_comment_is_taken_note_of_and_the_draft_is_as_it_was(self, out):
        before = out.version.text
        out.taken(commented(out.sent().data, "Uenighet løses", "Hvem avgjør?", "Kari Nordmann"))
        (view,) = out.views
        assert (view.row.kind, view.row.author, view.amendment.words) == (
            Kind.COMMENT, "Kari Nordmann", "Hvem avgjør?",
        )  # fmt: skip
        assert view.row.section_id == "uenighetaa"

        out.accept(view.row, "Vi tar det med i høringsnotatet.")

        assert out.version.text == before
        assert view.row.state is State.ACCEPTED


class TestWhatDoesNotFit:
    def test_two_who_change_the_same_words_clash_and_the_second_does_not_fit_any_more(self, out):
        out.back(GRANVIK, sender="Granvik")
        out.back(STORELV, sender="Storelv")
        (group,) = out.answers.clashes
        assert len(group) == 2
        first, second = out.rows()

        out.accept(first)

        assert out.answers.clashes == ()
        with pytest.raises(DoesNotFit, match="De samme ordene"):
            out.accept(second)
        assert second.state is State.OPEN
        assert out.views[1].obstacle

    def test_a_person_then_writes_what_shall_stand(self, out):
        out.back(GRANVIK)
        out.back(STORELV)
        first, second = out.rows()
        out.accept(first)
        now = wording_of(out.text, "kommunenaa")

        wanted = Wording(now.title, now.body.replace("to timer", "tre timer"))
        out.accept(second, opened=now, wording=wanted)

        assert "tre timer" in out.version.text
        assert second.state is State.ACCEPTED

    def test_what_somebody_wrote_while_the_person_did_is_not_written_over(self, out):
        out.back(GRANVIK)
        opened = wording_of(out.text, "kommunenaa")
        out.writes("kommunenaa", opened.body.replace("fire timer", "ni timer"))

        with pytest.raises(WrittenByTwo):
            out.accept(
                out.rows()[0],
                opened=opened,
                wording=Wording(opened.title, opened.body.replace("fire timer", "en time")),
            )

        assert "ni timer" in out.version.text

    def test_a_section_that_is_gone_since_can_be_put_in_again_with_the_words(self, out):
        out.back(GRANVIK)
        out.back(taken_out("Kommunen", "Kommunen melder", "Meldingen"))
        wording, removal = out.rows()
        out.accept(removal)
        with pytest.raises(DoesNotFit, match="finnes ikke"):
            out.accept(wording)

        wanted = out.views[0].amendment.after
        out.accept(wording, opened=None, wording=wanted)

        assert "to timer" in out.version.text

    def test_what_is_rewritten_since_is_removed_only_by_one_who_has_seen_it(self, out):
        out.back(taken_out("Uenighet", "Uenighet løses"))
        (row,) = out.rows()
        out.writes("uenighetaa", "Ganske andre ord.")
        with pytest.raises(DoesNotFit, match="skrevet om"):
            out.accept(row)
        seen = section_mark(out.text.find("uenighetaa").section)
        out.writes("uenighetaa", "Og enda en gang.")
        with pytest.raises(Changed):
            out.accept(row, seen=seen)

        out.accept(row, seen=section_mark(out.text.find("uenighetaa").section))

        assert out.text.find("uenighetaa") is None

    def test_a_new_section_whose_chapter_is_gone_is_put_where_a_person_says(self, out):
        out.back(tracked_paragraph("Meldingen sendes", "Opplæring", "Kari", "Heading2"))
        out.back(
            taken_out("Ansvar", "Kommunen", "Kommunen melder", "Meldingen", "Helseforetaket"),
            taken_out("Helseforetaket varsler", "Legen", "Sykepleieren"),
        )
        new, removal = out.rows()
        out.accept(removal)
        with pytest.raises(DoesNotFit):
            out.accept(new)

        out.accept(new, spot=Spot("", "uenighetaa"))

        assert headings(out) == ["1 Formål", "2 Uenighet", "3 Opplæring", "4 Varighet"]


class TestAnsweringTwice:
    def test_the_second_of_two_at_once_is_told_and_nothing_is_written(self, out):
        out.back(GRANVIK)
        (row,) = out.rows()
        seen = row.revision
        out.refuse(row)
        before = out.version.text

        with pytest.raises(Changed, match="avvist"):
            answering.accept(out.circle.session, MARTE, out.document, out.version, row, seen, "", NOW)

        assert out.version.text == before

    def test_what_is_refused_may_be_accepted_later(self, out):
        out.back(GRANVIK)
        (row,) = out.rows()
        out.refuse(row, "Ikke nå.")
        with pytest.raises(RuleSaysNo, match="avvist allerede"):
            out.refuse(row)

        out.accept(row)

        assert "to timer" in out.version.text

    def test_what_is_accepted_is_not_taken_back(self, out):
        out.back(GRANVIK)
        (row,) = out.rows()
        out.accept(row)

        for answer in (out.accept, out.refuse):
            with pytest.raises(RuleSaysNo, match="Rett det i utkastet"):
                answer(row)

    def test_a_draft_that_is_frozen_meanwhile_answers_nothing_and_the_amendments_stay(self, out):
        out.back(GRANVIK)
        (row,) = out.rows()
        documents.freeze(out.circle.session, MARTE, out.document, out.version, NOW)

        for answer in (out.accept, out.refuse):
            with pytest.raises(RuleSaysNo, match="ligger fast"):
                answer(row)

        assert [each.state for each in out.rows()] == [State.OPEN]

    def test_an_amendment_of_another_draft_is_not_found(self, out, writing):
        out.back(GRANVIK)
        elsewhere = an_exchange(a_circle(writing, "nord"))

        with pytest.raises(NotFound):
            amendments.amendment(writing, elsewhere.version, out.rows()[0].id)


class TestTheList:
    def test_it_counts_first(self, out):
        out.back(GRANVIK)
        out.back(tracked_words("lavest mulige", "rett", "Kari"), new_paragraph("Avtalen gjelder", "Mer."))
        out.accept(out.rows()[0])
        out.refuse(out.rows()[1])

        assert out.answers.summary == "3 forslag fra 2 filer: 1 åpent, 1 godtatt, 1 avvist."

    def test_sections_stand_in_the_drafts_order_whichever_file_they_came_from(self, out):
        out.back(tracked_words("ett års", "to års", "Kari"))
        out.back(words("trygge overganger", "gode overganger"))

        assert [each.heading for each in out.answers.sections] == ["1 Formål", "4 Varighet"]

    def test_after_an_answer_comes_the_next_open_one(self, out):
        out.back(words("trygge", "gode"), words("lavest mulige", "rett"), words("ett års", "to års"))
        first, second, third = (each.row for each in out.answers.in_order)
        told = out.answers

        assert told.following(first.id).row is second
        assert told.following(third.id).row is first
        out.refuse(first)
        assert out.answers.following(first.id).row is second

    def test_only_those_of_a_file_or_an_author_are_shown_when_asked_for(self, out):
        file = out.back(GRANVIK)
        out.back(tracked_words("ett års", "to års", "Kari"))

        told = amendments.answers(out.circle.session, out.version, Only(file=file.ref))
        by_kari = amendments.answers(out.circle.session, out.version, Only(author="Kari"))

        assert [each.row.section_id for each in told.in_order] == ["kommunenaa"]
        assert [each.row.section_id for each in by_kari.in_order] == ["varighetaa"]
        assert told.summary == by_kari.summary

    def test_the_words_that_change_are_marked_as_they_are_read(self, out):
        out.back(GRANVIK)

        (passage,) = out.views[0].passages
        changed = {(each.kind.value, each.text) for each in passage.body if each.kind.value != "kept"}
        assert changed == {("removed", "fire"), ("added", "to")}

    def test_a_new_section_tells_where_it_is_to_stand(self, out):
        out.back(tracked_paragraph("Sykepleieren ringer", "Opplæring", "Kari", "Heading1"))

        assert out.views[0].place == "etter «2 Ansvar»"
        assert out.answers.sections[0].heading == "2 Ansvar"


class TestSeveralAtOnce:
    def test_all_that_fit_and_nothing_stands_against_are_accepted_together(self, out):
        out.back(words("trygge", "gode"), words("ett års", "to års"))
        revisions = {each.id: each.revision for each in out.rows()}

        answering.accept_all(out.circle.session, MARTE, out.document, out.version, revisions, NOW)

        assert {each.state for each in out.rows()} == {State.ACCEPTED}
        assert "gode overganger" in out.version.text
        assert "to års" in out.version.text

    def test_none_is_accepted_where_one_of_them_clashes(self, out):
        out.back(GRANVIK, words("ett års", "to års"))
        out.back(STORELV)
        before = out.version.text
        revisions = {each.id: each.revision for each in out.rows()}

        with pytest.raises(RuleSaysNo, match="står mot et annet"):
            answering.accept_all(out.circle.session, MARTE, out.document, out.version, revisions, NOW)

        assert out.version.text == before

    def test_comments_and_what_has_no_place_are_left_for_a_person(self, out):
        out.taken(commented(out.sent().data, "Uenighet løses", "Hvem avgjør?", "Kari"))
        out.back(words("ett års", "to års"), new_paragraph("Sykepleieren ringer", "Opplæring", "Heading1"))

        told = out.answers

        assert len(told.every) == 3
        assert [each.row.section_id for each in told.without_clash(told.every)] == ["varighetaa"]
