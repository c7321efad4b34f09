"""The round of a text among its parties, what follows an adoption, and letters that wait to be sent.

A version says more about how it comes into force, which widens a check on its table; rows stay as they are.
What is said once, such as a signature or a classification of a difference, is guarded by triggers.
"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_30_rounds"
down_revision = "2026_11_30_names"
branch_labels = None
depends_on = None

GUARDED = {
    "adoption_round": "what was said of a round",
    "deviation": "what a person said of a difference",
    "governing_clause": "how a clause was read",
    "notice": "a notice of termination",
    "notice_step": "what followed a notice",
    "publication": "a publication",
    "round_step": "a step of a round",
    "signature": "a signature",
    "submission": "a submission",
}
"""Tables whose rows are never edited and never deleted, and what the refusal calls a row."""
GUARDS = (
    ("adopted_paper_is_fixed", "UPDATE", "adopted_paper", "OLD.decision_id IS NOT NULL"),
    ("adopted_paper_is_kept", "DELETE", "adopted_paper", ""),
    ("case_package_is_fixed", "UPDATE", "case_package", "OLD.state = 'ferdig'"),
    ("case_package_is_kept", "DELETE", "case_package", "OLD.state = 'ferdig'"),
    ("message_is_fixed", "UPDATE", "message", "OLD.state IN ('sendt', 'sendt utenfor registeret')"),
    ("message_is_kept", "DELETE", "message", ""),
)
ENTRY_RULES = ("alle parter", "par for par")
NEW_ENTRY_RULES = ("et antall parter", "på en fast dag")
TABLES = (
    "calendar_key",
    "notice",
    "adoption_round",
    "case_package",
    "governing_clause",
    "message",
    "notice_step",
    "publication",
    "round_step",
    "signature",
    "submission",
    "adopted_paper",
    "deviation",
)


def upgrade() -> None:
    _widen_entry_rules((*ENTRY_RULES, *NEW_ENTRY_RULES), ENTRY_RULES)
    op.add_column("version", sa.Column("entry_count", sa.Integer(), nullable=True))
    op.add_column("version", sa.Column("entry_by", sa.Date(), nullable=True))
    op.execute(
        "ALTER TABLE version ADD COLUMN entered_by VARCHAR(40) DEFAULT 'vedtak' NOT NULL "
        "CONSTRAINT ck_version_enteredby CHECK (entered_by IN ('vedtak', 'underskrift'))"
    )
    op.add_column("version", sa.Column("entry_section_id", sa.String(), server_default="", nullable=False))
    op.add_column("party", sa.Column("mail", sa.String(), server_default="", nullable=False))
    make_tables()
    make_guards()


def make_tables() -> None:
    op.create_table(
        "calendar_key",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("revoked_at", sa.DateTime(), nullable=True),
        sa.Column("community_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["community_id"], ["community.id"], name=op.f("fk_calendar_key_community_id_community")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_calendar_key_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_key")),
        sa.UniqueConstraint("digest", name=op.f("uq_calendar_key_digest")),
    )
    op.create_index(op.f("ix_calendar_key_community_id"), "calendar_key", ["community_id"])
    op.create_index(op.f("ix_calendar_key_person_id"), "calendar_key", ["person_id"])
    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("pair_id", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("sender", sa.String(), nullable=False),
        sa.Column("link", sa.String(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("community_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["community_id"], ["community.id"], name=op.f("fk_notice_community_id_community")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_notice_document_id_document")
        ),
        sa.ForeignKeyConstraint(["pair_id"], ["pair.id"], name=op.f("fk_notice_pair_id_pair")),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_notice_party_id_party")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sa.UniqueConstraint("ref", name=op.f("uq_notice_ref")),
    )
    op.create_index(op.f("ix_notice_community_id"), "notice", ["community_id"])
    op.create_index(op.f("ix_notice_document_id"), "notice", ["document_id"])
    op.create_index(op.f("ix_notice_pair_id"), "notice", ["pair_id"])
    op.create_table(
        "adoption_round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("deadline", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("said_by", sa.String(), nullable=False),
        sa.Column("said_at", sa.DateTime(), nullable=False),
        sa.Column("community_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["community_id"], ["community.id"], name=op.f("fk_adoption_round_community_id_community")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["version.id"], name=op.f("fk_adoption_round_version_id_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_adoption_round")),
    )
    op.create_index(op.f("ix_adoption_round_community_id"), "adoption_round", ["community_id"])
    op.create_index(op.f("ix_adoption_round_version_id"), "adoption_round", ["version_id"])
    op.create_table(
        "case_package",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "i kø",
                "lages",
                "ferdig",
                "stanset",
                name="packagestate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("manifest", sa.Text(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("trouble", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=True),
        sa.Column("community_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("done >= 0 AND done <= total", name=op.f("ck_case_package_done_is_counted")),
        sa.ForeignKeyConstraint(
            ["community_id"], ["community.id"], name=op.f("fk_case_package_community_id_community")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["version.id"], name=op.f("fk_case_package_version_id_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_package")),
        sa.UniqueConstraint("ref", name=op.f("uq_case_package_ref")),
    )
    op.create_index(op.f("ix_case_package_community_id"), "case_package", ["community_id"])
    op.create_index(op.f("ix_case_package_version_id"), "case_package", ["version_id"])
    op.create_table(
        "governing_clause",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("section_id", sa.String(), nullable=False),
        sa.Column("holds", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("read_by", sa.String(), nullable=False),
        sa.Column("read_on", sa.Date(), nullable=False),
        sa.Column("read_at", sa.DateTime(), nullable=False),
        sa.Column("community_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["community_id"], ["community.id"], name=op.f("fk_governing_clause_community_id_community")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_governing_clause_document_id_document")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["version.id"], name=op.f("fk_governing_clause_version_id_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_governing_clause")),
    )
    op.create_index(op.f("ix_governing_clause_community_id"), "governing_clause", ["community_id"])
    op.create_index(op.f("ix_governing_clause_document_id"), "governing_clause", ["document_id"])
    op.create_index(op.f("ix_governing_clause_version_id"), "governing_clause", ["version_id"])
    op.create_table(
        "message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=True),
        sa.Column("party_id", sa.Integer(), nullable=True),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("addresses", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "kladd",
                "i kø",
                "sendes",
                "uvisst",
                "sendt",
                "sendt utenfor registeret",
                "forkastet",
                name="messagestate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("trouble", sa.Text(), nullable=False),
        sa.Column("tried_at", sa.DateTime(), nullable=True),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("community_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("attempts >= 0", name=op.f("ck_message_attempts_are_counted")),
        sa.ForeignKeyConstraint(
            ["community_id"], ["community.id"], name=op.f("fk_message_community_id_community")
        ),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_message_party_id_party")),
        sa.ForeignKeyConstraint(["version_id"], ["version.id"], name=op.f("fk_message_version_id_version")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
        sa.UniqueConstraint("ref", name=op.f("uq_message_ref")),
    )
    op.create_index(op.f("ix_message_community_id"), "message", ["community_id"])
    op.create_index(op.f("ix_message_version_id"), "message", ["version_id"])
    op.create_table(
        "notice_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column(
            "step",
            sa.Enum(
                "Helsedirektoratet er varslet",
                "trukket",
                "ført ved en feil",
                name="noticestep",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("happens_on", sa.Date(), nullable=False),
        sa.Column("done_by", sa.String(), nullable=False),
        sa.Column("link", sa.String(), nullable=False),
        sa.Column("holds", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("community_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["community_id"], ["community.id"], name=op.f("fk_notice_step_community_id_community")
        ),
        sa.ForeignKeyConstraint(["notice_id"], ["notice.id"], name=op.f("fk_notice_step_notice_id_notice")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice_step")),
    )
    op.create_index(op.f("ix_notice_step_community_id"), "notice_step", ["community_id"])
    op.create_index(op.f("ix_notice_step_notice_id"), "notice_step", ["notice_id"])
    op.create_table(
        "publication",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("publisher", sa.String(), nullable=False),
        sa.Column("link", sa.String(), nullable=False),
        sa.Column("holds", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("community_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["community_id"], ["community.id"], name=op.f("fk_publication_community_id_community")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["version.id"], name=op.f("fk_publication_version_id_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publication")),
    )
    op.create_index(op.f("ix_publication_community_id"), "publication", ["community_id"])
    op.create_index(op.f("ix_publication_version_id"), "publication", ["version_id"])
    op.create_table(
        "round_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=False),
        sa.Column(
            "step",
            sa.Enum(
                "sendt",
                "i utvalg",
                "innstilt",
                "berammet",
                "avlyst",
                "bundet av forgjengeren",
                "må vedta selv",
                name="roundstep",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("happens_on", sa.Date(), nullable=False),
        sa.Column("known_on", sa.Date(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("case_number", sa.String(), nullable=False),
        sa.Column("link", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("noted_by", sa.String(), nullable=False),
        sa.Column("noted_at", sa.DateTime(), nullable=False),
        sa.Column("community_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["community_id"], ["community.id"], name=op.f("fk_round_step_community_id_community")
        ),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_round_step_party_id_party")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["version.id"], name=op.f("fk_round_step_version_id_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round_step")),
    )
    op.create_index(op.f("ix_round_step_community_id"), "round_step", ["community_id"])
    op.create_index(op.f("ix_round_step_party_id"), "round_step", ["party_id"])
    op.create_index(op.f("ix_round_step_version_id"), "round_step", ["version_id"])
    op.create_table(
        "signature",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("signer", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("link", sa.String(), nullable=False),
        sa.Column("holds", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("community_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["community_id"], ["community.id"], name=op.f("fk_signature_community_id_community")
        ),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_signature_party_id_party")),
        sa.ForeignKeyConstraint(["version_id"], ["version.id"], name=op.f("fk_signature_version_id_version")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signature")),
    )
    op.create_index(op.f("ix_signature_community_id"), "signature", ["community_id"])
    op.create_index(op.f("ix_signature_party_id"), "signature", ["party_id"])
    op.create_index(op.f("ix_signature_version_id"), "signature", ["version_id"])
    op.create_table(
        "submission",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("pair_id", sa.Integer(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("sender", sa.String(), nullable=False),
        sa.Column("link", sa.String(), nullable=False),
        sa.Column("holds", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("community_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["community_id"], ["community.id"], name=op.f("fk_submission_community_id_community")
        ),
        sa.ForeignKeyConstraint(["pair_id"], ["pair.id"], name=op.f("fk_submission_pair_id_pair")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["version.id"], name=op.f("fk_submission_version_id_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission")),
    )
    op.create_index(op.f("ix_submission_community_id"), "submission", ["community_id"])
    op.create_index(op.f("ix_submission_pair_id"), "submission", ["pair_id"])
    op.create_index(op.f("ix_submission_version_id"), "submission", ["version_id"])
    op.create_table(
        "adopted_paper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=True),
        sa.Column("decision_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "teksten selv",
                "protokoll eller særutskrift",
                "ikke lest",
                name="paperkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("read_hash", sa.String(), nullable=False),
        sa.Column("differs", sa.Boolean(), nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("received_by", sa.String(), nullable=False),
        sa.Column("received_at", sa.DateTime(), nullable=False),
        sa.Column("community_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["community_id"], ["community.id"], name=op.f("fk_adopted_paper_community_id_community")
        ),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_adopted_paper_decision_id_decision")
        ),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_adopted_paper_party_id_party")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["version.id"], name=op.f("fk_adopted_paper_version_id_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_adopted_paper")),
        sa.UniqueConstraint("ref", name=op.f("uq_adopted_paper_ref")),
        sa.UniqueConstraint(
            "version_id", "party_id", "sha256", name=op.f("uq_adopted_paper_version_id_party_id_sha256")
        ),
    )
    op.create_index(op.f("ix_adopted_paper_community_id"), "adopted_paper", ["community_id"])
    op.create_index(op.f("ix_adopted_paper_decision_id"), "adopted_paper", ["decision_id"])
    op.create_index(op.f("ix_adopted_paper_version_id"), "adopted_paper", ["version_id"])
    op.create_table(
        "deviation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column(
            "sort",
            sa.Enum(
                "redaksjonell",
                "merknad",
                "endring",
                name="deviationsort",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("authority", sa.String(), nullable=False),
        sa.Column("classified_by", sa.String(), nullable=False),
        sa.Column("classified_on", sa.Date(), nullable=False),
        sa.Column("classified_at", sa.DateTime(), nullable=False),
        sa.Column("community_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["community_id"], ["community.id"], name=op.f("fk_deviation_community_id_community")
        ),
        sa.ForeignKeyConstraint(
            ["paper_id"], ["adopted_paper.id"], name=op.f("fk_deviation_paper_id_adopted_paper")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deviation")),
    )
    op.create_index(op.f("ix_deviation_community_id"), "deviation", ["community_id"])
    op.create_index(op.f("ix_deviation_paper_id"), "deviation", ["paper_id"])


def make_guards() -> None:
    """Let the database itself refuse changes."""
    for table, what in GUARDED.items():
        _guard(f"{table}_is_fixed", "UPDATE", table, f"{what} is never edited")
        _guard(f"{table}_is_kept", "DELETE", table, f"{what} is never deleted")
    for name, act, table, when in GUARDS:
        _guard(name, act, table, "what was handed in or handed out is never changed", when)


def _guard(name: str, act: str, table: str, message: str, when: str = "") -> None:
    condition = f"WHEN ({when})" if when else ""
    if op.get_bind().dialect.name == "postgresql":
        body = f"FOR EACH ROW {condition} EXECUTE FUNCTION avtaleverk_refuse('{message}')"
    else:
        body = f"{condition} BEGIN SELECT RAISE(ABORT, '{message}'); END"
    op.execute(f"CREATE TRIGGER {name} BEFORE {act} ON {table} {body}")


def downgrade() -> None:
    guards = [(f"{table}_{end}", table) for table in GUARDED for end in ("is_fixed", "is_kept")]
    for name, table in [*guards, *((name, table) for name, _, table, _ in GUARDS)]:
        on_table = f" ON {table}" if op.get_bind().dialect.name == "postgresql" else ""
        op.execute(f"DROP TRIGGER {name}{on_table}")
    for table in reversed(TABLES):
        op.drop_table(table)
    op.drop_column("party", "mail")
    for column in ("entry_section_id", "entered_by", "entry_by", "entry_count"):
        op.drop_column("version", column)
    _widen_entry_rules(ENTRY_RULES, (*ENTRY_RULES, *NEW_ENTRY_RULES))


def _widen_entry_rules(now: tuple[str, ...], before: tuple[str, ...]) -> None:
    """Let versions have these rules, in the way of `2026_11_30_meetings` for a check on a guarded table."""
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        op.drop_constraint(op.f("ck_version_entryrule"), "version", type_="check")
        op.create_check_constraint(op.f("ck_version_entryrule"), "version", f"entry_rule IN ({_quoted(now)})")
        return
    version = connection.exec_driver_sql("PRAGMA schema_version").scalar_one()
    connection.exec_driver_sql("PRAGMA writable_schema = ON")
    connection.execute(
        sa.text("UPDATE sqlite_master SET sql = replace(sql, :old, :new) WHERE name = 'version'"),
        {"old": f"entry_rule IN ({_quoted(before)})", "new": f"entry_rule IN ({_quoted(now)})"},
    )
    connection.exec_driver_sql(f"PRAGMA schema_version = {version + 1}")
    connection.exec_driver_sql("PRAGMA writable_schema = OFF")


def _quoted(members: tuple[str, ...]) -> str:
    return ", ".join(f"'{each}'" for each in members)
