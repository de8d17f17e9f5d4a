"""Levels end at 99"""
from alembic import op
import sqlalchemy as sa

revision = "2ac8f14e90d7"
down_revision = "20240810_raw_sql"


def upgrade():
    op.create_check_constraint("level_range", "characters", "level between 1 and 99")
    op.alter_column("characters", "level", server_default="0")
    op.alter_column("characters", "level", server_default="1")


def downgrade():
    op.drop_constraint("level_range", "characters")
