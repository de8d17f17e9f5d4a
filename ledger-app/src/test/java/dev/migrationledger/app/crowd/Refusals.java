package dev.migrationledger.app.crowd;

import dev.migrationledger.app.crowd.Errand.Verb;
import java.util.Map;
import java.util.Set;

/** Which words a crowd may hear, and why. */
final class Refusals {
    /** Somebody else is at it: another operation, another executor, a lock, a schema that changes while it is looked at. */
    private static final Set<String> BUSY = Set.of("LDG350", "LDG351", "LDG815", "LDG816");

    /** Things that were not so when they were asked for, keyed by verb; what nothing was to be done about (64) among them. */
    private static final Map<Verb, Set<String>> REFUSED = Map.of(
            // A person deleted the row that the executor was about to raise its fence in.
            Verb.UP, Set.of("LDG826"),
            Verb.APPLY, Set.of("LDG826"),
            // A claim that somebody made wrong, a revision that is not in, one that stopped half-way.
            Verb.REVERT, Set.of("LDG468", "LDG407", "LDG813", "LDG826"),
            // Or a run that was killed: the next `up` ends it before anything else.
            Verb.STAMP, Set.of("LDG465", "LDG502", "LDG826"),
            Verb.REPAIR, Set.of("LDG502", "LDG826"),
            // It looks at what a run is in the middle of, and reserves nothing.
            Verb.PLAN, Set.of("LDG461", "LDG788", "LDG827"),
            // Nothing is unknown.
            Verb.RESOLVE, Set.of("LDG512"));

    /**
     * A check of a revision that was taken back between the look and the question: nobody reserves a database to ask. Where
     * the check can still be asked its answer is no, with 1.
     */
    private static final String TAKEN_BACK = "LDG313";

    private Refusals() {}

    /** It has a code, says what happened and what to do next, and is no error of ours. */
    static boolean isExplained(Answer.Said said) {
        return said.code().matches("LDG\\d{3}") && !said.code().equals("LDG900") && !said.message().isBlank() && !said.hint().isBlank();
    }

    static boolean isExpected(Verb verb, Answer answer) {
        return switch (answer.exit()) {
            case Answer.KILLED, 0 -> true;
            case 3, 4, 64 -> answer.exit() == 4 && BUSY.contains(answer.code()) || REFUSED.getOrDefault(verb, Set.of()).contains(answer.code());
            case 1 -> verb == Verb.VERIFY && answer.problems().isEmpty();
            case 2 -> verb == Verb.VERIFY && answer.code().equals(TAKEN_BACK);
            default -> false;
        };
    }
}
