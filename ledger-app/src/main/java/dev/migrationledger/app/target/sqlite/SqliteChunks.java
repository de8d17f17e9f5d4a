package dev.migrationledger.app.target.sqlite;

import dev.migrationledger.app.target.tracker.OwnTables;
import dev.migrationledger.app.target.tracker.TableChunks;
import dev.migrationledger.core.revision.Chunks;
import dev.migrationledger.core.script.ChunkStatement;
import dev.migrationledger.core.script.ChunkStatement.Piece;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** Keys by their storage class (datatype3.html): a column may hold values of several, which have one order. */
final class SqliteChunks extends TableChunks {
    private final SqliteStatements statements;
    private final Runnable beforeScript;

    /** @param beforeScript is done before a statement of a script runs */
    SqliteChunks(DSLContext sql, OwnTables own, SqliteStatements statements, Runnable beforeScript) {
        super(sql, own);
        this.statements = statements;
        this.beforeScript = beforeScript;
    }

    @Override
    protected <T> T asked(Supplier<T> work) {
        return statements.typed(work::get);
    }

    @Override
    public void prepare() {
        statements.send(OwnTables.script("/target/sqlite/0002_progress.sql"));
    }

    @Override
    protected boolean hasProgress() {
        return sql().fetchExists(DSL.table(DSL.name(SqliteTables.SCHEMA, "sqlite_schema")),
                DSL.field(DSL.name("name")).eq("migration_ledger_progress"));
    }

    @Override
    public boolean isThere(Chunks chunks) {
        return asked(() -> SqliteTables.allColumns(sql()).stream()
                .anyMatch(column -> column.table().equalsIgnoreCase(chunks.table())
                        && column.name().equalsIgnoreCase(chunks.key())));
    }

    @Override
    protected Field<String> type(Chunks chunks, Field<?> key) {
        return DSL.field("typeof({0})", String.class, key);
    }

    /** Seventeen digits give a real number back as it was. */
    @Override
    protected Field<String> text(Field<?> key) {
        return DSL.field(
                "case typeof({0}) when 'blob' then hex({0}) when 'real' then printf('%!.17g', {0}) else cast({0} as text) end",
                String.class,
                key);
    }

    @Override
    protected Field<?> value(Chunks chunks, Key key) {
        return DSL.val(value(key));
    }

    private static Object value(Key key) {
        return switch (key.type()) {
            case "integer" -> Long.valueOf(key.text());
            case "real" -> Double.valueOf(key.text());
            case "blob" -> HexFormat.of().parseHex(key.text());
            default -> key.text();
        };
    }

    @Override
    public void execute(ChunkStatement statement, Range range) {
        beforeScript.run();
        var binds = statement.pieces().stream()
                .flatMap(piece -> switch (piece) {
                    case Piece.From() -> List.of(value(range.from())).stream();
                    case Piece.To() -> List.of(value(range.to())).stream();
                    case Piece.Text _, Piece.QuestionMark _ -> List.of().stream();
                })
                .toList();
        statements.execute(statement.sql("?", "?"), binds);
    }
}
