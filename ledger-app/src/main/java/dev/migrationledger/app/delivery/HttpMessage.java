package dev.migrationledger.app.delivery;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One POST. Its URL may be a secret, so no {@code toString} shows it.
 *
 * @param headers keyed by name, in the order they are sent
 * @param body    JSON
 */
public record HttpMessage(URI url, Map<String, String> headers, String body) {
    public HttpMessage {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    public static HttpMessage json(URI url, String body) {
        return new HttpMessage(url, Map.of("Content-Type", "application/json"), body);
    }

    byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "a message of " + body.length() + " characters";
    }
}
