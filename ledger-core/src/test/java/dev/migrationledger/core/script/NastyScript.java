package dev.migrationledger.core.script;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What splits in surprising places, from a seed: nested comments, quotes in quotes, bodies, COPY, psql's own words,
 * settings that change how strings end, things that never end. No escape string is continued on the next line, which
 * psql 15 misreads, and no dollar quote follows a number at once, where versions differ. Harms no scratch database; COPY goes to a table {@code pg_temp.lexed(a text)} that is there.
 */
public final class NastyScript {
    private static final List<String> STRINGS = List.of(
            "'it''s; $$'", "''", "''''", "'a\\'", "'\\'';'", "E'\\'; ',", "e'\\\\',", "E'a''b\\'',", "E'\\\\\\'; $$',", "U&'d\\0061;'", "u&\";\"",
            "B'01'", "x'1F'", "N';'", "'a'\n  'b;'", "'a' -- ;'\n 'b;'", "'a' /* ;\n */ 'b'", "'a'\n\n'b''; '", "'a'\r'b;'",
            "'a'\f\n'b'", "\"na;me\"", "\"a\"\"; b\"", "\"'\"", "'\"'", "'--'", "'/*'", "'\r\n;'", "'é;ü'", "'\\.'");
    private static final List<String> DOLLARS = List.of(
            "$$ ; $$", "$_$ ; $_$", "$a1$ ; $a$ $a1$", "$é$ ; $é$", "$1 ", "a$1$", "$12$", "1$$2;$$", "$$ ' $$", "$$ $x$ $$", "$x$ $$ ; $$ $x$",
            "$a$\n\\.\n;$a$", "$$\\$$", "$$--$$", "$$/*$$", "$A$ $a$ ; $A$", "$a b$", "$-$", "$$$$", "x$$y$$");
    private static final List<String> COMMENTS = List.of(
            "/* ; */", "/* /* ; */ ; */", "/**/", "/***/", "/*/ ; */", "/* ' */", "/* $$ */", "/* -- */ ", "-- ; ' $$ /*\n", "--\n", "--\r", "-- ;\r\n",
            "--;\n--;\n", "/*\n;\n*/", "/* é */", "/* /*/**/*/ ; */");
    private static final List<String> MARKS = List.of(
            "+", "- -", "-", "/", "*", "/ *", "* /", "*/", "<>", "@-", "@--\n", "+/* ; */", "<--;\n", "=>", "::", ":=", ":", ":x", ":'x'", ":\"x\"",
            "::x", "[1:2]", "{", "}", "^", "~", "|", "||", "?", "#", "%", "&", ".", "..", "1. ", "1.E'\\';'", ".5 ", "1e5 ", "1e-", "1..E'\\';',", "0x1F ", "1_000 ", "1a ", "$1E'\\';'");
    private static final List<String> WORDS = List.of(
            "begin", "end", "case", "create", "function", "procedure", "or", "replace", "atomic", "begin_", "_end", "cáse", "Begin", "END", "copy", "stdin",
            "from", "e", "u", "n", "b", "x", "a$b", "\u0131", "\u212A", "select", "as", "language", "sql", "return", "trigger", "temp");

    private final Random random;
    private final StringBuilder text = new StringBuilder();

    private NastyScript(long seed) {
        this.random = new Random(seed);
    }

    public static String of(long seed) {
        var script = new NastyScript(seed);
        if (script.random.nextInt(20) == 0) {
            script.text.append('\uFEFF');
        }
        IntStream.range(0, 1 + script.random.nextInt(9)).forEach(_ -> script.part());
        if (script.random.nextInt(5) == 0) {
            script.text.append(script.pick("'", "\"", "$$ x", "$q$ x", "/* x", "(", "E'\\'", "--", "/* /* */", "create function f() begin atomic", ";;"));
        }
        return script.text.toString();
    }

    private void part() {
        switch (random.nextInt(16)) {
            case 0 -> text.append(routine()).append(";");
            case 1 -> text.append("\n\\echo ").append(pick("one; two", "'a;b'", "\"x\"", "'it\\'s; '", "a\\\\ select 1;", "a \\\\ select 2;", "b \\echo c; d")).append("\n");
            case 2 -> copy();
            case 3 -> text.append("set ").append(pick("", "local ", "session ")).append("standard_conforming_strings ").append(pick("= off", "to off", "= on", "= 'off'")).append(";");
            case 4 -> text.append("select ").append(atoms()).append(" \\; ").append(pick("select 1", routine(), "\\; select 2")).append(";");
            case 5 -> text.append(pick(";", ";;", " ; ", "\n;\n", "\r\n;"));
            case 6 -> text.append(pick("reset all;", "commit;", "select 1 as \"begin\";", "end;", "abort;"));
            default -> text.append("select ").append(atoms()).append(pick(";", ";", ";", "; ", ";\n", "\n;", "")).append(gap());
        }
    }

    private void copy() {
        text.append(pick("copy lexed from stdin", "COPY lexed(a) FROM stdin", "copy pg_temp.lexed /* ; */ from -- ;\n stdin", "copy lexed from stdin with (format text)"))
                .append(pick(";", " ;", "; -- now", ";  "))
                .append("\n")
                .append(IntStream.range(0, random.nextInt(4))
                        .mapToObj(_ -> pick("a;b", "'", "$$", "/*", "--", "(", "\\\\.", " \\\\.", "é", "") + "\n")
                        .collect(Collectors.joining()))
                .append("\\.")
                .append(pick("\n", "\r\n"));
    }

    private String routine() {
        return pick("create", "CREATE", "create/**/") + pick(" ", " or replace ", " OR/*;*/REPLACE ", "\nor\nreplace\n") + pick("function", "PROCEDURE", "Function")
                + " lexed_" + random.nextInt(9) + "(a int default (1)) " + pick("", "returns int ", "language sql ")
                + pick(
                        "begin atomic " + body() + " end",
                        "Begin Atomic " + body() + " End",
                        "as $$ begin " + body() + " end $$",
                        "return (select " + atoms() + ")",
                        "begin atomic " + body());
    }

    private String body() {
        return IntStream.range(0, 1 + random.nextInt(3))
                .mapToObj(_ -> pick("select 1;", "select case when true then 1 end;", "select (case when true then (1) end);", "select 'end;';",
                        "select $q$ end; $q$;", "select \"end\";", "/* end; */ select 1;", "insert into lexed values ('a');", "begin; end;"))
                .collect(Collectors.joining(" "));
    }

    private String atoms() {
        return IntStream.range(0, 1 + random.nextInt(5)).mapToObj(_ -> atom(2) + gap()).collect(Collectors.joining());
    }

    private String atom(int depth) {
        return switch (random.nextInt(depth > 0 ? 9 : 8)) {
            case 0, 1 -> from(STRINGS);
            case 2 -> from(DOLLARS);
            case 3 -> from(COMMENTS);
            case 4, 5 -> from(MARKS);
            case 6, 7 -> from(WORDS);
            default -> random.nextInt(12) == 0 ? pick("(", ")", "((", "(;") : "(" + atom(depth - 1) + pick(" ", ";", " ; ") + atom(depth - 1) + ")";
        };
    }

    private String gap() {
        return random.nextInt(4) == 0 ? from(COMMENTS) : pick(" ", " ", " ", "\n", "\t", "", "\r\n", "\u000B", "\f");
    }

    private String from(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
