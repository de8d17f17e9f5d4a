-- revision: 5d8e3b1f7042
-- parents: e25b90f7c318
-- labels: personality
-- message: personality: kinds of traits, and what a character has of each
create table trait_kinds (
    code varchar(30) primary key,
    low_end varchar(40) not null,
    high_end varchar(40) not null
);

create table character_traits (
    character_id bigint not null references characters (id) on delete cascade,
    trait_code varchar(30) not null references trait_kinds (code),
    score smallint not null default 50 check (score between 0 and 100),
    primary key (character_id, trait_code)
);

comment on table character_traits is 'Five rows for each character, one per kind of trait';

-- revert:
drop table character_traits;
drop table trait_kinds;
