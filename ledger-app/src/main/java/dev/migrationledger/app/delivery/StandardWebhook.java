package dev.migrationledger.app.delivery;

import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.Problem;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs messages as the Standard Webhooks 1.0.0 say (github.com/standard-webhooks/standard-webhooks, "Signature scheme"
 * and "Webhook headers"): HMAC-SHA256 over id, time of the try and body, joined by full stops.
 */
public final class StandardWebhook {
    private static final String PREFIX = "whsec_";
    private static final int LEAST_BYTES = 24;
    private static final int MOST_BYTES = 64;
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    /**
     * @param secret {@code whsec_} and 24 to 64 bytes in base64
     * @param owner  for the message: {@code webhook orders}
     * @throws LedgerException LDG936 when it is another, without any of it
     */
    public StandardWebhook(String secret, String owner) {
        this.key = new SecretKeySpec(bytes(secret, owner), ALGORITHM);
    }

    /** @param id without a full stop, the same at every try; @param now of this try */
    public HttpMessage signed(URI url, String id, Instant now, String body) {
        return signed(url, id, now, "application/json", body);
    }

    HttpMessage signed(URI url, String id, Instant now, String type, String body) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", type);
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", Long.toString(now.getEpochSecond()));
        headers.put("webhook-signature", "v1," + signature(id + "." + now.getEpochSecond() + "." + body));
        return new HttpMessage(url, headers, body);
    }

    private String signature(String text) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    private static byte[] bytes(String secret, String owner) {
        try {
            var bytes = Base64.getDecoder().decode(secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : "");
            if (bytes.length >= LEAST_BYTES && bytes.length <= MOST_BYTES) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // told below, without what it says: that quotes the secret
        }
        throw new LedgerException(new Problem(
                "LDG936",
                Exit.CONFIGURATION,
                "the secret of " + owner + " is not `whsec_` and " + LEAST_BYTES + " to " + MOST_BYTES + " bytes in base64",
                "make one: `echo whsec_$(openssl rand -base64 32)`"));
    }
}
