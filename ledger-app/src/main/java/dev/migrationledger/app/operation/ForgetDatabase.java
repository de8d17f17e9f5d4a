package dev.migrationledger.app.operation;

import dev.migrationledger.app.projection.DatabaseRow;
import dev.migrationledger.app.result.ForgetResult;
import dev.migrationledger.core.history.DatabaseCommand;
import dev.migrationledger.core.history.Description;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.Problem;

/**
 * Takes a database off the books on a person's word. Its history stays; the database itself is not connected to.
 *
 * @param yes  whether the person insists
 * @param gone whether the person says that it is gone for good, with whatever is open in it
 */
public record ForgetDatabase(Ledger ledger, boolean yes, boolean gone) implements KnownOperation<ForgetResult> {
    @Override
    public ForgetResult on(String databaseId) {
        var row = ledger.row(databaseId).orElseThrow(() -> new LedgerException(ledger.unknownDatabase(databaseId)));
        if (row.state().forgotten()) {
            return ForgetResult.unchanged(databaseId);
        }
        if (!yes) {
            throw new LedgerException(unconfirmed(row));
        }
        ledger.tell(databaseId, new DatabaseCommand.Forget(ledger.reason(), gone));
        return ForgetResult.forgotten(databaseId, ledger.reason());
    }

    private Problem unconfirmed(DatabaseRow row) {
        return new Problem(
                "LDG982",
                Exit.REFUSED,
                "forgetting takes " + row.id() + row.state().description().map(ForgetDatabase::inWords).orElse("")
                        + " off the books, which is a person's decision",
                "`ledger forget " + row.id() + (gone ? " --gone" : "") + " --yes --reason TEXT`; its history stays");
    }

    private static String inWords(Description known) {
        return " (catalog " + known.catalog() + ", " + known.engine() + " " + known.address() + ")";
    }

    @Override
    public ForgetResult stopped(String databaseId, Problem problem) {
        return ForgetResult.stopped(databaseId, problem);
    }
}
