package dev.migrationledger.app.projection;

import static dev.migrationledger.app.jooq.ledger.Tables.SCRIPT;

import dev.migrationledger.app.eventstore.StoreProblems;
import dev.migrationledger.core.revision.Script;
import java.util.Collection;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;

/** The exact text of every script that ran, by its digest; history names digests. */
public final class ScriptStore {
    private static final int FEW = 100;

    private final DSLContext sql;

    public ScriptStore(DSLContext sql) {
        this.sql = sql;
    }

    /** Keeps what is new; known ones cost nothing. */
    public void save(Collection<Script> scripts) {
        try {
            sql.batch(scripts.stream()
                            .map(script -> sql.insertInto(SCRIPT, SCRIPT.DIGEST, SCRIPT.TEXT)
                                    .values(script.digest(), script.text())
                                    .onConflictDoNothing())
                            .toList())
                    .execute();
        } catch (DataAccessException e) {
            throw StoreProblems.failed("saving scripts", e);
        }
    }

    /** @param digest see {@link Script#digest()} */
    public Optional<String> load(String digest) {
        try {
            return sql.select(SCRIPT.TEXT).from(SCRIPT).where(SCRIPT.DIGEST.eq(digest)).fetchOptional(SCRIPT.TEXT);
        } catch (DataAccessException e) {
            throw StoreProblems.failed("loading a script", e);
        }
    }

    /** Each digest with its text, by digest, a few at a time. */
    public void forEach(BiConsumer<String, String> consumer) {
        try (var rows = sql.selectFrom(SCRIPT).orderBy(SCRIPT.DIGEST).fetchSize(FEW).fetchLazy()) {
            rows.forEach(row -> consumer.accept(row.getDigest(), row.getText()));
        } catch (DataAccessException e) {
            throw StoreProblems.failed("loading scripts", e);
        }
    }
}
