package dev.migrationledger.app.audit;

import static dev.migrationledger.app.jooq.ledger.Tables.EVENT;
import static dev.migrationledger.app.jooq.ledger.Tables.EVENT_POSITION;
import static dev.migrationledger.app.jooq.ledger.Tables.LOG_HEAD;
import static dev.migrationledger.app.jooq.ledger.Tables.SCRIPT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.app.eventstore.Restoring;
import dev.migrationledger.app.eventstore.StoredLog;
import dev.migrationledger.app.projection.ScriptStore;
import dev.migrationledger.core.audit.Finding;
import dev.migrationledger.core.audit.Finding.Fault;
import dev.migrationledger.core.audit.LogAudit;
import dev.migrationledger.core.audit.LogEntry;
import dev.migrationledger.core.revision.Script;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Forgeries in the tables of a real store, found with the evidence in a real directory. */
class ForgedStoreTest {
    private static final int SIGNED = 40;

    @TempDir
    private static Path data;

    private static Ledgers ledger;
    private static List<LogEntry> log;

    @BeforeAll
    static void open() {
        ledger = new Ledgers(data);
        ledger.events("a", 9).events("b", 9).sign();
        ledger.more("a", 6).events("c", 13).sign();
        ledger.more("b", 3);
        new ScriptStore(ledger.store.sql).save(List.of(new Script("select 1;\r\n", 1), new Script("select 2;", 1)));
        var all = new ArrayList<LogEntry>();
        ledger.log.forEach(ledger.log.head(), all::add);
        log = List.copyOf(all);
        assertThat(ledger.audit().findings()).isEmpty();
    }

    @AfterAll
    static void close() {
        ledger.close();
    }

    private static final class Undo extends RuntimeException {}

    /** In a transaction that is rolled back. */
    private static LogAudit.Outcome forged(Consumer<DSLContext> forging) {
        var outcome = new LogAudit.Outcome[1];
        try {
            ledger.store.sql.transaction(tx -> {
                var dsl = tx.dsl();
                forging.accept(dsl);
                var evidence = ledger.directory.evidence(ledger.directory.trusted());
                outcome[0] = new StoredLog(dsl, ledger.store.log.within(dsl)).audit(evidence.log()).and(evidence.findings());
                throw new Undo();
            });
        } catch (Undo _) {
            // nothing of it stays
        }
        return outcome[0];
    }

    /** Eight of each kind; a sequence that is taken already the store itself refuses, so none is flipped here. */
    @ParameterizedTest
    @EnumSource(Manipulation.class)
    void everyForgeryIsNamed(Manipulation manipulation) {
        for (long seed = 1; seed <= 8; seed++) {
            var random = new SplittableRandom(seed);
            var forgery = new ArrayList<>(log);
            if (manipulation == Manipulation.FLIP) {
                int at = random.nextInt(log.size());
                forgery.set(at, Manipulation.flippedContent(log.get(at), random));
            } else {
                forgery = new ArrayList<>(manipulation.of(log, SIGNED, random));
            }
            var written = List.copyOf(forgery);
            var outcome = forged(dsl -> {
                dsl.deleteFrom(EVENT_POSITION).execute();
                dsl.deleteFrom(EVENT).execute();
                new Restoring(dsl).into(store -> {
                    if (!written.isEmpty()) {
                        store.events(written);
                    }
                });
            });
            assertThat(outcome.firstBadEvent().map(Finding::position))
                    .as("%s, seed %d: %s", manipulation, seed, outcome.findings())
                    .contains(Manipulation.firstDifference(log, forgery));
        }
        assertThat(ledger.audit().findings()).isEmpty();
    }

    @Test
    void anEventChangedInPlaceIsNamedWithItsDatabaseAndType() {
        var changed = forged(dsl -> dsl.update(EVENT)
                .set(EVENT.METADATA, EVENT.METADATA.concat(" "))
                .where(EVENT.AGGREGATE.eq("database/b"), EVENT.SEQUENCE.eq(0L))
                .execute());
        assertThat(changed.findings()).containsExactly(new Finding(
                11, "database/b", "database.registered.v1", Fault.CHANGED, "is not what was stored"));
    }

    @Test
    void anEndThatIsHiddenFromReadersIsMissed() {
        var hidden = forged(dsl -> {
            dsl.deleteFrom(EVENT_POSITION).where(EVENT_POSITION.POSITION.gt(38L)).execute();
            dsl.update(LOG_HEAD).set(LOG_HEAD.POSITION, 38L).execute();
        });
        assertThat(hidden.firstBadEvent().map(Finding::position)).contains(39L);
        assertThat(hidden.findings()).extracting(Finding::fault).contains(Fault.CUT_OFF, Fault.UNORDERED);
    }

    @Test
    void aChangedScriptIsFound() {
        var changed = forged(dsl -> dsl.update(SCRIPT)
                .set(SCRIPT.TEXT, "select 3;")
                .where(SCRIPT.TEXT.eq("select 2;"))
                .execute());
        assertThat(changed.findings()).extracting(Finding::fault).containsExactly(Fault.SCRIPT_CHANGED);
    }
}
