-- revision: ee71a05c83d9
-- parents: 04e9b6f1d27a
-- message: one account per e-mail address, whatever its case; longer handles
create unique index players_email_key on players (lower(email));

alter table players alter column handle type varchar(60);

-- revert:
alter table players alter column handle type varchar(40);
drop index players_email_key;
