package dev.migrationledger.core.target;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which tool a version table belongs to, told by its columns: some tools let the name be chosen, and any project may have
 * a table called {@code schema_version} of its own.
 */
public enum TrackerShape {
    ALEMBIC("alembic"),
    FLYWAY("flyway"),
    RAILS("rails"),
    GOLANG_MIGRATE("golang-migrate"),
    DBMATE("dbmate"),
    MIGRATION_NAME("migration-name");

    private static final Set<String> FLYWAY_COLUMNS = Set.of(
            "installed_rank", "version", "description", "type", "script", "checksum", "installed_by", "installed_on",
            "execution_time", "success");
    private static final Set<String> APPLIED_COLUMNS = Set.of("applied_at", "executed_at", "created_at", "run_on");

    private final String kind;

    TrackerShape(String kind) {
        this.kind = kind;
    }

    /** As in {@link TrackerReading#kind()}. */
    public String kind() {
        return kind;
    }

    /**
     * @param table   name without schema
     * @param columns keyed by name: the type as the server writes it, such as {@code character varying(32)}
     */
    public static Optional<TrackerShape> of(String table, Map<String, String> columns) {
        var names = columns.keySet();
        if (names.equals(Set.of("version_num"))) {
            return isText(columns, "version_num") ? Optional.of(ALEMBIC) : Optional.empty();
        }
        if (names.containsAll(FLYWAY_COLUMNS)) {
            return Optional.of(FLYWAY);
        }
        if (!table.toLowerCase(Locale.ROOT).endsWith("migrations")) {
            return Optional.empty();
        }
        if (names.equals(Set.of("version", "dirty"))) {
            return Optional.of(GOLANG_MIGRATE);
        }
        if (names.equals(Set.of("version")) && isText(columns, "version")) {
            return Optional.of(columns.getOrDefault("version", "").contains("(") ? DBMATE : RAILS);
        }
        var named = names.contains("migration_name") && names.stream().anyMatch(APPLIED_COLUMNS::contains);
        return named ? Optional.of(MIGRATION_NAME) : Optional.empty();
    }

    /** Tables that a tool keeps beside its tracker and that prove nothing: Rails' {@code ar_internal_metadata}. */
    public static boolean isCompanion(String table, Set<String> columns) {
        return table.equals("ar_internal_metadata")
                && columns.equals(Set.of("key", "value", "created_at", "updated_at"));
    }

    private static boolean isText(Map<String, String> columns, String column) {
        var type = columns.getOrDefault(column, "").toLowerCase(Locale.ROOT);
        return type.startsWith("character varying") || type.startsWith("varchar") || type.equals("text");
    }
}
