"""When a character was seen last"""
from alembic import op
import sqlalchemy as sa

revision = "f3027b8d6c49"
down_revision = "04e9b6f1d27a"


def upgrade():
    op.add_column("characters", sa.Column("last_seen_at", sa.DateTime(timezone=True)))
    op.execute("comment on column characters.last_seen_at is 'of any tavern'")


def downgrade():
    op.drop_column("characters", "last_seen_at")
