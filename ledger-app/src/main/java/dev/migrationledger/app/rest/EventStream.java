package dev.migrationledger.app.rest;

import dev.migrationledger.app.stream.EventFeed;
import dev.migrationledger.app.stream.EventFeed.Filter;
import dev.migrationledger.app.stream.EventFeed.Positioned;
import dev.migrationledger.app.stream.EventJson;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /api/v1/events/stream}: the log as server-sent events (HTML standard, section 9.2). Each reader has a thread
 * that reads the log as fast as the reader takes it, so nothing is kept for the slow; who takes nothing for a while is
 * dropped by the server, and goes on with {@code Last-Event-ID}.
 */
@RestController
final class EventStream {
    static final int MOST = 200;
    private static final int PAGE = 100;
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final EventFeed feed;
    private final Tail tail;
    private final Semaphore free = new Semaphore(MOST);

    EventStream(Served served, Tail tail) {
        this.feed = served.feed();
        this.tail = tail;
    }

    /** How many are read now. */
    int open() {
        return MOST - free.availablePermits();
    }

    /** Begins with what comes from now on, unless {@code Last-Event-ID} or {@code after} say otherwise. */
    @GetMapping("/api/v1/events/stream")
    void stream(
            HttpServletRequest request,
            HttpServletResponse response,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String database,
            @RequestParam(required = false) @Nullable String type)
            throws IOException, InterruptedException {
        long head = feed.head();
        long position = Asked.position("Last-Event-ID", request.getHeader("Last-Event-ID"))
                .or(() -> Asked.position("after", after))
                .orElse(head);
        var filter = Asked.filter(database, type);
        if (position > head) {
            throw RestProblems.beyondTheEnd(position, head);
        }
        if (!free.tryAcquire()) {
            refuse(response);
            return;
        }
        try {
            response.setContentType("text/event-stream");
            response.setCharacterEncoding(StandardCharsets.UTF_8);
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            response.setHeader("X-Accel-Buffering", "no");
            write(response.getOutputStream(), position, filter);
        } catch (IOException _) {
            // the reader went away, or took nothing for too long
        } finally {
            free.release();
        }
    }

    private static void refuse(HttpServletResponse response) throws IOException {
        response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
        response.setHeader(HttpHeaders.RETRY_AFTER, "5");
        response.setContentType("application/json");
        response.getOutputStream().write(Errors.json(RestProblems.tooMany(MOST)));
    }

    private void write(OutputStream out, long from, Filter filter) throws IOException, InterruptedException {
        long position = from;
        send(out, "retry: 2000\nid: " + position + "\n\n");
        long told = System.nanoTime();
        while (!tail.isClosed()) {
            var page = feed.after(position, PAGE, filter);
            for (var event : page.events()) {
                send(out, message(event));
            }
            position = page.next();
            if (!page.events().isEmpty()) {
                out.flush();
                told = System.nanoTime();
            } else if (System.nanoTime() - told > HEARTBEAT.toNanos()) {
                send(out, ": still here\nid: " + position + "\n\n");
                out.flush();
                told = System.nanoTime();
            }
            if (!page.isFull()) {
                out.flush();
                tail.await(position, HEARTBEAT);
            }
        }
    }

    private static String message(Positioned event) {
        return "id: " + event.position() + "\nevent: " + event.event().getType() + "\ndata: "
                + EventJson.of(event.event()).replaceAll("\r\n|\r|\n", "\ndata: ") + "\n\n";
    }

    private static void send(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
