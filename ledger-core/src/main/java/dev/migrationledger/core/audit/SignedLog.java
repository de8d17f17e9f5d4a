package dev.migrationledger.core.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What is known about a log from outside of its store.
 *
 * @param checkpoints with good signatures; sorted by size, then time
 * @param leaves      not yet believed
 * @param believed    how many of the leaves are proven by checkpoints
 * @param findings    where leaves and checkpoints disagree
 */
public record SignedLog(List<Checkpoint> checkpoints, SignedLeaves leaves, long believed, List<Finding> findings) {
    public static final SignedLog NOTHING = of(List.of(), SignedLeaves.NONE);

    /** Believes leaves as far as every checkpoint's root follows from them. */
    public static SignedLog of(List<Checkpoint> checkpoints, SignedLeaves leaves) {
        var sorted = checkpoints.stream()
                .sorted(Comparator.comparingLong(Checkpoint::size).thenComparing(Checkpoint::time))
                .toList();
        var frontier = new Frontier();
        var findings = new ArrayList<Finding>();
        long believed = 0;
        for (var checkpoint : sorted) {
            if (leaves.size() == 0) {
                break;
            }
            while (frontier.size() < Math.min(checkpoint.size(), leaves.size())) {
                frontier.add(leaves.leaf(frontier.size()));
            }
            if (frontier.size() < checkpoint.size()) {
                findings.add(disagreement(checkpoint, "holds " + leaves.size() + " leaves only"));
                break;
            }
            if (!frontier.root().equals(checkpoint.root())) {
                findings.add(disagreement(checkpoint, "gives another root"));
                break;
            }
            believed = checkpoint.size();
        }
        return new SignedLog(sorted, leaves, believed, List.copyOf(findings));
    }

    private static Finding disagreement(Checkpoint checkpoint, String what) {
        return Finding.about(
                Finding.Fault.LEAVES_CHANGED,
                "the list of signed leaves " + what + " than the checkpoint of " + checkpoint.size() + " events signed at "
                        + checkpoint.time());
    }

    /** Events that some checkpoint covers. */
    public long signed() {
        return checkpoints.isEmpty() ? 0 : checkpoints.getLast().size();
    }
}
