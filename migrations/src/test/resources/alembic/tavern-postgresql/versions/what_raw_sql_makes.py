"""Documentation only: the reports are made by the files in raw/"""
from alembic import op
import sqlalchemy as sa

revision = "20240810_raw_sql"
down_revision = "7b2e85d0f64c"


def upgrade():
    pass


def downgrade():
    pass
