package dev.migrationledger.app.audit;

import dev.migrationledger.core.audit.Checkpoint;
import dev.migrationledger.core.audit.SignedLeaves;
import dev.migrationledger.core.audit.SignedLog;
import dev.migrationledger.core.audit.SignerKey;
import dev.migrationledger.core.audit.VerifierKey;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The evidence about one log in a directory: {@code checkpoints} (signed notes), {@code keys} (verifier keys, one a
 * line: whoever reads the directory alone has to believe them), {@code tree} (see {@link TreeFiles}) and {@code clean-look}
 * (see {@link RepeatedAudit}).
 */
public final class AuditDirectory {
    /** File locks hold between processes only. */
    private static final ReentrantLock WITHIN_THIS_PROCESS = new ReentrantLock();

    private final AuditPlace place;

    public AuditDirectory(AuditPlace place) {
        this.place = place;
    }

    AuditPlace place() {
        return place;
    }

    CheckpointFile checkpoints() {
        return new CheckpointFile(place.directory().resolve("checkpoints"));
    }

    CleanLookFile cleanLook() {
        return new CleanLookFile(place.directory().resolve("clean-look"), place.keyFile());
    }

    Path tree() {
        return place.directory().resolve("tree");
    }

    private Path keys() {
        return place.directory().resolve("keys");
    }

    /** The own key first, where its file can be read, then those that the directory names. */
    public List<VerifierKey> trusted() {
        var trusted = new LinkedHashSet<VerifierKey>();
        KeyFile.load(place.keyFile()).map(SignerKey::verifier).ifPresent(trusted::add);
        try {
            if (Files.exists(keys())) {
                Files.readAllLines(keys()).stream().filter(line -> !line.isBlank()).map(AuditDirectory::key).forEach(trusted::add);
            }
        } catch (IOException e) {
            throw AuditProblems.unusable(keys(), e);
        }
        return List.copyOf(trusted);
    }

    /** @throws dev.migrationledger.core.problem.LedgerException LDG844 */
    public static VerifierKey key(String text) {
        try {
            return VerifierKey.parse(text);
        } catch (IllegalArgumentException e) {
            throw AuditProblems.noKey(text, e.getMessage());
        }
    }

    /** Adds what is new. */
    void trust(Set<VerifierKey> keys) {
        var lines = new ArrayList<String>();
        keys.stream().filter(key -> !trusted(key)).forEach(key -> lines.add(key.toString()));
        if (!lines.isEmpty()) {
            try {
                Files.write(keys(), lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw AuditProblems.unusable(keys(), e);
            }
        }
    }

    private boolean trusted(VerifierKey key) {
        try {
            return Files.exists(keys()) && Files.readAllLines(keys()).contains(key.toString());
        } catch (IOException e) {
            throw AuditProblems.unusable(keys(), e);
        }
    }

    /** @param note as it was signed */
    public record SignedCheckpoint(Checkpoint checkpoint, String note) {}

    /** Those of a trusted key over more than so many events, oldest first; one look at the newest when there are none. */
    public List<SignedCheckpoint> checkpointsAfter(long size) {
        var keys = trusted();
        var newest = checkpoints().last().flatMap(note -> Evidence.checkpoint(note, keys));
        if (newest.filter(checkpoint -> checkpoint.size() > size).isEmpty()) {
            return List.of();
        }
        return checkpoints().texts().stream()
                .flatMap(text -> CheckpointFile.read(text)
                        .flatMap(note -> Evidence.checkpoint(note, keys))
                        .map(checkpoint -> new SignedCheckpoint(checkpoint, text))
                        .stream())
                .filter(signed -> signed.checkpoint().size() > size)
                .toList();
    }

    /** All checkpoints judged by these keys, with the leaves of the signed tree. */
    public Evidence evidence(List<VerifierKey> keys) {
        var notes = checkpoints().texts();
        try {
            return Evidence.of(notes, keys, Files.exists(tree()) ? TreeFiles.read(tree()) : SignedLeaves.NONE);
        } catch (IOException e) {
            throw AuditProblems.unusable(tree(), e);
        }
    }

    /** As {@link #evidence}, without what other keys signed: nothing at all when these signed nothing here. */
    public Evidence evidenceOfOnly(List<VerifierKey> keys) {
        var evidence = evidence(keys);
        return evidence.log().checkpoints().isEmpty()
                ? new Evidence(SignedLog.NOTHING, List.of())
                : new Evidence(evidence.log(), List.of());
    }

    /** Nobody else signs meanwhile. */
    <T> T alone(Supplier<T> work) {
        WITHIN_THIS_PROCESS.lock();
        try {
            Files.createDirectories(place.directory());
            try (var channel = FileChannel.open(
                            place.directory().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var _ = channel.lock()) {
                return work.get();
            }
        } catch (IOException e) {
            throw AuditProblems.unusable(place.directory(), e);
        } finally {
            WITHIN_THIS_PROCESS.unlock();
        }
    }
}
