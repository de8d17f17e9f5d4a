package dev.migrationledger.app.source.flyway;

import java.util.regex.Pattern;

/** What a file's name says to Flyway with its default settings: prefix, version, two underscores, description, suffix. */
sealed interface FlywayName {
    /** V. @param description with spaces for underscores; may be empty */
    record Versioned(FlywayVersion version, String description) implements FlywayName {}

    /** U: takes the V of the same version back. */
    record Undo(FlywayVersion version) implements FlywayName {}

    /** B: the schema at this version, for empty databases. */
    record Baseline(FlywayVersion version, String description) implements FlywayName {}

    /** R: runs again whenever it changes. */
    record Repeatable(String description) implements FlywayName {}

    /** A script for a moment of Flyway's run: {@code beforeMigrate.sql}. */
    record Callback(String event) implements FlywayName {}

    /** A migration that is a program. */
    record Program() implements FlywayName {}

    /** Looks like a migration and is none; Flyway would pass over it or stop. @param hint how to name it */
    record Malformed(String reason, String hint) implements FlywayName {}

    record Other() implements FlywayName {}

    Pattern CALLBACK = Pattern.compile("((?:before|after|create)[A-Z]\\w*?)(?:__.*)?\\.sql");
    Pattern PROGRAM = Pattern.compile("[VRUB][\\d_]\\w*__\\w*\\.(java|class|kt|groovy|py|sh|ps1)");
    Pattern SIMILAR = Pattern.compile("(?i)[VUB][\\d._-].*\\.sql|R_.*\\.sql|[VUB]__.*\\.sql");

    /** @param file name without directories */
    static FlywayName parse(String file) {
        var callback = CALLBACK.matcher(file);
        if (callback.matches()) {
            return new Callback(callback.group(1));
        }
        if (PROGRAM.matcher(file).matches()) {
            return new Program();
        }
        var migration = file.endsWith(".sql") && file.matches("[VUB]\\d.*|R__.*");
        return migration ? migration(file) : similar(file);
    }

    private static FlywayName migration(String file) {
        var name = file.substring(1, file.length() - ".sql".length());
        int separator = name.indexOf("__");
        var written = separator < 0 ? name : name.substring(0, separator);
        var description = separator < 0 ? "" : name.substring(separator + 2).replace('_', ' ');
        if (file.startsWith("R")) {
            return new Repeatable(description);
        }
        return FlywayVersion.parse(written)
                .<FlywayName>map(version -> switch (file.charAt(0)) {
                    case 'V' -> new Versioned(version, description);
                    case 'U' -> new Undo(version);
                    default -> new Baseline(version, description);
                })
                .orElseGet(() -> malformed(file, name, written));
    }

    private static FlywayName malformed(String file, String name, String written) {
        var single = name.matches("[\\d._]*\\d_[^\\d_].*");
        return new Malformed(
                single && !name.contains("__")
                        ? "one underscore stands between version and description"
                        : "'" + written + "' is no version: numbers with dots or underscores between",
                "name it like " + file.charAt(0) + name.replaceFirst("^([\\d._]*\\d).*", "$1") + "__description.sql");
    }

    private static FlywayName similar(String file) {
        if (!SIMILAR.matcher(file).matches()) {
            return new Other();
        }
        var prefix = Character.toUpperCase(file.charAt(0));
        return new Malformed(
                Character.isLowerCase(file.charAt(0))
                        ? "the prefix is a small letter"
                        : !file.endsWith(".sql") ? "the suffix is not .sql" : prefix == 'R' ? "two underscores follow R" : "it has no version",
                "name it like " + (prefix == 'R' ? "R__description.sql" : prefix + "1.2__description.sql"));
    }
}
