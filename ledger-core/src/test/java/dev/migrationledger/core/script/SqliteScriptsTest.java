package dev.migrationledger.core.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.revision.Script;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts for SQLite; {@code Sqlite3OracleTest} compares generated ones with the shell. */
class SqliteScriptsTest {
    @Test
    void aTriggerIsOneStatement() {
        assertThat(statements("""
                create table t (a);
                CREATE TEMP TRIGGER "x;y" after insert on t when new.a > 0 begin
                  update t set a = case when a > 1 then 2 else 3 end; -- a; b
                  insert into t values ('end;');
                END;
                insert into t values (1)"""))
                .hasSize(3)
                .element(1)
                .asString()
                .startsWith("CREATE TEMP TRIGGER")
                .endsWith("END");
    }

    @Test
    void quotesCommentsAndNamesAreThoseOfSqlite() {
        assertThat(statements("select 'it''s;', \"a;b\", `c;d`, [e;f];select $$;select 1 /* /* ; */;select '\\';select e'x'"))
                .containsExactly(
                        "select 'it''s;', \"a;b\", `c;d`, [e;f]", "select $$", "select 1", "select '\\'", "select e'x'");
        assertThat(statements("copy t from stdin;\nselect 1;\n")).hasSize(2);
        assertThat(statements("select (1;2)")).containsExactly("select (1", "2)");
    }

    @Test
    void whatNeverEndsIsAProblem() {
        assertThat(codes("create trigger x after insert on t begin select 1; select 2;")).containsExactly("LDG740");
        assertThat(codes("select 'a")).containsExactly("LDG110");
        assertThat(codes("select [a")).containsExactly("LDG111");
        assertThat(codes("/* a")).containsExactly("LDG113");
        assertThat(codes("create trigger x after insert on t begin select 1; end")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"vacuum", "vacuum into 'x'", "PRAGMA journal_mode = WAL", "pragma main.journal_mode=wal", "attach 'x' as y",
        "detach y", "pragma wal_checkpoint", "pragma synchronous(off)"})
    void someStatementsRunAlone(String sql) {
        assertThat(StatementTraits.of(sql, Dialect.SQLITE).needsNoTransaction()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pragma foreign_keys = off", "pragma journal_mode", "create index concurrently i on t (a)", "reindex t", "analyze"})
    void otherStatementsDoNot(String sql) {
        assertThat(StatementTraits.of(sql, Dialect.SQLITE).needsNoTransaction()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"begin immediate", "commit", "end transaction", "rollback", "savepoint a", "release a"})
    void transactionControlIsSeen(String sql) {
        assertThat(StatementTraits.of(sql, Dialect.SQLITE).controlsTransaction()).isTrue();
    }

    @Test
    void onlyFindingsThatHoldForFilesAreTold() {
        assertThat(StatementTraits.of("create index i on t (a)", Dialect.SQLITE).findings()).isEmpty();
        assertThat(StatementTraits.of("drop table [Old Orders]", Dialect.SQLITE).findings())
                .extracting(Finding::code)
                .containsExactly("LDG130");
    }

    private static List<String> statements(String text) {
        return read(text).sent().stream().map(Part.Sent::sql).toList();
    }

    private static List<String> codes(String text) {
        return read(text).problems().stream().map(Problem::code).toList();
    }

    private static Reading read(String text) {
        return ScriptReader.read(new Script(text, 1), "", Dialect.SQLITE);
    }
}
