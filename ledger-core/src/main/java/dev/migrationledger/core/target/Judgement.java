package dev.migrationledger.core.target;

import java.util.List;

/** What the catalog proves about a statement that was begun alone and not seen to end. */
public sealed interface Judgement {
    /** It has its effect. */
    record Done() implements Judgement {}

    /**
     * It may run, again or for the first time.
     *
     * @param before statements that clear away what a broken run left, in order, each alone; mostly none
     * @param sql    what to run: the statement itself, or what finishes its half-done work
     */
    record Run(List<String> before, String sql) implements Judgement {
        public Run {
            before = List.copyOf(before);
        }
    }

    /** Nothing in the catalog tells; a person must look. @param reason in words */
    record Unknown(String reason) implements Judgement {}
}
