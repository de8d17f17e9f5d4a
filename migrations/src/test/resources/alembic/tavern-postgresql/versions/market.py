"""The market"""
from alembic import op
import sqlalchemy as sa

revision = "9a3be1507d62"
down_revision = "e07ac4417f2b"


def upgrade():
    op.create_table(
        "items",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("owner_id", sa.Integer, sa.ForeignKey("characters.id")),
        sa.Column("name", sa.String(60), nullable=False),
    )
    op.create_table(
        "listings",
        sa.Column("item_id", sa.Integer, sa.ForeignKey("items.id"), primary_key=True),
        sa.Column("price", sa.Integer, nullable=False),
        sa.Column("state", sa.Enum("open", "sold", name="listing_state"), nullable=False, server_default="open"),
    )


def downgrade():
    op.drop_table("listings")
    op.drop_table("items")
    op.execute("drop type listing_state")
