-- revision: marker
-- parents:
-- message: identity, fence and markers kept inside every migrated SQLite file

-- One row: which database of the ledger this is, physically, the highest fence seen, and the claimed heads, one a line.
create table if not exists migration_ledger_identity (
    only_row    integer not null default 1 unique check (only_row = 1),
    database_id text    not null,
    system      text    not null,
    "database"  text    not null,
    catalog     text    not null,
    epoch       integer not null,
    heads       text    not null,
    changed_at  text    not null default current_timestamp
);

-- The inbox: a revision's marker commits with the revision.
create table if not exists migration_ledger_marker (
    revision   text    not null,
    statement  integer not null,
    phase      text    not null check (phase in ('begun', 'done')),
    attempt    text    not null,
    epoch      integer not null,
    digest     text    not null,
    at         text    not null default current_timestamp,
    primary key (revision, statement)
);
