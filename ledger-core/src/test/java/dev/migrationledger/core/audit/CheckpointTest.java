package dev.migrationledger.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signed notes, held to the example that golang.org/x/mod/sumdb/note publishes, key and all. */
class CheckpointTest {
    private static final String PUBLISHED_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    private static final String PUBLISHED_SECRET =
            "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
    private static final String PUBLISHED_NOTE =
            """
            If you think cryptography is the answer to your problem,
            then you don't know what your problem is.

            \u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
            """;
    private static final VerifierKey KEY = VerifierKey.parse(PUBLISHED_KEY);
    private static final SignerKey SIGNER = SignerKey.parse(PUBLISHED_SECRET, KEY);

    @Test
    void thePublishedNoteIsSignedByThePublishedKey() {
        var note = SignedNote.parse(PUBLISHED_NOTE);
        assertThat(KEY.toString()).isEqualTo(PUBLISHED_KEY);
        assertThat(KEY.signed(note)).contains(true);
        assertThat(note.toString()).isEqualTo(PUBLISHED_NOTE);
        assertThat(SIGNER.sign(note.text())).isEqualTo(note);
        assertThat(VerifierKey.parse("sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8").signed(note))
                .isEmpty();
    }

    @Test
    void aChangedTextIsNotSigned() {
        assertThat(KEY.signed(SignedNote.parse(PUBLISHED_NOTE.replace("answer", "Answer")))).contains(false);
        assertThat(KEY.signed(SignedNote.parse(PUBLISHED_NOTE.replace("nAM=", "nAI=")))).contains(false);
    }

    @Test
    void checkpointsAreWrittenAndReadBack() {
        var checkpoint = new Checkpoint(
                "example.com/log42", 20_852_163, MerkleHash.EMPTY, Instant.parse("2026-11-21T06:17:00.123456Z"));
        assertThat(checkpoint.text()).isEqualTo("""
                example.com/log42
                20852163
                47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=
                time 2026-11-21T06:17:00.123456Z
                """);
        assertThat(Checkpoint.parse(checkpoint.text())).isEqualTo(checkpoint);
        assertThat(KEY.signed(SignedNote.parse(SIGNER.sign(checkpoint.text()).toString()))).contains(true);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "",
        "a\n1\nx\n",
        "a\n01\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\ntime 2026-11-21T06:17:00Z\n",
        "a\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hS\ntime 2026-11-21T06:17:00Z\n",
        "a\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\ntime yesterday\n"
    })
    void whatIsNoCheckpointIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Checkpoint.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "text\n", "text\n\n", "text\n\nno signature\n", "text\n\n\u2014 name !\n", "text\u0007\n\n\u2014 a AAAAAAA=\n"})
    void whatIsNoNoteIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> SignedNote.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "PeterNeumann",
        "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWAAAA",
        "PeterNeumann+c74f20a3+!!"
    })
    void whatIsNoKeyIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> VerifierKey.parse(text));
    }

    @Test
    void theSecretIsInNoText() {
        assertThat(SIGNER.secretText()).isEqualTo(PUBLISHED_SECRET);
        assertThat(SIGNER.toString()).doesNotContain("AYEKFALVFGyNhPJEMzD1QIDr");
        var other = PUBLISHED_SECRET.replace("AYEK", "AYEL");
        assertThatIllegalArgumentException().isThrownBy(() -> SignerKey.parse(other, KEY))
                .withMessageNotContaining("FALVFGyNhPJEMzD1QIDr");
        assertThatIllegalArgumentException().isThrownBy(() -> SignerKey.parse(other.replace("+AY", "+!!"), KEY))
                .withMessageNotContaining("FALVFGyNhPJEMzD1QIDr");
    }
}
