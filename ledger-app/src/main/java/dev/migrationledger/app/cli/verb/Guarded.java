package dev.migrationledger.app.cli.verb;

import dev.migrationledger.app.cli.Main;
import dev.migrationledger.app.cli.Terminal;
import dev.migrationledger.app.operation.LookRefused;
import dev.migrationledger.app.operation.Operation;
import dev.migrationledger.app.operation.Subject;
import dev.migrationledger.app.result.Result;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.target.StatementFailed;
import java.util.List;

/** Does an operation to a database; whatever goes wrong becomes the entry of that database. */
record Guarded(Terminal terminal) {

    <R extends Result> R run(Operation<R> operation, Subject subject) {
        try {
            return operation.on(subject);
        } catch (LedgerException e) {
            return operation.stopped(subject, together(e.problems()));
        } catch (StatementFailed e) {
            return operation.stopped(subject, LookRefused.of(subject.id(), e));
        } catch (RuntimeException e) {
            return operation.stopped(subject, Main.unforeseen(e, terminal));
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
