package dev.migrationledger.app.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Operators, faults and recoveries by the thousand; {@code -Dsimulation.seed=N} shows one of them. */
class SimulationTest {
    private static final int TOLD = 120;

    @Test
    void whateverHappensEachRevisionIsInOnceAndRecordedTruly() {
        var one = Optional.ofNullable(Long.getLong("simulation.seed"));
        one.map(Simulation::of).ifPresent(run -> System.out.println(run.story(Integer.MAX_VALUE)));
        long from = one.orElse(Long.getLong("simulation.from", 0));
        long count = one.isPresent() ? 1 : Long.getLong("simulation.seeds", 5_000);
        var started = System.nanoTime();
        var broken = LongStream.range(from, from + count)
                .mapToObj(Simulation::of)
                .filter(run -> !run.isGood())
                .limit(3)
                .toList();
        System.out.println(count + " seeds from " + from + " in " + (System.nanoTime() - started) / 1_000_000_000 + " s");
        assertThat(broken).as(stories(broken)).isEmpty();
    }

    private static String stories(List<Simulation.Run> broken) {
        return String.join(
                "\n\n",
                broken.stream()
                        .map(run -> "seeds " + broken.stream().map(Simulation.Run::seed).toList() + ", with the faults that it takes: "
                                + Simulation.withFewFaults(run, Mutant.NONE).story(TOLD))
                        .limit(1)
                        .toList());
    }

    @Test
    void whateverSomebodyWritesOverTheClaim() {
        Optional.ofNullable(Long.getLong("simulation.meddled"))
                .ifPresent(seed -> System.out.println(Simulation.meddledWith(seed).story(Integer.MAX_VALUE)));
        long count = Long.getLong("simulation.seeds", 5_000);
        var broken = LongStream.range(0, count)
                .mapToObj(Simulation::meddledWith)
                .filter(run -> !run.isGood())
                .limit(3)
                .toList();
        assertThat(broken.stream().map(run -> run.story(TOLD)).limit(1).toList()).as("%s", broken.stream().map(Simulation.Run::seed).toList()).isEmpty();
    }

    @Test
    void theSameSeedIsTheSameRun() {
        for (long seed = 0; seed < 60; seed++) {
            assertThat(Simulation.of(seed).trace()).as("seed %d", seed).isEqualTo(Simulation.of(seed).trace());
        }
    }

    @Test
    void faultsThatDoNotMatterAreLeftOut() {
        var mutant = TargetMutant.LOST_COMMIT_TAKEN_FOR_DONE;
        var broken = LongStream.range(0, 1_000)
                .mapToObj(seed -> Simulation.of(seed, mutant, Set.of()))
                .filter(run -> !run.isGood() && run.faults().size() > 5)
                .findFirst()
                .orElseThrow();
        var few = Simulation.withFewFaults(broken, mutant);
        assertThat(few.isGood()).isFalse();
        assertThat(few.faults()).as("of %s", broken.faults()).hasSizeLessThan(broken.faults().size());
    }
}
