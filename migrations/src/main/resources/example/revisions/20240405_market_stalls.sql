-- revision: 20240405_market_stalls
-- parents: e25b90f7c318
-- labels: market
-- message: taverns rent stalls, stalls sell items
create table stalls (
    id bigserial primary key,
    tavern_id bigint not null references taverns (id),
    owner_id bigint not null references characters (id),
    sign varchar(80) not null,
    unique (tavern_id, sign)
);

create table sales (
    id bigserial primary key,
    stall_id bigint not null references stalls (id),
    item_id bigint not null references items (id),
    buyer_id bigint references characters (id) on delete set null,
    quantity integer not null default 1 check (quantity > 0),
    sold_at timestamptz not null default now()
);

-- revert:
drop table sales;
drop table stalls;
