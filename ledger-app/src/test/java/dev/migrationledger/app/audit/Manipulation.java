package dev.migrationledger.app.audit;

import dev.migrationledger.core.audit.EventChain;
import dev.migrationledger.core.audit.Hash;
import dev.migrationledger.core.audit.LogEntry;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** What a forger with full access to the store's tables does to a log. Each leaves a log that differs from the first. */
enum Manipulation {
    /** One field of one event, its chain left as it is. */
    FLIP {
        @Override
        List<LogEntry> of(List<LogEntry> log, int signed, SplittableRandom random) {
            var forged = new ArrayList<>(log);
            int at = random.nextInt(log.size());
            forged.set(at, flipped(log.get(at), random));
            return forged;
        }
    },
    /** An event, its position left empty; not the last after all checkpoints, which was never promised to anyone. */
    DELETE {
        @Override
        List<LogEntry> of(List<LogEntry> log, int signed, SplittableRandom random) {
            var forged = new ArrayList<>(log);
            forged.remove(random.nextInt(signed == log.size() ? log.size() : log.size() - 1));
            return forged;
        }
    },
    /** An event, the later ones moved up and whole chains made anew. */
    DELETE_AND_CLOSE_UP {
        @Override
        List<LogEntry> of(List<LogEntry> log, int signed, SplittableRandom random) {
            var forged = new ArrayList<>(log);
            forged.remove(random.nextInt(signed));
            return rechained(resequenced(renumbered(forged)));
        }
    },
    /** Two events exchange their positions. */
    SWAP {
        @Override
        List<LogEntry> of(List<LogEntry> log, int signed, SplittableRandom random) {
            var forged = new ArrayList<>(log);
            int one = random.nextInt(signed);
            int other = (one + 1 + random.nextInt(log.size() - 1)) % log.size();
            forged.set(one, log.get(other));
            forged.set(other, log.get(one));
            return renumbered(forged);
        }
    },
    /** An event that never happened, the later ones moved down, whole chains made anew. */
    INSERT {
        @Override
        List<LogEntry> of(List<LogEntry> log, int signed, SplittableRandom random) {
            var forged = new ArrayList<>(log);
            var like = log.get(random.nextInt(log.size()));
            var copy = new LogEntry(
                    0, new UUID(random.nextLong(), random.nextLong()), like.aggregate(), 0, like.type(), like.time(),
                    like.payload(), like.metadata(), like.link());
            forged.add(random.nextInt(signed), copy);
            return rechained(resequenced(renumbered(forged)));
        }
    },
    /** The end, so far that something signed is gone. */
    TRUNCATE {
        @Override
        List<LogEntry> of(List<LogEntry> log, int signed, SplittableRandom random) {
            return List.copyOf(log.subList(0, random.nextInt(signed)));
        }
    },
    /** One event, with every hash after it made anew as if it had always been so. */
    REWRITE {
        @Override
        List<LogEntry> of(List<LogEntry> log, int signed, SplittableRandom random) {
            var forged = new ArrayList<>(log);
            int at = random.nextInt(signed);
            forged.set(at, flippedContent(log.get(at), random));
            return rechained(forged);
        }
    };

    /**
     * @param log    of at least two events
     * @param signed how many of them a checkpoint covers; at least one
     */
    abstract List<LogEntry> of(List<LogEntry> log, int signed, SplittableRandom random);

    /** The position of the first event that is not what it was: what an audit must name. */
    static long firstDifference(List<LogEntry> log, List<LogEntry> forged) {
        int at = 0;
        while (at < Math.min(log.size(), forged.size()) && log.get(at).equals(forged.get(at))) {
            at++;
        }
        return at + 1;
    }

    static LogEntry flipped(LogEntry e, SplittableRandom random) {
        return switch (random.nextInt(3)) {
            case 0 -> with(e, e.position(), e.sequence(), flipped(e.link(), random));
            case 1 -> with(e, e.position(), e.sequence() + 1 + random.nextInt(5), e.link());
            default -> flippedContent(e, random);
        };
    }

    static LogEntry flippedContent(LogEntry e, SplittableRandom random) {
        return switch (random.nextInt(6)) {
            case 0 -> new LogEntry(e.position(), new UUID(e.id().getMostSignificantBits(), e.id().getLeastSignificantBits() ^ (1L << random.nextInt(64))), e.aggregate(), e.sequence(), e.type(), e.time(), e.payload(), e.metadata(), e.link());
            case 1 -> new LogEntry(e.position(), e.id(), e.aggregate(), e.sequence(), flipped(e.type(), random), e.time(), e.payload(), e.metadata(), e.link());
            case 2 -> new LogEntry(e.position(), e.id(), e.aggregate(), e.sequence(), e.type(), e.time().plus(1 + random.nextInt(1_000_000), ChronoUnit.MICROS), e.payload(), e.metadata(), e.link());
            case 3 -> new LogEntry(e.position(), e.id(), e.aggregate(), e.sequence(), e.type(), e.time(), e.payload(), flipped(e.metadata(), random), e.link());
            default -> new LogEntry(e.position(), e.id(), e.aggregate(), e.sequence(), e.type(), e.time(), flipped(e.payload(), random), e.metadata(), e.link());
        };
    }

    /** Another letter at one place; what it says may still be JSON. */
    private static String flipped(String text, SplittableRandom random) {
        int at = random.nextInt(text.length());
        char other = (char) ('a' + random.nextInt(26));
        return text.substring(0, at) + (text.charAt(at) == other ? '!' : other) + text.substring(at + 1);
    }

    private static Hash flipped(Hash hash, SplittableRandom random) {
        var bytes = hash.bytes();
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        return Hash.of(bytes);
    }

    private static LogEntry with(LogEntry e, long position, long sequence, Hash link) {
        return new LogEntry(position, e.id(), e.aggregate(), sequence, e.type(), e.time(), e.payload(), e.metadata(), link);
    }

    private static List<LogEntry> renumbered(List<LogEntry> log) {
        var forged = new ArrayList<LogEntry>();
        log.forEach(e -> forged.add(with(e, forged.size() + 1, e.sequence(), e.link())));
        return forged;
    }

    private static List<LogEntry> resequenced(List<LogEntry> log) {
        var next = new HashMap<String, Long>();
        return log.stream().map(e -> with(e, e.position(), next.merge(e.aggregate(), 1L, Long::sum) - 1, e.link())).toList();
    }

    private static List<LogEntry> rechained(List<LogEntry> log) {
        var last = new HashMap<String, byte[]>();
        return log.stream()
                .map(e -> {
                    var link = e.expectedLink(last.getOrDefault(e.aggregate(), EventChain.START));
                    last.put(e.aggregate(), link.bytes());
                    return with(e, e.position(), e.sequence(), link);
                })
                .toList();
    }
}
