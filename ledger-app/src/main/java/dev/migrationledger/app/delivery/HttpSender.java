package dev.migrationledger.app.delivery;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Sends messages, each once. Redirects are not followed: a secret would go where nobody said it may. */
public final class HttpSender implements AutoCloseable {
    /** Between 15 and 30 s (Standard Webhooks 1.0.0, "Request timeouts"). */
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private static final Duration CONNECTING = Duration.ofSeconds(10);
    private static final Duration LONGEST_WISH = Duration.ofDays(1);

    private final Duration timeout;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(Redirect.NEVER)
            .connectTimeout(CONNECTING)
            .build();

    public HttpSender() {
        this(TIMEOUT);
    }

    /** @param timeout of an answer */
    HttpSender(Duration timeout) {
        this.timeout = timeout;
    }

    /** An interrupted thread stays interrupted. */
    public Reply send(HttpMessage message) {
        var request = HttpRequest.newBuilder(message.url())
                .timeout(timeout)
                .header("User-Agent", "migration-ledger")
                .POST(BodyPublishers.ofByteArray(message.bytes()));
        message.headers().forEach(request::header);
        try {
            var response = client.send(request.build(), BodyHandlers.ofInputStream());
            response.body().close();
            return judged(response);
        } catch (IOException e) {
            return new Reply.Later(words(e), Optional.empty(), false);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Reply.Later("interrupted", Optional.empty(), false);
        }
    }

    private static Reply judged(HttpResponse<?> response) {
        int status = response.statusCode();
        var why = "HTTP " + status;
        return switch (status) {
            case 410 -> new Reply.Gone();
            case 408, 429, 502, 503, 504 -> new Reply.Later(why, after(response), false);
            default -> {
                if (status >= 200 && status < 300) {
                    yield new Reply.Delivered();
                }
                yield status >= 500 ? new Reply.Later(why, after(response), true) : new Reply.Refused(why);
            }
        };
    }

    /** Seconds only: the receiver's date says nothing without its clock. */
    private static Optional<Duration> after(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(text -> text.matches("\\d{1,6}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .map(wish -> wish.compareTo(LONGEST_WISH) > 0 ? LONGEST_WISH : wish);
    }

    /** Our own words: those of the exception could name the URL. */
    private static String words(IOException e) {
        return switch (e) {
            case HttpConnectTimeoutException _, ConnectException _, UnknownHostException _ -> "no connection";
            case HttpTimeoutException _ -> "no answer in time";
            case SSLException _ -> "TLS failed: the certificate, its name, or the versions do not fit";
            default -> "the connection broke";
        };
    }

    @Override
    public void close() {
        client.shutdownNow();
        client.close();
    }
}
