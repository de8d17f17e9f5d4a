package dev.migrationledger.app.embedded;

import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.revision.GraphProblems;
import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.revision.RevisionGraph;
import dev.migrationledger.core.source.HeaderReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The catalog of the ledger's own store: native scripts of the {@code migrations} module, ordered by their headers. */
final class StoreRevisions {
    private static final List<String> FILES =
            List.of("0001_event_log.sql", "0002_subscription.sql", "0003_delivery.sql", "0004_replay.sql");

    private StoreRevisions() {}

    static RevisionGraph graph() {
        var revisions = new ArrayList<Revision>();
        for (var file : FILES) {
            var header = HeaderReader.read(text(file), "ledger", file);
            if (!header.problems().isEmpty()) {
                throw new LedgerException(header.problems());
            }
            header.revision().ifPresent(revisions::add);
        }
        var problems = GraphProblems.find(revisions);
        if (!problems.isEmpty()) {
            throw new LedgerException(problems);
        }
        return new RevisionGraph(revisions);
    }

    private static String text(String file) {
        try (var in = StoreRevisions.class.getResourceAsStream("/ledger/" + file)) {
            if (in == null) {
                throw new IllegalStateException("the migrations module is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
