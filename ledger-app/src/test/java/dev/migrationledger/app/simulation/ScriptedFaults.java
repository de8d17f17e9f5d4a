package dev.migrationledger.app.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** One fault after the other, each at the next call with its words. */
final class ScriptedFaults implements Faults {
    private final Deque<Due> script = new ArrayDeque<>();
    private final List<Long> happened = new ArrayList<>();

    private record Due(String words, Fault fault, Runnable happening) {}

    /** @param words that the call begins with; @param fault {@link Fault#NONE} only waits for the call */
    ScriptedFaults then(String words, Fault fault) {
        script.add(new Due(words, fault, () -> {}));
        return this;
    }

    /** @param happening elsewhere, just before that call */
    ScriptedFaults then(String words, Runnable happening) {
        script.add(new Due(words, Fault.NONE, happening));
        return this;
    }

    @Override
    public Fault ofTarget(long step, String what, boolean goesOn) {
        return ofStore(step, what);
    }

    @Override
    public Fault ofStore(long step, String what) {
        if (script.isEmpty() || !what.startsWith(script.getFirst().words())) {
            return Fault.NONE;
        }
        happened.add(step);
        var due = script.removeFirst();
        due.happening().run();
        return due.fault();
    }

    @Override
    public void end() {
        script.clear();
    }

    /** What the script still waits for. */
    List<String> open() {
        return script.stream().map(Due::words).toList();
    }

    @Override
    public List<Long> happened() {
        return List.copyOf(happened);
    }
}
