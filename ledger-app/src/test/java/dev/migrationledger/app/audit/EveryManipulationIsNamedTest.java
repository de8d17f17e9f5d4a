package dev.migrationledger.app.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.app.axon.CommandContext;
import dev.migrationledger.app.eventstore.StoredLog;
import dev.migrationledger.app.testing.StoreFixture;
import dev.migrationledger.core.audit.LogAudit;
import dev.migrationledger.core.audit.LogEntry;
import dev.migrationledger.core.history.DatabaseCommand;
import dev.migrationledger.core.history.Description;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Stretches of a log that a real store wrote are forged at random: every forgery is found, and the first event that
 * differs is the one that is named; what nobody touched raises no alarm. {@code -Dmanipulations=10000} forges so many,
 * {@code -Dseed=17} that one alone.
 */
class EveryManipulationIsNamedTest {
    private static final int LONGEST = 60;
    private static List<LogEntry> stored = List.of();

    @BeforeAll
    static void writeALog() {
        try (var store = new StoreFixture(4)) {
            var random = new SplittableRandom(1);
            var who = CommandContext.of("ana", Optional.of("a test"));
            for (int i = 0; i < 8; i++) {
                store.axon.commands().send("db" + i, registration(i), who);
            }
            for (int i = 0; i < 292; i++) {
                store.axon.commands().send(
                        "db" + random.nextInt(8), new DatabaseCommand.Refuse("up", "LDG460", "look " + i), who);
            }
            var log = new StoredLog(store.sql, store.log);
            var all = new ArrayList<LogEntry>();
            log.forEach(log.head(), all::add);
            stored = List.copyOf(all);
        }
        assertThat(stored).hasSize(300);
    }

    private static DatabaseCommand registration(int number) {
        return new DatabaseCommand.Register(new Description(
                "shop", "prod", "postgresql", "ledger@db:5432/db" + number, Map.of("n", String.valueOf(number))));
    }

    private record Case(List<LogEntry> log, TreeSet<Integer> signedAt) {
        /** A beginning of the log, signed at one to five of its sizes, in half of the cases at its end. */
        static Case of(SplittableRandom random) {
            var log = stored.subList(0, 2 + random.nextInt(LONGEST));
            var sizes = new TreeSet<Integer>();
            for (int i = 0; i <= random.nextInt(5); i++) {
                sizes.add(1 + random.nextInt(log.size()));
            }
            if (random.nextBoolean()) {
                sizes.add(log.size());
            }
            return new Case(log, sizes);
        }
    }

    @Test
    void everyManipulationIsFoundAndItsFirstEventNamed() {
        for (long seed : seeds("manipulations", 700)) {
            var random = new SplittableRandom(seed);
            var given = Case.of(random);
            var manipulation = Manipulation.values()[(int) (seed % Manipulation.values().length)];
            var forged = manipulation.of(given.log(), given.signedAt().last(), random);
            var outcome = LogAudit.of(forged, SignedFixture.of(given.log(), given.signedAt()));
            assertThat(outcome.clean())
                    .as("-Dseed=%d: %s of %d events, signed at %s", seed, manipulation, given.log().size(), given.signedAt())
                    .isFalse();
            assertThat(outcome.firstBadEvent().orElseThrow().position())
                    .as("-Dseed=%d: %s of %d events, signed at %s: %s", seed, manipulation, given.log().size(),
                            given.signedAt(), outcome.findings())
                    .isEqualTo(Manipulation.firstDifference(given.log(), forged));
        }
    }

    @Test
    void whatNobodyTouchedRaisesNoAlarm() {
        for (long seed : seeds("clean", 100)) {
            var given = Case.of(new SplittableRandom(seed));
            assertThat(LogAudit.of(given.log(), SignedFixture.of(given.log(), given.signedAt())).findings())
                    .as("-Dseed=%d: %d events, signed at %s", seed, given.log().size(), given.signedAt())
                    .isEmpty();
        }
    }

    private static long[] seeds(String property, int usual) {
        var one = System.getProperty("seed");
        return one == null
                ? LongStream.rangeClosed(1, Integer.getInteger(property, usual)).toArray()
                : new long[] {Long.parseLong(one)};
    }
}
