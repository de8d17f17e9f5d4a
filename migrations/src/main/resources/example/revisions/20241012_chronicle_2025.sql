-- revision: 20241012_chronicle_2025
-- parents: 1d7a9e4c5b20
-- message: a page of the chronicle for 2025, and one for legends of no known year
create table chronicle_2025 partition of chronicle
    for values from ('2025-01-01') to ('2026-01-01');

create table chronicle_legends partition of chronicle default;

-- revert:
drop table chronicle_legends;
drop table chronicle_2025;
