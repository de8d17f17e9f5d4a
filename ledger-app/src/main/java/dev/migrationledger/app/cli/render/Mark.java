package dev.migrationledger.app.cli.render;

/** Signs, with what stands for them where the charset is not UTF-8. */
public enum Mark {
    YES("✓", "+"),
    NO("✗", "x"),
    ASK("?", "?"),
    WARN("!", "!"),
    DOT("•", "*"),
    ARROW("→", "->"),
    HERE("◂", "<"),
    ELLIPSIS("…", "..."),
    NODE("●", "*"),
    LINE("│", "|"),
    LEFT("╱", "/"),
    RIGHT("╲", "\\"),
    ACROSS("─", "_"),
    FULL("█", "#"),
    LIGHT("░", ".");

    private final String sign;
    private final String ascii;

    Mark(String sign, String ascii) {
        this.sign = sign;
        this.ascii = ascii;
    }

    public String in(Look look) {
        return look.unicode() ? sign : ascii;
    }
}
