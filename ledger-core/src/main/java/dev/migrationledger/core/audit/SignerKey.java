package dev.migrationledger.core.audit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The private half of a {@link VerifierKey}: a secret, which no text but {@link #secretText} shows. Written as
 * {@code PRIVATE+KEY+}, name, key id and base64 of the byte 1 and the seed (golang.org/x/mod/sumdb/note).
 */
public final class SignerKey {
    private static final String PREFIX = "PRIVATE+KEY+";

    private final VerifierKey verifier;
    private final byte[] seed;

    private SignerKey(VerifierKey verifier, byte[] seed) {
        this.verifier = verifier;
        this.seed = seed;
    }

    /**
     * @param seed the 32 bytes that RFC 8032 calls the private key
     * @throws IllegalArgumentException when the two are no pair
     */
    public static SignerKey of(VerifierKey verifier, byte[] seed) {
        var key = new SignerKey(verifier, seed.clone());
        if (!verifier.signed(key.sign("pair\n")).equals(Optional.of(true))) {
            throw new IllegalArgumentException("the private key does not belong to " + verifier.name());
        }
        return key;
    }

    /** @throws IllegalArgumentException without any part of the secret in its message */
    public static SignerKey parse(String secretText, VerifierKey verifier) {
        var text = secretText.strip();
        var start = PREFIX + verifier.name() + "+" + verifier.id() + "+";
        if (!text.startsWith(start)) {
            throw new IllegalArgumentException("the private key does not belong to " + verifier.name());
        }
        byte[] typed;
        try {
            typed = Base64.getDecoder().decode(text.substring(start.length()));
        } catch (IllegalArgumentException _) {
            throw new IllegalArgumentException("the private key is not base64");
        }
        if (typed.length != 33 || typed[0] != VerifierKey.ED25519) {
            throw new IllegalArgumentException("the private key is no Ed25519 key");
        }
        return of(verifier, Arrays.copyOfRange(typed, 1, typed.length));
    }

    public VerifierKey verifier() {
        return verifier;
    }

    /** @param text ends with a line end */
    public SignedNote sign(String text) {
        try {
            var signing = Signature.getInstance("Ed25519");
            signing.initSign(KeyFactory.getInstance("Ed25519")
                    .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed)));
            signing.update(text.getBytes(StandardCharsets.UTF_8));
            var signature = Base64.getEncoder().encodeToString(signing.sign());
            return new SignedNote(
                    text, List.of(new SignedNote.Signature(verifier.name(), verifier.id(), signature)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Ed25519 cannot sign", e);
        }
    }

    /** For its file, and for nothing else. */
    public String secretText() {
        var typed = new byte[33];
        typed[0] = VerifierKey.ED25519;
        System.arraycopy(seed, 0, typed, 1, 32);
        return PREFIX + verifier.name() + "+" + verifier.id() + "+" + Base64.getEncoder().encodeToString(typed);
    }

    @Override
    public String toString() {
        return "private key of " + verifier.name();
    }
}
