package dev.migrationledger.app.simulation;

import java.util.ArrayList;
import java.util.List;

/** What happened, one line each. */
final class Trace {
    private final Scheduler scheduler;
    private final List<String> lines = new ArrayList<>();

    Trace(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    void say(String who, String what) {
        lines.add(scheduler.steps() + " " + scheduler.now() + "ms " + who + ": " + what);
    }

    List<String> lines() {
        return List.copyOf(lines);
    }
}
