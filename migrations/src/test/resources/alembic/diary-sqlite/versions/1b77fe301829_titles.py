"""Every entry has a title, and no longer a short one"""
from alembic import op
import sqlalchemy as sa

revision = "1b77fe301829"
down_revision = "42ac91e00718"


def upgrade():
    op.execute("update entries set title = 'untitled' where title is null")
    with op.batch_alter_table("entries") as entries:
        entries.alter_column("title", type_=sa.Text, existing_type=sa.String(120), nullable=False)


def downgrade():
    with op.batch_alter_table("entries") as entries:
        entries.alter_column("title", type_=sa.String(120), existing_type=sa.Text, nullable=True)
