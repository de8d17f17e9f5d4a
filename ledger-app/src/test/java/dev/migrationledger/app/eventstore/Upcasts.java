package dev.migrationledger.app.eventstore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/**
 * What upcasters need: the golden file of the former event, and beside it in {@code upcast} what is made of it under the
 * next name.
 *
 * @param golden folder of golden events
 * @param names  of events that there are now
 */
record Upcasts(Path golden, Set<String> names) {

    /** Each in words; empty when all is well. */
    List<String> problems(List<Upcaster> upcasters) {
        var problems = new ArrayList<String>();
        for (var upcaster : upcasters) {
            if (names.contains(upcaster.from())) {
                problems.add(upcaster.from() + ": has an upcaster and a class");
            }
            if (!names.contains(upcaster.to()) && upcasters.stream().noneMatch(next -> next.from().equals(upcaster.to()))) {
                problems.add(upcaster.from() + ": becomes " + upcaster.to() + ", which nobody reads");
            }
            goldens(upcaster, problems);
        }
        return problems;
    }

    private void goldens(Upcaster upcaster, List<String> problems) {
        var former = golden.resolve(upcaster.from() + ".json");
        var next = golden.resolve("upcast").resolve(upcaster.from() + ".json");
        for (var file : List.of(former, next)) {
            if (!Files.exists(file)) {
                problems.add(upcaster.from() + ": has no golden file " + golden.relativize(file));
                return;
            }
        }
        var made = upcaster.change().apply(JsonMapper.shared().readTree(text(former))).toString();
        if (!made.equals(text(next))) {
            problems.add(upcaster.from() + ": becomes " + made + ", not " + text(next));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
