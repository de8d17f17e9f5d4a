package dev.migrationledger.app.source.flyway;

import dev.migrationledger.app.source.SourceFiles;
import dev.migrationledger.core.revision.Script;
import dev.migrationledger.core.script.ScriptReader;
import dev.migrationledger.core.script.StatementTraits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds a directory's migrations by their names and reads them with their configuration files. */
final class FlywayFiles {
    private final SourceFiles files;
    private final Placeholders placeholders;
    private final List<FlywayFile> read = new ArrayList<>();

    FlywayFiles(SourceFiles files, Placeholders placeholders) {
        this.files = files;
        this.placeholders = placeholders;
    }

    /** Sorted by path; what could not be read or named is reported. */
    List<FlywayFile> read() {
        var names = new TreeSet<>(files.inDirectory());
        names.forEach(file -> read(file, names));
        return List.copyOf(read);
    }

    private void read(String file, Set<String> all) {
        var name = FlywayName.parse(file.substring(file.lastIndexOf('/') + 1));
        switch (name) {
            case FlywayName.Versioned _, FlywayName.Undo _, FlywayName.Baseline _, FlywayName.Repeatable _ ->
                script(file, name, settings(file, all)).ifPresent(read::add);
            case FlywayName.Malformed(var reason, var hint) ->
                files.report(
                        "LDG170", "file " + file + " looks like a migration but is not named like one: " + reason, hint);
            case FlywayName.Callback(var event) ->
                files.mention(
                        "LDG173",
                        "callback " + file + " is not run",
                        "run what it does at " + event + " some other way");
            case FlywayName.Program _ ->
                files.report(
                        "LDG176",
                        "migration " + file + " is a program, which cannot be run here",
                        "rewrite it as SQL, or move it out of the directory");
            case FlywayName.Other _ -> {}
        }
    }

    private ScriptSettings settings(String file, Set<String> all) {
        var conf = file + ".conf";
        var settings = all.contains(conf)
                ? files.read(conf).map(ScriptSettings::parse).orElse(ScriptSettings.NONE)
                : ScriptSettings.NONE;
        settings.unknown().forEach(setting -> files.report(
                "LDG175", "file " + conf + " has a setting that is not understood: " + setting, "remove it"));
        return settings;
    }

    private Optional<FlywayFile> script(String file, FlywayName name, ScriptSettings settings) {
        if (!settings.runs()) {
            files.mention("LDG178", "migration " + file + " is left out: its configuration says shouldExecute=false",
                    "nothing, when that is meant");
            return Optional.empty();
        }
        return files.read(file, settings.encoding()).map(text -> {
            var script = new Script(settings.placeholders() ? replaced(file, text) : text, 1);
            return new FlywayFile(
                    file, name, script, settings.inTransaction().orElseGet(() -> allStandATransaction(script)));
        });
    }

    private static boolean allStandATransaction(Script script) {
        return ScriptReader.read(script).sent().stream()
                .noneMatch(part -> StatementTraits.of(part.sql()).needsNoTransaction());
    }

    private String replaced(String file, String text) {
        placeholders.withoutValue(text).forEach((name, line) -> files.report(
                "LDG174",
                "line " + line + " of " + file + " has the placeholder ${" + name + "}, which has no value",
                name.startsWith("flyway:")
                        ? "Flyway's own placeholders are not known here: give it a value in the source's placeholders"
                        : "give it a value in the source's placeholders"));
        return placeholders.replace(text);
    }
}
