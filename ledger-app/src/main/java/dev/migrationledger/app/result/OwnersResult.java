package dev.migrationledger.app.result;

import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.schema.FactKey;
import java.util.List;
import java.util.Optional;

/**
 * {@code owners}.
 *
 * @param objects sorted by key
 */
public record OwnersResult(String id, String catalog, List<Owned> objects, Optional<Problem> problem)
        implements Result {
    public OwnersResult {
        objects = List.copyOf(objects);
    }

    /**
     * A live or expected object and who made it.
     *
     * @param revision empty when none claims it
     * @param source   id of the revision's source; empty when none claims it
     */
    public record Owned(FactKey key, String revision, String source, Status status) {}

    public enum Status {
        OWNED,
        UNOWNED,
        /** Claimed by more than one source. */
        CONTESTED,
        /** Claimed, but not there. */
        MISSING
    }

    @Override
    public Exit exit() {
        return problem.map(Problem::exit).orElse(Exit.OK);
    }

    @Override
    public boolean hasFindings() {
        return problem.isPresent() || objects.stream().anyMatch(owned -> owned.status() != Status.OWNED);
    }
}
