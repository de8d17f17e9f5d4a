package dev.migrationledger.app.detection;

import dev.migrationledger.core.detection.Delta;
import dev.migrationledger.core.detection.OriginReference;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.schema.SchemaSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What scratch databases showed, kept in a directory as one JSON file for each delta and snapshot, named by its key. A
 * file that cannot be read is as good as none: it is made again.
 */
public final class ReferenceCache {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path directory;

    /** @param directory made when first written to */
    public ReferenceCache(Path directory) {
        this.directory = directory;
    }

    Optional<Delta> delta(String key) {
        return read("delta-" + key, Stored.StoredDelta.class).map(Stored.StoredDelta::toCore);
    }

    void put(String key, Delta delta) {
        write("delta-" + key, Stored.StoredDelta.of(delta));
    }

    Optional<SchemaSnapshot> snapshot(String key) {
        return read("snapshot-" + key, Stored.StoredSnapshot.class).map(Stored.StoredSnapshot::toCore);
    }

    void put(String key, SchemaSnapshot snapshot) {
        write("snapshot-" + key, Stored.StoredSnapshot.of(snapshot));
    }

    Optional<List<SchemaSnapshot>> snapshots(String key) {
        return read("snapshots-" + key, Stored.StoredSnapshots.class).map(Stored.StoredSnapshots::toCore);
    }

    void putSnapshots(String key, List<SchemaSnapshot> snapshots) {
        write("snapshots-" + key, Stored.StoredSnapshots.of(snapshots));
    }

    /** Of a whole chain; none where nothing is known. */
    List<OriginReference.Unrun> failures(String key) {
        return read("failures-" + key, Stored.StoredFailures.class)
                .map(Stored.StoredFailures::failures)
                .orElse(List.of());
    }

    void putFailures(String key, List<OriginReference.Unrun> failures) {
        write("failures-" + key, new Stored.StoredFailures(failures));
    }

    private <T> Optional<T> read(String name, Class<T> type) {
        var file = directory.resolve(name + ".json");
        try {
            return Files.exists(file) ? Optional.of(JSON.readValue(Files.readString(file), type)) : Optional.empty();
        } catch (IOException | JacksonException e) {
            return Optional.empty();
        }
    }

    /** Written beside and moved, so that two runs at once never see half a file. */
    private void write(String name, Object stored) {
        try {
            Files.createDirectories(directory);
            var beside = Files.createTempFile(directory, name, ".part");
            Files.writeString(beside, JSON.writeValueAsString(stored));
            Files.move(beside, directory.resolve(name + ".json"), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new LedgerException(
                    new Problem(
                            "LDG423",
                            Exit.FAILED,
                            "the cache of references in " + directory + " cannot be written: " + e.getMessage(),
                            "make the directory writable, or choose another with --data-dir"),
                    e);
        }
    }
}
