package dev.migrationledger.app.result;

import java.util.Locale;

/** Names of enum constants as JSON and people read them: {@code unknown-revision}. */
public final class Label {
    private Label() {}

    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
