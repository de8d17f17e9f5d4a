-- Tables that other tools keep in a target, for the generated types only; never run against a target.
create table alembic_version (
    version_num varchar(32) primary key
);

create table flyway_schema_history (
    installed_rank integer       primary key,
    version        varchar(50),
    description    varchar(200)  not null,
    type           varchar(20)   not null,
    script         varchar(1000) not null,
    checksum       integer,
    installed_by   varchar(100)  not null,
    installed_on   timestamp     not null default now(),
    execution_time integer       not null,
    success        boolean       not null
);

-- Rails and dbmate keep "version" alone, golang-migrate adds "dirty", hand-made ones "migration_name" and "applied_at".
create table schema_migrations (
    version        varchar(128),
    dirty          boolean,
    migration_name varchar(255),
    applied_at     timestamptz
);
