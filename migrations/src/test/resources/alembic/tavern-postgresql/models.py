"""The models of the application at its latest version. `python models.py` makes all tables, and no version table."""
import os

from sqlalchemy import (
    BigInteger, CheckConstraint, Column, Date, DateTime, Enum, ForeignKey, Integer, MetaData, SmallInteger, String, Table,
    Text, create_engine, text,
)

metadata = MetaData()


def key():
    return Column("id", Integer, primary_key=True)


Table(
    "players", metadata,
    key(),
    Column("name", String(40), nullable=False, unique=True),
    Column("email", String(120), unique=True, index=True),
    Column("joined_at", DateTime(timezone=True), nullable=False, server_default=text("now()")),
)
Table("taverns", metadata, key(), Column("name", String(80), nullable=False))
Table(
    "characters", metadata,
    key(),
    Column("player_id", Integer, ForeignKey("players.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("name", String(40), nullable=False),
    Column("level", Integer, nullable=False, server_default="1"),
    Column("last_seen_at", DateTime(timezone=True), comment="of any tavern"),
    CheckConstraint("level between 1 and 99"),
)
Table(
    "quests", metadata,
    key(),
    Column("tavern_id", Integer, ForeignKey("taverns.id"), nullable=False),
    Column("title", Text, nullable=False),
    Column("reward", Integer, nullable=False, server_default="0"),
)
Table(
    "visits", metadata,
    Column("character_id", Integer, ForeignKey("characters.id"), primary_key=True),
    Column("tavern_id", Integer, ForeignKey("taverns.id"), primary_key=True),
    Column("seen_at", DateTime(timezone=True), nullable=False),
)
Table("rumours", metadata, key(), Column("tavern_id", Integer, ForeignKey("taverns.id"), nullable=False), Column("body", Text))
Table("settings", metadata, Column("key", String(40), primary_key=True), Column("value", Text))
Table("news", metadata, key(), Column("headline", Text, nullable=False), Column("printed_on", Date))
Table(
    "personality_traits", metadata,
    Column("name", String(20), primary_key=True),
    Column("opposite", String(20), nullable=False),
)
Table(
    "character_traits", metadata,
    Column("character_id", Integer, ForeignKey("characters.id", ondelete="CASCADE"), primary_key=True),
    Column("trait", String(20), ForeignKey("personality_traits.name"), primary_key=True),
    Column("strength", SmallInteger, nullable=False, server_default="50"),
)
Table(
    "items", metadata,
    key(),
    Column("owner_id", Integer, ForeignKey("characters.id"), index=True),
    Column("name", String(60), nullable=False),
)
Table(
    "listings", metadata,
    Column("item_id", Integer, ForeignKey("items.id"), primary_key=True),
    Column("price_copper", BigInteger, nullable=False),
    Column("state", Enum("open", "sold", name="listing_state"), nullable=False, server_default="open"),
    CheckConstraint("price_copper > 0"),
)

if __name__ == "__main__":
    metadata.create_all(create_engine(os.environ["DATABASE_URL"]))
