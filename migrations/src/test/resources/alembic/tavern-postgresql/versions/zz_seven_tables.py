"""The seven tables of version 1; installs of that time began with sql/00_init.sql instead"""
from alembic import op
import sqlalchemy as sa

revision = "20240110_baseline"
down_revision = None


def upgrade():
    op.create_table(
        "players",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.String(40), nullable=False, unique=True),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False, server_default=sa.text("now()")),
    )
    op.create_table(
        "taverns",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.String(80), nullable=False),
    )
    op.create_table(
        "characters",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("player_id", sa.Integer, sa.ForeignKey("players.id", ondelete="CASCADE"), nullable=False),
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("level", sa.Integer, nullable=False, server_default="1"),
    )
    op.create_index("ix_characters_player_id", "characters", ["player_id"])
    op.create_table(
        "adventures",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("tavern_id", sa.Integer, sa.ForeignKey("taverns.id"), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
    )
    op.create_table(
        "visits",
        sa.Column("character_id", sa.Integer, sa.ForeignKey("characters.id"), primary_key=True),
        sa.Column("tavern_id", sa.Integer, sa.ForeignKey("taverns.id"), primary_key=True),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "rumours",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("tavern_id", sa.Integer, sa.ForeignKey("taverns.id"), nullable=False),
        sa.Column("body", sa.Text),
    )
    op.create_table(
        "settings",
        sa.Column("key", sa.String(40), primary_key=True),
        sa.Column("value", sa.Text),
    )


def downgrade():
    for table in ("settings", "rumours", "visits", "adventures", "characters", "taverns", "players"):
        op.drop_table(table)
