"""Judgements cite the words they rest on and are never edited; what the law asks beside the texts.

The table of judgements is laid anew, since one place may now be judged many times and the last word counts.
Those made before keep their numbers: they rest on all the words of their place.
"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_30_compliance"
down_revision = "2026_11_30_rounds"
branch_labels = None
depends_on = None

GUARDED = {
    "catalogue": "a catalogue",
    "catalogue_sign_off": "a signature under a catalogue",
    "involvement": "what was said of involvement",
    "joint_measure": "a joint measure",
    "joint_measure_end": "the end of a joint measure",
    "mark": "a judgement",
    "review": "a review",
}
"""Tables whose rows are never edited and never deleted, and what the refusal calls a row."""
TABLES = ("catalogue", "catalogue_sign_off", "joint_measure", "joint_measure_end", "involvement", "review")
DEGREES = ("dekker", "dekker delvis", "nevner")
KEPT = "id, version_id, section_id, nr, degree, reason, judged_by, judged_on, community_id"


def upgrade() -> None:
    make_tables()
    _lay_anew(_new_mark)
    for table, what in GUARDED.items():
        _guard(f"{table}_is_fixed", "UPDATE", table, f"{what} is never edited")
        _guard(f"{table}_is_kept", "DELETE", table, f"{what} is never deleted")


def downgrade() -> None:
    for table in GUARDED:
        for end in ("is_fixed", "is_kept"):
            on_table = f" ON {table}" if op.get_bind().dialect.name == "postgresql" else ""
            op.execute(f"DROP TRIGGER {table}_{end}{on_table}")
    op.execute(
        "DELETE FROM mark WHERE catalogue <> 'hol-6-2' OR measure_id IS NOT NULL OR degree = 'dekker ikke' "
        "OR kind = 'trukket' OR id NOT IN (SELECT max(id) FROM mark GROUP BY version_id, section_id, nr)"
    )
    _lay_anew(_old_mark)
    for table in reversed(TABLES):
        op.drop_table(table)


def _lay_anew(make) -> None:
    """Make the table of judgements again in another shape, with the rows it has."""
    op.drop_index(op.f("ix_mark_community_id"), "mark")
    op.drop_index(op.f("ix_mark_version_id"), "mark")
    op.execute("CREATE TABLE mark_kept AS SELECT * FROM mark")
    op.drop_table("mark")
    make()
    op.execute(f"INSERT INTO mark ({KEPT}) SELECT {KEPT} FROM mark_kept")
    op.drop_table("mark_kept")
    op.create_index(op.f("ix_mark_community_id"), "mark", ["community_id"])
    op.create_index(op.f("ix_mark_version_id"), "mark", ["version_id"])
    if op.get_bind().dialect.name == "postgresql":
        op.execute("SELECT setval('mark_id_seq', (SELECT coalesce(max(id), 0) + 1 FROM mark), false)")


def _new_mark() -> None:
    op.create_table(
        "mark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("section_id", sa.String(), nullable=False),
        sa.Column("catalogue", sa.String(), server_default="hol-6-2", nullable=False),
        sa.Column("nr", sa.Integer(), nullable=False),
        sa.Column("entry_since", sa.Date(), nullable=True),
        sa.Column("measure_id", sa.Integer(), nullable=True),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.Column(
            "kind",
            _words("markkind", "vurdert", "bekreftet", "trukket"),
            server_default="vurdert",
            nullable=False,
        ),
        sa.Column("degree", _words("degree", *DEGREES, "dekker ikke"), nullable=False),
        sa.Column("cited", sa.Text(), server_default="", nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("judged_by", sa.String(), nullable=False),
        sa.Column("judged_on", sa.Date(), nullable=False),
        *_owned("mark"),
        sa.ForeignKeyConstraint(["version_id"], ["version.id"], name=op.f("fk_mark_version_id_version")),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["joint_measure.id"], name=op.f("fk_mark_measure_id_joint_measure")
        ),
        sa.ForeignKeyConstraint(["replaces_id"], ["mark.id"], name=op.f("fk_mark_replaces_id_mark")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mark")),
    )


def _old_mark() -> None:
    op.create_table(
        "mark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("section_id", sa.String(), nullable=False),
        sa.Column("nr", sa.Integer(), nullable=False),
        sa.Column("degree", _words("degree", *DEGREES), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("judged_by", sa.String(), nullable=False),
        sa.Column("judged_on", sa.Date(), nullable=False),
        *_owned("mark"),
        sa.ForeignKeyConstraint(["version_id"], ["version.id"], name=op.f("fk_mark_version_id_version")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mark")),
        sa.UniqueConstraint("version_id", "section_id", "nr", name=op.f("uq_mark_version_id_section_id_nr")),
    )


def make_tables() -> None:
    op.create_table(
        "catalogue",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("added_by", sa.String(), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        *_owned("catalogue"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catalogue")),
        sa.UniqueConstraint("community_id", "hash", name=op.f("uq_catalogue_community_id_hash")),
    )
    op.create_table(
        "catalogue_sign_off",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("catalogue", sa.String(), nullable=False),
        sa.Column("nr", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("entry_hash", sa.String(), nullable=False),
        sa.Column("holds", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("signed_by", sa.String(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        *_owned("catalogue_sign_off"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catalogue_sign_off")),
    )
    op.create_table(
        "joint_measure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("section_id", sa.String(), nullable=False),
        sa.Column("pair_id", sa.Integer(), nullable=True),
        sa.Column("agreed_on", sa.Date(), nullable=False),
        sa.Column("added_by", sa.String(), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        *_owned("joint_measure"),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_joint_measure_document_id_document")
        ),
        sa.ForeignKeyConstraint(["pair_id"], ["pair.id"], name=op.f("fk_joint_measure_pair_id_pair")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_joint_measure")),
        sa.UniqueConstraint("community_id", "ref", name=op.f("uq_joint_measure_community_id_ref")),
    )
    op.create_table(
        "joint_measure_end",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("measure_id", sa.Integer(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("said_by", sa.String(), nullable=False),
        sa.Column("said_at", sa.DateTime(), nullable=False),
        *_owned("joint_measure_end"),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["joint_measure.id"], name=op.f("fk_joint_measure_end_measure_id_joint_measure")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_joint_measure_end")),
    )
    op.create_index(op.f("ix_joint_measure_end_measure_id"), "joint_measure_end", ["measure_id"])
    op.create_table(
        "involvement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column(
            "sort",
            _words("involvement", "pasient- og brukererfaringer", "pasient- og brukerorganisasjoner"),
            nullable=False,
        ),
        sa.Column("whom", sa.String(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("took_part_on", sa.Date(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        *_said_once(),
        *_owned("involvement"),
        sa.ForeignKeyConstraint(
            ["version_id"], ["version.id"], name=op.f("fk_involvement_version_id_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_involvement")),
    )
    op.create_index(op.f("ix_involvement_version_id"), "involvement", ["version_id"])
    op.create_table(
        "review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("pair_id", sa.Integer(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("reviewed_on", sa.Date(), nullable=False),
        sa.Column("outcome", _words("reviewoutcome", "ingen endring trengs", "skal endres"), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        *_said_once(),
        *_owned("review"),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_review_document_id_document")
        ),
        sa.ForeignKeyConstraint(["pair_id"], ["pair.id"], name=op.f("fk_review_pair_id_pair")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review")),
    )
    op.create_index(op.f("ix_review_document_id"), "review", ["document_id"])
    for table in TABLES:
        op.create_index(op.f(f"ix_{table}_community_id"), table, ["community_id"])


def _said_once() -> tuple[sa.Column, ...]:
    return (
        sa.Column("link", sa.String(), nullable=False),
        sa.Column("holds", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
    )


def _owned(table: str) -> tuple[sa.Column | sa.ForeignKeyConstraint, ...]:
    return (
        sa.Column("community_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["community_id"], ["community.id"], name=op.f(f"fk_{table}_community_id_community")
        ),
    )


def _words(name: str, *members: str) -> sa.Enum:
    return sa.Enum(*members, name=name, native_enum=False, create_constraint=True, length=40)


def _guard(name: str, act: str, table: str, message: str) -> None:
    if op.get_bind().dialect.name == "postgresql":
        body = f"FOR EACH ROW EXECUTE FUNCTION avtaleverk_refuse('{message}')"
    else:
        body = f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
    op.execute(f"CREATE TRIGGER {name} BEFORE {act} ON {table} {body}")
