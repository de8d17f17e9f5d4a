"""Every character gets the five traits"""
from alembic import op
import sqlalchemy as sa

revision = "1f7720c9be45"
down_revision = "b8e2f6d71c03"


def upgrade():
    op.execute(
        """
        insert into character_traits (character_id, trait)
        select c.id, t.name from characters c cross join personality_traits t
        on conflict do nothing
        """
    )


def downgrade():
    op.execute("delete from character_traits")
