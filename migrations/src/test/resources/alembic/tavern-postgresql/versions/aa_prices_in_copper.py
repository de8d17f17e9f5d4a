"""Prices in copper"""
from alembic import op
import sqlalchemy as sa

revision = "d41f0b86ce27"
down_revision = "9a3be1507d62"


def upgrade():
    op.alter_column("listings", "price", type_=sa.BigInteger, new_column_name="price_copper")
    op.create_check_constraint("price_positive", "listings", "price_copper > 0")


def downgrade():
    op.drop_constraint("price_positive", "listings")
    op.alter_column("listings", "price_copper", type_=sa.Integer, new_column_name="price")
