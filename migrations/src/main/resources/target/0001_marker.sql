-- revision: marker
-- parents:
-- message: identity, fence and markers kept inside every migrated database

create schema if not exists migration_ledger;

-- One row: which database of the ledger this is, physically, the highest fence seen, and the claimed heads.
create table migration_ledger.identity (
    only_row    boolean primary key default true check (only_row),
    database_id text        not null,
    system      text        not null,
    database    text        not null,
    catalog     text        not null,
    epoch       bigint      not null,
    heads       text[]      not null,
    changed_at  timestamptz not null default now()
);

-- The inbox: a revision's marker commits with the revision.
create table migration_ledger.marker (
    revision   text        not null,
    statement  integer     not null,
    phase      text        not null check (phase in ('begun', 'done')),
    attempt    text        not null,
    epoch      bigint      not null,
    digest     text        not null,
    at         timestamptz not null default now(),
    primary key (revision, statement)
);
