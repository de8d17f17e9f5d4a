package dev.migrationledger.app.source.flyway;

import dev.migrationledger.app.source.SourceFiles;
import dev.migrationledger.core.revision.Kind;
import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.revision.Script;
import dev.migrationledger.core.source.SnapshotScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Versions in Flyway's order, each the parent of the next. When the oldest V files are gone and a baseline stands in
 * for them, the newest such baseline is the base of the chain.
 */
final class FlywayChain {
    private final String source;
    private final SourceFiles files;
    private final TreeMap<FlywayVersion, FlywayFile> versions = new TreeMap<>();
    private final TreeMap<FlywayVersion, FlywayFile> undos = new TreeMap<>();
    private final TreeMap<FlywayVersion, FlywayFile> baselines = new TreeMap<>();
    private final Optional<FlywayVersion> standIn;

    FlywayChain(String source, SourceFiles files, List<FlywayFile> read) {
        this.source = source;
        this.files = files;
        for (var file : read) {
            switch (file.name()) {
                case FlywayName.Versioned(var version, _) -> put(versions, version, file);
                case FlywayName.Undo(var version) -> put(undos, version, file);
                case FlywayName.Baseline(var version, _) -> put(baselines, version, file);
                case FlywayName.Repeatable _,
                        FlywayName.Callback _,
                        FlywayName.Program _,
                        FlywayName.Malformed _,
                        FlywayName.Other _ -> {}
            }
        }
        undos.forEach((version, file) -> {
            if (!versions.containsKey(version)) {
                files.mention(
                        "LDG172",
                        "file " + file.file() + " takes back version " + version.text() + ", which no V file makes",
                        "add V" + version.text() + "__description.sql, or remove the undo file");
            }
        });
        var first = versions.isEmpty() ? null : versions.firstKey();
        this.standIn = Optional.ofNullable(
                first == null ? baselines.isEmpty() ? null : baselines.lastKey() : baselines.lowerKey(first));
    }

    /** In order. */
    List<Revision> revisions() {
        var chain = new ArrayList<Revision>();
        standIn.ifPresent(version -> chain.add(revision(version, baselines.get(version), List.of())));
        versions.forEach((version, file) ->
                chain.add(revision(version, file, chain.isEmpty() ? List.of() : List.of(chain.getLast().id()))));
        return List.copyOf(chain);
    }

    /** Baselines of versions that a V file makes; any other is reported, for nothing says what it equals. */
    List<SnapshotScript> snapshots() {
        var snapshots = new ArrayList<SnapshotScript>();
        baselines.forEach((version, file) -> {
            var made = versions.ceilingKey(version);
            if (made != null && made.isSameAs(version)) {
                snapshots.add(new SnapshotScript(source + "/" + file.file(), made.text(), file.script(), file.file()));
            } else if (!standIn.filter(version::isSameAs).isPresent()) {
                files.mention(
                        "LDG177",
                        "baseline " + file.file() + " is not used: no V file makes version " + version.text(),
                        "add V" + version.text() + "__description.sql, or remove the baseline");
            }
        });
        return snapshots;
    }

    private void put(TreeMap<FlywayVersion, FlywayFile> known, FlywayVersion version, FlywayFile file) {
        var first = known.putIfAbsent(version, file);
        if (first != null) {
            files.report(
                    "LDG171",
                    "version " + version.text() + " is in " + first.file() + " and in " + file.file(),
                    "give one of them another version, or remove the copy");
        }
    }

    private Revision revision(FlywayVersion version, FlywayFile file, List<String> parents) {
        Optional<Script> revert = Optional.ofNullable(undos.get(version)).map(FlywayFile::script);
        return new Revision(
                version.text(),
                parents,
                List.of(),
                Set.of(),
                description(file),
                Kind.SCHEMA,
                file.transactional(),
                false,
                List.of(),
                file.script(),
                revert,
                source,
                file.file());
    }

    private static String description(FlywayFile file) {
        return switch (file.name()) {
            case FlywayName.Versioned(_, var description) -> description;
            case FlywayName.Baseline(_, var description) -> description;
            case FlywayName.Repeatable(var description) -> description;
            case FlywayName.Undo _,
                    FlywayName.Callback _,
                    FlywayName.Program _,
                    FlywayName.Malformed _,
                    FlywayName.Other _ -> "";
        };
    }
}
