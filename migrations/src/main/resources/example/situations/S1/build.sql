-- S1: a fresh database. The runner has already made its tracking table, and died before it did anything else.
CREATE TABLE alembic_version (
    version_num VARCHAR(32) NOT NULL,
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
