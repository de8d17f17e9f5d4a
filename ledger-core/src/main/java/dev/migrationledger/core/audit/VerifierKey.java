package dev.migrationledger.core.audit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * An Ed25519 public key with a name; written as name, key id and base64 of the byte 1 and the key, joined by {@code +}
 * (golang.org/x/mod/sumdb/note, which C2SP signed-note describes).
 *
 * @param name    without blanks and {@code +}
 * @param encoded base64 of the 32 bytes of RFC 8032
 */
public record VerifierKey(String name, String encoded) {
    static final byte ED25519 = 1;
    private static final int KEY_BYTES = 32;

    /** What stands before the 32 bytes in a SubjectPublicKeyInfo (RFC 8410, section 4). */
    private static final byte[] INFO = HexFormat.of().parseHex("302a300506032b6570032100");

    public VerifierKey {
        requireName(name);
        if (Base64.getDecoder().decode(encoded).length != KEY_BYTES) {
            throw new IllegalArgumentException("an Ed25519 key has " + KEY_BYTES + " bytes");
        }
    }

    static void requireName(String name) {
        if (name.isEmpty() || name.chars().anyMatch(c -> c <= ' ' || c == '+' || Character.isSpaceChar(c))) {
            throw new IllegalArgumentException("a key's name has no blanks and no +: " + name);
        }
    }

    /** @throws IllegalArgumentException when it is not written as it should be, or its id belongs to another key */
    public static VerifierKey parse(String text) {
        var parts = text.strip().split("\\+", 3);
        if (parts.length != 3) {
            throw new IllegalArgumentException("no verifier key: " + text.strip());
        }
        var bytes = Base64.getDecoder().decode(parts[2]);
        if (bytes.length != KEY_BYTES + 1 || bytes[0] != ED25519) {
            throw new IllegalArgumentException("no Ed25519 key: " + text.strip());
        }
        var key = new VerifierKey(parts[0], Base64.getEncoder().encodeToString(Arrays.copyOfRange(bytes, 1, bytes.length)));
        if (!key.id().equals(parts[1])) {
            throw new IllegalArgumentException("the id of " + text.strip() + " should be " + key.id());
        }
        return key;
    }

    /** Eight hexadecimal digits; with the name it says which key signed. */
    public String id() {
        return Hash.sha256((name + "\n").getBytes(StandardCharsets.UTF_8), typed()).hex().substring(0, 8);
    }

    /** Whether this key signed the note; empty when the note has no signature under its name and id. */
    public Optional<Boolean> signed(SignedNote note) {
        return note.signatures().stream()
                .filter(s -> s.name().equals(name) && s.keyId().equals(id()))
                .map(s -> verify(note.text(), s.raw()))
                .reduce(Boolean::logicalAnd);
    }

    private boolean verify(String text, byte[] signature) {
        try {
            var verifying = Signature.getInstance("Ed25519");
            verifying.initVerify(publicKey());
            verifying.update(text.getBytes(StandardCharsets.UTF_8));
            return verifying.verify(signature);
        } catch (SignatureException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private PublicKey publicKey() throws GeneralSecurityException {
        var info = Arrays.copyOf(INFO, INFO.length + KEY_BYTES);
        System.arraycopy(Base64.getDecoder().decode(encoded), 0, info, INFO.length, KEY_BYTES);
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(info));
    }

    private byte[] typed() {
        var typed = new byte[KEY_BYTES + 1];
        typed[0] = ED25519;
        System.arraycopy(Base64.getDecoder().decode(encoded), 0, typed, 1, KEY_BYTES);
        return typed;
    }

    @Override
    public String toString() {
        return name + "+" + id() + "+" + Base64.getEncoder().encodeToString(typed());
    }
}
