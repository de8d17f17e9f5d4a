"""Personality traits"""
from alembic import op
import sqlalchemy as sa

revision = "c64001afbd46"
down_revision = ("e07ac4417f2b",)


def upgrade():
    op.create_table(
        "personality_traits",
        sa.Column("name", sa.String(20), primary_key=True),
        sa.Column("opposite", sa.String(20), nullable=False),
    )
    op.create_table(
        "character_traits",
        sa.Column("character_id", sa.Integer, sa.ForeignKey("characters.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("trait", sa.String(20), sa.ForeignKey("personality_traits.name"), primary_key=True),
        sa.Column("strength", sa.SmallInteger, nullable=False, server_default="50"),
    )


def downgrade():
    op.drop_table("character_traits")
    op.drop_table("personality_traits")
