package dev.migrationledger.app.config;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where revisions, a snapshot or seeds are read from.
 *
 * @param id          unique in its catalog
 * @param path        absolute
 * @param at          of a snapshot: the revision whose state it claims to equal, as written
 * @param critical    of a seed: whether its failure stops the upgrade
 * @param after       of a seed: the revision after which it runs, as written; empty: after the upgrade
 * @param command     how the project itself runs its migrations; empty when the format needs none
 * @param environment for {@code command}, keyed by variable; values keep their {@code {{url}}} placeholders
 * @param line        of the configuration file, for messages
 */
public record SourceConfig(
        String id,
        SourceFormat format,
        Path path,
        Optional<String> at,
        boolean critical,
        Optional<String> after,
        List<String> command,
        Map<String, String> environment,
        int line) {
    public SourceConfig {
        command = List.copyOf(command);
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    }
}
