package dev.migrationledger.core.schema;

import java.util.Locale;

/** Kinds of schema objects that facts are about; the order is the one in which differences are shown. */
public enum ObjectKind {
    SCHEMA,
    EXTENSION,
    ENUM,
    DOMAIN,
    TYPE,
    SEQUENCE,
    TABLE,
    COLUMN,
    PRIMARY_KEY,
    UNIQUE,
    FOREIGN_KEY,
    CHECK,
    EXCLUSION,
    INDEX,
    VIEW,
    MATERIALIZED_VIEW,
    FUNCTION,
    TRIGGER,
    POLICY,
    PARTITION,
    COMMENT;

    /** As in JSON and messages: {@code primary-key}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
