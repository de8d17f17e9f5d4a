-- revision: 20240611_five_traits
-- parents: 5d8e3b1f7042
-- message: the five kinds of traits
-- kind: data
-- idempotent: true
-- verify: select count(*) = 5 from trait_kinds
insert into trait_kinds (code, low_end, high_end) values
    ('openness', 'keeps to the road', 'opens every door'),
    ('conscientiousness', 'loses the map', 'drew the map'),
    ('extraversion', 'corner table', 'on the table'),
    ('agreeableness', 'starts the brawl', 'ends the brawl'),
    ('neuroticism', 'sleeps in the dungeon', 'hears the dungeon')
on conflict (code) do nothing;

-- revert:
delete from trait_kinds
where code in ('openness', 'conscientiousness', 'extraversion', 'agreeableness', 'neuroticism');
