-- revision: raw_reports
-- parents:
-- depends-on: 20240810_raw_sql
-- message: what the office asks for each month
create table monthly_reports (month date primary key, visitors int not null);
create view richest_listings as select item_id, price_copper from listings where price_copper > 1000;
