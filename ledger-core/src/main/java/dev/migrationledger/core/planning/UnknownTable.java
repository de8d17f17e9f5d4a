package dev.migrationledger.core.planning;

import dev.migrationledger.core.catalog.Catalog;
import dev.migrationledger.core.revision.Chunks;
import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.script.Finding;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A revision in chunks whose table no revision before it even mentions. */
public final class UnknownTable {
    private UnknownTable() {}

    /** Empty as well where scripts cannot tell: with dumps, or revisions that are not SQL. */
    public static Optional<Finding> of(Revision revision, Catalog catalog) {
        var before = catalog.graph().members(State.of(List.of(revision.id()))).stream()
                .filter(id -> !id.equals(revision.id()))
                .map(id -> catalog.graph().get(id).script())
                .toList();
        if (!catalog.snapshots().isEmpty() || before.stream().anyMatch(script -> !script.isSql())) {
            return Optional.empty();
        }
        return revision.chunks()
                .map(Chunks::table)
                .filter(table -> before.stream().noneMatch(script ->
                        script.text().toLowerCase(Locale.ROOT).contains(table.toLowerCase(Locale.ROOT))))
                .map(table -> new Finding("LDG825", "runs in chunks of table " + table + ", which no revision before it mentions"));
    }
}
