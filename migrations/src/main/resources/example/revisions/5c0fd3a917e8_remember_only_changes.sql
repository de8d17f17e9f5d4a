-- revision: 5c0fd3a917e8
-- parents: ee71a05c83d9
-- message: remember a price only when it is another one (a function body, nothing else)
-- idempotent: true
create or replace function remember_price() returns trigger
    language plpgsql
as $remember$
begin
    if new.price is distinct from old.price then
        insert into price_history (item_id, changed_at, old_price, new_price)
        values (new.id, clock_timestamp(), old.price, new.price);
    end if;
    return new;
end;
$remember$;

-- revert:
create or replace function remember_price() returns trigger
    language plpgsql
as $remember$
begin
    -- a semicolon; a 'quote' and a $dollar$ sign, because function bodies have them
    insert into price_history (item_id, changed_at, old_price, new_price)
    values (new.id, clock_timestamp(), old.price, new.price);
    return new;
end;
$remember$;
