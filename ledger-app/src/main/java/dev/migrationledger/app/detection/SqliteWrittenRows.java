package dev.migrationledger.app.detection;

import dev.migrationledger.app.target.sqlite.SqliteRows;
import dev.migrationledger.app.target.sqlite.SqliteRows.Content;
import dev.migrationledger.core.detection.Delta;
import dev.migrationledger.core.schema.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;

/**
 * Rows that revisions wrote, found by comparing tables before and after: SQLite does not say which rows a transaction
 * touched. So a table that was rebuilt under another name with the same rows has not changed. Of a table that had more
 * than a thousand rows nothing new is told; rows told before are looked at again wherever they are.
 */
final class SqliteWrittenRows {
    private static final int MOST = 50;
    private static final int SMALL = 1_000;

    private Map<String, Content> before;
    private final Map<String, Row> told;

    SqliteWrittenRows() {
        this(Map.of(), Map.of());
    }

    private SqliteWrittenRows(Map<String, Content> before, Map<String, Row> told) {
        this.before = before;
        this.told = new HashMap<>(told);
    }

    /** For a copy of the database. */
    SqliteWrittenRows copy() {
        return new SqliteWrittenRows(before, told);
    }

    /** What happened to rows since this was asked last. */
    List<Delta.RowChange> since(DSLContext sql) {
        var now = SqliteRows.read(sql, SMALL);
        var changes = new ArrayList<Delta.RowChange>();
        again(sql, now, changes);
        var most = changes.size() + MOST;
        now.forEach((table, content) -> {
            var known = before.getOrDefault(table, new Content(content.key(), Map.of(), true));
            if (known.whole() && known.key().equals(content.key())) {
                fresh(known, content, changes, most);
            }
        });
        before = now;
        return List.copyOf(changes);
    }

    private void again(DSLContext sql, Map<String, Content> now, List<Delta.RowChange> changes) {
        var tables = List.copyOf(told.values()).stream()
                .filter(row -> now.containsKey(row.table()))
                .filter(row -> List.copyOf(row.key().keySet()).containsAll(now.get(row.table()).key()))
                .toList();
        var beyond = SqliteRows.find(
                sql, tables.stream().filter(row -> !now.get(row.table()).whole()).toList());
        for (var row : tables) {
            var content = now.get(row.table());
            var found = Optional.ofNullable(content.rows().get(row.name()))
                    .or(() -> Optional.ofNullable(beyond.get(row.name())));
            if (found.isEmpty()) {
                changes.add(new Delta.RowChange(Optional.of(row), found));
                told.remove(row.name());
            } else if (WrittenRows.differs(row, found.get())) {
                changes.add(new Delta.RowChange(Optional.of(row), found));
                told.put(row.name(), found.get());
            }
        }
    }

    private void fresh(Content known, Content content, List<Delta.RowChange> changes, int most) {
        for (var row : content.rows().values()) {
            var old = Optional.ofNullable(known.rows().get(row.name()));
            var differs = old.map(o -> WrittenRows.differs(o, row)).orElse(true);
            if (differs && changes.size() < most && told.putIfAbsent(row.name(), row) == null) {
                changes.add(new Delta.RowChange(old, Optional.of(row)));
            }
        }
        for (var row : known.rows().values()) {
            var gone = content.whole() && !content.rows().containsKey(row.name());
            if (gone && changes.size() < most && changes.stream().noneMatch(c -> c.before().equals(Optional.of(row)))) {
                changes.add(new Delta.RowChange(Optional.of(row), Optional.empty()));
            }
        }
    }
}
