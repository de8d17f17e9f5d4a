-- revision: e25b90f7c318
-- parents: 07c4d95e1ab3
-- message: items with a price as people type it, and who carries them
create table items (
    id bigserial primary key,
    name varchar(120) not null unique,
    rarity varchar(20) not null default 'common'
        check (rarity in ('common', 'rare', 'legendary')),
    price varchar(20) not null
);

create table inventory (
    character_id bigint not null references characters (id) on delete cascade,
    item_id bigint not null references items (id),
    quantity integer not null default 1 check (quantity > 0),
    primary key (character_id, item_id)
);

-- revert:
drop table inventory;
drop table items;
