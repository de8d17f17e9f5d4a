-- revision: subscription
-- parents: event_log
-- message: how far each subscription was handed the log

-- "position" is that of the last event that its consumer acknowledged; 0 before the first.
create table ledger.subscription (
    name       text primary key,
    position   bigint      not null,
    updated_at timestamptz not null
);
