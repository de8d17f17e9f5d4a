package dev.migrationledger.app.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationledger.app.eventstore.Events;
import dev.migrationledger.app.execution.Interruption;
import dev.migrationledger.app.stream.Background;
import dev.migrationledger.app.stream.Envelope;
import dev.migrationledger.app.stream.EventFeed;
import dev.migrationledger.app.stream.Subscriptions;
import dev.migrationledger.app.stream.Subscriptions.Start;
import dev.migrationledger.app.testing.StoreFixture;
import dev.migrationledger.core.problem.LedgerException;
import io.cloudevents.CloudEvent;
import io.cloudevents.jackson.JsonFormat;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(120)
class RestServerTest {
    private static final String TOKEN = "a-token-of-some-length";

    private final StoreFixture store = new StoreFixture(6);
    private final Subscriptions subscriptions = new Subscriptions(store.sql, store.log);
    private final Interruption stop = new Interruption();
    private final List<AutoCloseable> open = new ArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() throws Exception {
        stop.request();
        for (var each : open.reversed()) {
            each.close();
        }
        client.shutdownNow();
        store.close();
    }

    private RestServer serve(Optional<String> token, Duration patience, Background... services) {
        var feed = new EventFeed(store.log, new Envelope(URI.create("/test"), store.codec));
        var server = RestServer.start(
                new Listen(InetAddress.getLoopbackAddress(), 0, token, patience),
                new Served(feed, subscriptions, store.databases, List.of(services)));
        open.add(server);
        return server;
    }

    private RestServer serve() {
        return serve(Optional.empty(), Duration.ofSeconds(20));
    }

    private HttpResponse<String> get(RestServer server, String path, String... headers) throws Exception {
        return client.send(request(server, path, headers), BodyHandlers.ofString());
    }

    private static HttpRequest request(RestServer server, String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
        return (headers.length == 0 ? request : request.headers(headers)).build();
    }

    @Test
    void pagesLeadThroughTheWholeLog() throws Exception {
        Events.append(store, Events.events("database/a", 0, 5));
        Events.append(store, Events.events("database/b", 0, 3));
        var server = serve();
        var seen = new ArrayList<CloudEvent>();
        Optional<String> next = Optional.of("/api/v1/events?limit=3");
        while (next.isPresent()) {
            var page = get(server, next.get());
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.headers().firstValue("Content-Type")).hasValue("application/cloudevents-batch+json;charset=UTF-8");
            assertThat(page.headers().firstValue("Ledger-Head")).hasValue("8");
            batch(page.body()).forEach(seen::add);
            next = page.headers().firstValue("Link").map(link -> link.replaceAll("<(.*)>; rel=\"next\"", "$1"));
        }
        var stored = store.log.after(0, 100);
        assertThat(seen.stream().map(CloudEvent::getId))
                .isEqualTo(stored.stream().map(event -> event.id().toString()).toList());
        for (int i = 0; i < stored.size(); i++) {
            var told = seen.get(i);
            assertThat(JsonMapper.shared().readTree(told.getData().toBytes()))
                    .isEqualTo(JsonMapper.shared().readTree(stored.get(i).payload()));
            assertThat(told.getTime().toInstant()).isEqualTo(stored.get(i).time());
            assertThat(told.getExtension("sequence")).isEqualTo(Envelope.sequence(i + 1));
        }
        var again = get(server, "/api/v1/events?after=" + seen.getLast().getExtension("sequence"));
        assertThat(again.body().strip()).isEqualTo("[]");
        assertThat(again.headers().firstValue("Ledger-Next")).hasValue("8");
    }

    @Test
    void onlyWhatIsAskedForIsShown() throws Exception {
        Events.append(store, Events.events("database/a", 0, 2));
        Events.append(store, Events.events("database/b", 0, 3));
        var server = serve();
        var page = get(server, "/api/v1/events?database=b&type=database.refused.v1&limit=2");
        assertThat(batch(page.body()).stream().map(CloudEvent::getSubject)).containsExactly("b", "b");
        assertThat(page.headers().firstValue("Link").orElseThrow()).contains("database=b").contains("after=4");
        assertThat(get(server, "/api/v1/events?type=database.verified.v1").headers().firstValue("Ledger-Next")).hasValue("5");
    }

    @Test
    void whatCannotBeAnsweredIsToldWithACode() throws Exception {
        var server = serve();
        Events.append(store, Events.events("database/a", 0, 2));
        assertError(get(server, "/api/v1/events?after=3"), 409, "LDG925");
        assertError(get(server, "/api/v1/events/stream?after=3"), 409, "LDG925");
        assertError(get(server, "/api/v1/events?after=-1"), 400, "LDG924");
        assertError(get(server, "/api/v1/events?after=9999999999999999999"), 400, "LDG924");
        assertError(get(server, "/api/v1/events?limit=0"), 400, "LDG924");
        assertError(get(server, "/nothing"), 404, "LDG929");
        var post = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/api/v1/events"))
                .POST(HttpRequest.BodyPublishers.ofString("x"))
                .build();
        assertError(client.send(post, BodyHandlers.ofString()), 405, "LDG924");
    }

    @Test
    void aStreamGoesOnWhereItWasCutOff() throws Exception {
        Events.append(store, Events.events("database/a", 0, 3));
        var server = serve();
        List<Long> seen;
        try (var stream = Reader.open(client, request(server, "/api/v1/events/stream", "Last-Event-ID", "0"))) {
            seen = new ArrayList<>(stream.next(2));
        }
        Events.append(store, Events.events("database/a", 3, 2));
        try (var stream = Reader.open(client, request(server, "/api/v1/events/stream", "Last-Event-ID", "2"))) {
            seen.addAll(stream.next(3));
            Events.append(store, Events.events("database/b", 0, 1));
            seen.addAll(stream.next(1));
        }
        assertThat(seen).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    }

    @Test
    void aStreamBeginsNowUnlessItIsToldOtherwise() throws Exception {
        Events.append(store, Events.events("database/a", 0, 3));
        var server = serve();
        try (var stream = Reader.open(client, request(server, "/api/v1/events/stream?database=b"))) {
            Events.append(store, Events.events("database/a", 3, 1));
            Events.append(store, Events.events("database/b", 0, 1));
            assertThat(stream.next(1)).containsExactly(5L);
        }
    }

    @Test
    void whoTakesNothingIsDropped() throws Exception {
        for (int i = 0; i < 60; i++) {
            Events.append(store, List.of(Events.event("database/a", i, "x".repeat(200_000))));
        }
        var server = serve(Optional.empty(), Duration.ofMillis(500));
        try (var slow = new Socket()) {
            slow.setReceiveBufferSize(4_096);
            slow.connect(new java.net.InetSocketAddress("127.0.0.1", server.port()));
            slow.getOutputStream()
                    .write("GET /api/v1/events/stream?after=0 HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(slow.getInputStream().readNBytes(12)).asString(StandardCharsets.US_ASCII).isEqualTo("HTTP/1.1 200");
            until(server, health -> health.path("streams").asInt() == 0);
            assertThat(readAll(slow.getInputStream())).isLessThan(60 * 200_000);
        }
        assertThat(get(server, "/health").statusCode()).isEqualTo(200);
    }

    @Test
    void streamsEndWhenTheServerDoes() throws Exception {
        var server = serve();
        try (var stream = Reader.open(client, request(server, "/api/v1/events/stream"))) {
            until(server, health -> health.path("streams").asInt() == 1);
            server.close();
            assertThat(stream.isAtEnd()).isTrue();
        }
    }

    @Test
    void onlyTheTokenLetsIn() throws Exception {
        var server = serve(Optional.of(TOKEN), Duration.ofSeconds(20));
        for (var path : List.of("/api/v1/events", "/api/v1/events/stream", "/api/v1/databases", "/health", "/nothing")) {
            assertError(get(server, path), 401, "LDG926");
            assertError(get(server, path, "Authorization", "Bearer " + TOKEN + "x"), 401, "LDG926");
            assertError(get(server, path, "Authorization", TOKEN), 401, "LDG926");
        }
        assertThat(get(server, "/api/v1/events", "Authorization", "Bearer " + TOKEN).statusCode()).isEqualTo(200);
        assertThat(get(server, "/health/live").body()).isEqualTo("{\"status\":\"up\"}");
        assertThat(get(server, "/health/ready").body()).isEqualTo("{\"status\":\"up\"}");
    }

    @Test
    void withoutATokenNobodyIsLedHereUnderAnotherName() throws Exception {
        var server = serve();
        try (var socket = new Socket("127.0.0.1", server.port())) {
            socket.getOutputStream()
                    .write("GET /api/v1/events HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 403")
                    .contains("LDG927");
        }
    }

    @Test
    void nobodyElseIsServedWithoutAToken() {
        assertCode("LDG921", () -> Listen.at("0.0.0.0:8470", Optional.empty()));
        assertCode("LDG921", () -> Listen.at("[::]:8470", Optional.empty()));
        assertCode("LDG922", () -> Listen.at("0.0.0.0:8470", Optional.of("short")));
        assertCode("LDG920", () -> Listen.at("8470", Optional.empty()));
        assertCode("LDG920", () -> Listen.at("127.0.0.1:99999", Optional.empty()));
        assertThat(Listen.at("0.0.0.0:8470", Optional.of(TOKEN)).toString()).isEqualTo("0.0.0.0:8470");
        assertThat(Listen.at("[::1]:0", Optional.empty()).isLocal()).isTrue();
    }

    @Test
    void aPortInUseIsTold() {
        var server = serve();
        var feed = new EventFeed(store.log, new Envelope(URI.create("/test"), store.codec));
        assertCode("LDG923", () -> RestServer.start(
                new Listen(InetAddress.getLoopbackAddress(), server.port(), Optional.empty(), Duration.ofSeconds(1)),
                new Served(feed, subscriptions, store.databases, List.of())));
    }

    @Test
    void healthShowsLagAndWhatFails() throws Exception {
        Events.append(store, Events.events("database/a", 0, 3));
        subscriptions.follower("alerts", Start.FIRST_EVENT);
        var failing = Background.start(
                "kafka",
                () -> {
                    throw new IllegalStateException("down");
                },
                stop,
                _ -> {},
                () -> {});
        open.add(failing);
        var server = serve(Optional.empty(), Duration.ofSeconds(20), failing);
        until(server, health -> health.path("services").path(0).path("status").asString().equals("down"));
        var health = JsonMapper.shared().readTree(get(server, "/health").body());
        assertThat(health.path("status").asString()).isEqualTo("up");
        assertThat(health.path("store").path("head").asInt()).isEqualTo(3);
        assertThat(health.path("subscriptions").path(0).path("behind").asInt()).isEqualTo(3);
        assertThat(health.path("databases").path("known").asInt()).isEqualTo(1);
        assertThat(JsonMapper.shared().readTree(get(server, "/api/v1/databases").body()).path("databases").path(0).path("id").asString())
                .isEqualTo("a");
    }

    private void until(RestServer server, java.util.function.Predicate<JsonNode> wanted) throws Exception {
        while (!wanted.test(JsonMapper.shared().readTree(get(server, "/health").body()))) {
            LockSupport.parkNanos(20_000_000);
        }
    }

    private static long readAll(InputStream in) throws IOException {
        long read = 0;
        try {
            var buffer = new byte[65_536];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                read += n;
            }
        } catch (SocketException _) {
            // reset by the server
        }
        return read;
    }

    private static void assertError(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(JsonMapper.shared().readTree(response.body()).path("error").path("code").asString()).isEqualTo(code);
    }

    private static void assertCode(String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(LedgerException.class, e -> assertThat(e.problem().code()).isEqualTo(code));
    }

    private static List<CloudEvent> batch(String body) {
        return StreamSupport.stream(JsonMapper.shared().readTree(body).spliterator(), false)
                .map(node -> new JsonFormat().deserialize(node.toString().getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    /** Reads server-sent events as the standard says. */
    private record Reader(BufferedReader lines) implements AutoCloseable {
        static Reader open(HttpClient client, HttpRequest request) throws Exception {
            var response = client.send(request, BodyHandlers.ofInputStream());
            assertThat(response.headers().firstValue("Content-Type")).hasValue("text/event-stream;charset=UTF-8");
            return new Reader(new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8)));
        }

        /** Positions of the next events, which are sound. */
        List<Long> next(int count) throws IOException {
            var positions = new ArrayList<Long>();
            long id = 0;
            var data = new StringBuilder();
            while (positions.size() < count) {
                var line = lines.readLine();
                assertThat(line).isNotNull();
                if (line.startsWith("id: ")) {
                    id = Long.parseLong(line.substring(4));
                } else if (line.startsWith("data: ")) {
                    data.append(line.substring(6)).append('\n');
                } else if (line.isEmpty() && !data.isEmpty()) {
                    var event = new JsonFormat().deserialize(data.toString().getBytes(StandardCharsets.UTF_8));
                    assertThat(event.getExtension("sequence")).isEqualTo(Envelope.sequence(id));
                    positions.add(id);
                    data.setLength(0);
                }
            }
            return positions;
        }

        boolean isAtEnd() throws IOException {
            while (true) {
                if (lines.readLine() == null) {
                    return true;
                }
            }
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }
}
