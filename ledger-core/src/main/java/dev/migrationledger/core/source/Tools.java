package dev.migrationledger.core.source;

import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.revision.Revision;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The tools of a catalog's sources. @param bySource keyed by the source's id; sources of SQL have none */
public record Tools(Map<String, MigrationTool> bySource) {
    public static final Tools NONE = new Tools(Map.of());

    public Tools {
        bySource = Map.copyOf(bySource);
    }

    /** Of each: see {@link MigrationTool#setup}. */
    public Map<String, String> setups() {
        return bySource.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, tool -> tool.getValue().setup()));
    }

    /**
     * What runs a revision; empty for SQL, which the ledger runs itself.
     *
     * @throws LedgerException LDG730 when nothing can run it
     */
    public Optional<MigrationTool> of(Revision revision) {
        if (revision.script().isSql()) {
            return Optional.empty();
        }
        var tool = Optional.ofNullable(bySource.get(revision.source()));
        if (tool.isEmpty()) {
            throw new LedgerException(new Problem(
                    "LDG730",
                    Exit.CONFIGURATION,
                    "revision " + revision.id() + " (" + revision.file() + ") is Python, and source " + revision.source()
                            + " has no tool that runs it",
                    "say `format: alembic` and the project's `command` for this source"));
        }
        return tool;
    }
}
