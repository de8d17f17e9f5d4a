-- revision: 07c4d95e1ab3
-- parents: 20240219_rumour_board
-- message: adventures, and who joins them
create type adventure_status as enum ('planned', 'running', 'finished');

create table adventures (
    id bigserial primary key,
    tavern_id bigint not null references taverns (id),
    title varchar(200) not null,
    status adventure_status not null default 'planned',
    starts_at timestamptz
);

create table adventure_members (
    adventure_id bigint not null references adventures (id) on delete cascade,
    character_id bigint not null references characters (id) on delete cascade,
    joined_at timestamptz not null default now(),
    primary key (adventure_id, character_id)
);

create index adventure_members_character_idx on adventure_members (character_id);

-- revert:
drop table adventure_members;
drop table adventures;
drop type adventure_status;
