"""A text from before the register began is brought in on somebody's word, and only such a text."""

from datetime import date

import pytest

from documents.kinds import ChangeClass, Language
from documents.lifecycle import Stage
from registry import clock
from registry.errors import BadInput, RuleSaysNo
from registry.operations import documents as operations
from registry.operations.documents import Draft
from registry.permissions import OPERATOR
from registry.queries import documents

SOURCE = "Vedtatt av alle kommunestyrene høsten 2011, se arkivsak 2011/77."


def a_draft(session, community, ref: str, number: str):
    document = documents.document(session, community, ref)
    draft = Draft(number, f"# {document.title}\n\n## 1 Formål\n\nTekst.\n", Language.NB, ChangeClass.REVISJON)
    return document, operations.make_draft(session, OPERATOR, document, draft, clock.now())


def take_over(session, document, version, adopted_on: date, valid_from: date) -> None:
    operations.take_over(session, OPERATOR, document, version, adopted_on, valid_from, SOURCE, clock.now())


def test_history_older_than_what_was_decided_here_can_be_brought_in(session, fjordmark):
    document, version = a_draft(session, fjordmark, "samarbeidsavtalen", "2012.1")

    take_over(session, document, version, date(2011, 12, 1), date(2012, 1, 1))

    assert version.stage is Stage.ADOPTED
    assert version.taken_over == SOURCE
    applied = documents.version_in_force(session, fjordmark, "samarbeidsavtalen", date(2015, 6, 1))
    assert applied is not None
    assert applied.row.number == "2012.1"


def test_what_follows_a_text_decided_here_must_be_decided_here_too(session, fjordmark):
    document, version = a_draft(session, fjordmark, "samarbeidsavtalen", "2025.9")

    with pytest.raises(RuleSaysNo, match="registrer vedtakene"):
        take_over(session, document, version, date(2025, 6, 1), date(2025, 7, 1))
    assert version.stage is Stage.DRAFT


def test_a_text_that_does_not_apply_yet_is_not_history(session, fjordmark):
    document, version = a_draft(session, fjordmark, "samarbeidsavtalen", "2030.1")

    with pytest.raises(BadInput, match="gjelder ikke ennå"):
        take_over(session, document, version, date(2020, 1, 1), date(2100, 1, 1))


def test_nothing_applies_before_it_was_adopted(session, fjordmark):
    document, version = a_draft(session, fjordmark, "samarbeidsavtalen", "2012.1")

    with pytest.raises(BadInput, match="før den ble vedtatt"):
        take_over(session, document, version, date(2012, 1, 2), date(2012, 1, 1))
