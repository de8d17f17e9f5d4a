-- revision: 20240219_rumour_board
-- parents: b81d6e2f4a90
-- message: a board where anybody pins rumours
create table rumours (
    id bigserial primary key,
    tavern_id bigint not null references taverns (id) on delete cascade,
    told_by bigint references characters (id) on delete set null,
    text text not null,
    is_true boolean not null default false,
    heard_at timestamptz not null default now()
);

create index rumours_tavern_idx on rumours (tavern_id, heard_at desc);

-- revert:
drop table rumours;
