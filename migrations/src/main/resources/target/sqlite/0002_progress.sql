-- revision: progress
-- parents: marker
-- message: how far a revision in chunks of a SQLite file is

-- Committed with the chunk. It counts only while the revision's marker says that it was begun and not ended.
create table if not exists migration_ledger_progress (
    revision   text    not null primary key,
    way        text    not null,
    key_type   text    not null,
    key_text   text    not null,
    chunks     integer not null,
    row_count  integer not null,
    at         text    not null default current_timestamp
);
