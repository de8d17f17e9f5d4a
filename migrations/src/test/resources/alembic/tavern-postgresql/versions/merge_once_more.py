"""A merge whose second parent is an ancestor of its first"""
from alembic import op
import sqlalchemy as sa

revision = "7b2e85d0f64c"
down_revision = (
    "3c9ad7120b5e",
    "b8e2f6d71c03",
)


def upgrade():
    pass


def downgrade():
    pass
