"""What goes out in Word and comes in: texts sent, files received, amendments, the office's template.

A text that was sent is guarded by triggers: what comes back is held against it, whatever became of the draft.
"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_30_exchange"
down_revision = "2026_11_23_comparisons"
branch_labels = None
depends_on = None

GUARDS = {
    "sending_is_fixed": ("UPDATE", "sending", "a text that was sent is never edited"),
    "sending_is_kept": ("DELETE", "sending", "a text that was sent is never deleted"),
}
KINDS = ("annen ordlyd", "nytt punkt", "fjerne punktet", "flytte punktet", "kommentar", "uten plass")
STATES = ("åpent", "godtatt", "avvist")


def upgrade() -> None:
    op.create_table(
        "sending",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("text_hash", sa.String(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("sent_by", sa.String(), nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=False),
        _community(),
        _foreign("sending", "version_id", "version"),
        _foreign("sending", "community_id", "community"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sending")),
        sa.UniqueConstraint("ref", name=op.f("uq_sending_ref")),
    )
    _index("sending", "community_id", "version_id", "text_hash")
    op.create_table(
        "received_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=True),
        sa.Column("sending_id", sa.Integer(), nullable=True),
        sa.Column("base", sa.Text(), nullable=False),
        sa.Column("sender", sa.String(), nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("received_by", sa.String(), nullable=False),
        sa.Column("received_at", sa.DateTime(), nullable=False),
        _community(),
        _foreign("received_file", "version_id", "version"),
        _foreign("received_file", "sending_id", "sending"),
        _foreign("received_file", "community_id", "community"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_received_file")),
        sa.UniqueConstraint("ref", name=op.f("uq_received_file_ref")),
    )
    _index("received_file", "community_id", "sha256", "version_id")
    op.create_table(
        "amendment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("section_id", sa.String(), nullable=False),
        sa.Column("kind", _one_of("amendmentkind", KINDS), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=True),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("state", _one_of("amendmentstate", STATES), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_by", sa.String(), nullable=False),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        _community(),
        sa.CheckConstraint(
            "(state = 'åpent') = (answered_at IS NULL)", name=op.f("ck_amendment_answered_if_not_open")
        ),
        _foreign("amendment", "file_id", "received_file"),
        _foreign("amendment", "version_id", "version"),
        _foreign("amendment", "community_id", "community"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_amendment")),
        sa.UniqueConstraint("file_id", "position", name=op.f("uq_amendment_file_id_position")),
    )
    _index("amendment", "community_id", "file_id", "version_id")
    op.create_table(
        "template",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("chosen_by", sa.String(), nullable=False),
        sa.Column("chosen_at", sa.DateTime(), nullable=False),
        _community(),
        _foreign("template", "community_id", "community"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_template")),
    )
    _index("template", "community_id")
    make_guards()


def make_guards() -> None:
    on_postgres = op.get_bind().dialect.name == "postgresql"
    for name, (act, table, message) in GUARDS.items():
        body = (
            f"FOR EACH ROW EXECUTE FUNCTION avtaleverk_refuse('{message}')"
            if on_postgres
            else f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
        )
        op.execute(f"CREATE TRIGGER {name} BEFORE {act} ON {table} {body}")


def downgrade() -> None:
    for name, (_, table, _) in GUARDS.items():
        on_table = f" ON {table}" if op.get_bind().dialect.name == "postgresql" else ""
        op.execute(f"DROP TRIGGER {name}{on_table}")
    for table in ("template", "amendment", "received_file", "sending"):
        op.drop_table(table)


def _community() -> sa.Column[int]:
    return sa.Column("community_id", sa.Integer(), nullable=False)


def _foreign(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"))


def _index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def _one_of(name: str, members: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*members, name=name, native_enum=False, create_constraint=True, length=40)
