package dev.migrationledger.core.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.revision.Script;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptReaderTest {

    @Test
    void statementsEndAtSemicolonsAndKnowTheLineOfTheirFirstToken() {
        var reading = read("-- first\nselect 1;\n\n/* two\nlines */ select\n2 ; ; select 3");
        assertThat(reading.parts())
                .containsExactly(
                        new Part.Statement("select 1", 2, 1),
                        new Part.Statement("select\n2", 5, 2),
                        new Part.Statement("select 3", 6, 3));
    }

    @Test
    void linesAreCountedFromTheFirstLineOfTheScript() {
        var reading = ScriptReader.read(new Script("\r\nselect 1;\r\nselect (", 40), "V1.sql");
        assertThat(reading.parts()).extracting(Part::line).containsExactly(41, 42);
        assertThat(reading.problems()).extracting(Problem::message)
                .containsExactly("V1.sql line 42: the parenthesis that opens here never closes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 'a;''b;'",
                "select E'a\\';b', e'\\\\'",
                "select E'a'  -- on\n  'b\\';c'",
                "select 'a\\'",
                "select U&'\\0061;', u&\"x;\"",
                "select \"a;\"\"b;\"",
                "select $$;$$, $a$;$$;$b$;$a$, $ä1$;$ä1$",
                "select $1, a$b$",
                "select /* ; /* ; */ ; */ 1",
                "select 1 -- ; '\n, 2",
                "select (1; 2)",
                "create rule r as on insert to t do also (insert into a values (1); insert into b values (2))",
                "create function f() returns int language sql begin atomic select 1; select case when true then 1 end; end",
                "CREATE OR REPLACE PROCEDURE p(a int) BEGIN ATOMIC INSERT INTO t VALUES (a); END",
                ":variable create function f() begin atomic select 1; end",
                "do $$ begin perform 1; end $$",
            })
    void oneStatementStaysOne(String sql) {
        assertThat(read(sql + ";\nselect 'next';").sent()).extracting(Part.Sent::sql).containsExactly(sql, "select 'next'");
    }

    @Test
    void copyTakesItsDataUpToTheDot() {
        var reading = read("COPY public.t (a, b) FROM stdin;\r\n1\tit's; (\r\n\\N\t-- $$\r\n\\.\r\n\r\nselect 1;");
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.parts())
                .containsExactly(
                        new Part.CopyData("COPY public.t (a, b) FROM stdin", "1\tit's; (\r\n\\N\t-- $$\r\n", 1, 1),
                        new Part.Statement("select 1", 6, 2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "copy t from '/tmp/stdin'",
                "copy t to stdout",
                "copy (select 1 from stdin) to stdout",
                "select x from stdin",
                "copy \"from\" to stdout",
                "insert into copy select 1 from stdin"
            })
    void onlyCopyFromStdinHasData(String sql) {
        assertThat(read(sql + ";\nselect 1;").sent()).hasSize(2).allMatch(Part.Statement.class::isInstance);
    }

    @Test
    void emptyCopyAndCopyAtTheVeryEnd() {
        assertThat(read("copy t from stdin;\n\\.").parts()).containsExactly(new Part.CopyData("copy t from stdin", "", 1, 1));
        assertThat(read("\\copy t from stdin\n1\n\\.\n").parts())
                .containsExactly(new Part.CopyData("copy t from stdin", "1\n", 1, 1));
    }

    @Test
    void backslashLinesAreCommandsOfPsql() {
        var reading = read("\uFEFF\\restrict abc\r\n\\connect shop\nselect 1; \\echo a; b\n\\.\n");
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.parts())
                .containsExactly(
                        new Part.Meta("\\restrict abc", 1),
                        new Part.Meta("\\connect shop", 2),
                        new Part.Statement("select 1", 3, 1),
                        new Part.Meta("\\echo a; b", 3),
                        new Part.Meta("\\.", 4));
        assertThat(((Part.Meta) reading.parts().getFirst()).canBeLeftOut()).isTrue();
        assertThat(((Part.Meta) reading.parts().get(1)).canBeLeftOut()).isFalse();
        assertThat(((Part.Meta) reading.parts().get(1)).name()).isEqualTo("connect");
    }

    @Test
    void escapedSemicolonsJoinStatements() {
        assertThat(read("select 1\\; select 2;\nselect 3;").sent()).extracting(Part.Sent::sql)
                .containsExactly("select 1; select 2", "select 3");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "LDG110 | 2 | select 1;~select 'a",
        "LDG110 | 1 | select E'a\\';~",
        "LDG111 | 1 | select \"a;~~",
        "LDG112 | 3 | ~~do $x$ begin; $$ end",
        "LDG113 | 2 | select 1;~/* /* */ ;",
        "LDG114 | 2 | select~(1, (2);~select 3",
        "LDG115 | 2 | create function f()~begin atomic select 1; select 2;",
        "LDG116 | 1 | copy t from stdin;~1~2",
        "LDG116 | 1 | copy t from stdin",
        "LDG117 | 1 | copy t from stdin; select 2;~1~\\.~",
        "LDG118 | 1 | select 1 \\gset~;",
        "LDG119 | 1 | select 1\\; copy t from stdin;~1~\\.",
    })
    void malformedTextIsAProblemWithItsLineAndLosesNothing(String code, int line, String text) {
        var script = text.replace('~', '\n');
        var reading = read(script);
        assertThat(reading.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(code);
            assertThat(problem.message()).startsWith("line " + line + ": ");
        });
        assertThat(letters(kept(reading))).isEqualTo(letters(script.replace("/* /* */ ;", "")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \r\n", "-- a", "/* a /* b */ ; */ -- c", ";;\n;", "\uFEFF-- a"})
    void commentsAndSeparatorsAreProvablyNothing(String text) {
        assertThat(read(text).isBlank()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"select 1", "-- a\nset x = 1;", "/* open", "\\echo a", "$"})
    void anythingElseIsNot(String text) {
        assertThat(read(text).isBlank()).isFalse();
    }

    @Test
    void wellFormedScriptsComeApartIntoWhatWasPutIn() {
        LongStream.range(0, 3_000).forEach(seed -> {
            var script = RandomScript.wellFormed(seed);
            var reading = read(script.text());
            assertThat(reading.problems()).as("seed %d: %s", seed, script.text()).isEmpty();
            assertThat(reading.sent().stream().map(ScriptReaderTest::put)).as("seed %d: %s", seed, script.text())
                    .containsExactlyElementsOf(script.sent());
        });
    }

    @Test
    void everyPrefixTerminatesAndKeepsItsText() {
        LongStream.range(0, 60).forEach(seed -> {
            var text = RandomScript.wellFormed(seed).text();
            for (var length = 0; length <= text.length(); length++) {
                keepsEverything(seed, text.substring(0, length));
            }
        });
    }

    @Test
    void anySoupTerminatesAndKeepsItsText() {
        LongStream.range(0, 20_000).forEach(seed -> keepsEverything(seed, RandomScript.soup(seed)));
    }

    /** Walks the parts through the text: between them stand white space, comments and separators only. */
    private static void keepsEverything(long seed, String text) {
        var plain = text.replace("\\;", ";");
        var reading = read(text);
        if (reading.problems().stream().anyMatch(problem -> problem.code().equals("LDG117"))) {
            assertThat(reading.parts()).allSatisfy(part -> assertThat(plain).contains(pieces(part)));
            return;
        }
        var at = 0;
        for (var part : reading.parts()) {
            at = afterSeparators(plain, at);
            for (var piece : pieces(part)) {
                assertThat(plain.startsWith(piece, at)).as("seed %d: <%s> at %d of <%s>", seed, piece, at, text).isTrue();
                at += piece.length();
                if (part instanceof Part.CopyData copy && piece.equals(copy.sql())) {
                    at = plain.indexOf('\n', at) < 0 ? plain.length() : plain.indexOf('\n', at) + 1;
                }
            }
        }
        assertThat(afterSeparators(plain, at)).as("seed %d: all of <%s>", seed, text).isEqualTo(plain.length());
    }

    private static int afterSeparators(String text, int from) {
        for (var at = from; at < text.length(); ) {
            var token = Token.at(text, at, Dialect.POSTGRESQL);
            var endOfData = text.startsWith("\\.", at) && at > 0 && text.charAt(at - 1) == '\n';
            if (!token.kind().isBlank() && !token.is(';', text) && !endOfData) {
                return at;
            }
            at = endOfData ? at + 2 : token.end();
        }
        return text.length();
    }

    private static List<String> pieces(Part part) {
        return switch (part) {
            case Part.Statement statement -> List.of(statement.sql());
            case Part.CopyData copy -> List.of(copy.sql(), copy.data());
            case Part.Meta meta -> List.of(meta.command());
        };
    }

    private static String put(Part.Sent part) {
        return switch (part) {
            case Part.Statement statement -> statement.sql();
            case Part.CopyData copy -> copy.sql() + "\n" + copy.data();
        };
    }

    private static String kept(Reading reading) {
        return String.join("", reading.parts().stream().flatMap(part -> pieces(part).stream()).toList());
    }

    /** Without what separates; data and the text after a COPY may change places. */
    private static List<Integer> letters(String text) {
        return text.chars().filter(c -> !Character.isWhitespace(c) && ";\\.".indexOf(c) < 0).sorted().boxed().toList();
    }

    private static Reading read(String text) {
        return ScriptReader.read(new Script(text, 1));
    }
}
