package dev.migrationledger.core.audit;

import dev.migrationledger.core.audit.Finding.Fault;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Compares a log, event by event in the order of positions, with its own chains and with what was signed. A change that
 * leaves the chains whole is found as far as the last checkpoint reaches, and named exactly as far as signed leaves are
 * believed. Not thread-safe; its memory grows with the number of aggregates, not of events.
 */
public final class LogAudit {
    /** More are counted, not kept. */
    private static final int KEPT = 1_000;

    private final SignedLog signed;
    private final Function<LogEntry, Optional<LogEntry>> predecessors;
    private final Map<String, Last> aggregates = new HashMap<>();
    private final Frontier tree = new Frontier();
    private final List<Finding> findings = new ArrayList<>();
    private long found;
    private long events;
    private long position;
    private int nextCheckpoint;

    /** The newest event of an aggregate so far. */
    private record Last(long sequence, Hash link) {}

    public LogAudit(SignedLog signed) {
        this(signed, 0, _ -> Optional.empty());
    }

    /**
     * Goes on from a log that an earlier audit found clean, and does not see what was changed there since. What is looked at
     * must be within signed leaves that are believed, or behind them: roots are not compared.
     *
     * @param position     of the last event that is not looked at again
     * @param predecessors finds the event before one in its aggregate
     */
    public static LogAudit after(long position, SignedLog signed, Function<LogEntry, Optional<LogEntry>> predecessors) {
        return new LogAudit(signed, position, predecessors);
    }

    private LogAudit(SignedLog signed, long position, Function<LogEntry, Optional<LogEntry>> predecessors) {
        this.signed = signed;
        this.position = position;
        this.predecessors = predecessors;
        signed.findings().forEach(this::report);
        compareRoots();
    }

    /**
     * @param events      looked at
     * @param checkpoints compared
     * @param signed      events that a checkpoint covers
     * @param root        over all events; of no meaning when anything is wrong with positions
     * @param found       how many things are wrong
     * @param findings    the first of them, those about events first, by position
     */
    public record Outcome(long events, int checkpoints, long signed, Hash root, long found, List<Finding> findings) {
        public boolean clean() {
            return found == 0;
        }

        /** The first event that is not what it was, or is not there. */
        public Optional<Finding> firstBadEvent() {
            return findings.stream().filter(f -> f.position() > 0).findFirst();
        }

        /** With what was found by looking elsewhere. */
        public Outcome and(List<Finding> more) {
            return new Outcome(events, checkpoints, signed, root, found + more.size(), sorted(findings, more));
        }
    }

    /** All at once. @param log in the order of positions */
    public static Outcome of(Iterable<LogEntry> log, SignedLog signed) {
        var audit = new LogAudit(signed);
        log.forEach(audit::add);
        return audit.end();
    }

    /** The next event in the order of positions. */
    public void add(LogEntry entry) {
        events++;
        if (entry.position() <= position) {
            report(Finding.of(entry, Fault.REPEATED, "stands at a position that was there before"));
            return;
        }
        if (entry.position() > position + 1) {
            missing(position + 1, entry);
        }
        position = entry.position();
        joint(entry);
        fault(entry).ifPresent(this::report);
        aggregates.put(entry.aggregate(), new Last(entry.sequence(), entry.link()));
        if (tree.size() == position - 1) {
            tree.add(MerkleHash.leaf(entry.link()));
            compareRoots();
        }
    }

    /** After the last event. */
    public Outcome end() {
        if (position < signed.signed()) {
            var last = signed.checkpoints().getLast();
            report(new Finding(position + 1, "", "", Fault.CUT_OFF,
                    "is not there: the log ends at " + position + ", but at " + last.time() + " " + last.size() + " events were signed"));
        }
        return new Outcome(
                events, signed.checkpoints().size(), signed.signed(), tree.root(), found, sorted(findings, List.of()));
    }

    private void missing(long from, LogEntry next) {
        long to = next.position() - 1;
        report(new Finding(from, "", "", Fault.MISSING,
                (to == from ? "is not there" : "and those up to " + to + " are not there")
                        + ": the next in the log is " + next.position() + ", " + next.type() + " of " + next.aggregate()));
    }

    private Optional<Finding> fault(LogEntry entry) {
        @Nullable Last last = aggregates.get(entry.aggregate());
        long expected = last == null ? 0 : last.sequence() + 1;
        if (entry.sequence() != expected) {
            return Optional.of(Finding.of(entry, Fault.OUT_OF_SEQUENCE,
                    "is event " + entry.sequence() + " of its history, where event " + expected + " should be"));
        }
        if (!entry.expectedLink(last == null ? EventChain.START : last.link().bytes()).equals(entry.link())) {
            return Optional.of(Finding.of(entry, Fault.CHANGED, "is not what was stored"));
        }
        return isAsSigned(entry)
                ? Optional.empty()
                : Optional.of(Finding.of(entry, Fault.NOT_AS_SIGNED, "is not the event that was signed at this position"));
    }

    private boolean isAsSigned(LogEntry entry) {
        long index = entry.position() - 1;
        return index >= signed.believed() || signed.leaves().leaf(index).equals(MerkleHash.leaf(entry.link()));
    }

    /** The first event of an aggregate that is looked at hangs on one that was looked at before. */
    private void joint(LogEntry entry) {
        if (entry.sequence() > 0 && !aggregates.containsKey(entry.aggregate())) {
            predecessors.apply(entry).ifPresent(before -> {
                if (!isAsSigned(before)) {
                    report(Finding.of(before, Fault.NOT_AS_SIGNED, "is not the event that was signed at this position"));
                }
                aggregates.put(before.aggregate(), new Last(before.sequence(), before.link()));
            });
        }
    }

    /** Leaves that are believed name the event; where they end, a root tells only between which checkpoints it is. */
    private void compareRoots() {
        for (; nextCheckpoint < signed.checkpoints().size(); nextCheckpoint++) {
            var checkpoint = signed.checkpoints().get(nextCheckpoint);
            if (checkpoint.size() > tree.size()) {
                return;
            }
            if (checkpoint.size() > signed.believed() && !tree.root().equals(checkpoint.root())) {
                reportRange(checkpoint, nextCheckpoint == 0 ? 0 : signed.checkpoints().get(nextCheckpoint - 1).size());
                nextCheckpoint = signed.checkpoints().size();
            }
        }
    }

    /** Says nothing when what is wrong there has been named. @param good size up to which the log is as signed */
    private void reportRange(Checkpoint checkpoint, long good) {
        if (findings.stream().noneMatch(f -> f.position() > good)) {
            report(new Finding(Math.min(good + 1, checkpoint.size()), "", "", Fault.NOT_AS_SIGNED,
                    "or one up to " + checkpoint.size() + " is not the event that was signed at " + checkpoint.time()));
        }
    }

    private void report(Finding finding) {
        found++;
        if (findings.size() < KEPT) {
            findings.add(finding);
        }
    }

    private static List<Finding> sorted(List<Finding> some, List<Finding> more) {
        var all = new ArrayList<>(some);
        all.addAll(more);
        all.sort(Comparator.comparingLong((Finding f) -> f.position() == 0 ? Long.MAX_VALUE : f.position()));
        return List.copyOf(all);
    }
}
