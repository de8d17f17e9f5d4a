-- revision: 20240520_price_history
-- parents: 4be0a86d13f5
-- message: remember what an item used to cost
create table price_history (
    item_id bigint not null references items (id) on delete cascade,
    changed_at timestamptz not null default now(),
    old_price bigint not null,
    new_price bigint not null,
    primary key (item_id, changed_at)
);

create function remember_price() returns trigger
    language plpgsql
as $remember$
begin
    -- a semicolon; a 'quote' and a $dollar$ sign, because function bodies have them
    insert into price_history (item_id, changed_at, old_price, new_price)
    values (new.id, clock_timestamp(), old.price, new.price);
    return new;
end;
$remember$;

create trigger items_remember_price
    after update of price on items
    for each row execute function remember_price();

-- revert:
drop trigger items_remember_price on items;
drop function remember_price();
drop table price_history;
