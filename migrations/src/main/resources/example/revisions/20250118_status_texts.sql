-- revision: 20250118_status_texts
-- parents: 5c0fd3a917e8
-- message: what the console says for each status of a quest
create table quest_status_texts (
    status quest_status primary key,
    text varchar(80) not null
);

-- revert:
drop table quest_status_texts;
