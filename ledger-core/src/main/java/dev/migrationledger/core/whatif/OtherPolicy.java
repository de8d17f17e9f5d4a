package dev.migrationledger.core.whatif;

import dev.migrationledger.core.catalog.Policy;
import dev.migrationledger.core.detection.Detection;
import dev.migrationledger.core.history.DatabaseEvent;
import dev.migrationledger.core.planning.Footing;
import dev.migrationledger.core.revision.RevisionGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks the rule that decides where an upgrade starts ({@link Footing#of}) once more, with another policy, about every
 * look that a run decided upon. A fold over one database's history; the look is the evidence as it was then.
 */
public final class OtherPolicy {
    /** {@code repair} corrects whatever the policy says, and {@code stamp} is a person's word. */
    private static final List<String> NOT_ASKED = List.of("repair", "stamp", "resolve", "revert");

    private final String database;
    private final Map<String, Rules> catalogs;
    private final List<Otherwise> differences = new ArrayList<>();
    private int decisions;
    private int unanswered;
    private boolean asked;
    private Optional<Rules> rules = Optional.empty();
    private Optional<Detection> seen = Optional.empty();
    private Optional<String> lookedIn = Optional.empty();

    private OtherPolicy(String database, Map<String, Rules> catalogs) {
        this.database = database;
        this.catalogs = catalogs;
    }

    /** By what a catalog decides now, or would. */
    public record Rules(RevisionGraph graph, Policy policy) {}

    /** @param at the event in which a run decided; @param instead what the policy would have decided */
    public record Otherwise(PastEvent at, Decided decided, Decided instead) {}

    /**
     * @param decisions   that a policy has a say in
     * @param unanswered  of these: the catalog no longer has revisions that were candidates then, or is no longer there
     * @param differences oldest first
     */
    public record Answer(int decisions, int unanswered, List<Otherwise> differences) {
        public Answer {
            differences = List.copyOf(differences);
        }
    }

    /**
     * Each decision by the rules of the catalog that the database was of then: one that was forgotten may have come back
     * as another's.
     *
     * @param history  oldest first
     * @param catalogs as they are now, keyed by name
     * @return empty when none of them was ever the database's
     */
    public static Optional<Answer> about(String database, List<PastEvent> history, Map<String, Rules> catalogs) {
        var asking = new OtherPolicy(database, catalogs);
        history.forEach(asking::hear);
        return asking.asked
                ? Optional.of(new Answer(asking.decisions, asking.unanswered, asking.differences))
                : Optional.empty();
    }

    private void hear(PastEvent past) {
        if (past.event() instanceof DatabaseEvent.Registered registered) {
            of(registered.catalog());
        }
        if (past.event() instanceof DatabaseEvent.Redescribed redescribed) {
            of(redescribed.catalog());
        }
        if (past.event() instanceof DatabaseEvent.Detected(var detection)) {
            seen = Optional.of(detection);
        }
        if (past.event() instanceof DatabaseEvent.Detected || past.event() instanceof DatabaseEvent.DetectionConfirmed) {
            lookedIn = Optional.of(past.from().correlation());
        }
        Decided.by(past.event()).ifPresent(decided -> weigh(past, decided));
    }

    private void of(String catalog) {
        rules = Optional.ofNullable(catalogs.get(catalog));
        asked |= rules.isPresent();
    }

    /** Only the first decision after a look stands on it. */
    private void weigh(PastEvent past, Decided decided) {
        var look = seen.filter(_ -> lookedIn.filter(past.from().correlation()::equals).isPresent()).filter(OtherPolicy::isAsked);
        lookedIn = Optional.empty();
        if (look.isEmpty() || NOT_ASKED.contains(past.from().verb())) {
            return;
        }
        decisions++;
        var having = rules.filter(catalog -> has(catalog.graph(), look.get()));
        if (having.isEmpty()) {
            unanswered++;
            return;
        }
        var instead = Decided.of(Footing.of(database, look.get(), having.get().graph(), having.get().policy(), false));
        if (!instead.isLike(decided)) {
            differences.add(new Otherwise(past, decided, instead));
        }
    }

    private static boolean has(RevisionGraph graph, Detection look) {
        return look.candidates().stream().allMatch(state -> state.heads().stream().allMatch(id -> graph.find(id).isPresent()));
    }

    /** Of other verdicts a person decides under every policy. */
    private static boolean isAsked(Detection detection) {
        return switch (detection.verdict()) {
            case EMPTY, EXACT, EQUIVALENT -> !detection.isBegun();
            case DRIFTED, PARTIAL, UNKNOWN -> false;
        };
    }
}
