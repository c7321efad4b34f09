"""The register's first tables, and the guards that keep what is decided.

The guards are triggers: a frozen text, a decision and the log cannot be changed or deleted through SQL by
accident. They are no evidence, for whoever owns the database can take them away; `verify` is the evidence.
"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_23_register"
down_revision = None
branch_labels = None
depends_on = None


GUARDS = {
    "version_text_is_fixed": (
        "UPDATE",
        "version",
        "OLD.stage <> 'utkast' AND (NEW.text <> OLD.text OR NEW.frozen_hash <> OLD.frozen_hash"
        " OR NEW.number <> OLD.number OR NEW.document_id <> OLD.document_id OR NEW.stage = 'utkast')",
        "a frozen text never changes",
    ),
    "version_adopted_is_final": (
        "UPDATE",
        "version",
        "OLD.stage = 'vedtatt' AND (NEW.stage <> 'vedtatt' OR NEW.valid_from <> OLD.valid_from)",
        "an adopted version stays adopted",
    ),
    "version_is_kept": ("DELETE", "version", "OLD.stage <> 'utkast'", "a frozen text is never deleted"),
    "decision_is_fixed": ("UPDATE", "decision", "", "a decision is never edited; record a correction"),
    "decision_is_kept": ("DELETE", "decision", "", "a decision is never deleted"),
    "audit_is_fixed": ("UPDATE", "audit", "", "the log is append-only"),
    "audit_is_kept": ("DELETE", "audit", "", "the log is append-only"),
}


def upgrade() -> None:
    make_tables()
    make_guards()


def make_guards() -> None:
    on_postgres = op.get_bind().dialect.name == "postgresql"
    if on_postgres:
        op.execute(
            "CREATE FUNCTION avtaleverk_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            "RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation'; END $$"
        )
    for name, (act, table, when, message) in GUARDS.items():
        condition = f"WHEN ({when})" if when else ""
        if on_postgres:
            op.execute(
                f"CREATE TRIGGER {name} BEFORE {act} ON {table} FOR EACH ROW {condition} "
                f"EXECUTE FUNCTION avtaleverk_refuse('{message}')"
            )
        else:
            op.execute(
                f"CREATE TRIGGER {name} BEFORE {act} ON {table} {condition} "
                f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
            )


def make_tables() -> None:
    op.create_table(
        "community",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_community")),
        sa.UniqueConstraint("ref", name=op.f("uq_community_ref")),
    )
    op.create_table(
        "login_failure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email_hash", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_login_failure")),
    )
    op.create_index(op.f("ix_login_failure_address"), "login_failure", ["address"], unique=False)
    op.create_index(op.f("ix_login_failure_at"), "login_failure", ["at"], unique=False)
    op.create_index(op.f("ix_login_failure_email_hash"), "login_failure", ["email_hash"], unique=False)
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("password_hash", sa.String(), nullable=True),
        sa.Column("disabled_at", sa.DateTime(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("email", name=op.f("uq_person_email")),
        sa.UniqueConstraint("ref", name=op.f("uq_person_ref")),
    )
    op.create_table(
        "repeat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("principal", sa.String(), nullable=False),
        sa.Column("route", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("body_hash", sa.String(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_repeat")),
        sa.UniqueConstraint("principal", "route", "key", name=op.f("uq_repeat_principal_route_key")),
    )
    op.create_table(
        "audit",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("community_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("previous", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["community_id"], ["community.id"], name=op.f("fk_audit_community_id_community")
        ),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_audit")),
        sa.UniqueConstraint("hash", name=op.f("uq_audit_hash")),
    )
    op.create_index(op.f("ix_audit_community_id"), "audit", ["community_id"], unique=False)
    op.create_index(op.f("ix_audit_subject"), "audit", ["subject"], unique=False)
    op.create_table(
        "party",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "kommune",
                "helseforetak",
                "regionalt helseforetak",
                "privat sykehus",
                "brukerorganisasjon",
                name="partykind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("organisation_number", sa.String(), nullable=True),
        sa.Column("kommune_number", sa.String(), nullable=True),
        sa.Column(
            "language",
            sa.Enum("nb", "nn", name="language", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("community_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_from IS NULL OR valid_from <= valid_to",
            name=op.f("ck_party_ends_after_it_begins"),
        ),
        sa.ForeignKeyConstraint(
            ["community_id"], ["community.id"], name=op.f("fk_party_community_id_community")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_party")),
        sa.UniqueConstraint(
            "community_id", "organisation_number", name=op.f("uq_party_community_id_organisation_number")
        ),
        sa.UniqueConstraint("community_id", "ref", name=op.f("uq_party_community_id_ref")),
    )
    op.create_index(op.f("ix_party_community_id"), "party", ["community_id"], unique=False)
    op.create_table(
        "session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("csrf", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_session_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_session_token_hash")),
    )
    op.create_index(op.f("ix_session_person_id"), "session", ["person_id"], unique=False)
    op.create_table(
        "token",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("prefix", sa.String(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("community_id", sa.Integer(), nullable=False),
        sa.Column("scopes", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("used_at", sa.DateTime(), nullable=True),
        sa.Column("revoked_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["community_id"], ["community.id"], name=op.f("fk_token_community_id_community")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_token_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_token")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_token_token_hash")),
    )
    op.create_index(op.f("ix_token_person_id"), "token", ["person_id"], unique=False)
    op.create_table(
        "body",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "kommunestyre",
                "formannskap",
                "kommunedirektør",
                "styre",
                "administrerende direktør",
                "partnerskapsmøte",
                "PSU",
                "ASU",
                "SSU",
                "FSU",
                "AU",
                "lokalt samarbeidsutvalg",
                "forhandlingsutvalg",
                "brukerutvalg",
                "sekretariat",
                "annet organ",
                name="bodykind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "tier",
            sa.Enum(
                "part",
                "partnerskap",
                "strategisk",
                "faglig",
                "lokalt",
                "forhandling",
                "sekretariat",
                "medvirkning",
                name="tier",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("members", sa.Integer(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("community_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["community_id"], ["community.id"], name=op.f("fk_body_community_id_community")
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["party.id"], name=op.f("fk_body_owner_id_party")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_body")),
        sa.UniqueConstraint("community_id", "ref", name=op.f("uq_body_community_id_ref")),
    )
    op.create_index(op.f("ix_body_community_id"), "body", ["community_id"], unique=False)
    op.create_table(
        "pair",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kommune_id", sa.Integer(), nullable=False),
        sa.Column("foretak_id", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("community_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["community_id"], ["community.id"], name=op.f("fk_pair_community_id_community")
        ),
        sa.ForeignKeyConstraint(["foretak_id"], ["party.id"], name=op.f("fk_pair_foretak_id_party")),
        sa.ForeignKeyConstraint(["kommune_id"], ["party.id"], name=op.f("fk_pair_kommune_id_party")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pair")),
        sa.UniqueConstraint(
            "kommune_id", "foretak_id", "valid_from", name=op.f("uq_pair_kommune_id_foretak_id_valid_from")
        ),
    )
    op.create_index(op.f("ix_pair_community_id"), "pair", ["community_id"], unique=False)
    op.create_table(
        "succession",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("predecessor_id", sa.Integer(), nullable=False),
        sa.Column("successor_id", sa.Integer(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("community_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "predecessor_id <> successor_id", name=op.f("ck_succession_nobody_succeeds_itself")
        ),
        sa.ForeignKeyConstraint(
            ["community_id"], ["community.id"], name=op.f("fk_succession_community_id_community")
        ),
        sa.ForeignKeyConstraint(
            ["predecessor_id"], ["party.id"], name=op.f("fk_succession_predecessor_id_party")
        ),
        sa.ForeignKeyConstraint(
            ["successor_id"], ["party.id"], name=op.f("fk_succession_successor_id_party")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_succession")),
        sa.UniqueConstraint(
            "predecessor_id", "successor_id", name=op.f("uq_succession_predecessor_id_successor_id")
        ),
    )
    op.create_index(op.f("ix_succession_community_id"), "succession", ["community_id"], unique=False)
    op.create_table(
        "body_alias",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("community_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_body_alias_body_id_body")),
        sa.ForeignKeyConstraint(
            ["community_id"], ["community.id"], name=op.f("fk_body_alias_community_id_community")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_body_alias")),
    )
    op.create_index(op.f("ix_body_alias_body_id"), "body_alias", ["body_id"], unique=False)
    op.create_index(op.f("ix_body_alias_community_id"), "body_alias", ["community_id"], unique=False)
    op.create_table(
        "document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "samarbeidsavtale",
                "delavtale",
                "retningslinje",
                "rutine",
                "særavtale",
                "handlingsplan",
                "mandat",
                name="documentkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("pair_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("community_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["community_id"], ["community.id"], name=op.f("fk_document_community_id_community")
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["body.id"], name=op.f("fk_document_owner_id_body")),
        sa.ForeignKeyConstraint(["pair_id"], ["pair.id"], name=op.f("fk_document_pair_id_pair")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
        sa.UniqueConstraint("community_id", "ref", name=op.f("uq_document_community_id_ref")),
    )
    op.create_index(op.f("ix_document_community_id"), "document", ["community_id"], unique=False)
    op.create_table(
        "role_grant",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("community_id", sa.Integer(), nullable=True),
        sa.Column(
            "role",
            sa.Enum(
                "sekretariat",
                "medlem",
                "partskontakt",
                "leser",
                "revisor",
                "administrator",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("party_id", sa.Integer(), nullable=True),
        sa.Column("body_id", sa.Integer(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_role_grant_body_id_body")),
        sa.ForeignKeyConstraint(
            ["community_id"], ["community.id"], name=op.f("fk_role_grant_community_id_community")
        ),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_role_grant_party_id_party")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_role_grant_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_grant")),
        sa.UniqueConstraint(
            "person_id",
            "community_id",
            "role",
            "party_id",
            "body_id",
            name=op.f("uq_role_grant_person_id_community_id_role_party_id_body_id"),
        ),
    )
    op.create_index(op.f("ix_role_grant_community_id"), "role_grant", ["community_id"], unique=False)
    op.create_index(op.f("ix_role_grant_person_id"), "role_grant", ["person_id"], unique=False)
    op.create_table(
        "seat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=True),
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("may_vote", sa.Boolean(), nullable=False),
        sa.Column("deputy_for_id", sa.Integer(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("community_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "party_id IS NOT NULL OR organisation <> ''", name=op.f("ck_seat_speaks_for_somebody")
        ),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_from IS NULL OR valid_from <= valid_to",
            name=op.f("ck_seat_ends_after_it_begins"),
        ),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_seat_body_id_body")),
        sa.ForeignKeyConstraint(
            ["community_id"], ["community.id"], name=op.f("fk_seat_community_id_community")
        ),
        sa.ForeignKeyConstraint(["deputy_for_id"], ["seat.id"], name=op.f("fk_seat_deputy_for_id_seat")),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_seat_party_id_party")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_seat_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seat")),
    )
    op.create_index(op.f("ix_seat_body_id"), "seat", ["body_id"], unique=False)
    op.create_index(op.f("ix_seat_community_id"), "seat", ["community_id"], unique=False)
    op.create_index(op.f("ix_seat_person_id"), "seat", ["person_id"], unique=False)
    op.create_table(
        "version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column(
            "language",
            sa.Enum("nb", "nn", name="language", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column(
            "stage",
            sa.Enum(
                "utkast",
                "frosset",
                "vedtatt",
                "trukket",
                name="stage",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("frozen_hash", sa.String(), nullable=True),
        sa.Column("based_on_id", sa.Integer(), nullable=True),
        sa.Column(
            "change",
            sa.Enum(
                "ny",
                "vesentlig",
                "revisjon",
                "mindre",
                "redaksjonell",
                "oppheving",
                "oppsigelse",
                "disponering",
                name="changeclass",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("change_label", sa.String(), nullable=False),
        sa.Column("change_reason", sa.Text(), nullable=False),
        sa.Column("taken_over", sa.Text(), nullable=False),
        sa.Column("change_confirmed_by", sa.String(), nullable=False),
        sa.Column("findings", sa.Text(), nullable=False),
        sa.Column(
            "entry_rule",
            sa.Enum(
                "alle parter",
                "par for par",
                name="entryrule",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("earliest_from", sa.Date(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("frozen_at", sa.DateTime(), nullable=True),
        sa.Column("adopted_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("community_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(stage = 'utkast') OR (frozen_hash IS NOT NULL)", name=op.f("ck_version_hash_once_frozen")
        ),
        sa.CheckConstraint(
            "valid_from IS NULL OR stage = 'vedtatt'", name=op.f("ck_version_valid_only_if_adopted")
        ),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_from <= valid_to", name=op.f("ck_version_ends_after_it_begins")
        ),
        sa.ForeignKeyConstraint(["based_on_id"], ["version.id"], name=op.f("fk_version_based_on_id_version")),
        sa.ForeignKeyConstraint(
            ["community_id"], ["community.id"], name=op.f("fk_version_community_id_community")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_version_document_id_document")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_version")),
        sa.UniqueConstraint("document_id", "number", name=op.f("uq_version_document_id_number")),
    )
    op.create_index(op.f("ix_version_community_id"), "version", ["community_id"], unique=False)
    op.create_index(op.f("ix_version_document_id"), "version", ["document_id"], unique=False)
    op.create_index(
        "one_adopted_version_per_day",
        "version",
        ["document_id", "valid_from"],
        unique=True,
        sqlite_where=sa.text("stage = 'vedtatt'"),
        postgresql_where=sa.text("stage = 'vedtatt'"),
    )
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("meeting_on", sa.Date(), nullable=False),
        sa.Column("case_number", sa.String(), nullable=False),
        sa.Column("case_year", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column(
            "act",
            sa.Enum(
                "vedtar",
                "disponerer",
                "innstiller",
                "behandler",
                "foreslår",
                "signerer",
                name="act",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "outcome",
            sa.Enum(
                "vedtatt",
                "vedtatt med endring",
                "avvist",
                "utsatt",
                "tatt til orientering",
                "returnert",
                name="outcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("matter", sa.String(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=True),
        sa.Column("text_hash", sa.String(), nullable=True),
        sa.Column(
            "change",
            sa.Enum(
                "ny",
                "vesentlig",
                "revisjon",
                "mindre",
                "redaksjonell",
                "oppheving",
                "oppsigelse",
                "disponering",
                name="changeclass",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("change_label", sa.String(), nullable=False),
        sa.Column("votes_for", sa.Integer(), nullable=True),
        sa.Column("votes_against", sa.Integer(), nullable=True),
        sa.Column("abstained", sa.Integer(), nullable=True),
        sa.Column("present", sa.Integer(), nullable=True),
        sa.Column("members", sa.Integer(), nullable=True),
        sa.Column("chair_for", sa.Boolean(), nullable=True),
        sa.Column("findings", sa.Text(), nullable=False),
        sa.Column(
            "reservation_sort",
            sa.Enum(
                "merknad",
                "endring",
                "uavklart",
                name="reservationsort",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("deviation", sa.Text(), nullable=False),
        sa.Column("deviation_section_id", sa.String(), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("minutes", sa.String(), nullable=False),
        sa.Column(
            "answer",
            sa.Enum(
                "VALID",
                "PENDING",
                "INVALID",
                "NEEDS_HUMAN",
                name="answer",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("corrects_id", sa.Integer(), nullable=True),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("community_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(version_id IS NULL) = (text_hash IS NULL)",
            name=op.f("ck_decision_version_and_hash_go_together"),
        ),
        sa.CheckConstraint(
            "votes_for >= 0 AND votes_against >= 0 AND abstained >= 0",
            name=op.f("ck_decision_votes_are_counted"),
        ),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_decision_body_id_body")),
        sa.ForeignKeyConstraint(
            ["community_id"], ["community.id"], name=op.f("fk_decision_community_id_community")
        ),
        sa.ForeignKeyConstraint(
            ["corrects_id"], ["decision.id"], name=op.f("fk_decision_corrects_id_decision")
        ),
        sa.ForeignKeyConstraint(["version_id"], ["version.id"], name=op.f("fk_decision_version_id_version")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
        sa.UniqueConstraint("ref", name=op.f("uq_decision_ref")),
    )
    for name, about, where in (
        ("one_decision_a_version", "version_id", "corrects_id IS NULL"),
        ("one_decision_a_case", "matter", "corrects_id IS NULL AND version_id IS NULL"),
    ):
        op.create_index(
            name,
            "decision",
            ["body_id", "case_year", "case_number", "act", about],
            unique=True,
            sqlite_where=sa.text(where),
            postgresql_where=sa.text(where),
        )
    op.create_index(op.f("ix_decision_body_id"), "decision", ["body_id"], unique=False)
    op.create_index(op.f("ix_decision_community_id"), "decision", ["community_id"], unique=False)
    op.create_index(op.f("ix_decision_meeting_on"), "decision", ["meeting_on"], unique=False)
    op.create_index(op.f("ix_decision_version_id"), "decision", ["version_id"], unique=False)
    op.create_table(
        "mandate_rule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=True),
        sa.Column("section_id", sa.String(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("community_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["community_id"], ["community.id"], name=op.f("fk_mandate_rule_community_id_community")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["version.id"], name=op.f("fk_mandate_rule_version_id_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mandate_rule")),
        sa.UniqueConstraint("community_id", "ref", name=op.f("uq_mandate_rule_community_id_ref")),
    )
    op.create_index(op.f("ix_mandate_rule_community_id"), "mandate_rule", ["community_id"], unique=False)
    op.create_index(op.f("ix_mandate_rule_version_id"), "mandate_rule", ["version_id"], unique=False)
    op.create_table(
        "mark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("section_id", sa.String(), nullable=False),
        sa.Column("nr", sa.Integer(), nullable=False),
        sa.Column(
            "degree",
            sa.Enum(
                "dekker",
                "dekker delvis",
                "nevner",
                name="degree",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("judged_by", sa.String(), nullable=False),
        sa.Column("judged_on", sa.Date(), nullable=False),
        sa.Column("community_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["community_id"], ["community.id"], name=op.f("fk_mark_community_id_community")
        ),
        sa.ForeignKeyConstraint(["version_id"], ["version.id"], name=op.f("fk_mark_version_id_version")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mark")),
        sa.UniqueConstraint("version_id", "section_id", "nr", name=op.f("uq_mark_version_id_section_id_nr")),
    )
    op.create_index(op.f("ix_mark_community_id"), "mark", ["community_id"], unique=False)
    op.create_index(op.f("ix_mark_version_id"), "mark", ["version_id"], unique=False)
    op.create_table(
        "pair_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("pair_id", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("community_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["community_id"], ["community.id"], name=op.f("fk_pair_entry_community_id_community")
        ),
        sa.ForeignKeyConstraint(["pair_id"], ["pair.id"], name=op.f("fk_pair_entry_pair_id_pair")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["version.id"], name=op.f("fk_pair_entry_version_id_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pair_entry")),
        sa.UniqueConstraint("version_id", "pair_id", name=op.f("uq_pair_entry_version_id_pair_id")),
    )
    op.create_index(op.f("ix_pair_entry_community_id"), "pair_entry", ["community_id"], unique=False)
    op.create_index(op.f("ix_pair_entry_version_id"), "pair_entry", ["version_id"], unique=False)


def downgrade() -> None:
    for name, (_, table, _, _) in GUARDS.items():
        on_table = f" ON {table}" if op.get_bind().dialect.name == "postgresql" else ""
        op.execute(f"DROP TRIGGER {name}{on_table}")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION avtaleverk_refuse()")
    op.drop_index(op.f("ix_pair_entry_version_id"), table_name="pair_entry")
    op.drop_index(op.f("ix_pair_entry_community_id"), table_name="pair_entry")
    op.drop_table("pair_entry")
    op.drop_index(op.f("ix_mark_version_id"), table_name="mark")
    op.drop_index(op.f("ix_mark_community_id"), table_name="mark")
    op.drop_table("mark")
    op.drop_index(op.f("ix_mandate_rule_version_id"), table_name="mandate_rule")
    op.drop_index(op.f("ix_mandate_rule_community_id"), table_name="mandate_rule")
    op.drop_table("mandate_rule")
    op.drop_index(op.f("ix_decision_version_id"), table_name="decision")
    op.drop_index(op.f("ix_decision_meeting_on"), table_name="decision")
    op.drop_index(op.f("ix_decision_community_id"), table_name="decision")
    op.drop_index(op.f("ix_decision_body_id"), table_name="decision")
    op.drop_table("decision")
    op.drop_index(
        "one_adopted_version_per_day",
        table_name="version",
        sqlite_where=sa.text("stage = 'vedtatt'"),
        postgresql_where=sa.text("stage = 'vedtatt'"),
    )
    op.drop_index(op.f("ix_version_document_id"), table_name="version")
    op.drop_index(op.f("ix_version_community_id"), table_name="version")
    op.drop_table("version")
    op.drop_index(op.f("ix_seat_person_id"), table_name="seat")
    op.drop_index(op.f("ix_seat_community_id"), table_name="seat")
    op.drop_index(op.f("ix_seat_body_id"), table_name="seat")
    op.drop_table("seat")
    op.drop_index(op.f("ix_role_grant_person_id"), table_name="role_grant")
    op.drop_index(op.f("ix_role_grant_community_id"), table_name="role_grant")
    op.drop_table("role_grant")
    op.drop_index(op.f("ix_document_community_id"), table_name="document")
    op.drop_table("document")
    op.drop_index(op.f("ix_body_alias_community_id"), table_name="body_alias")
    op.drop_index(op.f("ix_body_alias_body_id"), table_name="body_alias")
    op.drop_table("body_alias")
    op.drop_index(op.f("ix_succession_community_id"), table_name="succession")
    op.drop_table("succession")
    op.drop_index(op.f("ix_pair_community_id"), table_name="pair")
    op.drop_table("pair")
    op.drop_index(op.f("ix_body_community_id"), table_name="body")
    op.drop_table("body")
    op.drop_index(op.f("ix_token_person_id"), table_name="token")
    op.drop_table("token")
    op.drop_index(op.f("ix_session_person_id"), table_name="session")
    op.drop_table("session")
    op.drop_index(op.f("ix_party_community_id"), table_name="party")
    op.drop_table("party")
    op.drop_index(op.f("ix_audit_subject"), table_name="audit")
    op.drop_index(op.f("ix_audit_community_id"), table_name="audit")
    op.drop_table("audit")
    op.drop_table("repeat")
    op.drop_table("person")
    op.drop_index(op.f("ix_login_failure_email_hash"), table_name="login_failure")
    op.drop_index(op.f("ix_login_failure_at"), table_name="login_failure")
    op.drop_index(op.f("ix_login_failure_address"), table_name="login_failure")
    op.drop_table("login_failure")
    op.drop_table("community")
