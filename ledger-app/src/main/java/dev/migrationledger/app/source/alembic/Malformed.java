package dev.migrationledger.app.source.alembic;

/** What is wrong with a configuration file or one of its values, in words that follow the file's name and a colon. */
final class Malformed extends Exception {
    Malformed(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
