package dev.migrationledger.app.cli;

/** {@code -1} is a revision here, while the parser of options would take it for one of those: it travels disguised. */
public final class RelativeRevision {
    private static final char MINUS = '\u2212';

    private RelativeRevision() {}

    static String protect(String argument) {
        return argument.matches("-\\d+") ? MINUS + argument.substring(1) : argument;
    }

    /** What the person wrote. */
    public static String restore(String argument) {
        return argument.replace(MINUS, '-');
    }
}
