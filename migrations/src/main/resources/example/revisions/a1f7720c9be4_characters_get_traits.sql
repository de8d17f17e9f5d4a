-- revision: a1f7720c9be4
-- parents: 20240611_five_traits
-- message: every character that is already here gets its five traits
-- kind: data
-- idempotent: true
-- verify: select not exists (select from characters c where (select count(*) from character_traits t where t.character_id = c.id) <> 5)
insert into character_traits (character_id, trait_code, score)
select c.id, k.code, 30 + (c.id * 7 + length(k.code) * 11) % 41
from characters c
cross join trait_kinds k
on conflict (character_id, trait_code) do nothing;
