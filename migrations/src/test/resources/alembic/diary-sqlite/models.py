"""The models of the application at its latest version. `python models.py` makes all tables, and no version table."""
import os

from sqlalchemy import Column, Date, ForeignKey, Integer, MetaData, String, Table, Text, create_engine

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    }
)

Table(
    "users", metadata,
    Column("id", Integer, primary_key=True),
    Column("email", String(80), nullable=False, unique=True),
    Column("name", String(40), nullable=False, server_default="nobody"),
)
Table("moods", metadata, Column("name", String(20), primary_key=True))
Table(
    "entries", metadata,
    Column("id", Integer, primary_key=True),
    Column("user_id", Integer, ForeignKey("users.id"), nullable=False),
    Column("written_on", Date, nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("mood", String(20), ForeignKey("moods.name")),
)

if __name__ == "__main__":
    metadata.create_all(create_engine(os.environ["DATABASE_URL"]))
