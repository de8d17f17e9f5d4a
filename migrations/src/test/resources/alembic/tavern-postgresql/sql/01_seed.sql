-- Can run again and again.
insert into taverns (id, name) values (1, 'The Prancing Ledger') on conflict do nothing;
insert into settings (key, value) values ('greeting', 'Well met') on conflict do nothing;
