package dev.migrationledger.core.revision;

import dev.migrationledger.core.problem.Problem;

/** What a selector means for one graph and one database. */
public sealed interface Resolution {
    record Found(State state) implements Resolution {}

    /** Nothing, or more than one thing; the problem lists the choices. */
    record Refused(Problem problem) implements Resolution {}
}
