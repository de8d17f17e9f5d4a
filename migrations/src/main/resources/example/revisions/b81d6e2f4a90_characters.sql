-- revision: b81d6e2f4a90
-- parents: 3f9a1c07be52
-- message: characters sit down at the tables
create table characters (
    id bigserial primary key,
    player_id bigint not null references players (id) on delete cascade,
    tavern_id bigint references taverns (id) on delete set null,
    name varchar(80) not null,
    level integer not null default 1 check (level between 1 and 20),
    biography text,
    created_at timestamptz not null default now(),
    unique (player_id, name)
);

create index characters_tavern_idx on characters (tavern_id);

-- revert:
drop table characters;
