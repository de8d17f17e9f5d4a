-- revision: 04e9b6f1d27a
-- parents: 20241130_no_more_rumours
-- message: characters are born with five traits
create function give_traits() returns trigger
    language plpgsql
as $give$
begin
    insert into character_traits (character_id, trait_code)
    select new.id, k.code from trait_kinds k
    on conflict (character_id, trait_code) do nothing;
    return new;
end;
$give$;

create trigger characters_born_with_traits
    after insert on characters
    for each row execute function give_traits();

-- revert:
drop trigger characters_born_with_traits on characters;
drop function give_traits();
