"""What a special agreement rests on: read by a person, flagged when it changes, and never unflagged by itself."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from decisions.entry_into_force import EntryRule
from documents.checks.special import TimeSort
from documents.kinds import DocumentKind
from registry.audit import Event
from registry.errors import AlreadyThere, BadInput, NotFound, RuleSaysNo
from registry.operations import communities, documents
from registry.operations.special_agreements import read_together
from registry.permissions import OPERATOR, PUBLIC, Actor
from registry.queries import checking, log
from registry.queries import special_agreements as queries
from registry.queries.drafting import desk
from registry.queries.governing import Flag
from registry.queries.special_suggestions import suggestions
from tests.registry.builders import GUIDELINE, TRUST, a_circle
from tests.registry.following import ENDS, receives, resolves

SECRETARY = Actor("person-marte", "Marte Haugland")
NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
BEGAN, READ_ON = date(2021, 3, 1), date(2021, 4, 1)
NEW_FROM = date(2025, 5, 1)
LAST_BEFORE = NEW_FROM - timedelta(days=1)

MAIN = """# Samarbeidsavtalen

## 5 Avtaleverket {#avtaleverk}

Ved motstrid går avtalen foran retningslinjene og retningslinjene foran særavtaler.

## 7 Døgnopphold {#dognopphold}

Helseforetaket dekker halvparten av utgiftene.

## 8 Transport {#transport}

Kommunen bestiller transporten.
"""
CHANGED = MAIN.replace("halvparten", "en tredel")
SPECIAL = """# Særavtale med Granvik

## 1 Formål {#formalet}

Avtalen utfyller samarbeidsavtalen punkt 7.

## 2 Varsel ved innleggelse {#varselet}

Sykehuset varsler Granvik innen 48 timer etter innleggelsen.
"""
NOTICE = "# Retningslinje 3\n\n## 2 Varsel {#tidligmelding}\n\nSykehuset varsler innen 24 timer etter innleggelsen.\n"


@pytest.fixture
def circle(writing):
    """An agreement and a special agreement from 2021, and 2025's agreement that changes chapter 7."""
    made = a_circle(writing)
    made.main = made.document("samarbeidsavtalen", title="Samarbeidsavtalen: Overordnet avtale")
    made.old = applied(made, made.main, "2021.1", MAIN)
    made.special = made.document(
        "saeravtale-granvik",
        DocumentKind.SAERAVTALE,
        title="Særavtale med Granvik",
        pair=made.pairs["granvik"],
    )
    applied(made, made.special, "2021.1", SPECIAL)
    return made


def applied(circle, document, number, source, adopted_on=date(2021, 1, 15), begins=BEGAN):
    """A version that was adopted before the register began."""
    row = circle.draft(document, number, source)
    documents.take_over(circle.session, OPERATOR, document, row, adopted_on, begins, "Møtebøkene.", NOW)
    return row


def read(circle, section="dognopphold", version=None, on=READ_ON, who=SECRETARY, **told):
    return read_together(
        circle.session, who, circle.community, circle.special, version or circle.old, section, on, NOW, **told
    )


def revised(circle, source=CHANGED, number="2025.1", on=date(2025, 2, 10), begins=NEW_FROM):
    return applied(circle, circle.main, number, source, on, begins)


def stands(circle, on, who=PUBLIC):
    return queries.special_agreement(circle.session, circle.community, "saeravtale-granvik", on, who)


def flags(circle, on):
    return {each.place.id: each.flag for each in stands(circle, on).resting}


# Read, and flagged when the clause changes.


def test_before_anybody_has_read_them_together_it_rests_on_nothing_and_what_it_names_is_suggested(circle):
    told = stands(circle, READ_ON)

    assert told.resting == ()
    (suggested,) = suggestions(told)
    assert suggested.place.id == "dognopphold"
    assert [each.place.id for each in suggested.cited_from] == ["formalet"]


def test_a_clause_stands_as_it_was_read_and_is_no_longer_suggested(circle):
    row = read(circle, note="Granvik får halvparten.")

    told = stands(circle, READ_ON)
    assert [(each.flag, each.reading.id) for each in told.resting] == [(Flag.STANDS, row.id)]
    assert suggestions(told) == ()
    assert stands(circle, READ_ON - timedelta(days=1)).resting == ()


def test_it_comes_while_the_new_version_waits_and_is_flagged_from_the_day_that_begins(circle):
    read(circle)
    revised(circle)

    (before,) = stands(circle, LAST_BEFORE).resting
    assert before.flag is Flag.STANDS
    assert [(each.row.number, each.first, each.must_be_read) for each in before.ahead] == [
        ("2025.1", NEW_FROM, True)
    ]
    (after,) = stands(circle, NEW_FROM).resting
    assert (after.flag, after.flagged_from, after.ahead) == (Flag.CHANGED, NEW_FROM, ())
    assert [each.new for each in after.since.touches][:1] == ["Helseforetaket dekker en tredel av utgiftene."]
    assert stands(circle, date(2025, 2, 9)).resting[0].ahead == ()


def test_another_clause_of_the_same_text_is_not_flagged_and_neither_is_another_number(circle):
    read(circle, "transport")
    revised(circle, CHANGED.replace("## 8 Transport", "## 9 Transport"))

    assert flags(circle, NEW_FROM) == {"transport": Flag.STANDS}


def test_a_clause_that_was_taken_out(circle):
    read(circle, "transport")
    revised(circle, MAIN.partition("## 8")[0])

    (clause,) = stands(circle, NEW_FROM).resting
    assert (clause.flag, clause.may_be_read_in) == (Flag.REMOVED, None)


def test_the_flag_stays_until_a_person_has_read_the_two_anew(circle):
    read(circle)
    new = revised(circle)
    late = date(2026, 11, 1)
    assert flags(circle, late) == {"dognopphold": Flag.CHANGED}

    read(circle, version=new, on=late)

    assert flags(circle, late) == {"dognopphold": Flag.STANDS}
    assert flags(circle, late - timedelta(days=1)) == {"dognopphold": Flag.CHANGED}


def test_words_that_come_back_do_not_take_the_flag_down(circle):
    read(circle)
    revised(circle)
    revised(circle, MAIN, "2026.1", date(2026, 1, 10), date(2026, 3, 1))

    (clause,) = stands(circle, date(2026, 3, 1)).resting
    assert (clause.flag, clause.flagged_from) == (Flag.AGAIN, NEW_FROM)
    assert clause.flag.is_up


def test_a_clause_read_on_beforehand_is_not_flagged_when_its_version_begins(circle):
    read(circle)
    new = revised(circle)
    read(circle, version=new, on=date(2025, 4, 1))

    (before,) = stands(circle, LAST_BEFORE).resting
    assert (before.flag, before.read_in.number) == (Flag.STANDS, "2021.1")
    assert [each.must_be_read for each in before.ahead] == [False]
    assert flags(circle, NEW_FROM) == {"dognopphold": Flag.STANDS}


def test_a_person_may_say_that_it_does_not_rest_on_the_clause_after_all_and_the_past_keeps_what_was_said(
    circle,
):
    read(circle)
    revised(circle)
    day = date(2025, 6, 1)
    read(circle, version=circle.old, on=day, holds=False)

    assert stands(circle, day).resting == ()
    assert flags(circle, day - timedelta(days=1)) == {"dognopphold": Flag.CHANGED}
    assert [each.row.holds for each in queries.history(circle.session, circle.special, day)] == [False, True]


def test_the_agreement_ended_for_all(circle):
    read(circle)
    documents.repeal(circle.session, OPERATOR, circle.main, circle.old, date(2024, 12, 31), "Oppsagt.")

    assert flags(circle, date(2024, 12, 31)) == {"dognopphold": Flag.STANDS}
    (clause,) = stands(circle, date(2025, 1, 1)).resting
    assert (clause.flag, clause.flagged_from) == (Flag.ENDED, date(2025, 1, 1))


def test_one_kommune_gives_notice_and_only_its_own_special_agreement_is_left_without_what_it_rests_on(circle):
    read(circle)
    receives(circle, circle.main)
    resolves(circle, circle.old)

    assert flags(circle, ENDS - timedelta(days=1)) == {"dognopphold": Flag.STANDS}
    (clause,) = stands(circle, ENDS).resting
    assert (clause.flag, clause.flagged_from, clause.now) == (Flag.ENDED, ENDS, None)


def test_a_text_that_takes_effect_pair_by_pair_flags_only_the_pairs_it_binds(circle):
    read(circle)
    new = circle.frozen(
        circle.main, "2025.1", CHANGED, entry_rule=EntryRule.PAR_FOR_PAR, earliest_from=NEW_FROM
    )
    circle.decides(TRUST, new, date(2025, 6, 10))
    circle.decides("storelv", new, date(2025, 6, 11))
    assert flags(circle, date(2025, 7, 1)) == {"dognopphold": Flag.STANDS}

    circle.decides("granvik", new, date(2025, 6, 20))

    assert flags(circle, date(2025, 6, 19)) == {"dognopphold": Flag.STANDS}
    assert flags(circle, date(2025, 6, 20)) == {"dognopphold": Flag.CHANGED}


def test_a_draft_tells_which_special_agreements_it_would_flag(circle):
    read(circle)
    read(circle, "transport")
    draft = circle.draft(circle.main, "2026.1", CHANGED)
    view = queries.documents.view(circle.session, circle.main, draft, READ_ON)

    (touched,) = queries.would_be_flagged(circle.session, circle.community, view, READ_ON, OPERATOR)
    assert (touched.document.ref, touched.since.was.id) == ("saeravtale-granvik", "dognopphold")
    here = queries.resting_on(circle.session, circle.community, circle.main, READ_ON, PUBLIC)
    assert [each.clause.place.id for each in here] == ["dognopphold", "transport"]


# The law's times, against what binds this pair.


def test_forty_eight_hours_against_the_guidelines_twenty_four_and_the_laws(circle):
    alone = [each.sort for each in stands(circle, READ_ON).findings]
    guideline = circle.document("retningslinje-3", GUIDELINE, title="Retningslinje 3: Innleggelse")
    applied(circle, guideline, "2021.1", NOTICE)

    law, main = stands(circle, READ_ON).findings
    assert alone == [TimeSort.BEYOND_LAW]
    assert (law.sort, main.sort) == (TimeSort.BEYOND_LAW, TimeSort.CONTRADICTS)
    assert "punkt 2 i retningslinje 3" in main.sentence
    assert main.order.where == "punkt 5 i samarbeidsavtalen"
    assert stands(circle, READ_ON).to_do == 2


def test_a_draft_shows_what_its_times_contradict_while_it_is_written(circle):
    draft = circle.draft(circle.special, "2026.1", SPECIAL)
    view = queries.documents.view(circle.session, circle.special, draft, READ_ON)

    told = desk(circle.session, circle.community, view, READ_ON)

    assert [each.place_id for each in told.checks if each.code == "time-beyond-law"] == ["varselet"]
    assert [each.code for each in told.sheet("varselet").checks] == ["time-beyond-law"]


def test_drafts_of_a_special_agreement_are_for_those_who_may_read_them(circle):
    circle.document("saeravtale-storelv", DocumentKind.SAERAVTALE, title="S", pair=circle.pairs["storelv"])
    circle.draft(queries.documents.document(circle.session, circle.community, "saeravtale-storelv"), "2026.1")

    def seen(who):
        return [each.document.ref for each in queries.special_agreements(*at, READ_ON, who)]

    at = (circle.session, circle.community)
    assert seen(PUBLIC) == ["saeravtale-granvik"]
    assert seen(OPERATOR) == ["saeravtale-granvik", "saeravtale-storelv"]


# What cannot be taken.


def test_a_clause_that_is_not_in_that_version(circle):
    with pytest.raises(BadInput, match="har ikke noe punkt «ukjent»"):
        read(circle, "ukjent")


def test_a_document_that_is_no_special_agreement(circle):
    with pytest.raises(RuleSaysNo, match="er ikke en særavtale"):
        read_together(
            circle.session, SECRETARY, circle.community, circle.main, circle.old, "transport", READ_ON, NOW
        )
    with pytest.raises(NotFound, match="er ikke en særavtale"):
        queries.special_agreement(circle.session, circle.community, "samarbeidsavtalen", READ_ON, PUBLIC)


def test_a_text_that_special_agreements_do_not_stand_under(circle):
    plan = circle.document("plan", DocumentKind.HANDLINGSPLAN, title="Planen")
    with pytest.raises(BadInput, match="står ikke under «Planen»"):
        read(circle, "transport", version=circle.draft(plan, "2025.1", MAIN.replace("{#", "{#p")))


def test_a_draft_and_a_withdrawn_version(circle):
    draft = circle.frozen(circle.main, "2025.1", CHANGED)
    with pytest.raises(RuleSaysNo, match="ikke vedtatt"):
        read(circle, version=draft)
    documents.withdraw(circle.session, OPERATOR, circle.main, draft, "Feil.")
    with pytest.raises(RuleSaysNo, match="er trukket"):
        read(circle, version=draft)


@pytest.mark.parametrize(
    ("on", "told"),
    [(date(2021, 1, 14), "først vedtatt 15. januar 2021"), (date(2026, 12, 1), "ikke kommet ennå")],
)
def test_a_day_that_cannot_be_right(circle, on, told):
    with pytest.raises(BadInput, match=told):
        read(circle, on=on)


def test_a_party_that_ceased_to_exist_reads_nothing_more_and_what_was_read_stands(circle):
    read(circle)
    new = communities.add_party(
        circle.session, OPERATOR, circle.community, "nyvik", "Nyvik", circle.parties["granvik"].kind
    )
    communities.succeed(
        circle.session, OPERATOR, circle.community, circle.parties["granvik"], new, date(2024, 1, 1)
    )

    read(circle, "transport", on=date(2023, 12, 31))
    with pytest.raises(RuleSaysNo, match=r"ikke part etter 31\. desember 2023.*Nyvik"):
        read(circle, on=date(2024, 1, 1), note="igjen")
    told = stands(circle, date(2024, 1, 1))
    assert not told.applies
    assert [row.ref for row in told.ceased] == ["granvik"]
    assert stands(circle, date(2023, 12, 31)).applies


def test_the_same_said_twice_by_the_same_person_is_one_record(circle):
    read(circle)
    with pytest.raises(AlreadyThere, match="Marte Haugland har alt lest"):
        read(circle)
    read(circle, who=Actor("person-jon", "Jon Vik"))
    with pytest.raises(RuleSaysNo, match="hviler på punktet"):
        read(circle, "transport", holds=False)


# Nothing is edited, and the log remembers.


def test_the_log_remembers_the_reading_and_the_database_lets_nobody_change_it(circle):
    row = read(circle)
    last = log.history_of(circle.session, circle.community, "dokument:saeravtale-granvik")[-1]
    assert last.event == Event.CLAUSE_READ
    assert list(checking.faults(circle.session)) == []

    change = text("UPDATE governing_clause SET note = 'noe annet' WHERE id = :id").bindparams(id=row.id)
    with pytest.raises(DBAPIError), circle.session.begin_nested():
        circle.session.execute(change)
