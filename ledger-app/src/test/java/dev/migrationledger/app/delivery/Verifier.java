package dev.migrationledger.app.delivery;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What a receiver does with a signed webhook; docs/alerts.md shows it. */
record Verifier(String secret) {
    // docs/alerts.md: begin
    boolean accepts(Map<String, String> headers, String body, Instant now) throws GeneralSecurityException {
        var sent = Instant.ofEpochSecond(Long.parseLong(headers.get("webhook-timestamp")));
        if (Duration.between(sent, now).abs().compareTo(Duration.ofMinutes(5)) > 0) {
            return false;
        }
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.replaceFirst("^whsec_", "")), "HmacSHA256"));
        var text = headers.get("webhook-id") + "." + headers.get("webhook-timestamp") + "." + body;
        var expected = "v1," + Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        for (var signature : headers.get("webhook-signature").split(" ")) {
            if (MessageDigest.isEqual(signature.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8))) {
                return true;
            }
        }
        return false;
    }
    // docs/alerts.md: end
}
