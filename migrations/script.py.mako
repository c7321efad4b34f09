"""${message}

One purpose. Say why, not what. On SQLite a batch operation makes the table anew and DROPS ITS TRIGGERS:
the guards of adopted texts and of the log must be made again in the same migration.
"""

from alembic import op
import sqlalchemy as sa
${imports if imports else ""}

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    ${downgrades if downgrades else "pass"}
