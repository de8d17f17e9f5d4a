package dev.migrationledger.app.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationledger.core.problem.LedgerException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

class StandardWebhookTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final URI URL = URI.create("https://example.org/hook");
    private static final Instant NOW = Instant.ofEpochSecond(1_614_265_330);

    /** The vector that the libraries of standard-webhooks test themselves with. */
    @Test
    void signsAsTheReferenceDoes() {
        var signed = new StandardWebhook(SECRET, "webhook orders")
                .signed(URL, "msg_p5jXN8AQM9LWM0D4loKWxJek", NOW, "{\"test\": 2432232314}");
        assertThat(signed.headers())
                .containsEntry("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek")
                .containsEntry("webhook-timestamp", "1614265330")
                .containsEntry("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void aReceiverAcceptsWhatIsSignedAndNothingThatWasChanged() throws GeneralSecurityException {
        var signed = new StandardWebhook(SECRET, "webhook orders").signed(URL, "m1", NOW, "{\"a\":1}");
        var verifier = new Verifier(SECRET);
        assertThat(verifier.accepts(signed.headers(), signed.body(), NOW.plusSeconds(60))).isTrue();
        assertThat(verifier.accepts(signed.headers(), "{\"a\":2}", NOW)).isFalse();
        assertThat(verifier.accepts(signed.headers(), signed.body(), NOW.plusSeconds(600))).as("replayed").isFalse();
        var other = new HashMap<>(signed.headers());
        other.put("webhook-id", "m2");
        assertThat(verifier.accepts(other, signed.body(), NOW)).isFalse();
        assertThat(new Verifier("whsec_" + "A".repeat(32)).accepts(signed.headers(), signed.body(), NOW)).isFalse();
        var rotated = new HashMap<>(signed.headers());
        rotated.merge("webhook-signature", "v1,other ", (mine, more) -> more + mine);
        assertThat(verifier.accepts(rotated, signed.body(), NOW)).as("one of several").isTrue();
    }

    @Test
    void aSecretThatIsNoneIsRefusedAndNotRepeated() {
        for (var secret : List.of("", "hunter2", "whsec_", "whsec_hunter2!", "whsec_c2hvcnQ=", "whsec_" + "A".repeat(400))) {
            assertThatThrownBy(() -> new StandardWebhook(secret, "webhook orders"))
                    .isInstanceOfSatisfying(LedgerException.class, e -> {
                        assertThat(e.problem().code()).isEqualTo("LDG936");
                        assertThat(e.problem().message() + e.problem().hint()).doesNotContain("hunter2", "c2hvcnQ");
                    });
        }
    }
}
