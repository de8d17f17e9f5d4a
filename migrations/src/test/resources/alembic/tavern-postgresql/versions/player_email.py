"""Players have an address"""
from alembic import op
import sqlalchemy as sa

revision = "5d2f81c09ab4"
down_revision = "20240110_baseline"


def upgrade():
    op.add_column("players", sa.Column("email", sa.String(120)))
    op.create_index("ix_players_email", "players", ["email"], unique=True)


def downgrade():
    op.drop_index("ix_players_email")
    op.drop_column("players", "email")
