package dev.migrationledger.app.audit;

import dev.migrationledger.core.audit.SignedNote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.util.Optional;

/**
 * The newest {@link CleanLook}, signed with the own key, for who can change it could have old events never looked at
 * again. Whatever is wrong with it, and where it cannot be written, the next look is a whole one.
 */
final class CleanLookFile {
    private final Path file;
    private final Path keyFile;

    CleanLookFile(Path file, Path keyFile) {
        this.file = file;
        this.keyFile = keyFile;
    }

    Optional<CleanLook> read() {
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            var note = SignedNote.parse(Files.readString(file));
            return KeyFile.load(keyFile)
                    .flatMap(key -> key.verifier().signed(note))
                    .filter(good -> good)
                    .flatMap(_ -> CleanLook.parse(note.text()));
        } catch (IOException | IllegalArgumentException | DateTimeException _) {
            return Optional.empty();
        }
    }

    void write(CleanLook look) {
        KeyFile.load(keyFile).ifPresent(key -> {
            try {
                var next = Files.createTempFile(file.toAbsolutePath().getParent(), file.getFileName().toString(), ".next");
                Files.writeString(next, key.sign(look.text()).toString());
                Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException _) {
                // what is there stays, which is older: more is looked at, never less
            }
        });
    }

    /** @throws dev.migrationledger.core.problem.LedgerException LDG833, for then the next look would not be whole */
    void forget() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw AuditProblems.unusable(file, e);
        }
    }
}
