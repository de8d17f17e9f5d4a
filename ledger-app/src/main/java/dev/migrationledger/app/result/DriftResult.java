package dev.migrationledger.app.result;

import dev.migrationledger.core.detection.Detection;
import dev.migrationledger.core.detection.Drift;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.schema.Tier;
import java.time.Instant;
import java.util.Optional;

/**
 * {@code drift}, and {@code drift accept}.
 *
 * @param detection absent exactly when there is a problem
 * @param accepted  while the differences are those that a person accepted
 * @param at        when it was so, where that is not now
 */
public record DriftResult(
        String id,
        String catalog,
        Optional<Detection> detection,
        Optional<Acceptance> accepted,
        Optional<Instant> at,
        Optional<Problem> problem)
        implements Result {

    /** Who lets the differences be. */
    public record Acceptance(String actor, String reason, Instant time) {}

    public static DriftResult of(
            String id, String catalog, Detection detection, Optional<Acceptance> accepted, Optional<Instant> at) {
        return new DriftResult(id, catalog, Optional.of(detection), accepted, at, Optional.empty());
    }

    public static DriftResult refused(String id, String catalog, Problem problem) {
        return new DriftResult(id, catalog, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(problem));
    }

    /** See {@link Drift#digest}. */
    public Optional<String> digest() {
        return detection.flatMap(Drift::digest);
    }

    public long count(Tier tier) {
        return detection.stream().flatMap(d -> d.differences().stream()).filter(d -> d.tier() == tier).count();
    }

    /** See {@link Drift#isLoud}. */
    public boolean isLoud() {
        return detection.filter(d -> Drift.isLoud(d, accepted.isPresent())).isPresent();
    }

    @Override
    public Exit exit() {
        return problem.map(Problem::exit).orElse(Exit.OK);
    }

    @Override
    public boolean hasFindings() {
        return problem.isPresent() || isLoud();
    }
}
