-- revision: 4be0a86d13f5
-- parents: 20240405_market_stalls
-- message: prices become copper coins: text to bigint ("120 cp" was a price)
-- verify: select atttypid = 'bigint'::regtype from pg_attribute where attrelid = 'items'::regclass and attname = 'price'
alter table items
    alter column price type bigint
    using coalesce(nullif(regexp_replace(price, '[^0-9]', '', 'g'), ''), '0')::bigint;

alter table items
    add constraint items_price_check check (price >= 0);

-- revert:
alter table items drop constraint items_price_check;
alter table items alter column price type varchar(20) using price || ' cp';
