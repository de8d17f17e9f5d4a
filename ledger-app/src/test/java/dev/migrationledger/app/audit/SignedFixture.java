package dev.migrationledger.app.audit;

import dev.migrationledger.core.audit.Checkpoint;
import dev.migrationledger.core.audit.Frontier;
import dev.migrationledger.core.audit.Hash;
import dev.migrationledger.core.audit.LogEntry;
import dev.migrationledger.core.audit.MerkleHash;
import dev.migrationledger.core.audit.SignedLeaves;
import dev.migrationledger.core.audit.SignedLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** What a log would have been signed as at some of its sizes. */
final class SignedFixture {
    private static final Instant TIME = Instant.parse("2026-11-21T06:17:00Z");

    private SignedFixture() {}

    static SignedLog of(List<LogEntry> log, TreeSet<Integer> sizes) {
        var frontier = new Frontier();
        var leaves = new ArrayList<Hash>();
        var checkpoints = new ArrayList<Checkpoint>();
        for (var entry : log.subList(0, sizes.last())) {
            leaves.add(MerkleHash.leaf(entry.link()));
            frontier.add(leaves.getLast());
            if (sizes.contains(leaves.size())) {
                checkpoints.add(new Checkpoint("test", leaves.size(), frontier.root(), TIME.plusSeconds(leaves.size())));
            }
        }
        return SignedLog.of(checkpoints, new SignedLeaves() {
            @Override
            public long size() {
                return leaves.size();
            }

            @Override
            public Hash leaf(long index) {
                return leaves.get((int) index);
            }
        });
    }
}
