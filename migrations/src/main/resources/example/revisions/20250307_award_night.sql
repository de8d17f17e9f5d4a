-- revision: 20250307_award_night
-- parents: a6d20f9b8e13
-- message: award night: where the guilds stand
create materialized view guild_standings as
select g.id as guild_id, g.name, count(m.character_id) as members, coalesce(sum(q.reward_copper), 0) as earned
from guilds g
left join guild_members m on m.guild_id = g.id
left join quest_members qm on qm.character_id = m.character_id
left join quests q on q.id = qm.quest_id and q.status = 'finished'
group by g.id, g.name;

create unique index guild_standings_key on guild_standings (guild_id);

-- revert:
drop materialized view guild_standings;
