package dev.migrationledger.app.config;

import dev.migrationledger.core.problem.Shown;
import java.util.Map;

/** Ids of databases and sources: well formed, and each only once. */
final class Ids {
    static final String SHAPE = "letters, digits and . _ - @ : only, beginning with a letter, digit or _";

    private Ids() {}

    /** @param lines where each id was first seen, keyed by id; grows */
    static void check(Section section, String id, Map<String, Integer> lines) {
        var place = section.place("id");
        if (!Names.isId(id)) {
            section.problems()
                    .add("LDG217", place, "`" + Shown.of(id) + "` is no id: " + section.where(),
                            SHAPE);
        }
        int line = Problems.lineOf(place);
        var first = lines.putIfAbsent(id, line);
        if (first != null) {
            section.problems()
                    .add("LDG211", place,
                            "the id of " + section.where() + " is taken, first on line " + first, "choose another id");
        }
    }
}
