-- revision: c47d8b20f19e
-- parents: 20250118_status_texts
-- message: a text for each status, the new one included
-- kind: data
-- idempotent: true
-- verify: select count(*) = 4 from quest_status_texts
insert into quest_status_texts (status, text) values
    ('planned', 'Gathering at the table'),
    ('running', 'On the road'),
    ('finished', 'Told by the bards'),
    ('abandoned', 'Never spoken of')
on conflict (status) do nothing;

-- revert:
delete from quest_status_texts;
