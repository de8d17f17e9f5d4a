package dev.migrationledger.core.rollout;

/** A database that did not come to where it should. */
public record Stopped(String database, int wave, Outcome outcome, Stop stop) {}
