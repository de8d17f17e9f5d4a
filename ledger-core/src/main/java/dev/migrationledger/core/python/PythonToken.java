package dev.migrationledger.core.python;

/**
 * What a statement consists of (Python Language Reference, "Lexical analysis").
 *
 * @param text as written; of a {@link Kind#STRING}, what it stands for
 * @param line of the file, from 1, on which it begins
 */
public record PythonToken(Kind kind, String text, int line) {
    public enum Kind {
        /** Identifiers and keywords. */
        NAME,
        NUMBER,
        /** A string literal whose value is known. */
        STRING,
        /** Bytes, or a string with replacement fields. */
        OTHER_STRING,
        /** Operators and delimiters. */
        OPERATOR
    }

    public boolean isName(String name) {
        return kind == Kind.NAME && text.equals(name);
    }

    public boolean isOperator(String operator) {
        return kind == Kind.OPERATOR && text.equals(operator);
    }
}
