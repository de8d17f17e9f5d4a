-- revision: 20241001_guild_halls
-- parents: 6e1b3d9f0c85
-- depends-on: 20240915_gazette
-- message: guilds keep halls and announce them in the gazette
create table guild_halls (
    guild_id bigint primary key references guilds (id) on delete cascade,
    tavern_id bigint not null references taverns (id),
    announced_in bigint references gazette_issues (id),
    width_ft integer not null check (width_ft > 0),
    length_ft integer not null check (length_ft > 0),
    area_sqft integer generated always as (width_ft * length_ft) stored
);

-- revert:
drop table guild_halls;
