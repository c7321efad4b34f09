"""A draft written by several: nobody's words take the place of words they have not seen."""

import json
from datetime import timedelta

import pytest

from documents.drafting import arranging
from documents.drafting.editing import Wording, wording_of
from documents.markdown import write
from registry.audit import broken_links
from registry.errors import BadInput, Changed, RuleSaysNo
from registry.operations import documents as document_operations
from registry.operations import drafts
from registry.operations.drafts import Answer, WrittenByTwo
from registry.permissions import OPERATOR
from registry.queries import documents, log
from registry.queries.conflicts import mark_of
from registry.queries.drafting import numbers_itself, section_mark
from tests.registry.builders import DAY, GUIDELINE, NOW, TEXT, a_circle

ANSVAR = Wording("Ansvar", "a) Kommunen skal melde.\n\nb) Foretaket skal svare.")
FORMAL = Wording("Formål", "Partene skal samarbeide.")


@pytest.fixture
def circle(writing):
    return a_circle(writing)


@pytest.fixture
def agreement(circle):
    return circle.document()


@pytest.fixture
def draft(circle, agreement):
    return circle.draft(agreement)


@pytest.fixture
def saves(circle, agreement, draft):
    """Somebody saves a section they opened as it is told."""

    def save(identity, opened, mine):
        return drafts.write_section(
            circle.session, OPERATOR, agreement, draft, identity, opened, Wording(*mine)
        )

    return save


@pytest.fixture
def arranges(circle, agreement, draft):
    """Somebody does something with whole sections."""

    def arrange(change, identity="", seen=""):
        return drafts.arrange(circle.session, OPERATOR, agreement, draft, change, identity, seen)

    return arrange


def reads(draft, identity):
    return wording_of(documents.legal_text(draft), identity)


def numbers(draft):
    return [section.number for section in documents.legal_text(draft).walk()]


def test_a_section_is_saved_and_every_other_byte_stands(draft, saves):
    saves("ansvar", ANSVAR, ("Ansvar", ANSVAR.body.replace("melde", "melde fra straks")))

    assert draft.text == TEXT.replace("melde", "melde fra straks")
    assert draft.revision == 2


def test_two_who_write_in_different_sections_are_both_saved(draft, saves):
    saves("formal", FORMAL, ("Formål", "Partene samarbeider tett."))
    saves("ansvar", ANSVAR, ("Ansvar", "Begge har ansvar."))

    assert reads(draft, "formal").body == "Partene samarbeider tett."
    assert reads(draft, "ansvar").body == "Begge har ansvar."


def test_the_second_of_two_who_write_in_the_same_section_is_told_and_nothing_is_overwritten(draft, saves):
    saves("formal", FORMAL, ("Formål", "Deres ord."))

    with pytest.raises(WrittenByTwo, match="mens du skrev") as told:
        saves("formal", FORMAL, ("Formål", "Mine ord."))

    (conflict,) = told.value.conflicts
    kept = [each.blocks[0].text for each in (conflict.base, conflict.theirs, conflict.mine)]
    assert kept == ["Partene skal samarbeide.", "Deres ord.", "Mine ord."]
    assert reads(draft, "formal").body == "Deres ord."
    assert draft.revision == 2


def test_from_what_the_other_saved_one_may_go_on(draft, saves):
    saves("formal", FORMAL, ("Formål", "Deres ord."))

    saves("formal", Wording("Formål", "Deres ord."), ("Formål", "Deres og mine ord."))

    assert reads(draft, "formal").body == "Deres og mine ord."


def test_one_who_changes_the_title_and_one_who_changes_the_words_are_both_saved(draft, saves):
    saves("formal", FORMAL, ("Formål og mål", FORMAL.body))
    saves("formal", FORMAL, ("Formål", "Nye ord."))

    assert reads(draft, "formal") == Wording("Formål og mål", "Nye ord.")


def test_what_changes_nothing_leaves_no_trace(circle, draft, saves):
    before = log.head(circle.session).seq

    saves("ansvar", ANSVAR, (ANSVAR.title, ANSVAR.body))
    saves("ansvar", ANSVAR, (ANSVAR.title, ANSVAR.body.replace("\n", "\r\n") + "\r\n"))

    assert log.head(circle.session).seq == before
    assert (draft.text, draft.revision) == (TEXT, 1)


def test_every_saving_leaves_one_entry_that_says_which_section(circle, draft, saves):
    before = log.head(circle.session).seq

    saves("formal", FORMAL, ("Formål", "Nye ord."))

    head = log.head(circle.session)
    assert head.seq == before + 1
    assert json.loads(head.payload)["data"]["section"] == "formal"
    assert list(broken_links(circle.session)) == []


def test_a_section_that_another_removed_is_not_lost_to_the_one_who_writes_in_it(
    circle, agreement, draft, saves
):
    drafts.arrange(
        circle.session, OPERATOR, agreement, draft, lambda text: (arranging.removed(text, "formal"), "")
    )

    with pytest.raises(WrittenByTwo) as told:
        saves("formal", FORMAL, ("Formål", "Mine ord."))
    assert told.value.conflicts[0].theirs is None
    assert told.value.conflicts[0].mine.blocks[0].text == "Mine ord."

    mine = Wording("Formål", "Mine ord.")
    told = circle.session, OPERATOR, agreement, draft, "formal", FORMAL
    drafts.write_section(*told, mine, again=True)
    assert reads(draft, "formal") == mine


def test_a_section_that_was_put_back_by_another_meanwhile_is_not_overwritten(circle, agreement, draft, saves):
    saves("formal", FORMAL, ("Formål", "Deres ord."))

    with pytest.raises(WrittenByTwo):
        drafts.write_section(
            circle.session, OPERATOR, agreement, draft, "formal", FORMAL, Wording("A", "Mine."), again=True
        )

    assert reads(draft, "formal").body == "Deres ord."


def test_a_section_put_back_stands_where_the_text_it_began_from_has_it(circle, agreement):
    old = circle.adopted(agreement, "2024.1")
    new = circle.draft(agreement, "2025.1", based_on=old)
    told = circle.session, OPERATOR, agreement, new
    drafts.arrange(*told, lambda text: (arranging.removed(text, "formal"), ""))

    drafts.write_section(*told, "formal", FORMAL, Wording("Formål", "Mine ord."), again=True)

    assert [section.id for section in documents.legal_text(new).walk()] == ["formal", "ansvar"]


def test_points_lost_by_mistake_are_themselves_again_when_they_are_written_back(circle, agreement):
    old = circle.adopted(agreement, "2024.1")
    new = circle.draft(agreement, "2025.1", based_on=old)
    told = circle.session, OPERATOR, agreement, new
    drafts.write_section(*told, "ansvar", ANSVAR, Wording("Ansvar", ""))

    drafts.write_section(*told, "ansvar", Wording("Ansvar", ""), ANSVAR)

    assert new.text == old.text


def test_a_draft_in_order_numbers_itself_after_every_change(draft, arranges, saves):
    arranges(lambda text: arranging.added(text, "formal", "Parter"))
    assert numbers(draft) == ["1", "2", "3"]

    arranges(lambda text: (arranging.removed(text, "formal"), ""))
    assert numbers(draft) == ["1", "2"]

    saves("ansvar", ANSVAR, ("Ansvar", "a) Kommunen skal melde.\n\nc) Foretaket skal svare."))
    assert reads(draft, "ansvar").body.splitlines()[2] == "b) Foretaket skal svare."


def test_numbers_that_were_printed_otherwise_stand_until_somebody_asks(circle, agreement):
    printed = TEXT.replace("## 2 Ansvar", "## 7 Ansvar")
    draft = circle.draft(agreement, text=printed)
    told = circle.session, OPERATOR, agreement, draft

    drafts.write_section(*told, "formal", FORMAL, Wording("Formål", "Nye ord."))
    assert numbers(draft) == ["1", "7"]
    assert not numbers_itself(documents.legal_text(draft), None)

    drafts.number_anew(*told)
    assert numbers(draft) == ["1", "2"]
    drafts.arrange(*told, lambda text: arranging.added(text, "", "Parter"))
    assert numbers(draft) == ["1", "2", "3"]


def test_what_another_wrote_is_not_removed_unseen(circle, draft, arranges, saves):
    seen = section_mark(documents.legal_text(draft).find("formal").section)
    saves("formal", FORMAL, ("Formål", "Deres ord."))

    with pytest.raises(Changed, match="endret etter at du åpnet siden"):
        arranges(lambda text: (arranging.removed(text, "formal"), ""), "formal", seen)

    assert reads(draft, "formal").body == "Deres ord."


def test_another_number_is_no_change_to_a_section(draft, arranges):
    seen = section_mark(documents.legal_text(draft).find("ansvar").section)
    arranges(lambda text: arranging.added(text, "", "Parter"))

    arranges(lambda text: (arranging.removed(text, "ansvar"), ""), "ansvar", seen)

    assert documents.legal_text(draft).find("ansvar") is None


@pytest.mark.parametrize(
    ("body", "told"), [("# Ny overskrift", "er en overskrift"), ("skjult\x1btegn", "usynlig styretegn")]
)
def test_what_cannot_be_saved_is_said(draft, saves, body, told):
    with pytest.raises(BadInput, match=told) as refused:
        saves("formal", FORMAL, ("Formål", body))

    assert refused.value.field == "body"
    assert draft.text == TEXT


def test_what_cannot_be_done_with_a_section_is_said(draft, arranges):
    with pytest.raises(BadInput, match="står først"):
        arranges(lambda text: (arranging.moved(text, "formal", arranging.Way.UP), "formal"))

    assert draft.text == TEXT


def test_a_frozen_text_is_not_written_in(circle, agreement, draft, saves, arranges):
    document_operations.freeze(circle.session, OPERATOR, agreement, draft, NOW)

    for act in (
        lambda: saves("formal", FORMAL, ("Formål", "Nye ord.")),
        lambda: arranges(lambda text: arranging.added(text, "", "Parter")),
        lambda: drafts.number_anew(circle.session, OPERATOR, agreement, draft),
        lambda: drafts.write_text(circle.session, OPERATOR, agreement, draft, TEXT, TEXT + "\nMer.\n"),
    ):
        with pytest.raises(RuleSaysNo, match="frosset"):
            act()
    assert draft.text == TEXT


def test_the_whole_text_is_merged_with_what_another_has_saved_since(circle, agreement, draft, saves):
    saves("formal", FORMAL, ("Formål", "Deres ord."))

    drafts.write_text(
        circle.session, OPERATOR, agreement, draft, TEXT, TEXT.replace("skal svare", "skal svare straks")
    )

    assert reads(draft, "formal").body == "Deres ord."
    assert "skal svare straks" in draft.text


def test_a_conflict_in_the_whole_text_is_decided_section_by_section(circle, agreement, draft, saves):
    saves("formal", FORMAL, ("Formål", "Deres ord."))
    told = circle.session, OPERATOR, agreement, draft, TEXT
    mine = TEXT.replace("Partene skal samarbeide.", "Mine ord.").replace("skal svare", "svarer")

    with pytest.raises(WrittenByTwo) as refused:
        drafts.write_text(*told, mine)
    (conflict,) = refused.value.conflicts
    with pytest.raises(WrittenByTwo):
        drafts.write_text(*told, mine, {"formal": Answer(Wording("Formål", "Begges ord."), "et annet merke")})
    drafts.write_text(*told, mine, {"formal": Answer(Wording("Formål", "Begges ord."), mark_of(conflict))})

    assert reads(draft, "formal").body == "Begges ord."
    assert "Foretaket svarer." in draft.text


def test_a_section_one_rewrote_and_the_other_removed_may_be_removed_knowingly(
    circle, agreement, draft, saves
):
    saves("formal", FORMAL, ("Formål", "Deres ord."))
    without = write(arranging.removed(documents.tree_of(TEXT), "formal"))
    told = circle.session, OPERATOR, agreement, draft, TEXT, without

    with pytest.raises(WrittenByTwo) as refused:
        drafts.write_text(*told)
    drafts.write_text(*told, {"formal": Answer(None, mark_of(refused.value.conflicts[0]))})

    assert documents.legal_text(draft).find("formal") is None


def test_two_who_together_put_a_section_too_deep_are_told_and_nothing_is_changed(circle, agreement):
    levels = "## 1 P {#pp}\n\n## 2 A {#aa}\n\n## 3 X {#xx}\n\n### 3.1 Y {#yy}\n\n#### 3.1.1 Z {#zz}\n\n"
    draft = circle.draft(agreement, text=f"# Avtale\n\n{levels}##### 3.1.1.1 W {{#ww}}\n\nOrd.\n")
    told, opened = (circle.session, OPERATOR, agreement, draft), draft.text
    mine = write(arranging.moved(documents.tree_of(opened), "aa", arranging.Way.IN))
    drafts.arrange(*told, lambda text: (arranging.moved(text, "xx", arranging.Way.IN), "xx"))
    theirs = draft.text

    with pytest.raises(BadInput, match="nivåer"):
        drafts.write_text(*told, opened, mine)

    assert draft.text == theirs


def test_a_reference_to_another_document_prints_the_number_its_clause_has_there_now(circle, agreement):
    circle.adopted(agreement)
    guideline = circle.document("retningslinje-1", GUIDELINE)
    leaning = "# Retningslinje\n\n## 1 Grunnlag\n\nSe [avtalen punkt 2 a](dok:avtalen#kommunen).\n"
    adopted = circle.frozen(guideline, "2025.1", leaning)
    draft = circle.draft(guideline, "2026.1", leaning)
    renumbered = TEXT.replace("## 2 Ansvar", "## 2 Nytt\n\nOrd.\n\n## 3 Ansvar")
    circle.adopted(agreement, "2026.1", renumbered, earliest_from=DAY + timedelta(days=30))

    drafts.write_section(
        circle.session,
        OPERATOR,
        guideline,
        draft,
        "",
        Wording("Retningslinje", ""),
        Wording("Retningslinje", "Ny."),
    )

    assert "[avtalen punkt 3 a](dok:avtalen#kommunen)" in draft.text
    assert "[avtalen punkt 2 a](dok:avtalen#kommunen)" in adopted.text
