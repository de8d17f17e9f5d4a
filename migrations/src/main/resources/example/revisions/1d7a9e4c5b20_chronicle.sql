-- revision: 1d7a9e4c5b20
-- parents: 2ac8f14e90d7
-- labels: chronicle
-- message: the chronicle: what happened, partitioned by year
create table chronicle (
    happened_on date not null,
    tavern_id bigint not null references taverns (id),
    entry_no integer not null,
    quest_id bigint references quests (id) on delete set null,
    entry text not null,
    primary key (happened_on, tavern_id, entry_no)
) partition by range (happened_on);

create table chronicle_2024 partition of chronicle
    for values from ('2024-01-01') to ('2025-01-01');

-- revert:
drop table chronicle;
