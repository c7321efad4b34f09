"""The example and the start kit: loaded through the operations, whole, true to their course, and once."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from decisions.parties import PartyKind
from decisions.proposals import Proposal
from documents.kinds import ChangeClass, DocumentKind, Language
from documents.lifecycle import Stage
from registry.database import Database
from registry.errors import BadInput, NotFound
from registry.examples import loading
from registry.examples.circle import Loading, load_bodies, load_parties
from registry.examples.course import take_in_order
from registry.examples.loading import available, load_fjordmark, load_start_kit, note_of
from registry.examples.versions import load_documents
from registry.operations.communities import add_community
from registry.operations.people import sign_in
from registry.permissions import OPERATOR
from registry.queries import (
    agendas,
    bodies,
    checking,
    communities,
    comparisons,
    coverage,
    documents,
    mandates,
    meetings,
    parties,
)
from registry.tables import (
    AuditRow,
    Base,
    BodyRow,
    CommunityRow,
    DecisionRow,
    DocumentRow,
    MandateRuleRow,
    VersionRow,
)

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def an_empty_register(folder: Path) -> Database:
    database = Database(f"sqlite:///{folder / 'register.sqlite3'}")
    Base.metadata.create_all(database.engine)
    return database


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    database = an_empty_register(tmp_path_factory.mktemp("examples"))
    with database.writing() as session:
        load_fjordmark(session, NOW)
        load_start_kit(session, "nordre-trondelag", NOW)
    yield database
    database.close()


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.reading() as session:
        yield session


@pytest.fixture
def fjordmark(session: Session) -> CommunityRow:
    return communities.chosen(session, "fjordmark")


@pytest.fixture
def nordre_trondelag(session: Session) -> CommunityRow:
    return communities.chosen(session, "nordre-trondelag")


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Database]:
    database = an_empty_register(tmp_path)
    yield database
    database.close()


def how_many(session: Session, table: type[Base]) -> int:
    return session.scalar(select(func.count()).select_from(table)) or 0


def decisions_in(session: Session, body: str, case: str) -> list[DecisionRow]:
    query = (
        select(DecisionRow)
        .join(BodyRow, BodyRow.id == DecisionRow.body_id)
        .where(BodyRow.ref == body, DecisionRow.case_number == case)
        .order_by(DecisionRow.id)
    )
    return list(session.scalars(query))


def numbers_in_force(session: Session, community: CommunityRow, on: date) -> dict[str, str]:
    return {view.document.ref: view.row.number for view in documents.the_set(session, community, on)}


# The example's size and shape


def test_the_example_has_at_least_12_documents_25_versions_and_60_decisions(session: Session):
    assert how_many(session, DocumentRow) >= 12
    assert how_many(session, VersionRow) >= 25
    assert how_many(session, DecisionRow) >= 60


def test_every_text_in_the_folder_is_a_version_in_the_register(session: Session, fjordmark: CommunityRow):
    folder = Path(loading.__file__).parent / "fjordmark" / "texts"
    written = {f"{file.parent.name}@{file.stem}" for file in folder.glob("*/*.md")}
    kept = {
        f"{found.ref}@{row.number}"
        for found in documents.all_documents(session, fjordmark)
        for row in documents.versions_of(session, found)
    }

    assert kept == written


def test_two_guidelines_are_in_nynorsk(session: Session, fjordmark: CommunityRow):
    rows = session.execute(
        select(DocumentRow.ref).join(VersionRow).where(VersionRow.language == Language.NN).distinct()
    )

    assert {ref for (ref,) in rows} == {"retningslinje-3", "retningslinje-4"}


def test_the_log_agrees_with_everything_that_was_loaded(session: Session):
    assert list(checking.faults(session)) == []


def test_a_merged_kommune_comes_after_two(session: Session, fjordmark: CommunityRow):
    def in_pairs(on: date) -> set[str]:
        return {view.kommune.ref for view in parties.pairs(session, fjordmark, on)}

    before, after = in_pairs(date(2019, 12, 31)), in_pairs(date(2020, 1, 1))

    assert before - after == {"gamle-heimsund", "nesgrend"}
    assert after - before == {"heimsund"}
    assert len(after) == 20


def test_asu_had_another_name_until_the_end_of_2020(session: Session, fjordmark: CommunityRow):
    asu = next(body for body in bodies.body_values(session, fjordmark).values() if body.ref == "asu")

    assert asu.name_on(date(2020, 12, 31)) == "Overordnet samarbeidsutvalg (OSU)"
    assert asu.name_on(date(2021, 1, 1)) == "Administrativt samarbeidsutvalg (ASU)"


@pytest.mark.parametrize(("body", "each_side", "speech_only"), [("psu", 4, 3), ("asu", 6, 4)])
def test_both_sides_have_as_many_votes_and_the_users_speak(
    session: Session, fjordmark: CommunityRow, body: str, each_side: int, speech_only: int
):
    row = bodies.body(session, fjordmark, body)
    held = [seat for seat in bodies.seats(session, row, date(2026, 11, 23)) if not seat.deputy_for]
    voters = [seat for seat in held if seat.row.may_vote]

    assert Counter(seat.speaks_for == "Helse Fjordmark HF" for seat in voters) == {
        True: each_side,
        False: each_side,
    }
    assert len(held) - len(voters) == speech_only
    assert len(voters) == row.members


@pytest.mark.parametrize(
    ("day", "leader"), [(date(2025, 10, 31), "Ingrid Solheim"), (date(2025, 11, 1), "Berit Aasland")]
)
def test_the_two_sides_lead_psu_in_turn(session: Session, fjordmark: CommunityRow, day: date, leader: str):
    psu = bodies.body(session, fjordmark, "psu")
    leaders = [seat.person.name for seat in bodies.seats(session, psu, day) if seat.row.role == "leder"]

    assert leaders == [leader]


def test_the_secretariat_can_sign_in_with_the_shared_passphrase(session: Session):
    address, place, secret = "sekretariat@fjordmark.example", "127.0.0.1", b"hemmelig"

    assert sign_in(session, address, "fjordmark-eksempel-2025", place, secret, NOW) is not None
    assert sign_in(session, address, "fjordmark-eksempel-2024", place, secret, NOW) is None


# What applied when


@pytest.mark.parametrize(
    ("document", "last_day", "before", "first_day", "after"),
    [
        ("samarbeidsavtalen", date(2020, 12, 31), None, date(2021, 1, 1), "2021.1"),
        ("samarbeidsavtalen", date(2025, 4, 30), "2021.1", date(2025, 5, 1), "2025.1"),
        ("retningslinje-8", date(2025, 4, 30), None, date(2025, 5, 1), "2025.1"),
        ("retningslinje-5", date(2025, 4, 30), "2021.1", date(2025, 5, 1), "2025.1"),
        ("retningslinje-6", date(2023, 6, 14), "2021.1", date(2023, 6, 15), "2023.1"),
        ("retningslinje-7", date(2025, 10, 31), "2021.1", date(2025, 11, 1), "2025.1"),
        ("handlingsplanen", date(2024, 12, 31), "2022.1", date(2025, 1, 1), None),
        ("handlingsplanen", date(2025, 4, 30), None, date(2025, 5, 1), "2025.1"),
        ("saeravtale-granvik", date(2025, 4, 30), "2021.1", date(2025, 5, 1), "2025.1"),
        ("saeravtale-storelv", date(2022, 3, 31), None, date(2022, 4, 1), "2022.1"),
        ("saeravtale-langoyene", date(2027, 12, 31), "2024.1", date(2028, 1, 1), None),
    ],
)
def test_each_text_applies_from_its_day(
    session: Session,
    fjordmark: CommunityRow,
    document: str,
    last_day: date,
    before: str | None,
    first_day: date,
    after: str | None,
):
    assert numbers_in_force(session, fjordmark, last_day).get(document) == before
    assert numbers_in_force(session, fjordmark, first_day).get(document) == after


def test_a_special_agreement_binds_its_own_kommune_only(session: Session, fjordmark: CommunityRow):
    def applying(ref: str) -> set[str]:
        party = parties.party(session, fjordmark, ref)
        return {view.document.ref for view in documents.the_set(session, fjordmark, date(2025, 6, 1), party)}

    assert "saeravtale-storelv" in applying("storelv")
    assert "saeravtale-storelv" not in applying("granvik")


@pytest.mark.parametrize(
    ("on", "in_force", "missing"),
    [
        (date(2022, 7, 31), 11, []),
        (date(2022, 8, 1), 13, [12, 13]),
        (date(2025, 4, 30), 13, [12, 13]),
        (date(2025, 5, 1), 13, []),
        (date(2026, 11, 23), 13, []),
    ],
)
def test_the_set_covers_the_law_as_the_days_go(
    session: Session, fjordmark: CommunityRow, on: date, in_force: int, missing: list[int]
):
    found = coverage.compliance(session, fjordmark, on)

    assert found.totals["in_force"] == in_force
    assert found.totals["dekket"] == in_force - len(missing)
    assert [item.minimum.nr for item in found.items if item.status.value == "mangler"] == missing


@pytest.mark.parametrize(
    ("change", "on", "who", "clause"),
    [
        (ChangeClass.REVISJON, date(2025, 4, 30), ("ASU",), "5.2 b"),
        (ChangeClass.REVISJON, date(2025, 5, 1), ("ASU",), "5.2 c"),
        (ChangeClass.NY, date(2025, 5, 1), ("alle kommunestyrene", "styret for helseforetaket"), "5.2 a"),
    ],
)
def test_who_may_adopt_a_guideline_follows_the_agreement_in_force(
    session: Session,
    fjordmark: CommunityRow,
    change: ChangeClass,
    on: date,
    who: tuple[str, ...],
    clause: str,
):
    answer = mandates.may_decide(session, fjordmark, Proposal(DocumentKind.RETNINGSLINJE, change), on)

    assert tuple(body.decider.words for body in answer.bodies) == who
    assert answer.rule is not None
    assert answer.rule.source.clause == clause


def test_every_rule_of_a_version_is_tied_to_the_clause_it_cites(session: Session):
    tied = session.execute(
        select(MandateRuleRow, VersionRow).join(VersionRow, VersionRow.id == MandateRuleRow.version_id)
    ).all()
    for rule, version in tied:
        source = json.loads(rule.content)["source"]
        place = documents.legal_text(version).find(rule.section_id)
        assert place is not None
        assert place.number == source["clause"]
        assert source.get("clause_id", place.id) == place.id
    assert len(tied) > 10


# What was decided


@pytest.mark.parametrize(
    ("body", "case", "answers"),
    [
        ("asu", "41/24", ["INVALID"]),  # a new guideline
        ("psu", "14/25", ["INVALID"]),  # a minor change that moved responsibility
        (
            "ytterholm-kommunestyre",
            "9/25",
            ["PENDING", "VALID"],
        ),  # the agreement changed, the guideline as it was
        ("ytterholm-kommunestyre", "26/25", ["VALID"]),
        ("elveseter-kommunestyre", "PS 5/25", ["INVALID", "INVALID"]),  # too few voted
        ("elveseter-kommunestyre", "PS 14/25", ["VALID", "VALID"]),
        ("tverrdal-kommunestyre", "KOM 4/25", ["VALID", "VALID"]),  # a remark changes nothing
        ("psu", "9/25", ["VALID"]),  # eight to nothing
        ("psu", "15/25", ["INVALID"]),  # seven to one
        ("psu", "5/26", ["NEEDS_HUMAN"]),  # seven, and one who abstained
        ("asu", "12/25", ["VALID"]),  # guideline 5 revised
    ],
)
def test_the_register_saw_what_each_decision_was_worth(
    session: Session, body: str, case: str, answers: list[str]
):
    assert [row.answer.value for row in decisions_in(session, body, case)] == answers


def test_all_other_decisions_are_within_the_mandate(session: Session):
    answers = Counter(row.answer.value for row in session.scalars(select(DecisionRow)))

    assert answers["INVALID"] == 5
    assert answers["PENDING"] == 2
    assert answers["NEEDS_HUMAN"] == 1
    assert answers["VALID"] == sum(answers.values()) - 8


def test_the_coming_meeting_has_one_of_each_answer_and_one_case_that_was_postponed(
    session: Session, fjordmark: CommunityRow
):
    whole = agendas.whole(session, fjordmark, meetings.meeting(session, fjordmark, "psu-2026-12-10"))

    answers = [item.verdict.answer.value for item in whole.items]
    assert answers == ["VALID", "PENDING", "INVALID", "VALID", "VALID", "NEEDS_HUMAN"]
    assert whole.items[0].row.note == "Utsatt fra 8. oktober 2026 (7/26)."
    assert whole.beyond[0].verdict.instead == ("alle kommunestyrene", "styret for helseforetaket")


def test_the_autumn_meeting_has_approved_minutes_with_a_correction(session: Session, fjordmark: CommunityRow):
    whole = agendas.whole(session, fjordmark, meetings.meeting(session, fjordmark, "psu-2026-10-08"))

    assert whole.row.stage.value == "protokoll godkjent"
    assert [each.row.outcome and each.row.outcome.value for each in whole.items] == ["vedtatt", "utsatt"]
    stood_in = [(each.person.name, each.row.in_place_of) for each in whole.attendance if each.row.in_place_of]
    assert stood_in == [("Odd Rune Hagen", "Ingrid Solheim")]
    assert len(whole.corrections) == 1


def test_asus_invalid_adoption_names_who_must_decide(session: Session):
    (row,) = decisions_in(session, "asu", "41/24")

    assert json.loads(row.verdict)["instead"] == ["alle kommunestyrene", "styret for helseforetaket"]


def test_the_changed_bullet_is_kept_with_the_point_it_stood_in(session: Session, fjordmark: CommunityRow):
    row = decisions_in(session, "ytterholm-kommunestyre", "9/25")[0]
    version = session.get_one(VersionRow, row.version_id)
    place = documents.legal_text(version).find(row.deviation_section_id)

    assert place is not None
    assert place.number == "4.3"
    assert "Siste strekpunkt" in row.deviation


@pytest.mark.parametrize(
    ("ref", "number", "adopted_on"),
    [
        ("samarbeidsavtalen", "2021.1", date(2020, 12, 3)),
        ("samarbeidsavtalen", "2025.1", date(2025, 4, 24)),
        ("retningslinje-8", "2025.1", date(2025, 4, 10)),
        ("saeravtale-granvik", "2025.1", date(2025, 4, 24)),
    ],
)
def test_a_text_for_many_is_adopted_when_the_last_of_them_has(
    session: Session, fjordmark: CommunityRow, ref: str, number: str, adopted_on: date
):
    found = documents.version(session, fjordmark, ref, number, OPERATOR, adopted_on)

    assert found.row.adopted_on == adopted_on


def test_the_minor_change_that_could_not_stand_was_withdrawn(session: Session, fjordmark: CommunityRow):
    found = documents.version(session, fjordmark, "samarbeidsavtalen", "2025.2", OPERATOR, NOW.date())

    assert found.row.stage is Stage.WITHDRAWN


# Loading


def test_loading_twice_changes_nothing(database: Database):
    with database.writing() as session:
        before = how_many(session, AuditRow)
        load_fjordmark(session, NOW)
        load_start_kit(session, "nordre-trondelag", NOW)

        assert how_many(session, AuditRow) == before


def test_what_has_not_happened_yet_is_left_out(empty: Database):
    with empty.writing() as session:
        load_fjordmark(session, datetime(2020, 9, 3, 12, 0, tzinfo=UTC))
        days = session.scalars(select(DecisionRow.meeting_on)).all()
        version = session.scalars(select(VersionRow).join(DocumentRow)).first()

    assert max(days) == date(2020, 9, 3)
    assert version is not None
    assert version.stage is Stage.FROZEN


# The start kit


def test_the_start_kit_has_20_kommuner_in_pairs_with_the_trust(
    session: Session, nordre_trondelag: CommunityRow
):
    pairs = parties.pairs(session, nordre_trondelag, NOW.date())

    assert len(pairs) == 20
    assert {view.foretak.name for view in pairs} == {"Helse Nord-Trøndelag HF"}


def test_the_start_kit_has_nothing_that_anybody_decided_or_wrote(
    session: Session, nordre_trondelag: CommunityRow
):
    for table in (DecisionRow, DocumentRow):
        owned = select(func.count()).select_from(table).where(table.community_id == nordre_trondelag.id)
        assert session.scalar(owned) == 0


def test_the_start_kit_leaves_out_the_organisation_numbers_nobody_has_checked(
    session: Session, nordre_trondelag: CommunityRow
):
    rows = parties.all_parties(session, nordre_trondelag)
    kommuner = [row for row in rows if row.kind is PartyKind.KOMMUNE]

    assert {row.organisation_number for row in kommuner} == {None}
    assert len({row.kommune_number for row in kommuner if row.kommune_number}) == 20


def test_each_kommune_of_the_start_kit_has_its_kommunestyre(session: Session, nordre_trondelag: CommunityRow):
    found = bodies.body_values(session, nordre_trondelag).values()
    owners = {body.owner for body in found if body.kind.value == "kommunestyre"}

    assert owners == {view.kommune.ref for view in parties.pairs(session, nordre_trondelag)}


def test_the_start_kit_has_the_rules_of_the_agreement(session: Session, nordre_trondelag: CommunityRow):
    rules = mandates.rules_on(session, nordre_trondelag, date(2025, 5, 1))

    assert {rule.source.clause for rule in rules} == {
        "5.2 a",
        "5.2 b",
        "5.2 c",
        "5.2 d",
        "5.2 e",
        "5.3",
        "11",
    }


def test_the_start_kit_asks_the_office_to_confirm_the_list():
    assert "bekrefte listen" in note_of("nordre-trondelag")


def test_an_unknown_start_kit_is_refused_with_the_names_there_are(empty: Database):
    assert available() == ["nordre-trondelag"]
    with empty.writing() as session, pytest.raises(NotFound, match="nordre-trondelag"):
        load_start_kit(session, "../fjordmark", NOW)


# Faults in the files


def loaded_from(session: Session, folder: Path) -> None:
    community = add_community(session, OPERATOR, "prove", "Prøve", NOW)
    load = Loading(session, OPERATOR, community, folder, NOW)
    load_parties(load)
    load_bodies(load)
    take_in_order(load, load_documents(load, ()))


A_PARTY = '[[party]]\nref = "granvik"\nname = "Granvik"\nkind = "kommune"\n'
A_DOCUMENT = '[[document]]\nref = "avtalen"\nkind = "samarbeidsavtale"\ntitle = "Avtalen"\n'
A_VERSION = '[[document.version]]\nnumber = "2021.1"\non = 2020-05-28\nchange = "ny"\nreason = "Ny."\n'


@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        ("parties.toml", "party = [", "parties.toml er ikke gyldig TOML"),
        ("parties.toml", A_PARTY.replace("kind", "knid"), "parties.toml, «party» nr. 1: «kind» mangler"),
        ("parties.toml", A_PARTY.replace("kommune", "komune"), "«komune» er ikke en kjent verdi for «kind»"),
        ("parties.toml", A_PARTY + "from = 2021-02-30\n", "parties.toml er ikke gyldig TOML"),
        ("parties.toml", A_PARTY + A_PARTY, "parties.toml, «party» nr. 2: Parten «granvik» finnes fra før"),
        (
            "parties.toml",
            A_PARTY + '[[pair]]\nkommune = "granvk"\nforetak = "granvik"\n',
            "parties.toml, «pair» nr. 1: «granvk» finnes ikke.* Mente du «granvik»",
        ),
        (
            "bodies.toml",
            '[[body]]\nref = "ks"\nname = "KS"\nkind = "kommunestyre"\n',
            "bodies.toml, «body» nr. 1: .* må høre til en part",
        ),
        ("bodies.toml", '[[body]]\nref = "x"\nname = "X"\nkind = "PSO"\n', "«PSO» er ikke en kjent verdi"),
        (
            "documents.toml",
            A_DOCUMENT + A_VERSION,
            r"documents.toml, «document» nr. 1, «version» nr. 1: teksten texts/avtalen/2021.1.md finnes ikke",
        ),
        (
            "documents.toml",
            '[[withdrawal]]\non = 2021-01-01\nversion = "avtalen@2021.1"\nreason = "Feil."\n',
            "documents.toml, «withdrawal» nr. 1: «avtalen@2021.1» finnes ikke",
        ),
    ],
    ids=[
        "not TOML",
        "a key misspelt",
        "a word nobody knows",
        "a day that is not in the calendar",
        "twice the same party",
        "a pair with nobody",
        "a kommunestyre without kommune",
        "a kind of body nobody knows",
        "a version without text",
        "a withdrawal of nothing",
    ],
)
def test_a_fault_is_told_with_its_file_and_entry(
    empty: Database, tmp_path: Path, file: str, text: str, told: str
):
    for each in ("parties.toml", "bodies.toml", "documents.toml"):
        (tmp_path / each).write_text(text if each == file else "", encoding="utf-8")

    with empty.writing() as session, pytest.raises(BadInput, match=told):
        loaded_from(session, tmp_path)


def test_every_change_of_the_agreement_has_its_reason(session: Session, fjordmark: CommunityRow) -> None:
    agreement = documents.document(session, fjordmark, "samarbeidsavtalen")
    versions = {row.number: row for row in documents.versions_of(session, agreement)}

    missing = comparisons.unexplained(session, versions["2021.1"], versions["2025.1"])

    assert [change.place.number for change in missing] == []
    assert all(row.asked_by for row in comparisons.reason_rows(session, versions["2025.1"]).values())
