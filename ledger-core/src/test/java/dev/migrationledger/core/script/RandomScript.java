package dev.migrationledger.core.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * SQL text made from a seed, the same on every machine. Nothing in it harms a scratch database; a table
 * {@code pg_temp.lexed(a text)} is made by its first statement.
 */
public final class RandomScript {
    private static final List<String> SOUP = List.of(
            "'", "''", "\"", "$$", "$a$", "$", "(", ")", ";", ";\n", "begin", "begin atomic", "case", "end", "create function f()",
            "create or replace procedure p", "create", "or", "replace", "function", "/*", "*/", "--", "\n", "\r\n", "/", "*", "-", "+",
            "select 1", "a$b$", "$1", "E'", "U&'", "B'", "x", "é", "1.5", "::", ":=", ":x", "[", "]", " ", " ");

    private final Random random;
    private final StringBuilder text = new StringBuilder();
    private final List<String> sent = new ArrayList<>();

    private RandomScript(long seed) {
        this.random = new Random(seed);
    }

    /** Well-formed statements of every kind the reader knows. */
    public static RandomScript wellFormed(long seed) {
        var script = new RandomScript(seed);
        script.statement("create temp table lexed(a text)");
        script.text.append(';');
        IntStream.range(0, 1 + script.random.nextInt(12)).forEach(_ -> script.part());
        if (script.random.nextBoolean()) {
            script.text.append('\n');
            script.statement(script.select());
        }
        script.gap();
        return script;
    }

    /** Fragments in any order, unbalanced, without backslashes. */
    public static String soup(long seed) {
        var random = new Random(seed);
        return IntStream.range(0, 1 + random.nextInt(60))
                .mapToObj(_ -> SOUP.get(random.nextInt(SOUP.size())) + (random.nextBoolean() ? " " : ""))
                .collect(Collectors.joining());
    }

    public String text() {
        return text.toString();
    }

    /** Every statement as it was put in; for a copy, its data follows after a line feed. */
    public List<String> sent() {
        return List.copyOf(sent);
    }

    private void part() {
        gap();
        switch (random.nextInt(9)) {
            case 0 -> text.append("\n\\echo one; select 2\n");
            case 1 -> copy();
            case 2 -> text.append(';');
            case 3 -> {
                text.append("select 1 \\; ");
                sent.add("select 1 ; select 2");
                text.append("select 2;");
            }
            case 4 -> {
                statement(routine());
                text.append(";");
            }
            default -> {
                statement(select());
                gap();
                text.append(";");
            }
        }
    }

    private void statement(String sql) {
        sent.add(sql);
        text.append(sql);
    }

    private void copy() {
        var sql = pick("copy lexed from stdin", "COPY lexed (a) FROM STDIN", "copy lexed(a) /* ; */ from\n stdin with (format text)");
        var data = IntStream.range(0, random.nextInt(4))
                .mapToObj(_ -> pick("a;b", "'", "it's (", "$$", "\\\\.", "-- no", "/* no", "") + "\n")
                .collect(Collectors.joining());
        sent.add(sql + "\n" + data);
        text.append(sql).append(pick(";", " ;", "; -- data follows")).append("\n").append(data).append("\\.").append(pick("\n", "\r\n"));
    }

    private void gap() {
        IntStream.range(0, random.nextInt(3)).forEach(_ -> text.append(blank()));
    }

    private String blank() {
        return pick(" ", "\n", "\t", "\r\n", "-- a ; ' \" $$ ( \n", "/* b ; ' -- */", "/* c /* ; */ ' */", "/**/");
    }

    private String routine() {
        return pick("create", "CREATE OR REPLACE", "create /* x */ or replace") + " " + pick("function", "PROCEDURE")
                + " lexed_" + random.nextInt(9) + "(a int default (1)) language sql Begin ATOMIC\n"
                + several(() -> "  " + select() + ";\n") + pick("end", "END");
    }

    private String select() {
        return "select " + several(() -> atom(2) + pick("", blank()) + " ") + "as x";
    }

    private String several(Supplier<String> one) {
        return IntStream.range(0, 1 + random.nextInt(4)).mapToObj(_ -> one.get()).collect(Collectors.joining());
    }

    private String atom(int depth) {
        return switch (random.nextInt(depth > 0 ? 16 : 13)) {
            case 0 -> "'it''s; ('";
            case 1 -> "E'a\\'; \\\\' , E'b\\'' /* or the next line would continue it */ || ''";
            case 2 -> "\"na;me\"\"(\"";
            case 3 -> "$$ ; ' ( -- $x$ $$";
            case 4 -> "$tag_1$ ; $$ /* ' $tag$ $tag_1$";
            case 5 -> "a$b$ , $1 , c$";
            case 6 -> "U&'\\0441;' , u&\"\\0441;\"";
            case 7 -> "N'n;' , B'01' , X'1F'";
            case 8 -> "1e5 + .5 - 1..2 @-1";
            case 9 -> "'two\nlines;\n' \n 'continued;'";
            case 10 -> "'back\\' , naïve::text , 'slash\\\\'";
            case 11 -> "case when 1 = 1 then 2 else 3 end";
            case 12 -> "1 */**/ 2 -/* - */- 3";
            case 13 -> "(" + atom(depth - 1) + " ; " + blank() + atom(depth - 1) + ")";
            case 14 -> "CASE " + atom(depth - 1) + " when 1 then begin_ END";
            default -> "(case when (" + atom(depth - 1) + ") then 1 end)";
        };
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
