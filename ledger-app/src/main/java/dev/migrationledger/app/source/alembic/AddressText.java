package dev.migrationledger.app.source.alembic;

import dev.migrationledger.core.target.TargetAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** An address in the words that a project's settings want: {@code {{url}}} and its parts. */
final class AddressText {
    private final Map<String, String> words;
    private final String password;

    AddressText(TargetAddress address) {
        this.password = address.password().orElse("");
        this.words = Map.of(
                "url", url(address),
                "host", address.host(),
                "port", String.valueOf(address.port()),
                "database", address.database(),
                "user", address.user(),
                "password", password,
                "file", address.file().orElse(""));
    }

    /** With every {@code {{name}}} filled in; names that there are not stay. */
    String fill(String template) {
        var text = template;
        for (var word : words.entrySet()) {
            text = text.replace("{{" + word.getKey() + "}}", word.getValue());
        }
        return text;
    }

    /** As SQLAlchemy reads it. */
    String url() {
        return words.getOrDefault("url", "");
    }

    /** Takes the password out of what a program printed, as it is and as it stands in a URL. */
    String scrub(String text) {
        return password.isEmpty() ? text : text.replace(password, "***").replace(encoded(password), "***");
    }

    private static String url(TargetAddress address) {
        if (address.file().isPresent()) {
            return "sqlite:///" + address.file().get();
        }
        var user = encoded(address.user()) + address.password().map(word -> ":" + encoded(word)).orElse("");
        var host = address.host().contains(":") ? "[" + address.host() + "]" : address.host();
        var properties = new TreeMap<>(address.properties()).entrySet().stream()
                .filter(property -> property.getKey().startsWith("ssl"))
                .map(property -> property.getKey() + "=" + encoded(property.getValue()))
                .collect(Collectors.joining("&"));
        return address.engine() + "://" + user + "@" + host + ":" + address.port() + "/" + encoded(address.database())
                + (properties.isEmpty() ? "" : "?" + properties);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
