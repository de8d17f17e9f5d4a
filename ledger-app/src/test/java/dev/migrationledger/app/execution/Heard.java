package dev.migrationledger.app.execution;

import dev.migrationledger.core.history.Failure;
import dev.migrationledger.core.revision.Revision;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Keeps what a run said, one line each. */
class Heard implements RunListener {
    final List<String> lines = new ArrayList<>();
    final List<Failure> failures = new ArrayList<>();

    @Override
    public void applied(Revision revision, int statements, long millis, boolean recovered) {
        lines.add((recovered ? "recovered " : "applied ") + revision.id());
    }

    @Override
    public void verified(Revision revision, String check, boolean ok) {
        lines.add((ok ? "true " : "false ") + revision.id());
    }

    @Override
    public void failed(Revision revision, Failure failure) {
        lines.add("failed " + revision.id() + " " + failure.statement() + " line " + failure.line() + " " + failure.sqlState());
        failures.add(failure);
    }

    @Override
    public void blocked(Revision revision, int turn, Failure failure, Duration pause) {
        lines.add("blocked " + revision.id() + " turn " + turn);
        failures.add(failure);
    }

    @Override
    public void outcomeUnknown(Revision revision, int statement, String message) {
        lines.add("unknown " + revision.id() + " " + statement);
    }

    @Override
    public void reverted(Revision revision, long millis) {
        lines.add("reverted " + revision.id());
    }

    @Override
    public void noted(String subject, int line, String note) {
        lines.add("note " + subject + " " + line);
    }
}
