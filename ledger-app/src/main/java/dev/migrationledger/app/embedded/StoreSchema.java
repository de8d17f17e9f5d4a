package dev.migrationledger.app.embedded;

import static dev.migrationledger.app.jooq.migration_ledger.Tables.IDENTITY;
import static dev.migrationledger.app.jooq.migration_ledger.Tables.MARKER;

import dev.migrationledger.app.execution.Interruption;
import dev.migrationledger.app.execution.RunListener;
import dev.migrationledger.app.execution.RunOutcome;
import dev.migrationledger.app.execution.RunRequest;
import dev.migrationledger.app.execution.RunRevisions;
import dev.migrationledger.app.execution.TargetWork;
import dev.migrationledger.app.execution.WriteClaim;
import dev.migrationledger.app.target.postgresql.PostgresEngine;
import dev.migrationledger.core.planning.UnappliedRevisions;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.revision.RevisionGraph;
import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.target.SessionOptions;
import dev.migrationledger.core.target.TargetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;

/**
 * Brings the ledger's own tables to this version's head, by the same executor that every target is upgraded with; only
 * the intent is not an event, for there is no log yet. Several processes that start at once take turns.
 */
public final class StoreSchema {
    private static final String ID = "the ledger's store";
    private static final String CATALOG = "ledger";
    private static final Duration TURN = Duration.ofSeconds(30);
    private static final int TRIES = 3;

    private final DSLContext sql;
    private final TargetAddress address;
    private final RevisionGraph graph = StoreRevisions.graph();

    private StoreSchema(DSLContext sql, TargetAddress address) {
        this.sql = sql;
        this.address = address;
    }

    /**
     * @param address of the same database
     * @throws LedgerException LDG633 to LDG635
     */
    public static void upgrade(DataSource store, TargetAddress address) {
        new StoreSchema(DSL.using(store, SQLDialect.POSTGRES), address).upgrade();
    }

    /** What the store says of itself. @param heads empty for a new one; @param epoch its highest fence */
    private record Standing(State heads, long epoch) {}

    private void upgrade() {
        var standing = standing();
        for (int attempt = 1; !standing.heads().equals(graph.heads()); attempt++) {
            var outcome = run(standing);
            standing = standing();
            if (!outcome.isDone() && attempt == TRIES) {
                throw EmbeddedProblems.notUpgraded(graph.heads().toString(), new LedgerException(outcome.problems()));
            }
        }
        requireUneditedScripts();
    }

    private RunOutcome run(Standing standing) {
        var work = new TargetWork(address, SessionOptions.DEFAULT, ID, CATALOG, Optional.empty(), TURN);
        var engine = new PostgresEngine();
        var request = new RunRequest(
                work,
                graph,
                standing.heads(),
                UnappliedRevisions.toApply(graph, standing.heads(), graph.heads()),
                UUID.randomUUID().toString(),
                Optional.empty(),
                standing.epoch() + 1,
                standing.epoch());
        var outcome = new RunRevisions(engine, Clock.systemUTC(), new Interruption()).apply(request, RunListener.NONE);
        boolean moved = outcome.problems().stream().anyMatch(problem -> problem.code().equals("LDG520"));
        if (moved) {
            // Whoever configures a restored store means it.
            return new WriteClaim(engine, new Interruption()).adopt(work, standing.heads());
        }
        return outcome;
    }

    private Standing standing() {
        try {
            if (!exists()) {
                return new Standing(State.EMPTY, 0);
            }
            var row = sql.selectFrom(IDENTITY).fetchOne();
            var heads = row == null ? List.<String>of() : Arrays.asList(row.getHeads());
            heads.stream().filter(head -> graph.find(head).isEmpty()).findFirst().ifPresent(head -> {
                throw EmbeddedProblems.newerStore(head);
            });
            return new Standing(State.of(heads), row == null ? 0 : row.getEpoch());
        } catch (DataAccessException e) {
            throw EmbeddedProblems.notReached("the schema's upgrade", e);
        }
    }

    private boolean exists() {
        return sql.select(DSL.field(
                        "pg_catalog.to_regclass({0}) is not null", Boolean.class, DSL.inline("migration_ledger.identity")))
                .fetchSingle()
                .value1();
    }

    private void requireUneditedScripts() {
        sql.select(MARKER.REVISION, MARKER.DIGEST)
                .from(MARKER)
                .where(MARKER.STATEMENT.eq(0))
                .forEach(row -> graph.find(row.value1())
                        .filter(revision -> !revision.script().digest().equals(row.value2()))
                        .ifPresent(revision -> {
                            throw EmbeddedProblems.changedScript(revision.id());
                        }));
    }
}
