package dev.migrationledger.app.config;

/** Where expected schemas are made. */
public sealed interface Scratch {
    /** A server that the ledger starts and stops itself. */
    record Embedded() implements Scratch {}

    /** A server on which the ledger may create and drop databases of its own. */
    record Server(ConnectionConfig connection) implements Scratch {}
}
