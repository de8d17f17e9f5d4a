package dev.migrationledger.app.cli.render;

/** How a piece of text is meant; only the sixteen colours that every theme chooses itself. */
public enum Tone {
    PLAIN(""),
    STRONG("1"),
    GOOD("32"),
    DOUBTFUL("33"),
    BAD("31"),
    LINK("36"),
    FAINT("2");

    private final String code;

    Tone(String code) {
        this.code = code;
    }

    /** SGR parameter (ECMA-48, section 8.3.117). */
    String code() {
        return code;
    }
}
