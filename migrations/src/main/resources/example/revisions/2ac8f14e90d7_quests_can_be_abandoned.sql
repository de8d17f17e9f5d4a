-- revision: 2ac8f14e90d7
-- parents: 20240803_quest_rewards
-- message: quests can be abandoned (an enum value cannot be taken back, so there is no revert)
alter type quest_status add value 'abandoned';
