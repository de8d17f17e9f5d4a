package dev.migrationledger.app.rest;

import dev.migrationledger.core.problem.LedgerException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the server listens, and for whom.
 *
 * @param port     0 for one that is free
 * @param token    what every request must bring; never empty where others than this machine can connect
 * @param patience how long a client may neither send nor take anything before it is dropped
 */
public record Listen(InetAddress address, int port, Optional<String> token, Duration patience) {
    private static final Pattern PLACE = Pattern.compile("(?:(?<host>[^:\\[\\]]+)|\\[(?<six>[0-9A-Fa-f:.]+)]):(?<port>[0-9]{1,5})");
    private static final int LARGEST_PORT = 65_535;
    private static final int SHORTEST_TOKEN = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /**
     * @param place {@code host:port}
     * @throws LedgerException LDG920 to LDG922
     */
    public static Listen at(String place, Optional<String> token) {
        var match = PLACE.matcher(place);
        if (!match.matches() || Integer.parseInt(match.group("port")) > LARGEST_PORT) {
            throw RestProblems.noPlace(place);
        }
        var host = Optional.ofNullable(match.group("host")).orElseGet(() -> match.group("six"));
        try {
            var address = InetAddress.getByName(host);
            if (!address.isLoopbackAddress() && token.isEmpty()) {
                throw RestProblems.open(place);
            }
            if (token.filter(text -> text.length() < SHORTEST_TOKEN).isPresent()) {
                throw RestProblems.weakToken(SHORTEST_TOKEN);
            }
            return new Listen(address, Integer.parseInt(match.group("port")), token, PATIENCE);
        } catch (UnknownHostException _) {
            throw RestProblems.noPlace(place);
        }
    }

    /** Whether only programs of this machine can connect. */
    public boolean isLocal() {
        return address.isLoopbackAddress();
    }

    /** Without the token. */
    @Override
    public String toString() {
        return address.getHostAddress() + ":" + port;
    }
}
