-- revision: 90cd41b7e3fa
-- parents: b3f6028ea7d1
-- message: find the sales of a day without locking the market
-- transactional: false
-- verify: select indisvalid from pg_index where indexrelid = 'sales_by_day_idx'::regclass
create index concurrently sales_by_day_idx on sales (sold_at, stall_id);

-- revert:
drop index concurrently sales_by_day_idx;
