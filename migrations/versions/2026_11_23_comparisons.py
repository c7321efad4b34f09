"""Comparisons kept with the decisions that rested on them, and reasons for changes.

What a decision rested on is guarded as the decision itself is: by triggers against accidents, by `verify`
against everything else.
"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_23_comparisons"
down_revision = "2026_11_23_register"
branch_labels = None
depends_on = None

GUARDS = {
    "comparison_is_fixed": ("UPDATE", "comparison", "a comparison that a decision rested on is never edited"),
    "comparison_is_kept": ("DELETE", "comparison", "a comparison that a decision rested on is never deleted"),
    "decision_basis_is_fixed": ("UPDATE", "decision_basis", "what a decision rested on is never edited"),
    "decision_basis_is_kept": ("DELETE", "decision_basis", "what a decision rested on is never deleted"),
}


def upgrade() -> None:
    op.create_table(
        "comparison",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("old_version_id", sa.Integer(), nullable=False),
        sa.Column("new_version_id", sa.Integer(), nullable=False),
        sa.Column("old_hash", sa.String(), nullable=False),
        sa.Column("new_hash", sa.String(), nullable=False),
        sa.Column("algorithm", sa.String(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        _community(),
        _foreign("comparison", "old_version_id", "version"),
        _foreign("comparison", "new_version_id", "version"),
        _foreign("comparison", "community_id", "community"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comparison")),
        sa.UniqueConstraint(
            *("community_id", "old_hash", "new_hash", "algorithm"),
            name=op.f("uq_comparison_community_id_old_hash_new_hash_algorithm"),
        ),
    )
    op.create_index(op.f("ix_comparison_community_id"), "comparison", ["community_id"])
    op.create_table(
        "decision_basis",
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("comparison_id", sa.Integer(), nullable=False),
        _community(),
        _foreign("decision_basis", "decision_id", "decision"),
        _foreign("decision_basis", "comparison_id", "comparison"),
        _foreign("decision_basis", "community_id", "community"),
        sa.PrimaryKeyConstraint("decision_id", name=op.f("pk_decision_basis")),
    )
    op.create_index(op.f("ix_decision_basis_community_id"), "decision_basis", ["community_id"])
    op.create_index(op.f("ix_decision_basis_comparison_id"), "decision_basis", ["comparison_id"])
    op.create_table(
        "change_reason",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("section_id", sa.String(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.String(), nullable=False),
        sa.Column("written_by", sa.String(), nullable=False),
        sa.Column("written_at", sa.DateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        _community(),
        _foreign("change_reason", "version_id", "version"),
        _foreign("change_reason", "community_id", "community"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change_reason")),
        sa.UniqueConstraint("version_id", "section_id", name=op.f("uq_change_reason_version_id_section_id")),
    )
    op.create_index(op.f("ix_change_reason_community_id"), "change_reason", ["community_id"])
    op.create_index(op.f("ix_change_reason_version_id"), "change_reason", ["version_id"])
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
    op.drop_table("change_reason")
    op.drop_table("decision_basis")
    op.drop_table("comparison")


def _community() -> sa.Column[int]:
    return sa.Column("community_id", sa.Integer(), nullable=False)


def _foreign(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"))
