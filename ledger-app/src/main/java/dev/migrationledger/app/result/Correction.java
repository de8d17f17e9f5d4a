package dev.migrationledger.app.result;

import dev.migrationledger.core.revision.State;

/** What the trackers said, and what the evidence put in its place. */
public record Correction(State from, State to) {}
