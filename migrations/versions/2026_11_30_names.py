"""A person's name may be kept from pages that everybody reads."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_30_names"
down_revision = "2026_11_30_meetings"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("person", sa.Column("name_withheld_at", sa.DateTime(), nullable=True))


def downgrade() -> None:
    op.drop_column("person", "name_withheld_at")
