"""A document through its life: written, frozen, adopted, ended or withdrawn. A frozen text is for ever."""

from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from documents.kinds import ChangeClass, DocumentKind
from documents.lifecycle import Stage, Standing
from documents.markdown.limits import MAX_LENGTH
from registry.errors import BadInput, Changed, NotFound, RuleSaysNo
from registry.fingerprints import text_hash
from registry.operations import documents as operations
from registry.permissions import OPERATOR, PUBLIC, Actor, Role
from registry.queries import documents
from tests.registry.builders import DAY, NOW, TEXT, a_circle, text_with

REASON = "Partene vil det."
SECRETARY = Actor("person-1", "Marte Haugland", frozenset({Role.SECRETARIAT}))


@pytest.fixture
def circle(writing):
    return a_circle(writing)


@pytest.fixture
def agreement(circle):
    return circle.document()


def standing(circle, document, on):
    """What every version is that day, by number."""
    return {
        view.row.number: view.standing for view in documents.views_of(circle.session, document, OPERATOR, on)
    }


def test_a_document_is_begun_once(circle, agreement):
    with pytest.raises(RuleSaysNo, match="«avtalen» finnes fra før"):
        circle.document()


def test_a_special_agreement_says_which_pair_it_is_between(circle):
    with pytest.raises(RuleSaysNo, match="én kommune og ett foretak"):
        circle.document("saer", DocumentKind.SAERAVTALE)

    assert circle.document("saer", DocumentKind.SAERAVTALE, pair=circle.pairs["granvik"]).pair_id


def test_what_is_for_all_is_between_no_pair(circle):
    with pytest.raises(RuleSaysNo, match="andre dokumenter gjelder alle parter"):
        circle.document(pair=circle.pairs["granvik"])


def test_a_draft_is_kept_in_its_canonical_form_with_identities(circle, agreement):
    draft = circle.draft(agreement, text="# Avtale\r\n\r\n##  1  Formål\r\nPartene\r\nskal.\r\n")

    assert draft.stage is Stage.DRAFT
    assert draft.text == operations.stored_form(draft.text, "Avtale")
    assert "\r" not in draft.text
    assert all(section.id for section in documents.legal_text(draft).walk())


@pytest.mark.parametrize("number", ["", "første", "2025.", "2025.1.2.3", "20251"])
def test_a_version_needs_a_number_people_can_say(circle, agreement, number):
    with pytest.raises(BadInput, match="ikke et versjonsnummer"):
        circle.draft(agreement, number)


def test_a_version_number_is_used_once(circle, agreement):
    circle.draft(agreement, "2025.1")

    with pytest.raises(RuleSaysNo, match="allerede en versjon 2025.1"):
        circle.draft(agreement, "2025.1")


@pytest.mark.parametrize("source", ["# A\n\nx\x00y\n", "# A\n\n## 1 A {#en}\n\n## 2 B {#en}\n"])
def test_a_text_that_cannot_be_kept_is_refused_in_words(circle, agreement, source):
    with pytest.raises(BadInput, match=r"Det du skrev, står fortsatt") as refused:
        circle.draft(agreement, text=source)

    assert refused.value.field == "text"


def test_a_text_longer_than_the_register_keeps_is_refused(circle, agreement):
    with pytest.raises(BadInput, match="Teksten er ikke lagret"):
        circle.draft(agreement, text="# A\n\n" + "x" * MAX_LENGTH)


def test_a_change_gives_the_draft_a_new_revision_and_keeps_identities(circle, agreement):
    draft = circle.draft(agreement)

    operations.change_draft(circle.session, OPERATOR, agreement, draft, TEXT.replace("melde", "melde fra"), 1)

    assert draft.revision == 2
    assert "melde fra" in draft.text
    assert documents.legal_text(draft).find("kommunen") is not None


@pytest.mark.parametrize("revision", [0, 2, 77])
def test_a_writer_with_another_revision_is_told_and_nothing_is_overwritten(circle, agreement, revision):
    draft = circle.draft(agreement)

    with pytest.raises(Changed, match="Begge tekstene står nedenfor"):
        operations.change_draft(circle.session, OPERATOR, agreement, draft, "# Avtale\n\nMitt.\n", revision)

    assert draft.text == TEXT
    assert draft.revision == 1


def test_the_one_who_freezes_confirms_the_class_and_the_drafters_word_stays_beside_it(circle, agreement):
    draft = circle.draft(agreement, change=ChangeClass.REVISJON, label="mindre endring")

    operations.freeze(
        circle.session, SECRETARY, agreement, draft, NOW, confirmed_change=ChangeClass.VESENTLIG
    )

    assert (draft.change, draft.change_label) == (ChangeClass.VESENTLIG, "mindre endring")
    assert draft.change_confirmed_by == "Marte Haugland"
    assert (draft.frozen_hash, draft.frozen_at) == (text_hash(draft.text), NOW)


def test_a_frozen_text_cannot_be_written_in(circle, agreement):
    version = circle.frozen(agreement)

    with pytest.raises(RuleSaysNo, match="endres aldri"):
        operations.change_draft(circle.session, OPERATOR, agreement, version, "# Nytt\n", version.revision)

    assert version.text == TEXT


def test_the_database_itself_keeps_a_frozen_text(circle, agreement):
    version = circle.frozen(agreement)

    with pytest.raises(DBAPIError), circle.session.begin_nested():
        circle.session.execute(text("UPDATE version SET text = 'x' WHERE id = :id"), {"id": version.id})


def test_a_draft_goes_no_other_way_than_to_be_frozen_or_withdrawn(circle, agreement):
    draft = circle.draft(agreement)

    with pytest.raises(RuleSaysNo, match="kan ikke bli vedtatt"):
        operations.adopt(circle.session, OPERATOR, agreement, draft, DAY, DAY)
    with pytest.raises(RuleSaysNo, match="kan ikke oppheves"):
        operations.repeal(circle.session, OPERATOR, agreement, draft, DAY, REASON)

    assert draft.stage is Stage.DRAFT


def test_a_frozen_text_is_not_frozen_again(circle, agreement):
    version = circle.frozen(agreement)

    with pytest.raises(RuleSaysNo, match="Den er frosset"):
        operations.freeze(circle.session, OPERATOR, agreement, version, NOW)


@pytest.mark.parametrize("stage", ["draft", "frozen"])
def test_what_is_not_adopted_may_be_withdrawn_and_stays_readable(circle, agreement, stage):
    version = getattr(circle, stage)(agreement)

    operations.withdraw(circle.session, OPERATOR, agreement, version, REASON)

    assert standing(circle, agreement, DAY) == {"2025.1": Standing.WITHDRAWN}
    assert version.text == TEXT
    assert version.frozen_hash == text_hash(TEXT)


def test_a_withdrawal_needs_a_reason(circle, agreement):
    draft = circle.draft(agreement)

    with pytest.raises(BadInput, match="Grunnen mangler") as refused, circle.session.begin_nested():
        operations.withdraw(circle.session, OPERATOR, agreement, draft, "  ")

    assert refused.value.field == "reason"
    assert draft.stage is Stage.DRAFT


def test_what_is_withdrawn_stays_so(circle, agreement):
    version = circle.frozen(agreement)
    operations.withdraw(circle.session, OPERATOR, agreement, version, REASON)

    with pytest.raises(RuleSaysNo, match="Den er trukket"):
        operations.freeze(circle.session, OPERATOR, agreement, version, NOW)
    with pytest.raises(RuleSaysNo, match="Den er trukket"):
        operations.withdraw(circle.session, OPERATOR, agreement, version, REASON)
    with pytest.raises(RuleSaysNo, match="endres aldri"):
        operations.change_draft(circle.session, OPERATOR, agreement, version, TEXT, version.revision)


def test_an_adopted_text_is_neither_withdrawn_nor_frozen_again(circle, agreement):
    version = circle.adopted(agreement)

    with pytest.raises(RuleSaysNo, match="Den er vedtatt"):
        operations.withdraw(circle.session, OPERATOR, agreement, version, REASON)
    with pytest.raises(RuleSaysNo, match="Den er vedtatt"):
        operations.freeze(circle.session, OPERATOR, agreement, version, NOW)


def test_the_old_version_applies_until_the_day_the_new_one_begins(circle, agreement):
    circle.adopted(agreement, "2025.1", on=DAY)
    begins = date(2025, 12, 1)
    circle.adopted(
        agreement, "2025.2", text_with("Formål: Nytt."), on=date(2025, 11, 1), earliest_from=begins
    )

    assert standing(circle, agreement, date(2025, 11, 30)) == {
        "2025.1": Standing.IN_FORCE,
        "2025.2": Standing.COMING,
    }
    assert standing(circle, agreement, begins) == {"2025.1": Standing.REPLACED, "2025.2": Standing.IN_FORCE}


def test_a_repealed_version_applies_to_and_with_its_last_day(circle, agreement):
    version = circle.adopted(agreement)

    operations.repeal(circle.session, OPERATOR, agreement, version, date(2025, 12, 31), REASON)

    assert standing(circle, agreement, date(2025, 12, 31)) == {"2025.1": Standing.IN_FORCE}
    assert standing(circle, agreement, date(2026, 1, 1)) == {"2025.1": Standing.REPEALED}


def test_a_version_cannot_end_before_it_began(circle, agreement):
    version = circle.adopted(agreement)

    with pytest.raises(RuleSaysNo, match="kan ikke oppheves fra den dagen"):
        operations.repeal(circle.session, OPERATOR, agreement, version, date(2025, 6, 9), REASON)

    operations.repeal(circle.session, OPERATOR, agreement, version, DAY, REASON)
    assert standing(circle, agreement, DAY) == {"2025.1": Standing.IN_FORCE}


def test_the_public_reads_only_what_is_adopted(circle, agreement):
    circle.adopted(agreement, "2025.1")
    circle.frozen(agreement, "2025.2")
    circle.draft(agreement, "2025.3")

    seen = documents.views_of(circle.session, agreement, PUBLIC, DAY)

    assert [view.row.number for view in seen] == ["2025.1"]
    with pytest.raises(NotFound, match="De som finnes, er: 2025.1"):
        documents.version(circle.session, circle.community, "avtalen", "2025.3", PUBLIC, DAY)


def test_the_latest_version_is_asked_for_by_word(circle, agreement):
    circle.adopted(agreement, "2025.1")
    circle.draft(agreement, "2025.2")

    def named(word, who):
        return documents.version(circle.session, circle.community, "avtalen", word, who, DAY).row.number

    assert named("latest", OPERATOR) == "2025.2"
    assert named("draft", OPERATOR) == "2025.2"
    assert named("latest", PUBLIC) == "2025.1"
