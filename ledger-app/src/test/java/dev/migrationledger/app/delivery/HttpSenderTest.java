package dev.migrationledger.app.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpSenderTest {
    private final Receiver receiver = new Receiver();
    private final HttpSender sender = new HttpSender();

    @AfterEach
    void close() {
        sender.close();
        receiver.close();
    }

    private Reply send() {
        return sender.send(HttpMessage.json(receiver.url("/hook?to=ana"), "{\"größe\":1}"));
    }

    @Test
    void postsTheBodyWithItsHeaders() {
        var message = new HttpMessage(receiver.url("/hook?to=ana"), Map.of("Content-Type", "application/json", "webhook-id", "m1"), "{\"größe\":1}");
        assertThat(sender.send(message)).isEqualTo(new Reply.Delivered());
        var request = receiver.requests().getFirst();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/hook?to=ana");
        assertThat(request.body()).isEqualTo("{\"größe\":1}");
        assertThat(request.headers()).containsEntry("content-type", "application/json").containsEntry("webhook-id", "m1");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204})
    void everySuccessDelivers(int status) {
        receiver.answers(status);
        assertThat(send()).isEqualTo(new Reply.Delivered());
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 409, 413, 422})
    void aRefusedMessageIsNotTriedAgain(int status) {
        receiver.answers(status);
        assertThat(send()).isEqualTo(new Reply.Refused("HTTP " + status));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectIsNotFollowed(int status) {
        receiver.answers(status, "Location", receiver.url("/elsewhere").toString());
        assertThat(send()).isEqualTo(new Reply.Refused("HTTP " + status));
        assertThat(receiver.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 502, 503, 504})
    void aBusyReceiverIsTriedLaterForNoFaultOfTheMessage(int status) {
        receiver.answers(status);
        assertThat(send()).isEqualTo(new Reply.Later("HTTP " + status, Optional.empty(), false));
    }

    @Test
    void aReceiverThatFailsIsTriedLaterPerhapsForAFaultOfTheMessage() {
        receiver.answers(500);
        assertThat(send()).isEqualTo(new Reply.Later("HTTP 500", Optional.empty(), true));
    }

    @Test
    void theReceiversWishIsHeard() {
        receiver.answers(429, "Retry-After", "120").answers(503, "Retry-After", "999999").answers(503, "Retry-After", "Sat, 21 Nov 2026 10:00:00 GMT");
        assertThat(send()).isEqualTo(new Reply.Later("HTTP 429", Optional.of(Duration.ofMinutes(2)), false));
        assertThat(send()).isEqualTo(new Reply.Later("HTTP 503", Optional.of(Duration.ofDays(1)), false));
        assertThat(send()).isEqualTo(new Reply.Later("HTTP 503", Optional.empty(), false));
    }

    @Test
    void goneIsGone() {
        receiver.answers(410);
        assertThat(send()).isEqualTo(new Reply.Gone());
    }

    @Test
    void nobodyThereIsTriedLater() {
        var url = receiver.url("/hook");
        receiver.close();
        assertThat(sender.send(HttpMessage.json(url, "{}"))).isEqualTo(new Reply.Later("no connection", Optional.empty(), false));
    }

    @Test
    void aReceiverThatNeverAnswersIsNotWaitedForForEver() throws IOException {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var impatient = new HttpSender(Duration.ofMillis(200))) {
            var url = URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/");
            assertThat(impatient.send(HttpMessage.json(url, "{}")))
                    .isEqualTo(new Reply.Later("no answer in time", Optional.empty(), false));
        }
    }

    @Test
    void plainTextWhereTlsIsExpectedIsTriedLater() {
        var url = URI.create(receiver.url("/").toString().replace("http:", "https:"));
        assertThat(sender.send(HttpMessage.json(url, "{}"))).isInstanceOf(Reply.Later.class);
        assertThat(receiver.requests()).isEmpty();
    }
}
