package dev.migrationledger.app.cli.render;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What the place that text goes to can show.
 *
 * @param width in columns; 0 when lines may be as long as they like
 */
public record Look(boolean colour, boolean unicode, int width) {
    private static final int USUAL_WIDTH = 120;

    /** For pipes and files that are read as UTF-8. */
    public static final Look PLAIN = new Look(false, true, 0);

    /**
     * @param terminal    whether the text goes to a terminal
     * @param environment of the process: {@code NO_COLOR} (no-color.org), {@code TERM}, {@code COLUMNS}
     * @param charset     of the stream
     */
    public static Look of(boolean terminal, Map<String, String> environment, Charset charset) {
        boolean dumb = "dumb".equals(environment.get("TERM"));
        boolean refused = !environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Look(
                terminal && !dumb && !refused,
                charset.equals(StandardCharsets.UTF_8),
                terminal ? columns(environment.getOrDefault("COLUMNS", "")) : 0);
    }

    private static int columns(String text) {
        return text.matches("[1-9][0-9]{0,4}") ? Integer.parseInt(text) : USUAL_WIDTH;
    }

    String paint(Tone tone, String text) {
        return colour && tone != Tone.PLAIN && !text.isEmpty() ? "\u001b[" + tone.code() + "m" + text + "\u001b[0m" : text;
    }
}
