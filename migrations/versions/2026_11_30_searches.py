"""Searches that are saved, words that find each other, and what was searched for and not found."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_30_searches"
down_revision = "2026_11_30_compliance"
branch_labels = None
depends_on = None

TABLES = ("saved_search", "synonym", "missed_search")


def upgrade() -> None:
    op.create_table(
        "saved_search",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("feed_hash", sa.String(), nullable=True),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=False),
        *_owned("saved_search"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_saved_search_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_search")),
        sa.UniqueConstraint("community_id", "ref", name=op.f("uq_saved_search_community_id_ref")),
        sa.UniqueConstraint("feed_hash", name=op.f("uq_saved_search_feed_hash")),
    )
    op.create_index(op.f("ix_saved_search_person_id"), "saved_search", ["person_id"])
    op.create_table(
        "synonym",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("holds", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("said_by", sa.String(), nullable=False),
        sa.Column("said_at", sa.DateTime(), nullable=False),
        *_owned("synonym"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_synonym")),
    )
    op.create_index(op.f("ix_synonym_name"), "synonym", ["name"])
    op.create_table(
        "missed_search",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        *_owned("missed_search"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_missed_search")),
        sa.UniqueConstraint("community_id", "words", name=op.f("uq_missed_search_community_id_words")),
    )
    op.create_index(op.f("ix_missed_search_last_on"), "missed_search", ["last_on"])
    for table in TABLES:
        op.create_index(op.f(f"ix_{table}_community_id"), table, ["community_id"])
    _guard("synonym_is_fixed", "UPDATE", "what was said of words is never edited")
    _guard("synonym_is_kept", "DELETE", "what was said of words is never deleted")


def downgrade() -> None:
    on_table = " ON synonym" if op.get_bind().dialect.name == "postgresql" else ""
    for end in ("is_fixed", "is_kept"):
        op.execute(f"DROP TRIGGER synonym_{end}{on_table}")
    for table in reversed(TABLES):
        op.drop_table(table)


def _owned(table: str) -> tuple[sa.Column | sa.ForeignKeyConstraint, ...]:
    return (
        sa.Column("community_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["community_id"], ["community.id"], name=op.f(f"fk_{table}_community_id_community")
        ),
    )


def _guard(name: str, act: str, message: str) -> None:
    if op.get_bind().dialect.name == "postgresql":
        body = f"FOR EACH ROW EXECUTE FUNCTION avtaleverk_refuse('{message}')"
    else:
        body = f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
    op.execute(f"CREATE TRIGGER {name} BEFORE {act} ON synonym {body}")
