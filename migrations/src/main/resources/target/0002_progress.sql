-- revision: progress
-- parents: marker
-- message: how far a revision in chunks is

-- Committed with the chunk. It counts only while the revision's marker says that it was begun and not ended.
create table if not exists migration_ledger.progress (
    revision   text        not null primary key,
    way        text        not null,
    key_type   text        not null,
    key_text   text        not null,
    chunks     bigint      not null,
    row_count  bigint      not null,
    at         timestamptz not null default now()
);
