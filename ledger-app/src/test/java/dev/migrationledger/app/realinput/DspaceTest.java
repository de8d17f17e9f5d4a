package dev.migrationledger.app.realinput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.migrationledger.app.detection.Detector;
import dev.migrationledger.app.detection.PostgresScratch;
import dev.migrationledger.app.detection.ReferenceCache;
import dev.migrationledger.app.detection.References;
import dev.migrationledger.app.target.postgresql.PostgresTarget;
import dev.migrationledger.app.testing.PostgresServers;
import dev.migrationledger.core.catalog.Catalog;
import dev.migrationledger.core.catalog.Policy;
import dev.migrationledger.core.detection.Claim;
import dev.migrationledger.core.detection.Detection;
import dev.migrationledger.core.detection.Verdict;
import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.target.TargetAddress;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * DSpace's published history, from an empty database to head. At every revision the database is looked at three times:
 * with a version table that is right, with one that is wrong, and with none.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DspaceTest {
    /**
     * Revisions that change no schema in an empty database: they rewrite rows that only a database in use has, or (4.9,
     * 7.0.2021.03.18) insert rows unless they are there, into tables where no key that must have a value finds them again.
     * Each set begins with the last revision that did change the schema.
     */
    private static final List<List<String>> SAME_SCHEMA = List.of(
            List.of("4.0", "4.9.2015.10.26"),
            List.of("5.0.2014.09.26", "5.6.2016.08.23"),
            List.of("6.0.2016.04.04", "6.0.2016.04.14"),
            List.of("6.0.2016.07.26", "6.0.2016.08.23"),
            List.of("7.0.2018.04.16", "7.0.2018.06.07", "7.0.2019.05.02"),
            List.of("7.0.2021.02.08", "7.0.2021.03.18", "7.0.2021.09.24"),
            List.of("7.0.2021.10.04", "7.1.2021.10.18"),
            List.of("7.6.2023.03.17", "7.6.2023.03.24"),
            List.of("7.6.2023.09.28", "7.6.2023.10.12"));

    private final List<Looked> looks = new ArrayList<>();

    /** What was said of a database that is at this revision. */
    private record Looked(Revision revision, Detection rightTable, Detection wrongTable, Detection noTable) {
        List<Detection> all() {
            return List.of(rightTable, wrongTable, noTable);
        }

        /** Without the script, which is long. */
        @Override
        public String toString() {
            return "at " + revision.id() + ": " + all();
        }
    }

    @BeforeAll
    void lookAtEveryRevision(@TempDir Path scripts, @TempDir Path cache) throws SQLException {
        var catalog = new Catalog(
                "dspace", DspaceScripts.runnable(scripts, StandIn.ALL), List.of(), List.of(), Map.of(), Policy.DEFAULT);
        var references = new References(
                new PostgresScratch(PostgresServers.shared().address("postgres")),
                new ReferenceCache(cache),
                References.Progress.NONE);
        var made = references.of(catalog);
        assertThat(made.problems()).isEmpty();
        lookAtEveryRevision(catalog.graph().inOrder(), address -> {
            try (var target = PostgresTarget.open(address)) {
                return new Detector(references).detect(catalog, made, target);
            }
        });
        print("no", Looked::noTable);
        print("a wrong", Looked::wrongTable);
    }

    private void lookAtEveryRevision(List<Revision> order, Function<TargetAddress, Detection> detector)
            throws SQLException {
        try (var database = new DspaceDatabase(PostgresServers.shared())) {
            for (int i = 0; i < order.size(); i++) {
                database.run(order.get(i));
                database.writeVersionTable(order.subList(0, i + 1));
                var right = detector.apply(database.address());
                database.removeVersionTable();
                database.writeVersionTable(order.subList(0, wrongLength(i, order.size())));
                var wrong = detector.apply(database.address());
                database.removeVersionTable();
                looks.add(new Looked(order.get(i), right, wrong, detector.apply(database.address())));
            }
        }
    }

    /** Always further off than the largest set of alike revisions, below or above. */
    private static int wrongLength(int i, int size) {
        return i < size / 2 ? i + 1 + 7 : i + 1 - 7;
    }

    @Test
    void everyScriptRunsFromEmptyToHead() {
        assertThat(looks).filteredOn(look -> !isStandIn(look)).hasSize(58);
        assertThat(looks.getLast().noTable().verdict()).isEqualTo(Verdict.EXACT);
        assertThat(looks.getLast().noTable().state()).isEqualTo(State.of("8.0.2024.02.14"));
        assertThat(looks.getLast().noTable().differences()).isEmpty();
    }

    @Test
    void withoutAVersionTableEachRevisionIsNamedAloneOrInItsSet() {
        assertThat(looks).allSatisfy(look -> {
            var alike = alike(look.revision().id());
            assertThat(named(look.noTable())).isEqualTo(alike);
            assertThat(look.noTable().verdict()).isEqualTo(alike.size() == 1 ? Verdict.EXACT : Verdict.EQUIVALENT);
            assertThat(look.noTable().claim()).isEqualTo(Claim.ABSENT);
        });
    }

    @Test
    void noRevisionIsNamedWrongly() {
        assertThat(looks).hasSize(58 + StandIn.ALL.size());
        assertThat(looks).allSatisfy(look -> assertThat(look.all())
                .allSatisfy(detection -> assertThat(named(detection)).contains(look.revision().id())));
    }

    @Test
    void whatTheVersionTableSaysChangesNothingInTheVerdict() {
        assertThat(looks).allSatisfy(look -> assertThat(look.all())
                .extracting(Detection::verdict, Detection::state, Detection::candidates, Detection::differences)
                .containsOnly(tuple(
                        look.noTable().verdict(),
                        look.noTable().state(),
                        look.noTable().candidates(),
                        look.noTable().differences())));
    }

    @Test
    void aRightVersionTableAgreesAndAWrongOneIsCaught() {
        assertThat(looks).allSatisfy(look -> {
            assertThat(look.rightTable().claim()).isEqualTo(Claim.AGREES);
            assertThat(look.rightTable().claimed()).isEqualTo(State.of(look.revision().id()));
            assertThat(look.wrongTable().claim()).isEqualTo(Claim.WRONG);
        });
    }

    private static List<String> alike(String revision) {
        return SAME_SCHEMA.stream().filter(set -> set.contains(revision)).findFirst().orElse(List.of(revision));
    }

    /** The revisions that a detection takes the database to be at, earliest first; none when it is not sure. */
    private static List<String> named(Detection detection) {
        return switch (detection.verdict()) {
            case EXACT -> List.copyOf(detection.state().heads());
            case EQUIVALENT -> detection.candidates().stream().flatMap(s -> s.heads().stream()).toList();
            case EMPTY, PARTIAL, DRIFTED, UNKNOWN -> List.of();
        };
    }

    private static boolean isStandIn(Looked look) {
        return StandIn.ALL.stream().anyMatch(standIn -> standIn.version().equals(look.revision().id()));
    }

    /** Of the 58 scripts; a stand-in is no revision of DSpace's. */
    private void print(String table, Function<Looked, Detection> look) {
        var scripts = looks.stream().filter(looked -> !isStandIn(looked)).toList();
        var right = scripts.stream()
                .filter(looked -> named(look.apply(looked)).contains(looked.revision().id()))
                .toList();
        var sets = right.stream().map(look).map(DspaceTest::named).filter(set -> set.size() > 1).toList();
        var wrong = scripts.stream()
                .filter(looked -> !right.contains(looked) && !named(look.apply(looked)).isEmpty())
                .count();
        System.out.printf(
                "DSpace with %s version table: %d revisions, %d named exactly, %d in %d equivalent sets, %d not named, %d wrong%n",
                table,
                scripts.size(),
                right.size() - sets.size(),
                sets.size(),
                Set.copyOf(sets).size(),
                scripts.size() - right.size() - wrong,
                wrong);
    }
}
