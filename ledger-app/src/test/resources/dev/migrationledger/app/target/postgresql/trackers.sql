create schema migration_ledger;
create table migration_ledger.identity (heads text[] not null);
create table migration_ledger.marker (revision text, statement integer, phase text);
insert into migration_ledger.identity values ('{b2,a1}');
insert into migration_ledger.marker values ('b2', 0, 'done'), ('c3', 1, 'begun');
create table alembic_version (version_num varchar(32) not null primary key);
insert into alembic_version values ('def'), ('abc');
create table history (
    installed_rank integer primary key, version varchar(50), description varchar(200) not null, type varchar(20) not null,
    script varchar(1000) not null, checksum integer, installed_by varchar(100) not null,
    installed_on timestamp not null default now(), execution_time integer not null, success boolean not null);
create index on history (success);
insert into history values
    (1, '1', 'init', 'SQL', 'V1__init.sql', 1, 'me', now(), 1, true),
    (2, '2', 'more', 'SQL', 'V2__more.sql', 1, 'me', now(), 1, true),
    (3, null, 'views', 'SQL', 'R__views.sql', 1, 'me', now(), 1, true),
    (4, '3', 'three', 'SQL', 'V3__three.sql', 1, 'me', now(), 1, true),
    (5, '2', 'more', 'UNDO_SQL', 'U2__more.sql', 1, 'me', now(), 1, true),
    (6, '4', 'four', 'SQL', 'V4__four.sql', 1, 'me', now(), 1, false);
create schema rails;
create table rails.schema_migrations (version character varying not null primary key);
create table rails.ar_internal_metadata (
    key character varying not null primary key, value character varying, created_at timestamp, updated_at timestamp);
insert into rails.schema_migrations values ('20240101'), ('20230101');
create schema go;
create table go.schema_migrations (version bigint not null primary key, dirty boolean not null);
insert into go.schema_migrations values (7, true);
create schema dbmate;
create table dbmate.schema_migrations (version varchar(128) primary key);
insert into dbmate.schema_migrations values ('20240101');
create schema app;
create table app.schema_migrations (
    id serial primary key, migration_name varchar(255) unique, applied_at timestamptz default now());
insert into app.schema_migrations (migration_name) values ('001_init'), ('002_more');
-- No tool's: a project's own.
create table schema_version (version integer, note text);
