package dev.migrationledger.app.detection;

import dev.migrationledger.core.detection.Delta;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.source.MigrationTool;
import dev.migrationledger.core.source.MigrationTool.Order;
import dev.migrationledger.core.source.MigrationTool.Outcome;
import dev.migrationledger.core.source.Tools;
import dev.migrationledger.core.target.TargetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The tools at work in one scratch database: each is started when its first revision runs, once for all of them. */
final class ScratchTools {
    private final Tools tools;
    private final Supplier<TargetAddress> address;
    private final List<String> admission;
    private final Map<MigrationTool, MigrationTool.Session> open = new HashMap<>();

    /** @param admission see {@link MigrationTool#open}: what makes sure that it is the scratch database */
    ScratchTools(Tools tools, Supplier<TargetAddress> address, List<String> admission) {
        this.tools = tools;
        this.address = address;
        this.admission = admission;
    }

    /**
     * Whatever its tracker says there, the revision runs on what it stands on.
     *
     * @param report see {@link Order#report()}
     * @param rows   turns its answer into what the revision did to rows
     */
    ScratchDatabase.Outcome run(
            Revision revision, Optional<String> report, Function<List<List<String>>, List<Delta.RowChange>> rows) {
        var tool = tools.of(revision).orElseThrow();
        var session = open.computeIfAbsent(tool, t -> t.open(address.get(), admission));
        return switch (session.upgrade(new Order(
                revision.id(), revision.script().digest(), Optional.empty(), true, report))) {
            case Outcome.Done done -> new ScratchDatabase.Ran(rows.apply(done.report()));
            case Outcome.Failed(var state, var message, int line, boolean kept) ->
                new ScratchDatabase.Refused(0, line, state, message, kept);
            case Outcome.NotAtomic(var reason) -> new ScratchDatabase.Refused(0, 0, "", reason, true);
            case Outcome.Elsewhere(var heads) ->
                new ScratchDatabase.Refused(0, 0, "", "its tool's tracker says " + heads, true);
            case Outcome.Edited _ ->
                throw new LedgerException(Outcome.Edited.problem("a scratch database: ", revision));
            case Outcome.Died(var reason) -> {
                close();
                yield new ScratchDatabase.Refused(0, 0, "", reason, true);
            }
        };
    }

    /** @return whether any was open */
    boolean close() {
        boolean any = !open.isEmpty();
        open.values().forEach(MigrationTool.Session::close);
        open.clear();
        return any;
    }
}
