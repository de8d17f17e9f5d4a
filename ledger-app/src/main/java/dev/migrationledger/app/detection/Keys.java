package dev.migrationledger.app.detection;

import dev.migrationledger.core.revision.Chunks;
import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.source.Tools;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Names what is cached by all that decides what a revision does: everything before it, its script, and where a tool runs
 * it the files that the tool reads besides. The latter are no part of the script's own digest, which says whether a
 * script was edited after it was applied.
 *
 * @param surroundings keyed by source id: see {@code MigrationTool#surroundings}
 */
record Keys(Map<String, String> surroundings) {
    Keys {
        surroundings = Map.copyOf(surroundings);
    }

    static Keys of(Tools tools) {
        var digests = new HashMap<String, String>();
        tools.bySource().forEach((source, tool) -> digests.put(source, tool.surroundings()));
        return new Keys(digests);
    }

    /** Of a revision that ran after what the key so far stands for. */
    String after(String key, Revision revision) {
        var script = Digest.of(Stream.concat(
                        Stream.of(
                                key,
                                revision.id(),
                                revision.kind().name(),
                                String.valueOf(revision.transactional()),
                                revision.script().digest()),
                        revision.chunks().map(Chunks::way).stream())
                .toArray(String[]::new));
        return revision.script().isSql() ? script : Digest.of(script, surroundings.getOrDefault(revision.source(), ""));
    }
}
