package dev.migrationledger.core.script;

/**
 * A comment from {@code --} to the end of its line.
 *
 * @param text   with the dashes, without the line end
 * @param line   of the file, from 1
 * @param offset in the script's text
 */
public record Comment(String text, int line, int offset, Place place) {
    public enum Place {
        BEFORE_FIRST_PART,
        BETWEEN_PARTS,
        INSIDE_STATEMENT
    }
}
