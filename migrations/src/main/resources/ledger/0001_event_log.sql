-- revision: event_log
-- parents:
-- message: the event log, its order, scripts by digest, projections

create schema if not exists ledger;

-- Immutable: a row is never updated. "sequence" counts within an aggregate and is the compare-and-set of appends.
create table ledger.event (
    seq        bigint generated always as identity primary key,
    id         uuid        not null unique,
    aggregate  text        not null,
    sequence   bigint      not null,
    type       text        not null,
    time       timestamptz not null,
    payload    text        not null,
    metadata   text        not null,
    hash       bytea       not null,
    unique (aggregate, sequence)
);

-- Events that are committed but not yet in the one order that all readers see.
create table ledger.unsequenced (
    seq bigint primary key
);

-- The one order. Positions have no gaps and never change.
create table ledger.event_position (
    position bigint primary key,
    seq      bigint not null unique references ledger.event (seq)
);

-- One row; its lock makes the sequencer single.
create table ledger.log_head (
    only_row boolean primary key default true check (only_row),
    position bigint  not null
);
insert into ledger.log_head (position) values (0);

-- Exact text of every script that ever ran, by SHA-256.
create table ledger.script (
    digest text primary key,
    text   text not null
);

create table ledger.projection_position (
    name     text primary key,
    position bigint not null
);

create table ledger.database_state (
    id          text primary key,
    catalog     text        not null,
    environment text        not null,
    verdict     text,
    claimed     text[]      not null,
    observed    text[]      not null,
    expected    text[]      not null,
    last_change timestamptz,
    at          timestamptz not null,
    position    bigint      not null,
    state       text        not null
);
