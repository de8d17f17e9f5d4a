package dev.migrationledger.app.config;

import dev.migrationledger.core.problem.Shown;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads the entries of {@code databases}. */
final class DatabaseFields {
    private static final List<String> KEYS =
            Stream.concat(Stream.of("id", "catalog", "environment", "labels"), ConnectionFields.KEYS.stream()).toList();

    private final Collection<String> catalogs;
    private final ConnectionFields connections;
    private final Map<String, Integer> lines = new HashMap<>();

    /** @param catalogs names of all that the file has */
    DatabaseFields(Collection<String> catalogs, ConnectionFields connections) {
        this.catalogs = catalogs;
        this.connections = connections;
    }

    Optional<DatabaseConfig> read(Section unnamed) {
        var id = unnamed.requiredText("id");
        var section = unnamed.named("database " + Shown.of(id.orElse("without id")));
        section.allowOnly(KEYS);
        id.ifPresent(text -> Ids.check(section, text, lines));
        var catalog = section.requiredText("catalog").filter(name -> isKnown(section, name));
        var environment = section.text("environment").filter(text -> isLabelValue(section, "environment", text));
        var labels = labels(section);
        var connection = connections.read(section);
        if (id.isEmpty() || catalog.isEmpty() || connection.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new DatabaseConfig(
                id.get(), catalog.get(), environment.orElse(""), labels, connection.get(), section.line()));
    }

    private boolean isKnown(Section section, String name) {
        if (catalogs.contains(name)) {
            return true;
        }
        if (!catalogs.isEmpty()) {
            section.problems()
                    .add("LDG210", section.place("catalog"),
                            "unknown catalog `" + Shown.of(name) + "` of " + section.where(),
                            Hints.near(name, catalogs));
        }
        return false;
    }

    private static TreeMap<String, String> labels(Section section) {
        var labels = new TreeMap<String, String>();
        section.section("labels").ifPresent(fields -> fields.all().keySet().forEach(key -> {
            if (Selector.FIXED.contains(key)) {
                fields.problems()
                        .add("LDG217", fields.place(key),
                                "label `" + key + "` of " + section.where() + " would hide the database's own "
                                        + key,
                                "choose another name");
            } else if (!Names.isLabelKey(key)) {
                fields.problems()
                        .add("LDG217", fields.place(key),
                                "`" + Shown.of(key) + "` is no name for a label of " + section.where(),
                                "letters, digits and . _ - / only");
            } else {
                fields.text(key)
                        .filter(value -> isLabelValue(fields, key, value))
                        .ifPresent(value -> labels.put(key, value));
            }
        }));
        return labels;
    }

    private static boolean isLabelValue(Section section, String key, String value) {
        if (Names.isLabelValue(value)) {
            return true;
        }
        section.problems()
                .add("LDG217", section.place(key),
                        "`" + key + "` of " + section.where() + " cannot be selected",
                        "no commas, `=`, `!` or control characters, at most 255 characters");
        return false;
    }
}
