package dev.migrationledger.core.script;

import static dev.migrationledger.core.script.Dialect.POSTGRESQL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.core.problem.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ChunkStatementTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            where id between :from and :to        | where id between <> and <>
            where id>=:FROM and id<=:To           | where id>=<> and id<=<>
            select ':from', ":to" /* :to */, :to  | select ':from', ":to" /* :to */, <>
            select :from+:to-- :from              | select <>+<>-- :from
            select :fromage, :to_, :tot, :from1   | select :fromage, :to_, :tot, :from1
            where j ? 'a' and id = :from          | where j !! 'a' and id = <>
            where '?' = 'a?' and id = :to         | where '?' = 'a?' and id = <>
            (:from)                               | (<>)
            """)
    void bindsAreFoundWhereTheServerWouldReadThem(String sql, String expected) {
        assertThat(ChunkStatement.of(sql, POSTGRESQL).sql("<>", "!!")).isEqualTo(expected);
    }

    @Test
    void castsStringsWithDollarsAndEscapesAreLeftAlone() {
        for (var sql : List.of("select a::from", "select $$:from$$, $x$:to$x$", "select E'\\':from'", "select b[1:2]")) {
            assertThat(ChunkStatement.of(sql, POSTGRESQL).sql("<>", "?")).isEqualTo(sql);
        }
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void withoutBothBindsAStatementCannotRunInChunks(Dialect dialect) {
        var script = List.<Part.Sent>of(
                new Part.Statement("update a set b = 1 where id between :from and :to", 4, 1),
                new Part.Statement("update a set b = 1 where id >= :from", 5, 2),
                new Part.Statement("delete from a where c = ':from :to'", 6, 3));

        assertThat(ChunkStatement.problems(script, dialect, "r.sql", 3)).extracting(Problem::code).containsExactly("LDG819", "LDG819");
        assertThat(ChunkStatement.problems(script, dialect, "r.sql", 3).getFirst().message()).contains("r.sql line 5", "statement 2");
        assertThat(ChunkStatement.problems(List.of(), dialect, "r.sql", 3)).extracting(Problem::code).containsExactly("LDG819");
        assertThat(ChunkStatement.problems(script.subList(0, 1), dialect, "r.sql", 3)).isEmpty();
    }
}
