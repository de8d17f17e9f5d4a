package dev.migrationledger.core.script;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One rule each, tried on every clause of a statement ({@link FlatSql#clauses}); the group {@code table} says whom it
 * concerns. Sources: manual pages of the named commands, section "Notes", and 13.3 "Explicit Locking". To add a rule,
 * add a constant and an example to its test.
 */
enum FindingRule {
    DROP_TABLE("LDG130", "drop (?:table|schema) (?:if exists )?(?<table>\\S+) ", "dropping {} loses its data"),
    DROP_COLUMN(
            "LDG131",
            Words.ALTER + "drop (?!constraint |expression |default |identity )(?:column )?(?:if exists )?\\S+ ",
            "dropping a column of {} loses its data"),
    COLUMN_TYPE(
            "LDG132",
            Words.ALTER + "alter (?:column )?\\S+ (?:set data )?type .*",
            "a new column type may rewrite {} while nobody can read or write it"),
    CREATE_INDEX(
            "LDG133",
            "create (?:unique )?index (?!concurrently )(?:if not exists )?(?:\\S+ )??on (?:only )?(?<table>\\S+) .*",
            "nobody can write to {} while the index is built; CREATE INDEX CONCURRENTLY lets them"),
    NOT_NULL_WITHOUT_DEFAULT(
            "LDG134",
            Words.ALTER + "add " + Words.NEW_COLUMN
                    + "(?!(?:.* )?(?:default|generated|(?:big|small)?serial[248]?) ).* not null .*",
            "a NOT NULL column without a default cannot be added to {} once it has rows"),
    EVERY_ROW(
            "LDG135",
            "(?:with .* )?(?:update (?:only )?(?<table>\\S+) (?:.* )?set |delete from (?:only )?(?<from>\\S+) )(?!(?:.* )?where ).*",
            "without WHERE this changes every row of {}"),
    TRUNCATE("LDG136", "truncate (?:table )?(?:only )?(?<table>\\S+) .*", "truncating {} loses its data"),
    CONSTRAINT_SCAN(
            "LDG137",
            Words.ALTER + "add (?:constraint \\S+ )?(?:foreign key|check) (?!.* not valid ).*",
            "{} is scanned while it is locked; add the constraint NOT VALID and validate it later"),
    SET_NOT_NULL(
            "LDG138",
            Words.ALTER + "alter (?:column )?\\S+ set not null .*",
            "{} is scanned while nobody can read or write it, unless a valid CHECK already proves it"),
    VOLATILE_DEFAULT(
            "LDG139",
            Words.ALTER + "add " + Words.NEW_COLUMN
                    + "(?:(?:big|small)?serial[248]? .*|.* generated .*|.* default .*\\b(?:random|gen_random_uuid|uuid_generate_v\\w+"
                    + "|uuidv\\d|clock_timestamp|timeofday|nextval) \\(\\) .*)",
            "each row gets its own value, so {} is rewritten while nobody can read or write it"),
    RENAME(
            "LDG140",
            Words.ALTER + "rename (?!constraint ).*",
            "programs that use the old name of {} or its column fail at once"),
    KEY_BUILD(
            "LDG141",
            Words.ALTER + "add (?:constraint \\S+ )?(?:primary key|unique|exclude) (?!using index ).*",
            "an index is built while nobody can read or write {}; build it concurrently and add the key USING INDEX"),
    REWRITE(
            "LDG142",
            "(?:vacuum full|cluster(?: verbose)?) (?<table>\\S+) .*",
            "{} is rewritten while nobody can read or write it"),
    ENUM_VALUE(
            "LDG143",
            "alter type (?<table>\\S+) add value .*",
            "the new value of {} cannot be used before this transaction is committed");

    private final String code;
    private final Pattern pattern;
    private final String message;

    FindingRule(String code, String pattern, String message) {
        this.code = code;
        this.pattern = Pattern.compile(" " + pattern, Pattern.DOTALL);
        this.message = message;
    }

    /** SQLite locks the whole file whatever is done; what loses data or breaks programs is the same there. */
    boolean isAbout(Dialect dialect) {
        return switch (this) {
            case DROP_TABLE, DROP_COLUMN, NOT_NULL_WITHOUT_DEFAULT, EVERY_ROW, RENAME -> true;
            case COLUMN_TYPE, CREATE_INDEX, TRUNCATE, CONSTRAINT_SCAN, SET_NOT_NULL, VOLATILE_DEFAULT, KEY_BUILD, REWRITE,
                    ENUM_VALUE -> dialect == Dialect.POSTGRESQL;
        };
    }

    /** @param table folded, as it stands in the clause */
    record Hit(Finding finding, String table) {}

    Optional<Hit> on(String clause) {
        var matcher = pattern.matcher(clause);
        if (!matcher.lookingAt()) {
            return Optional.empty();
        }
        var table = this == EVERY_ROW && matcher.group("table") == null ? matcher.group("from") : matcher.group("table");
        var shown = FlatSql.tableName(table).map(TableName::toString).orElse(table);
        return Optional.of(new Hit(new Finding(code, message.replace("{}", shown)), table));
    }

    private static final class Words {
        static final String ALTER = "alter table (?:if exists )?(?:only )?(?<table>\\S+) (?:\\* )?";

        /** A column and no table constraint; ends where its type begins. */
        static final String NEW_COLUMN =
                "(?!constraint |primary |unique |foreign |check |exclude )(?:column )?+(?:if not exists )?+\\S+ ";
    }
}
