-- revision: 20240803_quest_rewards
-- parents: d90e57c2a6b1
-- message: quests pay: copper, and sometimes an item
alter table quests
    add column reward_copper bigint not null default 0,
    add column reward_item_id bigint references items (id),
    add check (reward_copper >= 0);

-- revert:
alter table quests
    drop column reward_item_id,
    drop column reward_copper;
