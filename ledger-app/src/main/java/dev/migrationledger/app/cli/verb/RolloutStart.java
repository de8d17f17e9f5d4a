package dev.migrationledger.app.cli.verb;

import dev.migrationledger.app.cli.render.Progress;
import dev.migrationledger.app.config.ConfigurationReader;
import dev.migrationledger.app.operation.Ledger;
import dev.migrationledger.app.operation.PlanUpgrade;
import dev.migrationledger.app.operation.Subject;
import dev.migrationledger.app.result.PlanResult;
import dev.migrationledger.app.rollout.Rollout;
import dev.migrationledger.core.planning.Plan;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.rollout.Besides;
import dev.migrationledger.core.rollout.RolloutCommand;
import dev.migrationledger.core.rollout.RolloutDecider;
import dev.migrationledger.core.rollout.RolloutDigest;
import dev.migrationledger.core.rollout.RolloutEvent;
import dev.migrationledger.core.rollout.Target;
import dev.migrationledger.core.rollout.Waves;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "start",
        description = "Look at the databases and write down what would run in each, in which wave. Nothing runs before it is"
                + " approved and resumed. Needs --reason.")
final class RolloutStart extends RolloutPart {
    @Mixin
    private Selected selected;

    @Option(names = "--to", paramLabel = "REVISION", description = "Default: heads.")
    private String to = "heads";

    @Option(
            names = "--waves",
            paramLabel = "ENDS",
            description = "Up to how many databases each wave goes: numbers or percentages of all (default: 1,10%%,100%%).")
    private String waves = "1,10%,100%";

    @Option(
            names = "--failure-budget",
            paramLabel = "N",
            description = "Databases that may stop; one more halts the rollout (default: 0).")
    private int failureBudget;

    @Option(names = "--concurrency", paramLabel = "N", description = "Databases worked on at once (default: 4).")
    private int concurrency = 4;

    @Option(names = "--wait", paramLabel = "SECONDS", description = "Wait so long for a database that is starting.")
    private int wait;

    @Override
    public Integer call() {
        if (common().reason().isBlank()) {
            throw new LedgerException(RolloutDecider.noReason("a rollout"));
        }
        var split = Waves.read(waves);
        var configuration = ConfigurationReader.read(common().config());
        var subjects = Subjects.of(
                configuration, selected.selection().from(configuration.databases()), problem -> warn(List.of(problem)));
        show(onLedger(subjects.size(), (ledger, progress) -> start(ledger, subjects, split, progress)), Optional.empty());
        return 0;
    }

    private Rollout start(Ledger ledger, List<Subject> subjects, Waves split, Progress progress) {
        var patience = Duration.ofSeconds(Math.max(0, wait));
        var results = planned(new Crew(new Guarded(terminal()), Math.max(1, concurrency))
                .each(subjects, new PlanUpgrade(ledger, to, patience, false, true), progress));
        var rollouts = ledger.rollouts();
        var numbers = split.of(subjects.size());
        var targets = IntStream.range(0, subjects.size())
                .mapToObj(i -> target(ledger, subjects.get(i), numbers.get(i), results.get(i)))
                .toList();
        var distinct = new TreeMap<String, Plan>();
        results.stream().map(RolloutStart::plan).forEach(plan -> distinct.put(plan.digest(), plan));
        var id = LocalDate.ofInstant(ledger.now(), ZoneOffset.UTC) + "-" + ledger.newAttempt().substring(0, 4);
        rollouts.tell(id, new RolloutCommand.Plan(new RolloutEvent.Planned(
                to,
                targets,
                List.copyOf(distinct.values()),
                failureBudget,
                concurrency,
                RolloutDigest.of(to, targets, failureBudget, concurrency),
                rollouts.person(),
                common().reason())));
        sign(ledger);
        return rollouts.find(id);
    }

    private static Target target(Ledger ledger, Subject subject, int wave, PlanResult result) {
        var plan = plan(result);
        return new Target(
                subject.id(),
                wave,
                plan.digest(),
                Besides.digest(subject.catalog(), plan.steps(), ledger.tools(subject).setups()),
                result.identity());
    }

    private static Plan plan(PlanResult result) {
        return result.plan().orElseThrow();
    }

    /** @return the results. @throws LedgerException LDG889 and why, when a database has no plan */
    private static List<PlanResult> planned(List<PlanResult> results) {
        var problems = new ArrayList<Problem>();
        results.forEach(result -> result.problem().filter(_ -> result.plan().isEmpty()).ifPresent(problems::add));
        if (!problems.isEmpty()) {
            var exit = Exit.worst(problems.stream().map(Problem::exit).toList());
            problems.addFirst(new Problem(
                    "LDG889",
                    exit,
                    "no rollout is recorded: " + problems.size() + " of " + results.size()
                            + (results.size() == 1 ? " database has no plan" : " databases have no plan"),
                    "do what is said of each, or leave it out"));
            throw new LedgerException(problems);
        }
        return results;
    }
}
