"""Merge market and personality"""
from alembic import op
import sqlalchemy as sa

revision = "20240702_merge"
down_revision = ("1f7720c9be45", "d41f0b86ce27")


def upgrade():
    pass


def downgrade():
    pass
