"""Users have a name: the table is built anew"""
from alembic import op
import sqlalchemy as sa

revision = "ffe8d1cc03d4"
down_revision = "f9d0c2bb02c3"


def upgrade():
    with op.batch_alter_table("users", recreate="always") as users:
        users.add_column(sa.Column("name", sa.String(40), nullable=False, server_default="nobody"))


def downgrade():
    with op.batch_alter_table("users") as users:
        users.drop_column("name")
