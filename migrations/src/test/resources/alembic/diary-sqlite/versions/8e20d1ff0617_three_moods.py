"""The three moods"""
from alembic import op
import sqlalchemy as sa

revision = "8e20d1ff0617"
down_revision = "31b4f7ee05f6"


def upgrade():
    moods = sa.table("moods", sa.column("name", sa.String))
    op.bulk_insert(moods, [{"name": "bright"}, {"name": "calm"}, {"name": "dark"}])


def downgrade():
    op.execute("delete from moods")
