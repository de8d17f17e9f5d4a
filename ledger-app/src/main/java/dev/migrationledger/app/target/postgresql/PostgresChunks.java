package dev.migrationledger.app.target.postgresql;

import static dev.migrationledger.app.jooq.pg_catalog.Tables.PG_ATTRIBUTE;

import dev.migrationledger.app.jooq.migration_ledger.Tables;
import dev.migrationledger.app.target.tracker.OwnTables;
import dev.migrationledger.app.target.tracker.TableChunks;
import dev.migrationledger.core.revision.Chunks;
import dev.migrationledger.core.script.ChunkStatement;
import dev.migrationledger.core.script.ChunkStatement.Piece;
import dev.migrationledger.core.target.ChunkAccess;
import java.sql.Connection;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Keys as the server writes them, and read again by a cast to the column's type. */
public final class PostgresChunks extends TableChunks {
    private final Connection connection;
    private final Runs runs;

    /** How work on the connection is done, so that its failures are told as elsewhere on it. */
    interface Runs {
        <T> T run(ServerFailures.Work<T> work);
    }

    PostgresChunks(DSLContext sql, OwnTables own, Connection connection, Runs runs) {
        super(sql, own);
        this.connection = connection;
        this.runs = runs;
    }

    /** For a database without the ledger's own tables, where nothing is kept. */
    public static ChunkAccess on(Connection connection) {
        var sql = DSL.using(connection, SQLDialect.POSTGRES);
        return new PostgresChunks(sql, new OwnTables(sql, Tables.IDENTITY.HEADS), connection, new Runs() {
            @Override
            public <T> T run(ServerFailures.Work<T> work) {
                return ServerFailures.typed(false, () -> false, List::of, work);
            }
        });
    }

    @Override
    protected <T> T asked(Supplier<T> work) {
        return runs.run(work::get);
    }

    @Override
    public void prepare() {
        if (!asked(this::hasProgress)) {
            runs.run(() -> {
                try (var statement = connection.createStatement()) {
                    return statement.execute(OwnTables.script("/target/0002_progress.sql"));
                }
            });
        }
    }

    @Override
    protected boolean hasProgress() {
        return sql().fetchValue(DSL.field(
                "pg_catalog.to_regclass({0}) is not null", Boolean.class, DSL.inline("migration_ledger.progress")));
    }

    @Override
    public boolean isThere(Chunks chunks) {
        return asked(() -> sql().fetchExists(DSL.selectOne().from(PG_ATTRIBUTE).where(isKey(chunks))));
    }

    @Override
    protected Field<String> type(Chunks chunks, Field<?> key) {
        return DSL.field(DSL.select(CatalogSql.typeName(PG_ATTRIBUTE.ATTTYPID, PG_ATTRIBUTE.ATTTYPMOD))
                .from(PG_ATTRIBUTE)
                .where(isKey(chunks)));
    }

    private static Condition isKey(Chunks chunks) {
        return PG_ATTRIBUTE.ATTRELID
                .eq(DSL.field("cast(pg_catalog.to_regclass({0}) as oid)", Long.class, DSL.val(quoted(chunks))))
                .and(PG_ATTRIBUTE.ATTNAME.eq(chunks.key()))
                .and(PG_ATTRIBUTE.ATTNUM.gt((short) 0))
                .and(DSL.not(PG_ATTRIBUTE.ATTISDROPPED));
    }

    private static String quoted(Chunks chunks) {
        return table(chunks).getQualifiedName().quotedName().toString();
    }

    @Override
    protected Field<String> text(Field<?> key) {
        return key.cast(SQLDataType.CLOB);
    }

    /** Its type by now: what was kept may be of the time before the column was changed. */
    @Override
    protected Field<?> value(Chunks chunks, Key key) {
        var type = asked(() -> sql().fetchValue(type(chunks, DSL.field(DSL.name(chunks.key())))));
        return DSL.field("cast({0} as {1})", DSL.val(key.text()), DSL.raw(Optional.ofNullable(type).orElse("text")));
    }

    /** @throws dev.migrationledger.core.target.StatementFailed when the server does not do it */
    @Override
    public void execute(ChunkStatement statement, Range range) {
        var sql = statement.sql("cast(? as " + range.from().type() + ")", "??");
        runs.run(() -> {
            try (var prepared = connection.prepareStatement(sql)) {
                int place = 0;
                for (var piece : statement.pieces()) {
                    switch (piece) {
                        case Piece.From() -> prepared.setObject(++place, range.from().text(), Types.OTHER);
                        case Piece.To() -> prepared.setObject(++place, range.to().text(), Types.OTHER);
                        case Piece.Text _, Piece.QuestionMark _ -> {}
                    }
                }
                return prepared.execute();
            }
        });
    }
}
