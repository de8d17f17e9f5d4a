"""Entries by day"""
from alembic import op
import sqlalchemy as sa

revision = "0a13b9dd04e5"
down_revision = "ffe8d1cc03d4"


def upgrade():
    op.create_index("ix_entries_written_on", "entries", ["written_on"])


def downgrade():
    op.drop_index("ix_entries_written_on")
