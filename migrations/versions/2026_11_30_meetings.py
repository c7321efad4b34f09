"""Meetings and their cases; what stands beside decisions and rules; money; how bodies work.

What is said once, such as a ruling or a certification, is guarded by triggers. A decision may also
be an approval, a settlement or a statement, which widens a check on the table of decisions.
"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_30_meetings"
down_revision = "2026_11_30_exchange"
branch_labels = None
depends_on = None

GUARDED = {
    "allocation": "what a decision gave of a fund",
    "certification": "a certification of a decision",
    "classification": "a classification of a change",
    "decision_detail": "the words of a decision",
    "minutes_correction": "a correction of minutes",
    "rejudging": "a judgement of all decisions",
    "rule_correction": "a correction of a rule",
    "ruling": "the ruling of a person",
}
"""Tables whose rows are never edited and never deleted, and what the refusal calls a row."""
MEETING_STAGES = ("innkalt", "protokoll godkjent")
ATTENDED = ("til stede", "fraværende")
CHANGE_CLASSES = (
    "ny",
    "vesentlig",
    "revisjon",
    "mindre",
    "redaksjonell",
    "oppheving",
    "oppsigelse",
    "disponering",
)
ACTS = ("vedtar", "disponerer", "innstiller", "behandler", "foreslår", "signerer")
NEW_ACTS = ("godkjenner", "avgjør", "uttaler seg")
OUTCOMES = ("vedtatt", "vedtatt med endring", "avvist", "utsatt", "tatt til orientering", "returnert")
RESERVATION_SORTS = ("merknad", "endring", "uavklart")
ANSWERS = ("VALID", "PENDING", "INVALID", "NEEDS_HUMAN")
COUNTER_STATES = ("fremmet", "vedtatt", "falt", "trukket")
CASTS = ("for", "mot", "avholdende", "ikke til stede", "inhabil")

TABLES = (
    "fund",
    "rejudging",
    "body_succession",
    "meeting",
    "attendance",
    "body_order",
    "seat_right",
    "classification",
    "matter_case",
    "agenda_item",
    "allocation",
    "case_step",
    "certification",
    "decision_detail",
    "delegation",
    "rule_correction",
    "ruling",
    "counter_proposal",
    "member_vote",
    "minutes_correction",
)


def upgrade() -> None:
    _widen_acts((*ACTS, *NEW_ACTS), ACTS)
    _one_decision_in(_OF_A_MEETING)
    op.create_table(
        "fund",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("matter", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        _community(),
        _foreign("fund", "community_id", "community"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fund")),
        sa.UniqueConstraint("community_id", "ref", name=op.f("uq_fund_community_id_ref")),
    )
    _index("fund", "community_id")
    op.create_table(
        "rejudging",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("log_seq", sa.Integer(), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("turned", sa.Text(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        _community(),
        _foreign("rejudging", "community_id", "community"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rejudging")),
    )
    _index("rejudging", "community_id")
    op.create_table(
        "body_succession",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("predecessor_id", sa.Integer(), nullable=False),
        sa.Column("successor_id", sa.Integer(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=True),
        _community(),
        _foreign("body_succession", "predecessor_id", "body"),
        _foreign("body_succession", "successor_id", "body"),
        _foreign("body_succession", "community_id", "community"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_body_succession")),
        sa.UniqueConstraint(
            "predecessor_id", "successor_id", name=op.f("uq_body_succession_predecessor_id_successor_id")
        ),
    )
    _index("body_succession", "community_id")
    op.create_table(
        "meeting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("meeting_on", sa.Date(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.String(), nullable=False),
        sa.Column("ended_at", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("procedure", sa.String(), nullable=False),
        sa.Column("all_consent", sa.Boolean(), nullable=True),
        sa.Column("led_by", sa.String(), nullable=False),
        sa.Column("kept_by", sa.String(), nullable=False),
        sa.Column("closed_under", sa.String(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("stage", _one_of("meetingstage", MEETING_STAGES), nullable=False),
        sa.Column("called_by", sa.String(), nullable=False),
        sa.Column("called_at", sa.DateTime(), nullable=False),
        sa.Column("approved_by", sa.String(), nullable=False),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("approved_at", sa.DateTime(), nullable=True),
        sa.Column("minutes", sa.Text(), nullable=False),
        sa.Column("minutes_hash", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        _community(),
        sa.CheckConstraint(
            "(stage = 'innkalt') = (approved_at IS NULL)", name=op.f("ck_meeting_approved_if_locked")
        ),
        _foreign("meeting", "body_id", "body"),
        _foreign("meeting", "community_id", "community"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
        sa.UniqueConstraint("community_id", "ref", name=op.f("uq_meeting_community_id_ref")),
        sa.UniqueConstraint(
            "body_id", "meeting_on", "number", name=op.f("uq_meeting_body_id_meeting_on_number")
        ),
    )
    _index("meeting", "community_id", "meeting_on", "body_id")
    op.create_table(
        "attendance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("seat_id", sa.Integer(), nullable=True),
        sa.Column("speaks_for", sa.String(), nullable=False),
        sa.Column("side", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("may_vote", sa.Boolean(), nullable=False),
        sa.Column("state", _one_of("attended", ATTENDED), nullable=False),
        sa.Column("in_place_of", sa.String(), nullable=False),
        _community(),
        _foreign("attendance", "meeting_id", "meeting"),
        _foreign("attendance", "person_id", "person"),
        _foreign("attendance", "seat_id", "seat"),
        _foreign("attendance", "community_id", "community"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance")),
        sa.UniqueConstraint("meeting_id", "person_id", name=op.f("uq_attendance_meeting_id_person_id")),
    )
    _index("attendance", "community_id", "meeting_id")
    op.create_table(
        "body_order",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("mandate_id", sa.Integer(), nullable=True),
        sa.Column("lead_years", sa.Integer(), nullable=True),
        sa.Column("meetings_a_year", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        _community(),
        _foreign("body_order", "body_id", "body"),
        _foreign("body_order", "mandate_id", "document"),
        _foreign("body_order", "community_id", "community"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_body_order")),
        sa.UniqueConstraint("body_id", "valid_from", name=op.f("uq_body_order_body_id_valid_from")),
    )
    _index("body_order", "community_id", "body_id")
    op.create_table(
        "seat_right",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("seat_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("may_speak", sa.Boolean(), nullable=False),
        sa.Column("may_propose", sa.Boolean(), nullable=False),
        sa.Column("may_vote", sa.Boolean(), nullable=False),
        _community(),
        _foreign("seat_right", "seat_id", "seat"),
        _foreign("seat_right", "community_id", "community"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seat_right")),
        sa.UniqueConstraint("seat_id", "part", name=op.f("uq_seat_right_seat_id_part")),
    )
    _index("seat_right", "community_id", "seat_id")
    op.create_table(
        "classification",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("change", _one_of("changeclass", CHANGE_CLASSES), nullable=False),
        sa.Column("findings", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("classified_by", sa.String(), nullable=False),
        sa.Column("classified_at", sa.DateTime(), nullable=False),
        _community(),
        _foreign("classification", "version_id", "version"),
        _foreign("classification", "community_id", "community"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_classification")),
    )
    _index("classification", "community_id", "version_id")
    op.create_table(
        "matter_case",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("matter", sa.String(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("version_id", sa.Integer(), nullable=True),
        sa.Column("change", _one_of("changeclass", CHANGE_CLASSES), nullable=False),
        sa.Column("change_label", sa.String(), nullable=False),
        sa.Column("findings", sa.Text(), nullable=False),
        sa.Column("opened_by", sa.String(), nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("closed_because", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        _community(),
        _foreign("matter_case", "document_id", "document"),
        _foreign("matter_case", "version_id", "version"),
        _foreign("matter_case", "community_id", "community"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matter_case")),
        sa.UniqueConstraint("ref", name=op.f("uq_matter_case_ref")),
    )
    _index("matter_case", "community_id", "version_id")
    op.create_table(
        "agenda_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("printed", sa.String(), nullable=False),
        sa.Column("case_year", sa.Integer(), nullable=False),
        sa.Column("case_number", sa.Integer(), nullable=False),
        sa.Column("act", _one_of("act", (*ACTS, *NEW_ACTS)), nullable=False),
        sa.Column("proposal", sa.Text(), nullable=False),
        sa.Column("proposed_by", sa.String(), nullable=False),
        sa.Column("outcome", _one_of("outcome", OUTCOMES), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("reservation", sa.Text(), nullable=False),
        sa.Column("reservation_sort", _one_of("reservationsort", RESERVATION_SORTS), nullable=True),
        sa.Column("deviation_section_id", sa.String(), nullable=False),
        sa.Column("votes_for", sa.Integer(), nullable=True),
        sa.Column("votes_against", sa.Integer(), nullable=True),
        sa.Column("abstained", sa.Integer(), nullable=True),
        sa.Column("chair_for", sa.Boolean(), nullable=True),
        sa.Column("returned_to_id", sa.Integer(), nullable=True),
        sa.Column("closed_under", sa.String(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        _community(),
        sa.CheckConstraint(
            "votes_for >= 0 AND votes_against >= 0 AND abstained >= 0",
            name=op.f("ck_agenda_item_votes_are_counted"),
        ),
        _foreign("agenda_item", "meeting_id", "meeting"),
        _foreign("agenda_item", "case_id", "matter_case"),
        _foreign("agenda_item", "body_id", "body"),
        _foreign("agenda_item", "returned_to_id", "body"),
        _foreign("agenda_item", "decision_id", "decision"),
        _foreign("agenda_item", "community_id", "community"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_item")),
        sa.UniqueConstraint("meeting_id", "case_id", name=op.f("uq_agenda_item_meeting_id_case_id")),
        sa.UniqueConstraint(
            "body_id", "case_year", "case_number", name=op.f("uq_agenda_item_body_id_case_year_case_number")
        ),
    )
    _index("agenda_item", "community_id", "meeting_id", "case_id")
    op.create_table(
        "allocation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fund_id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        _community(),
        _foreign("allocation", "fund_id", "fund"),
        _foreign("allocation", "decision_id", "decision"),
        _foreign("allocation", "community_id", "community"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_allocation")),
    )
    _index("allocation", "community_id", "decision_id", "fund_id")
    op.create_table(
        "case_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("act", _one_of("act", (*ACTS, *NEW_ACTS)), nullable=False),
        _community(),
        _foreign("case_step", "case_id", "matter_case"),
        _foreign("case_step", "body_id", "body"),
        _foreign("case_step", "community_id", "community"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_step")),
        sa.UniqueConstraint("case_id", "position", name=op.f("uq_case_step_case_id_position")),
    )
    _index("case_step", "community_id", "case_id")
    op.create_table(
        "certification",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("link", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("certified_by", sa.String(), nullable=False),
        sa.Column("certified_at", sa.DateTime(), nullable=False),
        _community(),
        _foreign("certification", "decision_id", "decision"),
        _foreign("certification", "community_id", "community"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certification")),
    )
    _index("certification", "community_id", "decision_id")
    op.create_table(
        "decision_detail",
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("procedure", sa.String(), nullable=False),
        sa.Column("all_consent", sa.Boolean(), nullable=True),
        sa.Column("blocs", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("returned_to_id", sa.Integer(), nullable=True),
        _community(),
        _foreign("decision_detail", "decision_id", "decision"),
        _foreign("decision_detail", "returned_to_id", "body"),
        _foreign("decision_detail", "community_id", "community"),
        sa.PrimaryKeyConstraint("decision_id", name=op.f("pk_decision_detail")),
    )
    _index("decision_detail", "community_id")
    op.create_table(
        "delegation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("from_body_id", sa.Integer(), nullable=False),
        sa.Column("to_body_id", sa.Integer(), nullable=False),
        sa.Column("kinds", sa.Text(), nullable=False),
        sa.Column("changes", sa.Text(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        _community(),
        _foreign("delegation", "from_body_id", "body"),
        _foreign("delegation", "to_body_id", "body"),
        _foreign("delegation", "decision_id", "decision"),
        _foreign("delegation", "community_id", "community"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegation")),
    )
    _index("delegation", "community_id", "to_body_id")
    op.create_table(
        "rule_correction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rule_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("corrected_by", sa.String(), nullable=False),
        sa.Column("corrected_at", sa.DateTime(), nullable=False),
        _community(),
        _foreign("rule_correction", "rule_id", "mandate_rule"),
        _foreign("rule_correction", "by_id", "mandate_rule"),
        _foreign("rule_correction", "community_id", "community"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_correction")),
        sa.UniqueConstraint("rule_id", name=op.f("uq_rule_correction_rule_id")),
    )
    _index("rule_correction", "community_id")
    op.create_table(
        "ruling",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("answer", _one_of("answer", ANSWERS), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("authority", sa.String(), nullable=False),
        sa.Column("ruled_by", sa.String(), nullable=False),
        sa.Column("ruled_on", sa.Date(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        _community(),
        _foreign("ruling", "decision_id", "decision"),
        _foreign("ruling", "replaces_id", "ruling"),
        _foreign("ruling", "community_id", "community"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ruling")),
        sa.UniqueConstraint("ref", name=op.f("uq_ruling_ref")),
    )
    _index("ruling", "community_id", "decision_id")
    op.create_table(
        "counter_proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("section_id", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("proposed_by", sa.String(), nullable=False),
        sa.Column("state", _one_of("counterstate", COUNTER_STATES), nullable=False),
        sa.Column("votes_for", sa.Integer(), nullable=True),
        sa.Column("votes_against", sa.Integer(), nullable=True),
        _community(),
        _foreign("counter_proposal", "item_id", "agenda_item"),
        _foreign("counter_proposal", "community_id", "community"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_counter_proposal")),
        sa.UniqueConstraint("item_id", "position", name=op.f("uq_counter_proposal_item_id_position")),
    )
    _index("counter_proposal", "community_id", "item_id")
    op.create_table(
        "member_vote",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("vote", _one_of("cast", CASTS), nullable=False),
        _community(),
        _foreign("member_vote", "item_id", "agenda_item"),
        _foreign("member_vote", "person_id", "person"),
        _foreign("member_vote", "community_id", "community"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member_vote")),
        sa.UniqueConstraint("item_id", "person_id", name=op.f("uq_member_vote_item_id_person_id")),
    )
    _index("member_vote", "community_id", "item_id")
    op.create_table(
        "minutes_correction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("corrected_by", sa.String(), nullable=False),
        sa.Column("corrected_at", sa.DateTime(), nullable=False),
        _community(),
        _foreign("minutes_correction", "meeting_id", "meeting"),
        _foreign("minutes_correction", "item_id", "agenda_item"),
        _foreign("minutes_correction", "community_id", "community"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes_correction")),
    )
    _index("minutes_correction", "community_id", "meeting_id")
    make_guards()


def make_guards() -> None:
    """Let the database itself refuse changes; also of the minutes of a meeting once they are approved."""
    for table, what in GUARDED.items():
        _guard(f"{table}_is_fixed", "UPDATE", table, f"{what} is never edited")
        _guard(f"{table}_is_kept", "DELETE", table, f"{what} is never deleted")
    _guard("meeting_minutes_are_fixed", "UPDATE", "meeting", "approved minutes are never edited", APPROVED)
    _guard("meeting_is_kept", "DELETE", "meeting", "a meeting is never deleted")
    _guard_what_was_approved()


def _guard_what_was_approved() -> None:
    """Let nothing on the agenda, and nobody's attendance, change once the meeting's minutes are approved."""
    approved = "(SELECT stage FROM meeting WHERE id = OLD.meeting_id) = 'protokoll godkjent'"
    on_postgres = op.get_bind().dialect.name == "postgresql"
    if on_postgres:
        op.execute(
            "CREATE FUNCTION avtaleverk_refuse_approved() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF {approved} THEN RAISE EXCEPTION 'what stands in approved minutes is never edited'; END IF; "
            "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$"
        )
    for name, act, table in IN_MINUTES:
        body = (
            "FOR EACH ROW EXECUTE FUNCTION avtaleverk_refuse_approved()"
            if on_postgres
            else f"WHEN {approved} "
            "BEGIN SELECT RAISE(ABORT, 'what stands in approved minutes is never edited'); END"
        )
        op.execute(f"CREATE TRIGGER {name} BEFORE {act} ON {table} {body}")


IN_MINUTES = (
    ("agenda_item_is_approved", "UPDATE", "agenda_item"),
    ("agenda_item_is_kept", "DELETE", "agenda_item"),
    ("attendance_is_approved", "UPDATE", "attendance"),
    ("attendance_is_kept", "DELETE", "attendance"),
)
APPROVED = "OLD.stage = 'protokoll godkjent'"


def _guard(name: str, act: str, table: str, message: str, when: str = "") -> None:
    if op.get_bind().dialect.name == "postgresql":
        condition = f"WHEN ({when}) " if when else ""
        body = f"FOR EACH ROW {condition}EXECUTE FUNCTION avtaleverk_refuse('{message}')"
    else:
        condition = f"WHEN {when} " if when else ""
        body = f"{condition}BEGIN SELECT RAISE(ABORT, '{message}'); END"
    op.execute(f"CREATE TRIGGER {name} BEFORE {act} ON {table} {body}")


def downgrade() -> None:
    guards = [(f"{table}_{end}", table) for table in GUARDED for end in ("is_fixed", "is_kept")]
    guards += [("meeting_minutes_are_fixed", "meeting"), ("meeting_is_kept", "meeting")]
    for name, table in [*guards, *((name, table) for name, _, table in IN_MINUTES)]:
        on_table = f" ON {table}" if op.get_bind().dialect.name == "postgresql" else ""
        op.execute(f"DROP TRIGGER {name}{on_table}")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION avtaleverk_refuse_approved()")
    for table in reversed(TABLES):
        op.drop_table(table)
    _one_decision_in(_OF_A_CASE)
    _widen_acts(ACTS, (*ACTS, *NEW_ACTS))


def _widen_acts(now: tuple[str, ...], before: tuple[str, ...]) -> None:
    """Let decisions have these acts.

    SQLite cannot change a check, and a table that others refer to and triggers guard is not safely made anew.
    Its documentation shows this way for a change that leaves every row as it is
    (https://www.sqlite.org/lang_altertable.html, section 7).
    """
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        op.drop_constraint(op.f("ck_decision_act"), "decision", type_="check")
        op.create_check_constraint(op.f("ck_decision_act"), "decision", f"act IN ({_quoted(now)})")
        return
    version = connection.exec_driver_sql("PRAGMA schema_version").scalar_one()
    connection.exec_driver_sql("PRAGMA writable_schema = ON")
    connection.execute(
        sa.text("UPDATE sqlite_master SET sql = replace(sql, :old, :new) WHERE name = 'decision'"),
        {"old": f"act IN ({_quoted(before)})", "new": f"act IN ({_quoted(now)})"},
    )
    connection.exec_driver_sql(f"PRAGMA schema_version = {version + 1}")
    connection.exec_driver_sql("PRAGMA writable_schema = OFF")


_OF_A_CASE = ("body_id", "case_year", "case_number", "act")
_OF_A_MEETING = (*_OF_A_CASE, "meeting_on")


def _one_decision_in(columns: tuple[str, ...]) -> None:
    """Let a case that was postponed come back under its number: what is recorded once is of one meeting."""
    for name, about, where in (
        ("one_decision_a_version", "version_id", "corrects_id IS NULL"),
        ("one_decision_a_case", "matter", "corrects_id IS NULL AND version_id IS NULL"),
    ):
        op.drop_index(name, table_name="decision")
        op.create_index(
            name,
            "decision",
            [*columns, about],
            unique=True,
            sqlite_where=sa.text(where),
            postgresql_where=sa.text(where),
        )


def _quoted(acts: tuple[str, ...]) -> str:
    return ", ".join(f"'{act}'" for act in acts)


def _community() -> sa.Column[int]:
    return sa.Column("community_id", sa.Integer(), nullable=False)


def _foreign(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"))


def _index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def _one_of(name: str, members: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*members, name=name, native_enum=False, create_constraint=True, length=40)
