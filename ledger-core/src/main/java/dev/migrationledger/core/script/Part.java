package dev.migrationledger.core.script;

import java.util.Locale;

/** What a script consists of, in the order in which psql acts on it. Lines are of the file, from 1. */
public sealed interface Part {
    int line();

    /** What is sent to the server: a statement, or a COPY with its data. */
    sealed interface Sent extends Part {
        /** Without the ending semicolon and without comments before and after it. */
        String sql();

        /** Among the script's statements and copies, from 1. */
        int number();
    }

    /** @param line where its first token is, comments aside */
    record Statement(String sql, int line, int number) implements Sent {}

    /** @param data the lines up to {@code \.}, each with its line end; feed it to {@code sql}, a COPY .. FROM STDIN */
    record CopyData(String sql, String data, int line, int number) implements Sent {}

    /** A psql command. @param command the whole line with its backslash: {@code \connect shop} */
    record Meta(String command, int line) implements Part {
        /** Without backslash and arguments: {@code connect}. */
        public String name() {
            return command.substring(1).split("\\s", 2)[0].toLowerCase(Locale.ROOT);
        }

        /** Whether it only guards a dump or speaks to a person, so that what runs is the same without it. */
        public boolean canBeLeftOut() {
            return switch (name()) {
                case "restrict", "unrestrict", "echo", "qecho", "warn", "timing", "pset", "x", "t", "a" -> true;
                default -> false;
            };
        }
    }
}
