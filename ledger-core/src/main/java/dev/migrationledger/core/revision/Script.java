package dev.migrationledger.core.revision;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a revision runs, and where it stands in its file.
 *
 * @param text      the text exactly as in the file
 * @param firstLine line of the file, counted from 1, on which the text begins
 */
public record Script(String text, int firstLine, Language language) {
    public static final Script EMPTY = new Script("", 1);

    /** Who can run a script. */
    public enum Language {
        SQL,
        /** Only the tool that the project itself uses for it, such as Alembic. */
        PYTHON
    }

    /** SQL. */
    public Script(String text, int firstLine) {
        this(text, firstLine, Language.SQL);
    }

    public boolean isSql() {
        return language == Language.SQL;
    }

    /** SHA-256 of the UTF-8 text with line ends as LF, lower-case hexadecimal. */
    public String digest() {
        try {
            var bytes = text.replace("\r\n", "\n").getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
