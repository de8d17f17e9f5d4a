-- revision: delivery
-- parents: subscription
-- message: what is told to other systems, until it is delivered or given up

-- "id" is the same at every try, so that a receiver knows a second one. Of one channel and subject (an alert's key, a
-- database), a later row waits for the earlier. "body" is the message as the ledger knows it, without secrets.
create table ledger.delivery (
    seq      bigint generated always as identity primary key,
    id       uuid        not null unique,
    channel  text        not null,
    subject  text        not null,
    kind     text        not null,
    body     text        not null,
    made_at  timestamptz not null,
    status   text        not null check (status in ('waiting', 'delivered', 'dead')),
    tries    integer     not null default 0,
    next_try timestamptz not null,
    error    text        not null default ''
);

create index delivery_by_subject on ledger.delivery (channel, subject, seq);
create index delivery_open on ledger.delivery (next_try) where status <> 'delivered';
