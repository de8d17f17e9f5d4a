-- revision: raw_report_author
-- parents: raw_reports
alter table monthly_reports add column author_id int references players (id);
