package dev.migrationledger.core.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.core.revision.Script;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatementTraitsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BEGIN", "/* a */ begin work", "start transaction read only", "COMMIT", "commit prepared 'x'", "end", "END WORK",
                "rollback to savepoint a", "abort", "savepoint a", "release a", "prepare transaction 'x'", "select 1; commit"
            })
    void transactionControlIsSeen(String sql) {
        assertThat(StatementTraits.of(sql).controlsTransaction()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create function f() returns int begin atomic select 1; commit; end",
                "do $$ begin commit; end $$",
                "select 'commit; rollback'",
                "prepare p as select 1",
                "create table begin_ (\"commit\" int)",
                "comment on table a is 'begin'",
                "\"begin\"",
                "set transaction isolation level serializable"
            })
    void whatOnlyLooksLikeTransactionControlIsNot(String sql) {
        assertThat(StatementTraits.of(sql).controlsTransaction()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create index concurrently on t (a)", "CREATE UNIQUE INDEX /* now */ CONCURRENTLY IF NOT EXISTS i ON t (a)",
                "drop index concurrently i", "reindex database d", "reindex (verbose) system", "reindex schema public",
                "reindex table concurrently t", "reindex (verbose, concurrently) index i", "vacuum", "VACUUM FULL t",
                "vacuum (analyze) t", "cluster", "cluster verbose", "cluster (verbose)", "alter system set a = 1", "create database d",
                "drop database if exists d", "create tablespace s location '/x'", "drop tablespace s",
                "alter database d set tablespace s", "alter table only p detach partition c concurrently",
                "create subscription s connection 'x' publication p", "drop subscription s", "alter subscription s refresh publication",
                "discard all"
            })
    void whatTheServerRefusesInATransactionIsSeen(String sql) {
        assertThat(StatementTraits.of(sql).needsNoTransaction()).isTrue();
        assertThat(StatementTraits.of(sql).findings()).extracting(Finding::code).contains("LDG144");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create index i on t (a)", "create index \"concurrently\" on t (a)", "create index concurrently_i on t (a)",
                "drop index i", "reindex table t", "reindex (concurrently false) table t", "cluster t using i", "analyze t",
                "refresh materialized view concurrently v", "alter type e add value 'x'", "alter table p detach partition c",
                "create subscription s connection 'x' publication p with (create_slot = false, slot_name = none)",
                "discard temp", "select 'vacuum'", "alter database d set work_mem = 1"
            })
    void whatMayRunInATransactionIsNot(String sql) {
        assertThat(StatementTraits.of(sql).needsNoTransaction()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        "create table alembic_version (v text) | - | alembic_version",
        "CREATE TABLE IF NOT EXISTS Public.Flyway_History (v text) | public | flyway_history",
        "create unlogged table \"My Schema\" . \"a\"\"b.c\" as select 1 | My Schema | a\"b.c",
        "create table c partition of p default | - | c",
        "create temp table t (a int) | - | -",
        "create table u&\"d\\0061t\" (a int) | - | -",
        "create index t on a (b) | - | -",
        "select 'create table t ()' | - | -",
    })
    void theCreatedTableIsNamed(String sql, String schema, String name) {
        assertThat(StatementTraits.of(sql).createsTable())
                .isEqualTo(Optional.ofNullable(name).map(n -> new TableName(Optional.ofNullable(schema), n)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        "drop table if exists a, app.b cascade | LDG130 LDG130",
        "alter table t drop a, drop constraint c, drop column if exists b cascade | LDG131 LDG131",
        "alter table t alter column a type numeric(3, 2), alter b set data type text | LDG132 LDG132",
        "alter table t alter a set default 1, alter b drop not null | -",
        "create unique index if not exists i on only app.t using btree (lower(a)) | LDG133",
        "create index on t (a) | LDG133",
        "alter table t add column a numeric(3) not null | LDG134",
        "alter table t add a int not null default 1, add column if not exists b int | -",
        "alter table t add a bigserial not null | LDG139",
        "alter table if exists only t add id int not null generated always as identity | LDG139",
        "alter table t add id uuid not null default gen_random_uuid() | LDG139",
        "alter table t add at timestamptz default now() | -",
        "update t set a = (select 1 from u where x) | LDG135",
        "update only t as x set a = 1 from u where u.a = x.a | -",
        "update t set a = 1 where current of c | -",
        "with x as (select 1) delete from t using x | LDG135",
        "delete from t where true | -",
        "insert into t values (1) on conflict (a) do update set a = 1 | -",
        "select 1 from t for update | -",
        "truncate a, b | LDG136 LDG136",
        "alter table t add constraint c foreign key (a) references u | LDG137",
        "alter table t add check (a > 0) | LDG137",
        "alter table t add constraint c check (a > 0) not valid | -",
        "alter table t alter a set not null | LDG138",
        "alter table t rename column a to b | LDG140",
        "alter table t rename to u | LDG140",
        "alter table t rename constraint a to b | -",
        "alter table t add primary key (a) | LDG141",
        "alter table t add constraint c unique (a) | LDG141",
        "alter table t add constraint c unique using index i | -",
        "cluster t using i | LDG142",
        "vacuum full t | LDG144 LDG142",
        "alter type mood add value if not exists 'meh' | LDG143",
        "comment on column t.a is 'drop table t' | -",
    })
    void findingsOfOneStatement(String sql, String codes) {
        assertThat(StatementTraits.of(sql).findings()).extracting(Finding::code)
                .containsExactlyElementsOf(codes == null ? java.util.List.of() : Arrays.asList(codes.split(" ")));
    }

    @Test
    void findingsNameTheTableAsThePersonWroteIt() {
        assertThat(StatementTraits.of("DROP TABLE App.\"Old Orders\"").findings())
                .containsExactly(new Finding("LDG130", "dropping app.Old Orders loses its data"));
    }

    @Test
    void nothingIsFoundOnATableThatTheScriptItselfCreates() {
        var script = ScriptReader.read(new Script("""
                create table if not exists a (id int);
                create index on a (id);

                create index on b (id);
                create temporary table c as select 1; update c set x = 1;
                """, 10));
        assertThat(StatementTraits.findings(script))
                .containsExactly(new Finding(
                        "LDG133",
                        "line 13: nobody can write to b while the index is built; CREATE INDEX CONCURRENTLY lets them"));
    }
}
