"""Moods"""
from alembic import op
import sqlalchemy as sa

revision = "31b4f7ee05f6"
down_revision = "0a13b9dd04e5"


def upgrade():
    op.create_table("moods", sa.Column("name", sa.String(20), primary_key=True))


def downgrade():
    op.drop_table("moods")
