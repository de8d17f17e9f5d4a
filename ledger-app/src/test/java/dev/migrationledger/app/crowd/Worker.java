package dev.migrationledger.app.crowd;

import dev.migrationledger.app.catalog.Catalogs;
import dev.migrationledger.app.cli.Main;
import dev.migrationledger.app.cli.Terminal;
import dev.migrationledger.app.config.ConfigurationReader;
import dev.migrationledger.app.operation.DetectDatabase;
import dev.migrationledger.app.operation.HistoryOfDatabase;
import dev.migrationledger.app.operation.Ledger;
import dev.migrationledger.app.operation.Operation;
import dev.migrationledger.app.operation.PlanUpgrade;
import dev.migrationledger.app.operation.RepairDatabase;
import dev.migrationledger.app.operation.ResolveDatabase;
import dev.migrationledger.app.operation.RevertDatabase;
import dev.migrationledger.app.operation.StampDatabase;
import dev.migrationledger.app.operation.StatusOfDatabase;
import dev.migrationledger.app.operation.Subject;
import dev.migrationledger.app.operation.UpDatabase;
import dev.migrationledger.app.operation.VerifyDatabase;
import dev.migrationledger.app.result.Report;
import dev.migrationledger.app.result.Result;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * An executor process: one open ledger that many operators use at once, as a service would. A line on standard input is a
 * number and an errand; a line on standard output is that number and its answer. It ends with its input.
 */
public final class Worker {
    private final Ledger ledger;
    private final Map<String, Subject> subjects;

    private Worker(Ledger ledger, Map<String, Subject> subjects) {
        this.ledger = ledger;
        this.subjects = subjects;
    }

    /** @param arguments the configuration, the data directory */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        var configuration = ConfigurationReader.read(Path.of(arguments[0]));
        var catalogs = configuration.catalogs().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> Catalogs.read(entry.getValue(), _ -> {})));
        var subjects = configuration.databases().stream()
                .map(database -> new Subject(
                        database, configuration.catalogOf(database), catalogs.get(database.catalog())))
                .collect(Collectors.toMap(Subject::id, Function.identity()));
        try (var ledger = Ledger.open(
                        Path.of(arguments[1]), System.getenv(), "crowd", "a crowd at work", _ -> {});
                var threads = Executors.newCachedThreadPool(Thread.ofPlatform().name("operator-", 0).factory());
                var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            var worker = new Worker(ledger, subjects);
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                var parts = line.split("\t", 2);
                threads.submit(() -> {
                    var answer = worker.answer(Errand.read(parts[1]));
                    synchronized (out) {
                        out.println(parts[0] + "\t" + answer.line());
                    }
                });
            }
        }
    }

    private Answer answer(Errand errand) {
        var verb = errand.verb().name().toLowerCase(Locale.ROOT);
        return Answer.of(new Report(verb, List.of(done(operation(errand), subjects.get(errand.database()))), List.of()));
    }

    /** As the command line does it to each database. */
    private static <R extends Result> Result done(Operation<R> operation, Subject subject) {
        try {
            return operation.on(subject);
        } catch (LedgerException e) {
            return operation.stopped(subject, e.problem());
        } catch (RuntimeException e) {
            return operation.stopped(subject, unforeseen(e));
        }
    }

    private static Problem unforeseen(RuntimeException failure) {
        return Main.unforeseen(failure, new Terminal(System.err, System.err, false, System.getenv()));
    }

    private Operation<?> operation(Errand errand) {
        var patience = Duration.ofSeconds(errand.seconds());
        return switch (errand.verb()) {
            case UP -> new UpDatabase(ledger, new UpDatabase.Wish("up", "heads", patience, false, true));
            case APPLY -> new UpDatabase(ledger, new UpDatabase.Wish("apply", errand.argument(), patience, false, false));
            case REVERT -> new RevertDatabase(ledger, errand.argument(), patience);
            case STAMP -> new StampDatabase(ledger, errand.argument(), false, false, patience);
            case REPAIR -> new RepairDatabase(ledger, false, false, patience);
            case DETECT -> new DetectDatabase(ledger, patience);
            case STATUS -> new StatusOfDatabase(ledger, Optional.empty(), patience);
            case VERIFY -> new VerifyDatabase(ledger, patience);
            case PLAN -> new PlanUpgrade(ledger, "heads", patience, false);
            case HISTORY -> new HistoryOfDatabase(ledger, Optional.empty());
            case RESOLVE -> new ResolveDatabase(ledger, true, patience);
        };
    }
}
