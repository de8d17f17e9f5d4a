"""News, which the init dump has already"""
from alembic import op
import sqlalchemy as sa

revision = "e07ac4417f2b"
down_revision = "5d2f81c09ab4"


def upgrade():
    if "news" in sa.inspect(op.get_bind()).get_table_names():
        return
    op.create_table(
        "news",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("headline", sa.Text, nullable=False),
        sa.Column("printed_on", sa.Date),
    )


def downgrade():
    op.drop_table("news")
