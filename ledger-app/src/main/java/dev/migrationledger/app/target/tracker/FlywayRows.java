package dev.migrationledger.app.target.tracker;

import static dev.migrationledger.app.jooq.tracker.Tables.FLYWAY_SCHEMA_HISTORY;

import dev.migrationledger.app.jooq.tracker.tables.records.FlywaySchemaHistoryRecord;
import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.revision.Script;
import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.source.FlywayChecksum;
import dev.migrationledger.core.target.Claimed;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/**
 * Flyway keeps one row per version, and its next run compares them with its files: a row that is missing below the
 * highest one is "ignored", a checksum that differs fails validation. So a claim writes every version, with Flyway's own
 * checksum. Versions at or below a BASELINE row count as in and get none.
 */
final class FlywayRows {
    private static final Set<String> NOT_A_MIGRATION = Set.of("SCHEMA", "BASELINE");

    private static final Pattern REPEATABLE = Pattern.compile("(?:.*/)?R__(?<description>.+)\\.sql");

    private FlywayRows() {}

    static void write(DSLContext plain, TrackerTable tracker, Claimed claimed) {
        var sql = tracker.in(plain, "flyway_schema_history");
        var rows = sql.selectFrom(FLYWAY_SCHEMA_HISTORY).orderBy(FLYWAY_SCHEMA_HISTORY.INSTALLED_RANK).fetch();
        var versions = rows.stream()
                .map(FlywaySchemaHistoryRecord::getVersion)
                .filter(Objects::nonNull)
                .toList();
        TrackerScope.of(claimed, versions, FlywayRows::names, file -> file.matches("(?:.*/)?[VB]\\d.*__.*\\.sql"))
                .ifPresent(scope -> write(sql, rows, scope, claimed.rewrite()));
    }

    private static void write(
            DSLContext sql, List<FlywaySchemaHistoryRecord> rows, TrackerScope scope, boolean rewrite) {
        var recorded = new HashSet<String>();
        int rank = 0;
        for (var row : rows) {
            var about = row.getVersion() == null
                    ? Optional.<Revision>empty()
                    : scope.about(row.getVersion(), FlywayRows::names);
            var member = about.filter(revision -> scope.members().contains(revision.id()));
            var goes = row.getVersion() != null
                    && (about.isPresent()
                            ? !row.getSuccess() || member.isEmpty() && !NOT_A_MIGRATION.contains(row.getType())
                            : rewrite);
            if (goes || rewrite && row.getType().equals("BASELINE") && member.isEmpty()) {
                sql.deleteFrom(FLYWAY_SCHEMA_HISTORY)
                        .where(FLYWAY_SCHEMA_HISTORY.INSTALLED_RANK.eq(row.getInstalledRank()))
                        .execute();
                continue;
            }
            rank = Math.max(rank, row.getInstalledRank());
            member.ifPresent(revision -> {
                recorded.add(revision.id());
                if (row.getType().equals("BASELINE")) {
                    recorded.addAll(scope.graph()
                            .members(State.of(revision.id())));
                }
            });
        }
        for (var revision : scope.in()) {
            if (revision.script().isSql() && !recorded.contains(revision.id())) {
                insert(
                        sql, ++rank, Optional.of(revision.id()), revision.message(), revision.file(), revision.script());
            }
        }
    }

    /** Another row, as Flyway writes one each time a repeatable migration ran; nothing for other files. */
    static void ranAgain(DSLContext plain, TrackerTable tracker, String file, Script script) {
        var repeatable = REPEATABLE.matcher(file);
        if (repeatable.matches()) {
            var sql = tracker.in(plain, "flyway_schema_history");
            var highest = sql.select(DSL.coalesce(DSL.max(FLYWAY_SCHEMA_HISTORY.INSTALLED_RANK), 0))
                    .from(FLYWAY_SCHEMA_HISTORY)
                    .fetchSingle()
                    .value1();
            insert(sql, highest + 1, Optional.empty(), repeatable.group("description").replace('_', ' '), file, script);
        }
    }

    private static void insert(
            DSLContext sql, int rank, Optional<String> version, String description, String file, Script script) {
        sql.insertInto(FLYWAY_SCHEMA_HISTORY)
                .set(FLYWAY_SCHEMA_HISTORY.INSTALLED_RANK, rank)
                .set(FLYWAY_SCHEMA_HISTORY.VERSION, version.orElse(null))
                .set(FLYWAY_SCHEMA_HISTORY.DESCRIPTION, description.length() > 200 ? description.substring(0, 200) : description)
                .set(FLYWAY_SCHEMA_HISTORY.TYPE, "SQL")
                .set(FLYWAY_SCHEMA_HISTORY.SCRIPT, file)
                .set(FLYWAY_SCHEMA_HISTORY.CHECKSUM, FlywayChecksum.of(script.text()))
                .set(FLYWAY_SCHEMA_HISTORY.INSTALLED_BY, user(sql))
                .set(FLYWAY_SCHEMA_HISTORY.EXECUTION_TIME, 0)
                .set(FLYWAY_SCHEMA_HISTORY.SUCCESS, true)
                .execute();
    }

    /** A file has no users; Flyway leaves the column empty there. */
    private static Field<String> user(DSLContext sql) {
        return sql.family() == SQLDialect.SQLITE ? DSL.inline("") : DSL.currentUser();
    }

    private static boolean names(String row, Revision revision) {
        return normal(row).equals(normal(revision.id()));
    }

    /** Flyway takes 1, 1.0 and 01 for one version, and an underscore for a dot. */
    private static String normal(String version) {
        return version.replace('_', '.').replaceAll("(^|\\.)0+(?=\\d)", "$1").replaceAll("(\\.0)+$", "");
    }
}
