-- revision: 8f50c7e2d4b6
-- parents: 20240915_gazette
-- depends-on: d90e57c2a6b1
-- message: articles can be about a quest
alter table gazette_articles
    add column quest_id bigint references quests (id) on delete set null;

create index gazette_articles_quest_idx on gazette_articles (quest_id) where quest_id is not null;

-- revert:
drop index gazette_articles_quest_idx;
alter table gazette_articles drop column quest_id;
