package dev.migrationledger.app.cli.verb;

import dev.migrationledger.app.cli.Main;
import dev.migrationledger.app.cli.render.Progress;
import dev.migrationledger.app.config.ConfigurationReader;
import dev.migrationledger.app.operation.Ledger;
import dev.migrationledger.app.operation.RunRollout;
import dev.migrationledger.app.operation.Subject;
import dev.migrationledger.app.operation.UpDatabase;
import dev.migrationledger.app.result.UpResult;
import dev.migrationledger.app.rollout.Rollout;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.rollout.Outcome;
import dev.migrationledger.core.rollout.RolloutState;
import dev.migrationledger.core.rollout.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "resume",
        description = "Work through the waves of an approved rollout, here and now; also after a pause, a halt, or the end of the"
                + " process that did. What is done is not run again, what stopped is tried again.")
final class RolloutResume extends RolloutPart {
    @Parameters(paramLabel = "ID", description = "Of the rollout.")
    private String id;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            description = "Wait so long for a database that is starting, or for another executor to finish.")
    private int wait;

    @Override
    public Integer call() {
        return onLedger(0, this::resume).code();
    }

    /** Shows its end while the process is still kept from ending. */
    private Exit resume(Ledger ledger, Progress progress) {
        var subjects = subjects(ledger.rollouts().state(id));
        var guarded = new Guarded(terminal());
        var run = new RunRollout(
                ledger.within(id),
                id,
                database -> Optional.ofNullable(subjects.get(database)),
                Duration.ofSeconds(Math.max(0, wait)),
                new RunRollout.Attendant() {
                    @Override
                    public UpResult up(UpDatabase operation, Subject subject) {
                        return guarded.run(operation, subject);
                    }

                    @Override
                    public void done(Target target) {
                        progress.advance(1, "wave " + target.wave() + ": " + target.database());
                    }

                    @Override
                    public Problem unforeseen(Throwable fault) {
                        return Main.unforeseen(fault, terminal());
                    }
                });
        try {
            var problem = run.work();
            var rollout = ledger.rollouts().find(id);
            show(rollout, problem);
            return exit(rollout, problem);
        } finally {
            sign(ledger);
        }
    }

    /** By id; without those that the configuration does not have. */
    private Map<String, Subject> subjects(RolloutState state) {
        var configuration = ConfigurationReader.read(common().config());
        var databases = state.targets().stream()
                .flatMap(target -> configuration.database(target.database()).stream())
                .toList();
        var subjects = new HashMap<String, Subject>();
        Subjects.of(configuration, databases, problem -> warn(List.of(problem)))
                .forEach(subject -> subjects.put(subject.id(), subject));
        return subjects;
    }

    private static Exit exit(Rollout rollout, Optional<Problem> problem) {
        var exits = new ArrayList<Exit>();
        rollout.state().stopped().forEach(stopped -> exits.add(exit(stopped.outcome())));
        problem.ifPresent(p -> exits.add(p.exit()));
        return Exit.worst(exits);
    }

    private static Exit exit(Outcome outcome) {
        return switch (outcome) {
            case UPGRADED, UNCHANGED, STAMPED -> Exit.OK;
            case FAILED -> Exit.FAILED;
            case UNVERIFIED -> Exit.FINDINGS;
            case REFUSED -> Exit.REFUSED;
            case LOCKED -> Exit.LOCKED;
        };
    }
}
