-- revision: b3f6028ea7d1
-- parents: 20241012_chronicle_2025
-- message: tales: finished quests as the bards tell them
create view tales as
select q.id as quest_id, q.title, t.name as tavern, count(c.entry_no) as entries
from quests q
join taverns t on t.id = q.tavern_id
left join chronicle c on c.quest_id = q.id
where q.status = 'finished'
group by q.id, q.title, t.name;

-- revert:
drop view tales;
