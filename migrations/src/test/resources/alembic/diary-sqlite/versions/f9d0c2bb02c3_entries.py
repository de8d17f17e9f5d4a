"""Entries"""
from alembic import op
import sqlalchemy as sa

revision = "f9d0c2bb02c3"
down_revision = "7c1e55aa01b2"


def upgrade():
    op.create_table(
        "entries",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("user_id", sa.Integer, sa.ForeignKey("users.id", name="fk_entries_user_id_users"), nullable=False),
        sa.Column("written_on", sa.Date, nullable=False),
        sa.Column("title", sa.String(120)),
    )


def downgrade():
    op.drop_table("entries")
