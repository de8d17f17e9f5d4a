-- revision: 20241130_no_more_rumours
-- parents: 7b2e85d0f64c
-- message: the chronicle replaces the rumour board
-- verify: select to_regclass('rumours') is null
drop table rumours;

-- revert:
create table rumours (
    id bigserial primary key,
    tavern_id bigint not null references taverns (id) on delete cascade,
    told_by bigint references characters (id) on delete set null,
    text text not null,
    is_true boolean not null default false,
    heard_at timestamptz not null default now()
);

create index rumours_tavern_idx on rumours (tavern_id, heard_at desc);
