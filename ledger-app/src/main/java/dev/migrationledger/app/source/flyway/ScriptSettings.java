package dev.migrationledger.app.source.flyway;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * What a script's own configuration file ({@code V1__x.sql.conf}) says (Flyway docs, "Script Config Files").
 *
 * @param inTransaction absent: Flyway decides by the statements
 * @param placeholders  whether they are replaced
 * @param unknown       settings that are not understood here, in words
 */
record ScriptSettings(
        Optional<Boolean> inTransaction, Charset encoding, boolean placeholders, boolean runs, List<String> unknown) {
    static final ScriptSettings NONE =
            new ScriptSettings(Optional.empty(), StandardCharsets.UTF_8, true, true, List.of());

    static ScriptSettings parse(String text) {
        var unknown = new ArrayList<String>();
        var settings = NONE;
        var written = properties(text, unknown);
        for (var name : written.stringPropertyNames().stream().sorted().toList()) {
            var value = written.getProperty(name).trim();
            var truth = value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false")
                    ? Optional.of(Boolean.valueOf(value))
                    : Optional.<Boolean>empty();
            var next = switch (name) {
                case "executeInTransaction" -> truth.map(settings::withInTransaction);
                case "placeholderReplacement" -> truth.map(settings::withPlaceholders);
                case "shouldExecute" -> truth.map(settings::withRuns);
                case "encoding" -> charset(value).map(settings::withEncoding);
                default -> Optional.<ScriptSettings>empty();
            };
            if (next.isEmpty()) {
                unknown.add(name + "=" + value);
            }
            settings = next.orElse(settings);
        }
        return new ScriptSettings(settings.inTransaction, settings.encoding, settings.placeholders, settings.runs, List.copyOf(unknown));
    }

    private static Properties properties(String text, List<String> unknown) {
        var properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalArgumentException e) {
            unknown.add("a malformed \\u escape");
        }
        return properties;
    }

    private static Optional<Charset> charset(String name) {
        try {
            return Optional.of(Charset.forName(name));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Optional.empty();
        }
    }

    private ScriptSettings withInTransaction(boolean value) {
        return new ScriptSettings(Optional.of(value), encoding, placeholders, runs, unknown);
    }

    private ScriptSettings withPlaceholders(boolean value) {
        return new ScriptSettings(inTransaction, encoding, value, runs, unknown);
    }

    private ScriptSettings withRuns(boolean value) {
        return new ScriptSettings(inTransaction, encoding, placeholders, value, unknown);
    }

    private ScriptSettings withEncoding(Charset value) {
        return new ScriptSettings(inTransaction, value, placeholders, runs, unknown);
    }
}
