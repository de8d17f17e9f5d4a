package dev.migrationledger.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.migrationledger.core.audit.Finding.Fault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Six events of two databases, signed after two, four and six. */
class LogAuditTest {
    private static final Instant TIME = Instant.parse("2026-11-21T06:17:00Z");
    private static final List<LogEntry> LOG = chained("aababa", "payload ");

    /** One event a letter, which names its aggregate. */
    private static List<LogEntry> chained(String letters, String payload) {
        var log = new ArrayList<LogEntry>();
        for (int i = 0; i < letters.length(); i++) {
            var aggregate = "database/" + letters.charAt(i);
            long sequence = log.stream().filter(e -> e.aggregate().equals(aggregate)).count();
            var previous = log.stream()
                    .filter(e -> e.aggregate().equals(aggregate))
                    .reduce((_, last) -> last)
                    .map(e -> e.link().bytes())
                    .orElse(EventChain.START);
            var unlinked = new LogEntry(
                    i + 1, new UUID(7, i), aggregate, sequence, "database.refused.v1", TIME.plusSeconds(i), payload + i,
                    "{}", MerkleHash.EMPTY);
            log.add(linked(unlinked, unlinked.expectedLink(previous)));
        }
        return log;
    }

    private static LogEntry linked(LogEntry e, Hash link) {
        return new LogEntry(
                e.position(), e.id(), e.aggregate(), e.sequence(), e.type(), e.time(), e.payload(), e.metadata(), link);
    }

    private static LogEntry saying(LogEntry e, String payload) {
        return new LogEntry(
                e.position(), e.id(), e.aggregate(), e.sequence(), e.type(), e.time(), payload, e.metadata(), e.link());
    }

    private static List<Hash> leaves(List<LogEntry> log) {
        return log.stream().map(e -> MerkleHash.leaf(e.link())).toList();
    }

    private static List<Checkpoint> checkpoints(int... sizes) {
        var tree = new MerkleTree(GrownTree.of(leaves(LOG)));
        var all = new ArrayList<Checkpoint>();
        for (int size : sizes) {
            all.add(new Checkpoint("log", size, tree.root(size), TIME.plusSeconds(size)));
        }
        return all;
    }

    private static SignedLeaves kept(List<Hash> leaves) {
        return new SignedLeaves() {
            @Override
            public long size() {
                return leaves.size();
            }

            @Override
            public Hash leaf(long index) {
                return leaves.get((int) index);
            }
        };
    }

    private static final SignedLog SIGNED = SignedLog.of(checkpoints(2, 4, 6), kept(leaves(LOG)));
    private static final SignedLog ROOTS_ONLY = SignedLog.of(checkpoints(2, 4, 6), SignedLeaves.NONE);

    @Test
    void aLogAsItWasStoredAndSignedIsClean() {
        for (var signed : List.of(SIGNED, ROOTS_ONLY, SignedLog.NOTHING, SignedLog.of(checkpoints(4), kept(leaves(LOG))))) {
            var outcome = LogAudit.of(LOG, signed);
            assertThat(outcome.findings()).isEmpty();
            assertThat(outcome.events()).isEqualTo(6);
            assertThat(outcome.root()).isEqualTo(checkpoints(6).getFirst().root());
        }
        assertThat(LogAudit.of(List.of(), SignedLog.NOTHING).clean()).isTrue();
    }

    @Test
    void aChangedEventIsNamedWithoutAnyCheckpoint() {
        var log = new ArrayList<>(LOG);
        log.set(3, saying(LOG.get(3), "other"));
        assertThat(LogAudit.of(log, SignedLog.NOTHING).findings()).containsExactly(
                new Finding(4, "database/a", "database.refused.v1", Fault.CHANGED, "is not what was stored"));
    }

    @Test
    void aRewrittenLogIsNamedBySignedLeaves() {
        var outcome = LogAudit.of(rewrittenFrom(3), SIGNED);
        assertThat(outcome.firstBadEvent()).contains(new Finding(
                3, "database/b", "database.refused.v1", Fault.NOT_AS_SIGNED, "is not the event that was signed at this position"));
        assertThat(LogAudit.of(rewrittenFrom(3), SignedLog.NOTHING).clean()).isTrue();
    }

    @Test
    void rootsAloneTellBetweenWhichCheckpointsALogWasRewritten() {
        assertThat(LogAudit.of(rewrittenFrom(3), ROOTS_ONLY).findings())
                .extracting(Finding::position, Finding::fault, Finding::what)
                .containsExactly(tuple(3L, Fault.NOT_AS_SIGNED,
                        "or one up to 4 is not the event that was signed at 2026-11-21T06:17:04Z"));
    }

    /** Whole chains, with other payloads from a position on. */
    private static List<LogEntry> rewrittenFrom(int position) {
        var log = new ArrayList<LogEntry>();
        for (var entry : LOG) {
            var said = entry.position() < position ? entry : saying(entry, "rewritten");
            var previous = log.stream()
                    .filter(e -> e.aggregate().equals(entry.aggregate()))
                    .reduce((_, last) -> last)
                    .map(e -> e.link().bytes())
                    .orElse(EventChain.START);
            log.add(linked(said, said.expectedLink(previous)));
        }
        return log;
    }

    @Test
    void aLogThatWasCutOffIsShorterThanWhatWasSigned() {
        assertThat(LogAudit.of(LOG.subList(0, 5), SIGNED).findings())
                .extracting(Finding::position, Finding::fault)
                .containsExactly(tuple(6L, Fault.CUT_OFF));
    }

    @Test
    void aDeletedEventLeavesAPositionAndASequence() {
        var log = new ArrayList<>(LOG);
        log.remove(1);
        assertThat(LogAudit.of(log, SignedLog.NOTHING).findings())
                .extracting(Finding::position, Finding::aggregate, Finding::fault)
                .containsExactly(tuple(2L, "", Fault.MISSING), tuple(4L, "database/a", Fault.OUT_OF_SEQUENCE));
    }

    @Test
    void leavesThatNoRootProvesAreNotBelieved() {
        var leaves = new ArrayList<>(leaves(LOG));
        leaves.set(2, MerkleHash.EMPTY);
        var signed = SignedLog.of(checkpoints(2, 4, 6), kept(leaves));
        assertThat(signed.believed()).isEqualTo(2);
        assertThat(LogAudit.of(LOG, signed).findings()).extracting(Finding::fault).containsExactly(Fault.LEAVES_CHANGED);
        assertThat(LogAudit.of(rewrittenFrom(3), signed).firstBadEvent()).map(Finding::position).contains(3L);
    }

    @Test
    void twoCheckpointsThatContradictEachOtherAreFound() {
        var other = new Checkpoint("log", 4, MerkleHash.EMPTY, TIME.plusSeconds(9));
        var both = new ArrayList<>(checkpoints(2, 4, 6));
        both.add(other);
        assertThat(LogAudit.of(LOG, SignedLog.of(both, kept(leaves(LOG)))).clean()).isFalse();
        assertThat(LogAudit.of(LOG, SignedLog.of(both, SignedLeaves.NONE)).clean()).isFalse();
    }
}
