-- revision: d90e57c2a6b1
-- parents: 20240702_what_the_dump_holds
-- message: marketing has spoken: adventures are called quests
alter type adventure_status rename to quest_status;
alter table adventures rename to quests;
alter table adventure_members rename to quest_members;
alter table quest_members rename column adventure_id to quest_id;

-- revert:
alter table quest_members rename column quest_id to adventure_id;
alter table quest_members rename to adventure_members;
alter table quests rename to adventures;
alter type quest_status rename to adventure_status;
