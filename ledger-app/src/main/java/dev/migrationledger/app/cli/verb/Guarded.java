package dev.migrationledger.app.cli.verb;

import dev.migrationledger.app.cli.Main;
import dev.migrationledger.app.cli.Terminal;
import dev.migrationledger.app.operation.KnownOperation;
import dev.migrationledger.app.operation.LookRefused;
import dev.migrationledger.app.operation.Operation;
import dev.migrationledger.app.operation.Subject;
import dev.migrationledger.app.result.Result;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.target.StatementFailed;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Does an operation to a database; whatever goes wrong becomes the entry of that database. */
record Guarded(Terminal terminal) {

    <R extends Result> R run(Operation<R> operation, Subject subject) {
        return run(subject.id(), () -> operation.on(subject), problem -> operation.stopped(subject, problem));
    }

    <R extends Result> R run(KnownOperation<R> operation, String id) {
        return run(id, () -> operation.on(id), problem -> operation.stopped(id, problem));
    }

    private <R> R run(String id, Supplier<R> work, Function<Problem, R> stopped) {
        try {
            return work.get();
        } catch (LedgerException e) {
            return stopped.apply(together(e.problems()));
        } catch (StatementFailed e) {
            return stopped.apply(LookRefused.of(id, e));
        } catch (RuntimeException e) {
            return stopped.apply(Main.unforeseen(e, terminal));
        }
    }

    /** A database's entry has room for one problem; none of several is lost. */
    private static Problem together(List<Problem> problems) {
        return problems.stream()
                .reduce((first, next) -> new Problem(
                        first.code(),
                        Exit.worst(List.of(first.exit(), next.exit())),
                        first.message() + "; " + next.message(),
                        first.hint()))
                .orElseThrow();
    }
}
