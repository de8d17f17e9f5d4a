package dev.migrationledger.app.rest;

import dev.migrationledger.app.projection.DatabaseRow;
import dev.migrationledger.app.stream.StateMessage;
import dev.migrationledger.core.detection.Detection;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.revision.State;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Whether the ledger works, how far its consumers are, and how its databases stand; and each database's state. */
@RestController
final class Health {
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private final Served served;
    private final EventStream streams;

    Health(Served served, EventStream streams) {
        this.served = served;
        this.streams = streams;
    }

    @GetMapping("/health/live")
    ResponseEntity<byte[]> live() {
        return answer(HttpStatus.OK, MAPPER.createObjectNode().put("status", "up"));
    }

    /** The store answers. Kafka may be down: the ledger works without it. */
    @GetMapping("/health/ready")
    ResponseEntity<byte[]> ready() {
        try {
            served.feed().head();
            return live();
        } catch (LedgerException _) {
            return answer(HttpStatus.SERVICE_UNAVAILABLE, MAPPER.createObjectNode().put("status", "down"));
        }
    }

    @GetMapping("/health")
    ResponseEntity<byte[]> health() {
        var document = MAPPER.createObjectNode().put("ledger", "1");
        try {
            document.put("status", "up");
            document.putObject("store").put("status", "up").put("head", served.feed().head());
            subscriptions(document);
            document.put("streams", streams.open());
            services(document);
            databases(document.putObject("databases"), served.databases().all());
            return answer(HttpStatus.OK, document);
        } catch (LedgerException e) {
            document.put("status", "down");
            error(document.putObject("store").put("status", "down"), e);
            services(document);
            return answer(HttpStatus.SERVICE_UNAVAILABLE, document);
        }
    }

    /** {@code {"databases": [...]}}, sorted by id; the same as in the topic of states. */
    @GetMapping("/api/v1/databases")
    ResponseEntity<byte[]> databases() {
        var document = MAPPER.createObjectNode().put("ledger", "1");
        var list = document.putArray("databases");
        served.databases().all().forEach(row -> list.add(new StateMessage(row).node()));
        return answer(HttpStatus.OK, document);
    }

    private void subscriptions(ObjectNode document) {
        var list = document.putArray("subscriptions");
        served.subscriptions().all().forEach(one -> list.addObject()
                .put("name", one.name())
                .put("position", one.position())
                .put("behind", one.behind())
                .put("saved", one.updated().toString()));
    }

    private void services(ObjectNode document) {
        var list = document.putArray("services");
        for (var service : served.services()) {
            var node = list.addObject().put("name", service.name()).put("status", service.trouble().isEmpty() ? "up" : "down");
            service.trouble().ifPresent(failure -> error(node, failure));
        }
    }

    private static void error(ObjectNode node, RuntimeException failure) {
        var problem = failure instanceof LedgerException known ? known.problem() : RestProblems.unforeseen(failure);
        node.putObject("error").put("code", problem.code()).put("message", problem.message());
    }

    /** Of how many databases what is said, what is proven and what is expected is the same; and what is not well. */
    private static void databases(ObjectNode node, List<DatabaseRow> rows) {
        node.put("known", rows.size())
                .put("agreeing", rows.stream().filter(Health::agrees).count())
                .put("running", rows.stream().filter(row -> row.state().running().isPresent()).count())
                .put("unknownOutcome", rows.stream().filter(row -> row.state().unknown().isPresent()).count());
        var verdicts = new TreeMap<String, Integer>();
        var outcomes = new TreeMap<String, Integer>();
        for (var row : rows) {
            row.state().detection().map(Detection::verdict)
                    .ifPresent(verdict -> verdicts.merge(verdict.name().toLowerCase(Locale.ROOT), 1, Integer::sum));
            row.state().finished().ifPresent(finished -> outcomes.merge(finished.outcome(), 1, Integer::sum));
        }
        var byVerdict = node.putObject("verdicts");
        verdicts.forEach(byVerdict::put);
        var byOutcome = node.putObject("outcomes");
        outcomes.forEach(byOutcome::put);
    }

    private static boolean agrees(DatabaseRow row) {
        Optional<State> observed = row.observed();
        return observed.isPresent()
                && observed.get().equals(row.state().claimed())
                && row.state().expected().map(observed.get()::equals).orElse(true);
    }

    private static ResponseEntity<byte[]> answer(HttpStatus status, ObjectNode document) {
        return ResponseEntity.status(status).contentType(MediaType.APPLICATION_JSON).body(MAPPER.writeValueAsBytes(document));
    }
}
