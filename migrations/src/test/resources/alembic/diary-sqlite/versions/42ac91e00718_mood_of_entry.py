"""Entries have a mood: the table is built anew, with its index"""
from alembic import op
import sqlalchemy as sa

revision = "42ac91e00718"
down_revision = "8e20d1ff0617"


def upgrade():
    with op.batch_alter_table("entries", recreate="always") as entries:
        entries.add_column(sa.Column("mood", sa.String(20)))
        entries.create_foreign_key("fk_entries_mood_moods", "moods", ["mood"], ["name"])


def downgrade():
    with op.batch_alter_table("entries") as entries:
        entries.drop_constraint("fk_entries_mood_moods", type_="foreignkey")
        entries.drop_column("mood")
