package dev.migrationledger.app.cli.render;

/**
 * A piece of one line.
 *
 * @param text without line ends and control characters: what a server says must not steer the terminal
 */
public record Cell(String text, Tone tone) {
    public static final Cell NONE = new Cell("", Tone.PLAIN);

    public Cell {
        text = text.strip().isEmpty() ? text.replaceAll("\\p{Cntrl}", "") : clean(text);
    }

    public static Cell of(String text) {
        return new Cell(text, Tone.PLAIN);
    }

    public static Cell of(Tone tone, String text) {
        return new Cell(text, tone);
    }

    private static String clean(String text) {
        return text.replaceAll("[ \\t]*\\R[ \\t]*", " ").replaceAll("[\\p{Cntrl}\\u0080-\\u009f\\u202a-\\u202e\\u2066-\\u2069]", "");
    }
}
