"""The five traits"""
from alembic import op
import sqlalchemy as sa

revision = "b8e2f6d71c03"
down_revision = "c64001afbd46"


TRAITS = {
    "openness": "caution",
    "diligence": "carelessness",
    "warmth": "reserve",
    "kindness": "detachment",
    "calm": "worry",
}


def upgrade():
    for name, opposite in TRAITS.items():
        op.get_bind().execute(
            sa.text("insert into personality_traits (name, opposite) values (:name, :opposite) on conflict do nothing"),
            {"name": name, "opposite": opposite},
        )


def downgrade():
    op.execute("delete from character_traits")
    op.execute("delete from personality_traits")
