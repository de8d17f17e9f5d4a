package dev.migrationledger.app.rest;

import dev.migrationledger.app.stream.EventFeed;
import dev.migrationledger.app.stream.EventFeed.Filter;
import dev.migrationledger.app.stream.EventFeed.Page;
import dev.migrationledger.app.stream.EventFeed.Positioned;
import dev.migrationledger.app.stream.EventJson;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/** {@code GET /api/v1/events}: the log in pages. */
@RestController
final class EventPages {
    private static final MediaType BATCH = MediaType.parseMediaType("application/cloudevents-batch+json;charset=UTF-8");

    private final EventFeed feed;

    EventPages(Served served) {
        this.feed = served.feed();
    }

    /**
     * {@code Ledger-Next} is the position to ask after next, {@code Ledger-Head} that of the newest event; a {@code Link}
     * leads on while there is more.
     */
    @GetMapping("/api/v1/events")
    ResponseEntity<byte[]> page(
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String database,
            @RequestParam(required = false) @Nullable String type) {
        long position = Asked.position("after", after).orElse(0L);
        int most = Asked.limit(limit);
        var filter = Asked.filter(database, type);
        long head = feed.head();
        if (position > head) {
            throw RestProblems.beyondTheEnd(position, head);
        }
        var page = feed.after(position, most, filter);
        var answer = ResponseEntity.ok()
                .contentType(BATCH)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Ledger-Next", Long.toString(page.next()))
                .header("Ledger-Head", Long.toString(page.head()));
        if (page.isFull()) {
            answer.header(HttpHeaders.LINK, "<" + next(page, most, filter) + ">; rel=\"next\"");
        }
        return answer.body(EventJson.of(page.events().stream().map(Positioned::event).toList()).getBytes(StandardCharsets.UTF_8));
    }

    private static String next(Page page, int limit, Filter filter) {
        var uri = UriComponentsBuilder.fromPath("/api/v1/events").queryParam("after", page.next()).queryParam("limit", limit);
        filter.database().ifPresent(id -> uri.queryParam("database", id));
        filter.type().ifPresent(name -> uri.queryParam("type", name));
        return uri.encode().toUriString();
    }
}
