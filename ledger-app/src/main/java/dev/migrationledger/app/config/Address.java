package dev.migrationledger.app.config;

import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.Problem;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where messages are sent: a URL, or a reference to one that is a secret itself. Only https, or http to this machine.
 */
public record Address(Secret value) {
    /** Loopback by name or number; a name that only begins so is none. */
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]|\\[0:0:0:0:0:0:0:1]");

    /** @throws LedgerException LDG220 when a reference leads nowhere, LDG931 when what it holds will not do */
    public URI resolve(String owner, Map<String, String> environment) {
        var text = value.resolve("the URL of " + owner, environment);
        var wrong = wrong(text);
        if (wrong.isPresent()) {
            throw new LedgerException(new Problem(
                    "LDG931",
                    Exit.CONFIGURATION,
                    "the URL of " + owner + ", which " + value + " holds, " + wrong.get(),
                    "correct it where the reference leads"));
        }
        return URI.create(text);
    }

    /** What is wrong with a text as a URL, without any of it; empty when it will do. */
    static Optional<String> wrong(String text) {
        try {
            var url = new URI(text);
            var scheme = Optional.ofNullable(url.getScheme()).orElse("");
            var host = Optional.ofNullable(url.getHost()).orElse("");
            if (host.isEmpty() || !scheme.matches("(?i)https?")) {
                return Optional.of("is not one of https");
            } else if (url.getRawUserInfo() != null || url.getRawFragment() != null) {
                return Optional.of("has a user or a fragment in it");
            } else if (scheme.equalsIgnoreCase("http") && !LOOPBACK.matcher(host).matches()) {
                return Optional.of("would be sent in clear: http is for this machine only");
            }
            return Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.of("is no URL");
        }
    }
}
