-- revision: replay
-- parents: delivery
-- message: rows that a replay makes beside the live ones

-- "replay" is that of one run; rows of runs that died are removed by a later one, by their age.
create table ledger.database_state_replay (
    replay      uuid        not null,
    begun       timestamptz not null,
    id          text        not null,
    catalog     text        not null,
    environment text        not null,
    verdict     text,
    claimed     text[]      not null,
    observed    text[]      not null,
    expected    text[]      not null,
    last_change timestamptz,
    at          timestamptz not null,
    position    bigint      not null,
    state       text        not null,
    primary key (replay, id)
);
