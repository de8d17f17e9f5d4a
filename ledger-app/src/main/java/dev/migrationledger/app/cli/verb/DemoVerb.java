package dev.migrationledger.app.cli.verb;

import dev.migrationledger.app.cli.LedgerCommand;
import dev.migrationledger.app.cli.Main;
import dev.migrationledger.app.cli.Terminal;
import dev.migrationledger.app.cli.render.Cell;
import dev.migrationledger.app.cli.render.Page;
import dev.migrationledger.app.cli.render.Table;
import dev.migrationledger.app.cli.render.Tone;
import dev.migrationledger.app.demo.DemoFleet;
import dev.migrationledger.core.problem.Exit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Build five broken databases on a server of their own, and watch them brought to head.")
public final class DemoVerb implements Callable<Integer> {
    @ParentCommand
    private LedgerCommand parent;

    @Override
    public Integer call() throws IOException {
        try (var _ = new EndingWell()) {
            return inDirectory(Files.createTempDirectory("ledger-demo"));
        }
    }

    private int inDirectory(Path directory) throws IOException {
        try (var progress = parent.terminal().progress("building the databases", 0)) {
            progress.advance(0, "");
            try (var fleet = DemoFleet.build(directory)) {
                progress.close();
                return tell(fleet);
            }
        } finally {
            delete(directory);
        }
    }

    private int tell(DemoFleet fleet) {
        var page = new Page(parent.terminal().look());
        page.line(Cell.of(Tone.STRONG, "Six taverns run the same schema, 33 revisions long. Nobody knows where each one is."));
        page.gap();
        var table = new Table(Table.Column.whole("DATABASE"), Table.Column.left("WHAT HAPPENED TO IT"));
        table.row(Cell.of("s1"), Cell.of("a runner made its version table, then died: everything else is missing"));
        table.row(Cell.of("s2"), Cell.of("built by an ORM's create_all; no tool ever wrote down a version"));
        table.row(Cell.of("s3"), Cell.of("a legacy database that somebody stamped head: every migration would be skipped"));
        table.row(Cell.of("s4"), Cell.of("two tools, two version tables that contradict each other, and a side branch"));
        table.row(Cell.of("s5"), Cell.of("two rows in the version table: half an id, and an id that was deleted since"));
        table.row(Cell.of("s6"), Cell.of("patched by hand: a column dropped, a backup table left behind"));
        table.on(page, "  ");
        show(page);

        var codes = new ArrayList<Integer>();
        say("What do they claim, and what are they really? The evidence is each live schema and its data.");
        codes.add(run(fleet, "status", "--all"));
        say("Why s3 is not what it claims:");
        codes.add(run(fleet, "detect", "s3"));
        say("Bring the first five to head.");
        codes.add(run(fleet, "up", "s1", "s2", "s3", "s4", "s5"));
        say("Once more: nothing is left to do.");
        codes.add(run(fleet, "up", "s1", "s2", "s3", "s4", "s5"));
        say("s6 has no right answer, so a person is asked.");
        codes.add(run(fleet, "up", "s6"));
        say("Everything that happened to s3, for ever:");
        codes.add(run(fleet, "history", "s3"));
        say("And all of it can be rebuilt from the events.");
        codes.add(run(fleet, "replay"));
        return codes.equals(List.of(0, 0, 0, 0, Exit.REFUSED.code(), 0, 0)) ? Exit.OK.code() : Exit.FAILED.code();
    }

    private int run(DemoFleet fleet, String... words) {
        var terminal = parent.terminal();
        var page = new Page(terminal.look());
        page.line(Cell.of(Tone.FAINT, "$ "), Cell.of(Tone.STRONG, "ledger " + String.join(" ", words)));
        show(page);
        var environment = new HashMap<>(terminal.environment());
        environment.putAll(fleet.environment());
        var arguments = new ArrayList<>(Arrays.asList(words));
        if (!words[0].equals("replay")) {
            arguments.addAll(List.of("-c", fleet.directory().resolve("ledger.yml").toString()));
        }
        arguments.addAll(List.of("--data-dir", fleet.directory().resolve(".ledger").toString()));
        return Main.run(
                new Terminal(terminal.out(), terminal.err(), terminal.interactive(), environment),
                arguments.toArray(String[]::new));
    }

    private void say(String text) {
        var page = new Page(parent.terminal().look());
        page.gap();
        page.line(Cell.of(Tone.STRONG, text));
        parent.terminal().out().println();
        show(page);
    }

    private void show(Page page) {
        parent.terminal().out().print(page);
        parent.terminal().out().flush();
    }

    private static void delete(Path directory) {
        try (var files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
