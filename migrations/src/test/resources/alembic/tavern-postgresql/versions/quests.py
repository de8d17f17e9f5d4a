"""Adventures become quests"""
from alembic import op
import sqlalchemy as sa

revision = "3c9ad7120b5e"
down_revision = "20240702_merge"


def upgrade():
    op.rename_table("adventures", "quests")
    op.execute("alter sequence adventures_id_seq rename to quests_id_seq")
    op.add_column("quests", sa.Column("reward", sa.Integer, nullable=False, server_default="0"))


def downgrade():
    op.drop_column("quests", "reward")
    op.execute("alter sequence quests_id_seq rename to adventures_id_seq")
    op.rename_table("quests", "adventures")
