package dev.migrationledger.app.target.tracker;

import dev.migrationledger.core.revision.Chunks;
import dev.migrationledger.core.target.ChunkAccess;
import java.util.Optional;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;

/** What engines share of {@link ChunkAccess}: the order of the key, by which the next chunk is found without an offset. */
public abstract class TableChunks implements ChunkAccess {
    private final DSLContext sql;
    private final OwnTables own;

    protected TableChunks(DSLContext sql, OwnTables own) {
        this.sql = sql;
        this.own = own;
    }

    /** Runs the work with its failures typed. */
    protected abstract <T> T asked(Supplier<T> work);

    protected abstract boolean hasProgress();

    /** Its name as {@link Key#type} has it. */
    protected abstract Field<String> type(Chunks chunks, Field<?> key);

    /** Its value as {@link Key#text} has it. */
    protected abstract Field<String> text(Field<?> key);

    /** The value that a text stands for, as a bind. */
    protected abstract Field<?> value(Chunks chunks, Key key);

    protected final DSLContext sql() {
        return sql;
    }

    @Override
    public Optional<Progress> progress(String revision) {
        return asked(() -> hasProgress() ? own.progress(revision) : Optional.empty());
    }

    @Override
    public void keep(String revision, Progress progress) {
        asked(() -> {
            own.keep(revision, progress);
            return true;
        });
    }

    @Override
    public boolean hasRowsWithoutKey(Chunks chunks) {
        return asked(() -> sql.fetchExists(DSL.selectOne().from(table(chunks)).where(key(chunks).isNull())));
    }

    @Override
    public Optional<Range> next(Chunks chunks, Optional<Key> after) {
        var key = key(chunks);
        var place = DSL.field(DSL.name("place"), Integer.class);
        var all = DSL.field(DSL.name("rows_in_it"), Integer.class);
        var chunk = DSL.select(key)
                .from(table(chunks))
                .where(after.map(last -> DSL.condition("{0} > {1}", key, value(chunks, last))).orElseGet(key::isNotNull))
                .orderBy(key)
                .limit(chunks.size())
                .asTable("chunk");
        var placed = DSL.select(
                        key,
                        DSL.rowNumber().over(DSL.orderBy(key)).as(place),
                        DSL.count().over().as(all))
                .from(chunk)
                .asTable("placed");
        var ends = sql.select(type(chunks, key), text(key), all)
                .from(placed)
                .where(place.eq(1).or(place.eq(all)))
                .orderBy(place);
        return asked(() -> {
            var rows = ends.fetch();
            return rows.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Range(
                            new Key(rows.getFirst().value1(), rows.getFirst().value2()),
                            new Key(rows.getLast().value1(), rows.getLast().value2()),
                            rows.getFirst().value3()));
        });
    }

    protected static Table<?> table(Chunks chunks) {
        return DSL.table(chunks.schema()
                .map(schema -> DSL.name(schema, chunks.table()))
                .orElseGet(() -> DSL.name(chunks.table())));
    }

    private static Field<Object> key(Chunks chunks) {
        return DSL.field(DSL.name(chunks.key()));
    }
}
