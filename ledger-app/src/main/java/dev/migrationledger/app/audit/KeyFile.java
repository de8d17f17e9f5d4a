package dev.migrationledger.app.audit;

import dev.migrationledger.core.audit.SignerKey;
import dev.migrationledger.core.audit.VerifierKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.interfaces.EdECPrivateKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/** The signing key in its file, which only its owner can read: the private key on one line, the verifier key below. */
final class KeyFile {
    private static final int KEY_BYTES = 32;
    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private KeyFile() {}

    /**
     * Empty when there is no file.
     *
     * @throws dev.migrationledger.core.problem.LedgerException LDG830, LDG831
     */
    static Optional<SignerKey> load(Path file) {
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            if (posix(file) && Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
                throw AuditProblems.openKey(file);
            }
            var lines = Files.readAllLines(file);
            if (lines.size() < 2) {
                throw AuditProblems.badKey(file, "it has not two lines, private and verifier key");
            }
            return Optional.of(SignerKey.parse(lines.get(0), VerifierKey.parse(lines.get(1))));
        } catch (IllegalArgumentException e) {
            throw AuditProblems.badKey(file, e.getMessage());
        } catch (IOException e) {
            throw AuditProblems.badKey(file, "it cannot be read");
        }
    }

    /** The caller keeps others from doing the same. */
    static SignerKey loadOrCreate(Path file) {
        return load(file).orElseGet(() -> create(file));
    }

    private static SignerKey create(Path file) {
        var key = newKey();
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            FileAttribute<?>[] owner = posix(file.toAbsolutePath().getParent())
                    ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))}
                    : new FileAttribute<?>[0];
            var text = key.secretText() + "\n" + key.verifier() + "\n";
            try (var channel = Files.newByteChannel(
                    file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), owner)) {
                channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
            }
            return key;
        } catch (IOException _) {
            throw AuditProblems.badKey(file, "it cannot be written");
        }
    }

    /** Named after itself, so that two ledgers never share a name. */
    private static SignerKey newKey() {
        try {
            var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            var info = pair.getPublic().getEncoded();
            var raw = Arrays.copyOfRange(info, info.length - KEY_BYTES, info.length);
            var seed = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
            var name = "migration-ledger/" + HexFormat.of().formatHex(raw, 0, 6);
            return SignerKey.of(new VerifierKey(name, Base64.getEncoder().encodeToString(raw)), seed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Ed25519 makes no keys", e);
        }
    }

    private static boolean posix(Path path) throws IOException {
        return Files.getFileStore(path).supportsFileAttributeView("posix");
    }
}
