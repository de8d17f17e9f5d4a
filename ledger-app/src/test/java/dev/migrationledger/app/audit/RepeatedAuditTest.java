package dev.migrationledger.app.audit;

import static dev.migrationledger.app.jooq.ledger.Tables.EVENT;
import static dev.migrationledger.app.jooq.ledger.Tables.EVENT_POSITION;
import static dev.migrationledger.app.jooq.ledger.Tables.LOG_HEAD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.app.delivery.SettableClock;
import dev.migrationledger.app.projection.ScriptStore;
import dev.migrationledger.core.audit.Finding;
import dev.migrationledger.core.audit.Finding.Fault;
import dev.migrationledger.core.audit.LogAudit;
import dev.migrationledger.core.revision.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a look that goes on from an earlier one sees, what only a whole one sees, and when that one comes. */
class RepeatedAuditTest {
    @TempDir
    Path data;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-21T12:00:00Z"));
    private Ledgers ledger;

    @BeforeEach
    void aCleanLookOverTwentyEvents() {
        ledger = new Ledgers(data);
        ledger.events("a", 9).events("b", 9).sign();
        assertThat(next().events()).as("the first look is whole").isEqualTo(20);
        ledger.more("a", 3).sign();
        ledger.more("b", 2);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private LogAudit.Outcome next() {
        return audit().next();
    }

    private RepeatedAudit audit() {
        return new RepeatedAudit(ledger.directory, ledger.log, clock);
    }

    private void assertFound(LogAudit.Outcome outcome, long position, Fault fault) {
        assertThat(outcome.firstBadEvent().map(Finding::position)).as("%s", outcome).contains(position);
        assertThat(outcome.firstBadEvent().map(Finding::fault)).contains(fault);
    }

    private void changed(long position) {
        ledger.store.sql.update(EVENT)
                .set(EVENT.PAYLOAD, EVENT.PAYLOAD.concat(" "))
                .where(EVENT.SEQ.eq(ledger.store.sql.select(EVENT_POSITION.SEQ)
                        .from(EVENT_POSITION)
                        .where(EVENT_POSITION.POSITION.eq(position))))
                .execute();
    }

    @Test
    void goesOnFromTheNewestCheckpointOfTheLastCleanLook() {
        assertThat(next()).satisfies(second -> {
            assertThat(second.clean()).isTrue();
            assertThat(second.events()).as("the last of before, and five new ones").isEqualTo(6);
        });
        assertThat(next().events()).as("the last signed one and two unsigned ones").isEqualTo(3);
        ledger.events("c", 1).sign();
        assertThat(next()).satisfies(third -> {
            assertThat(third.clean()).isTrue();
            assertThat(third.events()).isEqualTo(5);
        });
    }

    @Test
    void aNewEventThatWasChangedIsFoundAtOnce() {
        changed(22);
        assertFound(next(), 22, Fault.CHANGED);
        changed(22);
        assertFound(next(), 22, Fault.CHANGED);
    }

    @Test
    void anUnsignedEventThatWasChangedIsFoundAtOnce() {
        next();
        changed(25);
        assertFound(next(), 25, Fault.CHANGED);
    }

    @Test
    void anOldEventThatWasChangedIsFoundWithinADayAndStaysFoundUntilItIsPutBack() {
        changed(5);
        assertThat(next().clean()).as("as documented: it is not read again so soon").isTrue();
        clock.pass(RepeatedAudit.BETWEEN_WHOLE_LOOKS.minusSeconds(1));
        assertThat(next().clean()).isTrue();
        clock.pass(Duration.ofSeconds(1));
        assertFound(next(), 5, Fault.CHANGED);
        assertFound(next(), 5, Fault.CHANGED);
        ledger.store.sql.update(EVENT).set(EVENT.PAYLOAD, DSL.rtrim(EVENT.PAYLOAD)).execute();
        assertThat(next()).satisfies(after -> {
            assertThat(after.clean()).isTrue();
            assertThat(after.events()).as("whole after something was found").isEqualTo(25);
        });
        assertThat(next().events()).isEqualTo(3);
    }

    @Test
    void aDailyRunThatComesALittleEarlierReadsEverything() {
        changed(5);
        clock.pass(Duration.ofDays(1).minusMinutes(30));
        assertFound(next(), 5, Fault.CHANGED);
    }

    @Test
    void whatWasFoundIsSaidAlsoWhereTheLastCleanLookCannotBeDropped() throws IOException {
        changed(5);
        var note = data.resolve("audit/clean-look");
        Files.delete(note);
        Files.createDirectories(note.resolve("in-the-way"));
        var outcome = next();
        assertFound(outcome, 5, Fault.CHANGED);
        assertThat(outcome.findings()).extracting(Finding::what).anySatisfy(what -> assertThat(what).contains(note.toString()));
    }

    @Test
    void whoAsksForTheWholeGetsIt() {
        changed(5);
        assertFound(audit().whole(), 5, Fault.CHANGED);
        assertFound(next(), 5, Fault.CHANGED);
    }

    @Test
    void whatAnOldEventWasReplacedByIsFoundWhereANewOneHangsOnIt() {
        var link = new byte[32];
        ledger.store.sql.update(EVENT)
                .set(EVENT.HASH, link)
                .where(EVENT.AGGREGATE.eq("database/a"), EVENT.SEQUENCE.eq(9L))
                .execute();
        assertFound(next(), 10, Fault.NOT_AS_SIGNED);
    }

    @Test
    void anEndThatWasCutOffIsFoundAtOnce() {
        next();
        ledger.store.sql.deleteFrom(EVENT_POSITION).where(EVENT_POSITION.POSITION.gt(18L)).execute();
        ledger.store.sql.update(LOG_HEAD).set(LOG_HEAD.POSITION, 18L).execute();
        assertFound(next(), 23, Fault.CUT_OFF);
    }

    @Test
    void anEventThatIsHiddenFromReadersIsFoundAtOnce() {
        next();
        ledger.store.sql.deleteFrom(EVENT_POSITION).where(EVENT_POSITION.POSITION.eq(25L)).execute();
        ledger.store.sql.update(LOG_HEAD).set(LOG_HEAD.POSITION, 24L).execute();
        assertThat(next().findings()).extracting(Finding::fault).containsExactly(Fault.UNORDERED);
    }

    @Test
    void aNoteThatTheKeyDidNotSignOrOfAnotherCheckpointMakesTheLookWhole() throws IOException {
        next();
        var note = data.resolve("audit/clean-look");
        var text = Files.readString(note);
        Files.writeString(note, text.replace("\n23\n", "\n25\n"));
        assertThat(next().events()).isEqualTo(25);
        Files.writeString(note, text.replace("whole 2026", "whole 2027"));
        assertThat(next().events()).isEqualTo(25);
        Files.writeString(note, "nothing");
        assertThat(next().events()).isEqualTo(25);
        var checkpoints = data.resolve("audit/checkpoints");
        var all = Files.readString(checkpoints);
        Files.writeString(checkpoints, all.substring(0, all.indexOf("\n", all.indexOf("\u2014 ")) + 1));
        assertThat(next().events()).as("the checkpoint of the note is not there").isEqualTo(25);
    }

    @Test
    void aClockThatWentBackMakesTheLookWhole() {
        next();
        clock.pass(Duration.ofHours(-1));
        assertThat(next().events()).isEqualTo(25);
    }

    @Test
    void changedEvidenceIsFoundAtOnce() throws IOException {
        next();
        var leaves = data.resolve("audit/tree/level-00");
        var bytes = Files.readAllBytes(leaves);
        bytes[3] ^= 1;
        Files.write(leaves, bytes);
        assertThat(next().findings()).extracting(Finding::fault).contains(Fault.LEAVES_CHANGED);
    }

    @Test
    void aChangedScriptIsFoundByTheWholeLook() {
        new ScriptStore(ledger.store.sql).save(List.of(new Script("select 2;", 1)));
        ledger.store.sql.execute("update ledger.script set text = 'select 3;'");
        assertThat(next().clean()).isTrue();
        assertThat(audit().whole().findings()).extracting(Finding::fault).containsExactly(Fault.SCRIPT_CHANGED);
    }
}
