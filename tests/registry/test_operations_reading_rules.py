"""Rules are read anew: confirmed, corrected, withdrawn; what stood is kept, and the decisions are judged again."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.exc import DBAPIError

from decisions.bodies import BodyKind
from decisions.named import Decider, Named
from decisions.proposals import Trait
from decisions.rule_files import SHIPPED, read_rules, shipped_rules
from decisions.rules import Confidence, MandateRule, Source
from decisions.verdict import Answer
from documents.kinds import ChangeClass, DocumentKind
from registry.errors import AlreadyThere, BadInput
from registry.operations import documents as document_operations
from registry.operations import rules
from registry.permissions import OPERATOR
from registry.queries import checking, mandates, rejudging, rule_reviews, waiting
from registry.queries.rule_words import toml_of
from registry.tables import RuleCorrectionRow
from tests.registry.builders import DAY, NOW, TEXT, a_circle, text_with

NEXT = date(2025, 9, 1)
THE_DAY_BEFORE = NEXT - timedelta(days=1)
MANDATES = MandateRule(
    "mandater",
    Source("avtalen", "2025.1", "2", "ansvar", "Mandater vedtas av PSU"),
    (Decider(Named(kind=BodyKind.PSU)),),
    kinds=(DocumentKind.MANDAT,),
)
PURPOSE = replace(
    MANDATES,
    id="planer",
    source=Source("avtalen", "2025.1", "1", "formal", "Partene skal samarbeide"),
    kinds=(DocumentKind.DELAVTALE,),
)
REWORDED = TEXT.replace("Foretaket skal svare", "Foretaket skal svare raskt")
WITHOUT = text_with("Formål: Partene skal samarbeide.")


@pytest.fixture
def circle(writing):
    return a_circle(writing)


@pytest.fixture
def agreement(circle):
    """The agreement of 2025: clause 2 says that PSU decides mandates, clause 1 that it decides routines."""
    document = circle.document()
    version = circle.frozen(document, "2025.1")
    rules.add_rule(circle.session, OPERATOR, circle.community, MANDATES, version, "ansvar")
    rules.add_rule(circle.session, OPERATOR, circle.community, PURPOSE, version, "formal")
    for party in ("granvik", "storelv", "foretaket"):
        circle.decides(party, version)
    return document


def row_of(circle, ref):
    return rule_reviews.rule_row(circle.session, circle.community, ref)


def rule_about(circle, kind, day):
    found = [each for each in mandates.rules_on(circle.session, circle.community, day) if kind in each.kinds]
    return found[0] if found else None


def mandate_decided_by_psu(circle, day, ref="mandat-fsu"):
    version = circle.frozen(circle.document(ref, DocumentKind.MANDAT))
    return circle.decides("psu", version, on=day)


def correct(circle, ref, new, reason="Lest på nytt."):
    return rules.correct_rule(circle.session, OPERATOR, row_of(circle, ref), new, reason, NOW)


def test_a_clause_is_quoted_as_it_reads_where_the_excerpt_no_longer_stands(circle, agreement):
    assert rule_about(circle, DocumentKind.MANDAT, DAY).source.excerpt.startswith("Kommunen skal melde")
    assert rule_about(circle, DocumentKind.DELAVTALE, DAY).source.excerpt == "Partene skal samarbeide"


@pytest.mark.parametrize(
    ("excerpt", "stands"),
    [
        ("Partene skal", True),
        ("partene   SKAL samarbeide.", True),
        ("Partene … samarbeide", True),
        ("Partene ... samarbeide", True),
        ("Partene bør samarbeide", False),
    ],
)
def test_an_excerpt_stands_whatever_its_case_and_where_it_is_cut(excerpt, stands):
    assert mandates.stands_in(excerpt, "Partene skal samarbeide.") is stands


def test_a_long_clause_is_quoted_to_the_end_of_a_sentence(circle):
    long = " ".join(f"Setning nummer {number} er her." for number in range(60))
    version = circle.frozen(circle.document(), text=f"# Avtale\n\n## 1 Alt {{#alt}}\n\n{long}\n")
    (place,) = mandates.legal_text(version).places()

    quoted = mandates.excerpt_of("borte", place)

    assert len(quoted) <= mandates.LONGEST_EXCERPT
    assert quoted.endswith("er her")


def test_a_confirmed_rule_is_trusted_again_from_its_first_day(circle, agreement):
    circle.adopted(agreement, "2025.2", REWORDED, earliest_from=NEXT)
    asked = mandate_decided_by_psu(circle, NEXT)
    carried = rule_about(circle, DocumentKind.MANDAT, NEXT)

    correct(circle, carried.id, replace(carried, confidence=Confidence.ORDRETT))

    assert asked.answer is Answer.NEEDS_HUMAN
    assert rule_about(circle, DocumentKind.MANDAT, NEXT).confidence is Confidence.ORDRETT
    assert rule_about(circle, DocumentKind.MANDAT, NEXT).note == ""
    (turned,) = rejudging.last_run(circle.session, circle.community).turned
    assert (turned.ref, turned.before, turned.after) == (asked.ref, Answer.NEEDS_HUMAN, Answer.VALID)
    assert asked.answer is Answer.NEEDS_HUMAN


def test_a_rule_that_was_read_wrongly_turns_what_was_decided_under_it(circle, agreement):
    decided = mandate_decided_by_psu(circle, DAY)
    by_asu = replace(MANDATES, deciders=(Decider(Named(kind=BodyKind.ASU)),))

    correct(circle, "mandater", by_asu, "Det står ASU.")

    assert decided.answer is Answer.VALID
    (turned,) = rejudging.last_run(circle.session, circle.community).turned
    assert (turned.ref, turned.after) == (decided.ref, Answer.INVALID)
    assert "mandat" in turned.why


def test_a_withdrawn_rule_gives_nobody_a_mandate_on_any_day(circle, agreement):
    decided = mandate_decided_by_psu(circle, DAY)

    correct(circle, "mandater", None, "Punktet sier ikke noe om det.")

    assert rule_about(circle, DocumentKind.MANDAT, DAY) is None
    (turned,) = rejudging.last_run(circle.session, circle.community).turned
    assert (turned.ref, turned.after) == (decided.ref, Answer.NEEDS_HUMAN)


def test_what_stood_is_kept_with_who_when_and_why(circle, agreement):
    made = correct(circle, "mandater", None, "Punktet sier ikke noe om det.")

    view = rule_reviews.rule(circle.session, circle.community, "mandater")

    assert view.kept.correction is made
    assert (made.corrected_by, made.corrected_at, made.reason) == (
        OPERATOR.name,
        NOW,
        "Punktet sier ikke noe om det.",
    )
    assert view.kept.rule.deciders == MANDATES.deciders
    assert list(checking.faults(circle.session)) == []


def test_a_rule_is_read_anew_again_under_the_next_number(circle, agreement):
    correct(circle, "mandater", MANDATES)
    correct(circle, "mandater~2", MANDATES)

    assert rule_about(circle, DocumentKind.MANDAT, DAY).id == "mandater~3"
    view = rule_reviews.rule(circle.session, circle.community, "mandater~2")
    assert view.instead.ref == "mandater~3"
    assert [old.ref for _, old in view.corrects] == ["mandater"]


def test_two_who_read_the_same_rule_anew_make_one_correction_and_the_other_is_shown_it(circle, agreement):
    correct(circle, "mandater", MANDATES)

    with pytest.raises(AlreadyThere, match="har alt lest den på nytt") as shown:
        correct(circle, "mandater", None)

    assert shown.value.path == "/regler/mandater~2"


def test_a_correction_may_point_at_another_clause_that_is_in_the_text(circle, agreement):
    elsewhere = replace(MANDATES, source=replace(MANDATES.source, clause_id="formal"))
    nowhere = replace(MANDATES, source=replace(MANDATES.source, clause_id="finnesikke"))

    with pytest.raises(BadInput, match="ikke noe punkt med identiteten"):
        correct(circle, "mandater", nowhere)
    correct(circle, "mandater", elsewhere)

    assert rule_about(circle, DocumentKind.MANDAT, DAY).source.clause == "1"


def test_a_correction_without_a_reason_is_refused(circle, agreement):
    with pytest.raises(BadInput, match="Grunnen"):
        correct(circle, "mandater", None, " ")


def test_a_version_with_a_rule_of_its_own_on_one_clause_still_carries_the_others(circle, agreement):
    version = circle.frozen(agreement, "2025.2", earliest_from=NEXT)
    by_asu = replace(MANDATES, id="mandater-2", deciders=(Decider(Named(kind=BodyKind.ASU)),))
    rules.write_rule(circle.session, OPERATOR, circle.community, by_asu, agreement, version, "ansvar", NOW)
    for party in ("granvik", "storelv", "foretaket"):
        circle.decides(party, version)

    assert rule_about(circle, DocumentKind.MANDAT, NEXT).deciders == by_asu.deciders
    assert rule_about(circle, DocumentKind.DELAVTALE, NEXT).id == "planer@2025.2"


def test_a_text_that_is_taken_over_carries_the_rules_of_the_one_before(circle):
    document = circle.document()
    old, new = circle.draft(document, "2021.1"), circle.draft(document, "2022.1", REWORDED)
    rules.add_rule(circle.session, OPERATOR, circle.community, MANDATES, old, "ansvar")
    rules.add_rule(circle.session, OPERATOR, circle.community, PURPOSE, old, "formal")
    for version, day in ((old, date(2021, 1, 1)), (new, date(2022, 1, 1))):
        document_operations.take_over(
            circle.session, OPERATOR, document, version, day, day, "Protokollene.", NOW
        )

    carried = rule_about(circle, DocumentKind.DELAVTALE, date(2022, 1, 1))
    asked = rule_about(circle, DocumentKind.MANDAT, date(2022, 1, 1))

    assert (carried.id, carried.confidence) == ("planer@2022.1", Confidence.ORDRETT)
    assert (asked.id, asked.confidence) == ("mandater@2022.1", Confidence.OMSTRIDT)


def test_an_easing_rule_follows_the_one_it_eases_through_versions_and_corrections(circle):
    document = circle.document()
    version = circle.frozen(document, "2025.1")
    all_must = replace(MANDATES, id="alle", kinds=(DocumentKind.DELAVTALE,))
    eased = replace(
        PURPOSE,
        id="lettelse",
        exception_from="alle",
        limits=(Trait.FLYTTER_ANSVAR,),
        changes=(ChangeClass.MINDRE,),
    )
    rules.add_rule(circle.session, OPERATOR, circle.community, all_must, version, "ansvar")
    rules.add_rule(circle.session, OPERATOR, circle.community, eased, version, "formal")
    for party in ("granvik", "storelv", "foretaket"):
        circle.decides(party, version)
    circle.adopted(document, "2025.2", earliest_from=NEXT)
    correct(circle, "alle@2025.2", all_must)

    def eases(day):
        found = mandates.rules_on(circle.session, circle.community, day)
        return next(each.exception_from for each in found if each.exception_from and "lettelse" in each.id)

    assert eases(THE_DAY_BEFORE) == "alle"
    assert eases(NEXT) == "alle@2025.2~2"


def tasks(circle):
    told = waiting.waiting(circle.session, circle.community, OPERATOR, NEXT)
    return [task.path for task in told if task.path.startswith("/regler/")]


def test_a_reworded_clause_waits_until_somebody_has_looked(circle, agreement):
    assert tasks(circle) == []
    circle.adopted(agreement, "2025.2", REWORDED, earliest_from=NEXT)

    assert tasks(circle) == ["/regler/mandater%402025.2"]
    correct(circle, "mandater@2025.2", MANDATES)

    assert tasks(circle) == []


def test_a_clause_that_is_gone_is_told_of_until_somebody_says_where_the_rule_went(circle, agreement):
    circle.adopted(agreement, "2025.2", WITHOUT, earliest_from=NEXT)
    waits = rule_reviews.waiting_rules(circle.session, circle.community)

    assert {each.ref for each in waits} == {"mandater@2025.2", "planer@2025.2"}
    assert all(each.is_gone for each in waits)
    assert rule_about(circle, DocumentKind.MANDAT, NEXT) is None
    for each in waits:
        correct(circle, each.ref, None, "Punktet er tatt ut med vilje.")
    assert rule_reviews.waiting_rules(circle.session, circle.community) == []
    assert rule_about(circle, DocumentKind.MANDAT, THE_DAY_BEFORE) is not None


def test_a_draft_tells_which_rules_stand_on_what_it_changes(circle, agreement):
    draft = circle.draft(agreement, "2025.2", REWORDED)

    (touched,) = rule_reviews.touched_by(circle.session, draft)

    assert touched.kept.ref == "mandater"
    assert not touched.is_answered
    assert [part.text.strip() for part in touched.marked if part.kind.value == "added"] == ["raskt"]


def test_a_draft_that_changes_no_clause_with_a_rule_asks_nothing(circle, agreement):
    draft = circle.draft(agreement, "2025.2", TEXT)

    assert rule_reviews.touched_by(circle.session, draft) == []


def test_what_is_written_of_a_drafts_clause_answers_until_the_clause_is_reworded_again(circle, agreement):
    draft = circle.draft(agreement, "2025.2", REWORDED)
    quoting = replace(
        MANDATES, id="nytt", source=replace(MANDATES.source, excerpt="Foretaket skal svare raskt")
    )
    rules.write_rule(circle.session, OPERATOR, circle.community, quoting, agreement, draft, "ansvar", NOW)

    (answered,) = rule_reviews.touched_by(circle.session, draft)
    document_operations.change_draft(
        circle.session, OPERATOR, agreement, draft, REWORDED.replace("raskt", "sent"), draft.revision
    )
    (again,) = rule_reviews.touched_by(circle.session, draft)

    assert answered.is_answered
    assert again.outdated
    assert not again.is_answered


def test_a_rule_in_a_clause_that_is_not_there_or_under_a_name_for_no_address_is_refused(circle, agreement):
    draft = circle.draft(agreement, "2025.2", REWORDED)
    told = circle.session, OPERATOR, circle.community

    with pytest.raises(BadInput, match="ikke noe punkt"):
        rules.write_rule(*told, replace(MANDATES, id="x"), agreement, draft, "borte", NOW)
    with pytest.raises(BadInput, match="kan ikke være navnet"):
        rules.write_rule(*told, replace(MANDATES, id="a/b"), agreement, draft, "ansvar", NOW)


def test_a_correction_is_never_edited(circle, agreement):
    made = correct(circle, "mandater", None)

    with pytest.raises(DBAPIError, match="never edited"), circle.session.begin_nested():
        circle.session.execute(update(RuleCorrectionRow).values(reason="Noe annet."))

    assert made.reason == "Lest på nytt."


def test_the_answers_of_a_run_are_those_of_every_decision_that_stands(circle, agreement):
    mandate_decided_by_psu(circle, DAY)
    correct(circle, "planer", None)

    run = rejudging.last_run(circle.session, circle.community)

    assert sum(run.counts.values()) == 4
    assert set(json.loads(run.row.answers).values()) == {"VALID"}
    assert run.turned == ()
    assert run.sentence == "Ingen vedtak fikk et annet svar."


@pytest.mark.parametrize("library", SHIPPED)
def test_every_rule_that_ships_comes_back_from_its_toml_as_it_was(library):
    for rule in shipped_rules(library):
        kept = replace(rule, valid_from=None, valid_to=None) if rule.source.clause_id else rule
        assert read_rules(toml_of(rule)) == (kept,)
