package dev.migrationledger.core.revision;

import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.Collections;

/**
 * A down-closed set of revisions, written as its heads; empty heads are the empty database.
 *
 * @param heads sorted, unmodifiable
 */
public record State(SortedSet<String> heads) {
    public static final State EMPTY = State.of();

    public State {
        heads = Collections.unmodifiableSortedSet(new TreeSet<>(heads));
    }

    public static State of(String... heads) {
        return new State(new TreeSet<>(List.of(heads)));
    }

    public static State of(Collection<String> heads) {
        return new State(new TreeSet<>(heads));
    }

    public boolean isEmpty() {
        return heads.isEmpty();
    }

    @Override
    public String toString() {
        return heads.isEmpty() ? "base" : String.join(", ", heads);
    }
}
