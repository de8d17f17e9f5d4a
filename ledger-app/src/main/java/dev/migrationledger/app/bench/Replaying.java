package dev.migrationledger.app.bench;

import dev.migrationledger.app.LedgerApplication;
import dev.migrationledger.app.axon.LedgerCommands;
import dev.migrationledger.app.embedded.StoreSettings;
import dev.migrationledger.app.projection.Replay;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;

/** Every event read, decoded and folded, as {@code replay} does. */
final class Replaying implements Measurement {
    private static final int DATABASES = 500;

    @Override
    public String name() {
        return "replay";
    }

    @Override
    public List<Figure> take(Place place, int runs) {
        try (var context = LedgerApplication.start(StoreSettings.of(place.directory(), Map.of()))) {
            var commands = context.getBean(LedgerCommands.class);
            place.progress().accept("writing a history of " + DATABASES + " databases");
            for (int database = 0; database < DATABASES; database++) {
                History.begin(commands).thirty();
            }
            var replay = context.getBean(Replay.class);
            return List.of(
                    Figure.rate("events read and folded", place.median("replay", runs, () -> replay.run().eventsPerSecond())),
                    Figure.rate(
                            "the same, saved and compared, for each second of our processor time",
                            place.median("replay", runs, () -> perProcessorSecond(replay))));
        }
    }

    /** Tells something on a machine that others use, too; the server's part is not in it. */
    private static double perProcessorSecond(Replay replay) {
        var threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        long events = replay.run().events();
        return events * 1e9 / (threads.getCurrentThreadCpuTime() - before);
    }
}
