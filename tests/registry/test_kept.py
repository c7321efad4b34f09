"""What is kept while something is written is what would be read anew: after every act there is."""

from datetime import date

import pytest
from sqlalchemy import select, update

from decisions.parties import PartyKind
from registry.operations import bodies, communities
from registry.permissions import OPERATOR
from registry.queries import bodies as body_queries
from registry.queries import facts, kept, mandates, parties
from registry.tables import Base, BodyRow, PartyRow
from tests.registry.builders import a_circle
from tests.registry.builders import the_circle as found_again
from tests.registry.test_operations_log import the_acts

READERS = (facts.the_circle, mandates.all_rules, parties.party_values, body_queries.body_values)


def names(session, circle):
    return [party.name for party in parties.party_values(session, circle.community)]


def test_after_every_act_what_was_kept_is_what_is_read_anew(writing):
    circle = a_circle(writing)
    for act, do in the_acts(circle).items():
        for read in READERS:
            read(writing, circle.community)
        do()
        known = [read(writing, circle.community) for read in READERS]
        kept.forget(writing)
        anew = [read(writing, circle.community) for read in READERS]
        assert known == anew, f"{act} leaves something stale behind"


def test_while_decisions_are_recorded_the_same_circle_serves_on_sqlite(writing):
    circle = a_circle(writing)
    version = circle.frozen(circle.document())
    circle.decides("granvik", version)
    first = parties.party_values(writing, circle.community)

    circle.decides("storelv", version)

    if writing.get_bind().dialect.name == "sqlite":
        assert parties.party_values(writing, circle.community) is first
    assert parties.party_values(writing, circle.community) == first


def test_what_a_savepoint_undid_is_not_kept(writing):
    circle = a_circle(writing)
    savepoint = writing.begin_nested()
    circle.kommune("havstrand")
    assert "Havstrand" in names(writing, circle)
    savepoint.rollback()

    assert "Havstrand" not in names(writing, circle)


def test_what_is_written_past_the_unit_of_work_is_seen(writing):
    circle = a_circle(writing)
    assert "Granvik" in names(writing, circle)

    writing.execute(update(PartyRow).where(PartyRow.ref == "granvik").values(name="Granvik by"))

    assert "Granvik by" in names(writing, circle)


def test_a_change_that_is_not_yet_flushed_is_seen(writing):
    circle = a_circle(writing)
    assert "Granvik" in names(writing, circle)

    circle.parties["granvik"].name = "Granvik by"

    assert "Granvik by" in names(writing, circle)


def test_two_helsefellesskap_in_one_session_are_kept_apart(writing):
    one, other = a_circle(writing, "fjord"), a_circle(writing, "dal", kommuner=["tverrdal"])

    assert "Tverrdal" not in names(writing, one)
    assert "Granvik" not in names(writing, other)


@pytest.mark.parametrize("database", ["postgres"], indirect=True)
@pytest.mark.parametrize(
    "wait",
    [
        lambda session, circle: session.execute(select(BodyRow.id).with_for_update()),
        lambda session, circle: session.refresh(circle.bodies["granvik"], with_for_update=True),
        lambda session, circle: bodies.add_alias(
            session, OPERATOR, circle.bodies["asu"], "OSU", None, date(2020, 1, 1)
        ),
    ],
)
def test_what_another_committed_while_a_lock_was_waited_for_is_seen(database, wait):
    with database.writing() as session:
        a_circle(session)
    with database.writing() as mine:
        circle = found_again(mine)
        assert "Havstrand" not in names(mine, circle)
        with database.writing() as another:
            community = found_again(another).community
            communities.add_party(another, OPERATOR, community, "havstrand", "Havstrand", PartyKind.KOMMUNE)

        wait(mine, circle)

        assert "Havstrand" in names(mine, circle)


@pytest.mark.parametrize("database", ["postgres"], indirect=True)
def test_a_session_that_only_reads_keeps_nothing_where_others_write_beside_it(database):
    with database.writing() as session:
        a_circle(session)
    with database.reading() as session:
        circle = found_again(session)
        assert parties.party_values(session, circle.community) is not parties.party_values(
            session, circle.community
        )


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_what_a_reading_session_keeps_on_sqlite_is_what_its_own_transaction_sees(database):
    with database.writing() as session:
        a_circle(session)
    with database.reading() as session:
        circle = found_again(session)
        first = parties.party_values(session, circle.community)
        assert parties.party_values(session, circle.community) is first
        session.rollback()
        with database.writing() as another:
            there = found_again(another).community
            communities.add_party(another, OPERATOR, there, "havstrand", "Havstrand", PartyKind.KOMMUNE)

        assert "Havstrand" in names(session, circle)


def test_nothing_is_kept_from_one_transaction_to_the_next(database):
    with database.writing() as session:
        circle = a_circle(session)
        names(session, circle)
    assert "kept" not in session.info


def test_the_tables_that_move_nothing_are_tables_there_are():
    assert set(Base.metadata.tables) >= kept.WRITING
