-- revision: 3f9a1c07be52
-- parents:
-- message: open the doors: players and taverns
create table players (
    id bigserial primary key,
    handle varchar(40) not null unique,
    email varchar(254) not null,
    joined_at timestamptz not null default now()
);

create table taverns (
    id bigserial primary key,
    name varchar(120) not null unique,
    keeper_id bigint references players (id),
    opened_on date not null
);

-- revert:
drop table taverns;
drop table players;
