package dev.migrationledger.app.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * One point, one kind of death: run after run dies at the point's holds, then one goes to its end.
 *
 * @param round from 0; later ones let a random while pass between arrival and death
 */
record Case(Point point, Death death, int round) {
    private static final List<String> NEVER_SHOWN =
            List.of("Exception", "at dev.migrationledger", "Caused by", "LDG900", "nobody foresaw");

    /** @return what the oracle found wrong */
    Oracle.Findings on(Stage stage) throws Exception {
        var findings = Oracle.Findings.none();
        var database = stage.database(point.start());
        var oracle = new Oracle(stage, database, point.start());
        var said = new ArrayList<Executor.Ended>();
        for (var hold : point.holds()) {
            said.add(die(stage, database, hold));
            if (said.getLast().exit() == 0) {
                oracle.atTheEnd(findings);
            } else {
                oracle.betweenRuns(findings);
            }
        }
        var last = stage.run("up", database, "--format", "json", "--wait", "60");
        said.add(last);
        assertThat(last.exit()).as("%s: the last run goes on by itself: %s", this, said).isZero();
        oracle.atTheEnd(findings);
        var status = stage.run("status", database, "--format", "json", "--check");
        if (status.exit() != 0) {
            findings.wronglyRecorded().add(status.out());
        }
        for (var ended : said) {
            for (var text : NEVER_SHOWN) {
                assertThat(ended.out() + ended.err()).as("%s", this).doesNotContain(text);
            }
        }
        stage.target.run("postgres", "drop database " + database + " with (force)");
        return findings;
    }

    private Executor.Ended die(Stage stage, String database, Hold hold) throws Exception {
        try (var arrival = Arrival.set(stage, database, hold)) {
            var executor = stage.start(death, "up", database, "--format", "json", "--wait", "60");
            assertThat(arrival.isReachedBy(executor))
                    .as("%s: hold %s of %s is reached: %s", this, point.holds().indexOf(hold) + 1, point.holds(), executor)
                    .isTrue();
            stage.target.run("postgres", "select pg_sleep(" + (round == 0 ? 0 : new Random(seed()).nextInt(40) / 1000.0) + ")");
            switch (death) {
                case KILL -> ((Executor.Child) executor).kill();
                case CRASH -> stage.server(hold.side()).crash();
                case CUT -> stage.wire(hold.side()).cut();
            }
            if (point.holds().size() > 1) {
                arrival.whenGone();
            }
            arrival.close();
            return executor.await();
        }
    }

    private long seed() {
        return point.name().hashCode() * 31L + round;
    }

    @Override
    public String toString() {
        return point + " / " + death + " / round " + round;
    }
}
