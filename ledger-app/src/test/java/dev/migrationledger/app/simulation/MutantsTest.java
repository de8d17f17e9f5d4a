package dev.migrationledger.app.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The test of the tester: each bug that is put into the protocol's way is seen. */
class MutantsTest {
    private static final int SEEDS = 1_000;

    static List<Mutant> mutants() {
        return Stream.<Mutant>concat(Stream.of(TargetMutant.values()), Stream.of(LedgerMutant.values())).toList();
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void isCaughtWithinAThousandSeeds(Mutant mutant) {
        var caught = LongStream.range(0, SEEDS)
                .mapToObj(seed -> Simulation.of(seed, mutant, Set.of()))
                .filter(run -> !run.isGood())
                .findFirst();
        caught.ifPresent(run -> System.out.println(mutant + " is caught by seed " + run.seed() + ": " + first(run)));
        assertThat(caught).as("a seed that shows %s", mutant).isPresent();
    }

    private static String first(Simulation.Run run) {
        var violation = run.violations().getFirst();
        return violation.substring(0, Math.min(100, violation.length()));
    }
}
