"""Several people at once: what one is told has happened, has happened, and nobody's work is lost in silence."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import func, select

from decisions.entry_into_force import EntryRule
from decisions.proposals import Matter
from decisions.verdict import Answer
from decisions.votes import Votes
from documents.kinds import ChangeClass
from documents.lifecycle import Stage
from registry.audit import broken_links
from registry.database import Database
from registry.errors import AlreadyThere, BadInput, Changed, RegisterError, RuleSaysNo
from registry.operations import documents as operations
from registry.operations.decisions import DecisionEntry, record_decision
from registry.operations.rulings import RulingEntry, rule_on
from registry.permissions import OPERATOR
from registry.queries import checking, communities, documents, log
from registry.tables import AuditRow, BodyRow, DecisionRow, PairEntryRow, RulingRow, VersionRow
from tests.registry.builders import DAY, NOW, TEXT, TRUST, a_circle

PEOPLE = 8


@pytest.fixture
def register(database: Database) -> Database:
    """A register with an agreement of which 2025.1 is frozen and 2025.2 a draft."""
    with database.writing() as session:
        circle = a_circle(session)
        agreement = circle.document()
        circle.frozen(agreement, "2025.1")
        circle.draft(agreement, "2025.2")
    return database


def at_once(acts: list[Callable[[], object]]) -> list[object]:
    """What each got who did this at the same moment: an answer, or a refusal."""
    start = Barrier(len(acts))

    def one(act):
        start.wait()
        try:
            return act()
        except RegisterError as refused:
            return refused

    with ThreadPoolExecutor(len(acts)) as everybody:
        return list(everybody.map(one, acts))


def the_version(session, number):
    community = communities.chosen(session, "fjord")
    document = documents.document(session, community, "avtalen")
    return next(row for row in documents.versions_of(session, document) if row.number == number)


def record(database: Database, body: str, title: str = "Avtalen", on=DAY, case="12/25") -> str:
    """One secretary types in what a body decided about 2025.1."""
    with database.writing() as session:
        community = communities.chosen(session, "fjord")
        version = the_version(session, "2025.1")
        row = session.scalars(select(BodyRow).where(BodyRow.ref == body)).one()
        votes = Votes(row.members, 0, present=row.members, members=row.members)
        document = documents.document(session, community, "avtalen")
        entry = DecisionEntry(row, on, case, title, document=document, version=version, votes=votes)
        record_decision(session, OPERATOR, community, entry, NOW)
    return title


def save(database: Database, words: str, revision: int) -> str:
    """One editor saves the draft as they have written it since that revision."""
    with database.writing() as session:
        community = communities.chosen(session, "fjord")
        document = documents.document(session, community, "avtalen")
        row = the_version(session, "2025.2")
        operations.change_draft(session, OPERATOR, document, row, f"{TEXT}\n{words}\n", revision)
    return words


def step(database: Database, number: str, act: Callable[..., object]) -> str:
    """Somebody freezes or withdraws a version."""
    with database.writing() as session:
        community = communities.chosen(session, "fjord")
        document = documents.document(session, community, "avtalen")
        act(session, document, the_version(session, number))
    return "gjort"


def freeze(session, document, row):
    operations.freeze(session, OPERATOR, document, row, NOW)


def withdraw(session, document, row):
    operations.withdraw(session, OPERATOR, document, row, "Trukket.")


def text_of(database: Database, number: str) -> str:
    with database.reading() as session:
        return the_version(session, number).text


def test_of_eight_who_record_the_same_decision_one_succeeds_and_the_others_are_told(register):
    answers = at_once([lambda n=n: record(register, "granvik", f"Skrevet av {n}") for n in range(PEOPLE)])

    won = [answer for answer in answers if isinstance(answer, str)]
    lost = [answer for answer in answers if isinstance(answer, RuleSaysNo)]
    assert (len(won), len(lost)) == (1, PEOPLE - 1)
    assert all("har alt et vedtak i sak 12/25" in str(answer) for answer in lost)
    with register.reading() as session:
        assert session.scalars(select(DecisionRow.title)).all() == won
        assert list(broken_links(session)) == []
        assert list(checking.faults(session)) == []


def test_of_eight_who_save_the_same_draft_one_succeeds_each_round_and_none_is_lost_in_silence(register):
    waiting = {f"Ord fra {n}." for n in range(PEOPLE)}
    for revision in range(1, PEOPLE + 1):
        answers = at_once(
            [
                lambda words=words, revision=revision: save(register, words, revision)
                for words in sorted(waiting)
            ]
        )

        won = [answer for answer in answers if isinstance(answer, str)]
        assert len(won) == 1
        assert Counter(type(answer) for answer in answers)[Changed] == len(waiting) - 1
        assert won[0] in text_of(register, "2025.2")
        waiting -= set(won)

    assert waiting == set()
    with register.reading() as session:
        assert the_version(session, "2025.2").revision == PEOPLE + 1
        changed = select(func.count()).select_from(AuditRow).where(AuditRow.event == "utkast.endret")
        assert session.scalar(changed) == PEOPLE


def test_who_saves_while_another_freezes_is_told_and_the_frozen_text_is_the_one_that_was_hashed(register):
    answers = at_once(
        [lambda: step(register, "2025.2", freeze)]
        + [lambda n=n: save(register, f"Ord fra {n}.", 1) for n in range(PEOPLE - 1)]
    )

    assert answers[0] == "gjort"
    saved = [answer for answer in answers[1:] if isinstance(answer, str)]
    assert len(saved) <= 1
    assert all(isinstance(answer, RuleSaysNo | Changed) for answer in answers[1:] if answer not in saved)
    with register.reading() as session:
        assert the_version(session, "2025.2").stage is Stage.FROZEN
        assert list(checking.faults(session)) == []
    assert all(words in text_of(register, "2025.2") for words in saved)


def test_a_version_is_frozen_once_however_many_press_the_button(register):
    answers = at_once([lambda: step(register, "2025.2", freeze) for _ in range(PEOPLE)])

    assert Counter(type(answer) for answer in answers) == {str: 1, RuleSaysNo: PEOPLE - 1}
    with register.reading() as session:
        events = log.history_of(session, communities.chosen(session, "fjord"), "versjon:avtalen@2025.2")
        assert [entry.event for entry in events] == ["utkast.laget", "versjon.frosset"]


def test_the_last_two_parties_at_the_same_moment_adopt_the_version_once(register):
    record(register, "granvik")

    answers = at_once([lambda: record(register, "storelv"), lambda: record(register, TRUST)])

    assert answers == ["Avtalen", "Avtalen"]
    with register.reading() as session:
        version = the_version(session, "2025.1")
        assert (version.stage, version.valid_from) == (Stage.ADOPTED, DAY)
        adopted = select(func.count()).select_from(AuditRow).where(AuditRow.event == "versjon.vedtatt")
        assert session.scalar(adopted) == 1


def test_pairs_that_conclude_at_the_same_moment_each_get_their_day(register):
    with register.writing() as session:
        the_version(session, "2025.1").entry_rule = EntryRule.PAR_FOR_PAR
    record(register, TRUST)

    answers = at_once(
        [
            lambda: record(register, "granvik", on=DAY),
            lambda: record(register, "storelv", on=DAY + timedelta(days=1)),
        ]
    )

    assert answers == ["Avtalen", "Avtalen"]
    with register.reading() as session:
        days = session.scalars(select(PairEntryRow.valid_from).order_by(PairEntryRow.valid_from)).all()
        assert days == [DAY, DAY + timedelta(days=1)]


def test_deciding_and_withdrawing_at_once_never_leaves_both_or_neither(register):
    for body in ("granvik", "storelv"):
        record(register, body)

    answers = at_once([lambda: record(register, TRUST), lambda: step(register, "2025.1", withdraw)])

    with register.reading() as session:
        stage = session.scalars(select(VersionRow.stage).where(VersionRow.number == "2025.1")).one()
        assert answers[0] == "Avtalen"
        assert (stage, isinstance(answers[1], RuleSaysNo)) in [
            (Stage.ADOPTED, True),
            (Stage.WITHDRAWN, False),
        ]
        assert list(checking.faults(session)) == []


def test_reading_goes_on_while_others_write(register):
    def read():
        with register.reading() as session:
            return the_version(session, "2025.2").revision

    answers = at_once(
        [lambda n=n: save(register, f"Ord fra {n}.", 1) for n in range(4)] + [read for _ in range(4)]
    )

    assert all(answer in (1, 2) for answer in answers[4:])


def decide_about_money(database: Database, title: str, case: str = "7/25", votes: int = 8) -> str:
    """One secretary types in what PSU decided about money; the record's name."""
    with database.writing() as session:
        community = communities.chosen(session, "fjord")
        psu = session.scalars(select(BodyRow).where(BodyRow.ref == "psu")).one()
        entry = DecisionEntry(psu, DAY, case, title, matter=Matter.MIDLER, votes=Votes(votes, 0, members=8))
        return record_decision(session, OPERATOR, community, entry, NOW).ref


def test_of_eight_who_record_the_same_matter_one_succeeds_and_the_others_are_shown_it(register):
    printed = ["7/25", "PSU 7/25", "7/2025", "2025/7", "sak 7/25", "7-25", "K-sak 7/25", "07/25"]

    answers = at_once([lambda case=case: decide_about_money(register, "Midler", case) for case in printed])

    won = [answer for answer in answers if isinstance(answer, str)]
    lost = [answer for answer in answers if isinstance(answer, AlreadyThere)]
    assert (len(won), len(lost)) == (1, PEOPLE - 1)
    assert {answer.path for answer in lost} == {f"/vedtak/{won[0]}"}
    with register.reading() as session:
        assert session.scalars(select(DecisionRow.ref)).all() == won
        assert list(checking.faults(session)) == []


def test_of_eight_who_use_the_same_number_for_different_cases_one_gets_it(register):
    answers = at_once(
        [lambda n=n: decide_about_money(register, f"Midler til tiltak {n}") for n in range(PEOPLE)]
    )

    assert Counter(type(answer) for answer in answers) == {str: 1, BadInput: PEOPLE - 1}
    assert all("er alt brukt i PSU" in str(answer) for answer in answers if isinstance(answer, BadInput))
    with register.reading() as session:
        assert session.scalar(select(func.count()).select_from(DecisionRow)) == 1


def test_of_eight_who_answer_the_same_question_each_replaces_the_one_before(register):
    with register.writing() as session:
        community = communities.chosen(session, "fjord")
        psu = session.scalars(select(BodyRow).where(BodyRow.ref == "psu")).one()
        entry = DecisionEntry(psu, DAY, "8/25", "Uklar sak", matter=Matter.ANNEN, change=ChangeClass.NY)
        row = record_decision(session, OPERATOR, community, entry, NOW)
        assert row.answer is Answer.NEEDS_HUMAN
        ref = row.ref

    def answer(n):
        with register.writing() as session:
            community = communities.chosen(session, "fjord")
            decision = session.scalars(select(DecisionRow).where(DecisionRow.ref == ref)).one()
            told = RulingEntry(Answer.VALID, f"Grunn {n}.", "leder av PSU", f"Person {n}", DAY)
            return rule_on(session, OPERATOR, community, decision, told, NOW).ref

    answers = at_once([lambda n=n: answer(n) for n in range(PEOPLE)])

    with register.reading() as session:
        rows = session.scalars(select(RulingRow)).all()
        assert {row.ref for row in rows} == set(answers)
        assert len({row.replaces_id for row in rows}) == PEOPLE
        assert list(checking.faults(session)) == []
