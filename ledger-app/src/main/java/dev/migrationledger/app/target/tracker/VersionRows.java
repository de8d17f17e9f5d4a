package dev.migrationledger.app.target.tracker;

import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.target.Claimed;
import dev.migrationledger.core.target.TrackerShape;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * The {@code schema_migrations} shapes: Rails, dbmate and hand-made tables keep a row per revision, golang-migrate one
 * row with the highest number. How a row writes a revision (its id, the number its file name begins with, the file name
 * with or without suffix) is learnt from the rows that are there. Values are written as literals: columns may be of
 * text or of a number type.
 */
final class VersionRows {
    private static final Pattern NUMBERED = Pattern.compile("(\\d+)[_.-].*");
    private static final Pattern UP_OR_DOWN = Pattern.compile("\\d+_.*\\.(up|down)\\..*");
    private static final Set<String> WHEN = Set.of("applied_at", "executed_at", "created_at", "run_on");

    private final DSLContext sql;
    private final TrackerTable tracker;
    private final Table<?> table;
    private final Field<String> column;

    private VersionRows(DSLContext sql, TrackerTable tracker, String column) {
        this.sql = sql;
        this.tracker = tracker;
        this.table = DSL.table(DSL.name(tracker.schema(), tracker.table()));
        this.column = DSL.field(DSL.name(column), String.class);
    }

    static void writeEach(DSLContext sql, TrackerTable tracker, String column, Claimed claimed) {
        new VersionRows(sql, tracker, column).writeEach(claimed);
    }

    static void writeHighest(DSLContext sql, TrackerTable tracker, Claimed claimed) {
        new VersionRows(sql, tracker, "version").writeHighest(claimed);
    }

    private void writeEach(Claimed claimed) {
        var rows = rows();
        scope(claimed, rows).ifPresent(scope -> {
            var style = rows.stream()
                    .flatMap(row -> scope.about(row, VersionRows::names).stream()
                            .map(revision -> spellings(revision).indexOf(Optional.of(row))))
                    .filter(index -> index >= 0)
                    .findFirst();
            var recorded = new LinkedHashSet<String>();
            for (var row : rows) {
                var about = scope.about(row, VersionRows::names);
                if (about.filter(r -> scope.members().contains(r.id())).isPresent()) {
                    recorded.add(about.get().id());
                } else if (about.isPresent() || claimed.rewrite()) {
                    sql.deleteFrom(table).where(text().eq(DSL.inline(row))).execute();
                }
            }
            scope.in().stream()
                    .filter(revision -> !recorded.contains(revision.id()))
                    .forEach(revision -> insert(spelling(revision, style)));
        });
    }

    private void writeHighest(Claimed claimed) {
        var rows = rows();
        scope(claimed, rows).ifPresent(scope -> {
            var highest = scope.in().stream()
                    .flatMap(revision -> number(revision).stream())
                    .max(Comparator.comparingLong(Long::parseLong));
            if (highest.isEmpty() && !scope.members().isEmpty()) {
                return;
            }
            sql.deleteFrom(table).execute();
            highest.ifPresent(version -> sql.insertInto(table)
                    .set(column, DSL.<String>inline(version))
                    .set(DSL.field(DSL.name("dirty"), Boolean.class), false)
                    .execute());
        });
    }

    private Optional<TrackerScope> scope(Claimed claimed, List<String> rows) {
        return TrackerScope.of(claimed, rows, VersionRows::names, file -> looksLikeIts(name(file)));
    }

    /** Only golang-migrate has a file for each direction. */
    private boolean looksLikeIts(String file) {
        return tracker.shape() == TrackerShape.GOLANG_MIGRATE
                ? UP_OR_DOWN.matcher(file).matches()
                : NUMBERED.matcher(file).matches() && !UP_OR_DOWN.matcher(file).matches();
    }

    private List<String> rows() {
        return sql.select(text()).from(table).fetch(0, String.class).stream().filter(Objects::nonNull).toList();
    }

    private Field<String> text() {
        return DSL.cast(column, String.class);
    }

    private void insert(String version) {
        var insert = sql.insertInto(table).set(column, DSL.inline(version));
        for (var when : WHEN) {
            if (tracker.columns().containsKey(when)) {
                insert = insert.set(DSL.field(DSL.name(when), OffsetDateTime.class), OwnTables.NOW);
            }
        }
        insert.execute();
    }

    private String spelling(Revision revision, Optional<Integer> style) {
        var spellings = spellings(revision);
        return style.flatMap(spellings::get)
                .or(() -> column.getName().equals("version") ? spellings.get(1) : Optional.empty())
                .orElse(revision.id());
    }

    /** Always four: id, number, file name without suffix, file name; a file without a number has none. */
    private static List<Optional<String>> spellings(Revision revision) {
        var file = name(revision.file());
        var numbered = NUMBERED.matcher(file);
        return List.of(
                Optional.of(revision.id()),
                numbered.matches() ? Optional.of(numbered.group(1)) : Optional.empty(),
                Optional.of(file.replaceFirst("\\.[^.]*$", "")),
                Optional.of(file));
    }

    private static Optional<String> number(Revision revision) {
        return Stream.of(spellings(revision).get(1), Optional.of(revision.id()))
                .flatMap(Optional::stream)
                .filter(text -> text.matches("\\d{1,18}"))
                .map(text -> String.valueOf(Long.parseLong(text)))
                .findFirst();
    }

    private static boolean names(String row, Revision revision) {
        return spellings(revision).contains(Optional.of(row))
                || row.matches("\\d{1,18}") && number(revision).equals(Optional.of(String.valueOf(Long.parseLong(row))));
    }

    private static String name(String file) {
        return file.substring(file.lastIndexOf('/') + 1);
    }
}
