"""An index that is built beside the work of others"""
from alembic import op
import sqlalchemy as sa

revision = "04e9b6f1d27a"
down_revision = "2ac8f14e90d7"


def upgrade():
    with op.get_context().autocommit_block():
        op.create_index("ix_items_owner_id", "items", ["owner_id"], postgresql_concurrently=True)


def downgrade():
    op.drop_index("ix_items_owner_id")
