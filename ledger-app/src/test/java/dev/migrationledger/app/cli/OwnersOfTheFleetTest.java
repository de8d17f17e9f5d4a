package dev.migrationledger.app.cli;

import static dev.migrationledger.app.cli.CommandLineRun.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.app.demo.DemoFleet;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The example fleet: who made what in databases that two systems claim, and how the patched one differs. */
class OwnersOfTheFleetTest {
    @TempDir
    static Path directory;

    private static DemoFleet fleet;

    @BeforeAll
    static void build() {
        fleet = DemoFleet.build(directory.resolve("fleet"));
    }

    @AfterAll
    static void close() {
        fleet.close();
    }

    private static CommandLineRun run(String... words) {
        var all = new ArrayList<>(List.of(words));
        all.addAll(List.of("-c", fleet.directory().resolve("ledger.yml").toString(), "--data-dir",
                fleet.directory().resolve(".ledger").toString()));
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int exit = Main.run(
                new Terminal(new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8),
                        false, fleet.environment()),
                all.toArray(String[]::new));
        return new CommandLineRun(List.of(words), exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static List<JsonNode> objects(CommandLineRun run, String status) {
        return StreamSupport.stream(run.entry().path("objects").spliterator(), false)
                .filter(o -> o.path("status").asString().equals(status))
                .toList();
    }

    @Test
    void whatTwoSystemsClaimIsTracedToTheRevisionsThatTheSchemaProves() {
        var owners = run("owners", "s4", "--check", "--format", "json").exits(0);

        assertThat(owners.entry().path("verdict").asString()).isEqualTo("exact");
        assertThat(objects(owners, "owned"))
                .filteredOn(o -> o.path("kind").asString().equals("table"))
                .extracting(o -> o.path("name").asString() + " " + o.path("revision").asString())
                .contains(
                        "public.players 3f9a1c07be52", "public.quests d90e57c2a6b1", "public.guild_halls 20241001_guild_halls",
                        "public.gazette_issues 20240915_gazette", "public.rumours 20240219_rumour_board")
                .noneMatch(name -> name.contains("alembic_version") || name.contains("schema_migrations"));
    }

    @Test
    void thePatchedOneHasATableOfNobodyAndLacksAColumn() {
        var owners = run("owners", "s6", "--check", "--format", "json").exits(1);

        assertThat(objects(owners, "unowned")).extracting(o -> o.path("name").asString())
                .containsExactly("public.characters_backup_20241224");
        assertThat(objects(owners, "missing")).extracting(o -> o.path("name").asString() + " " + o.path("revision").asString())
                .containsExactly("public.characters.biography b81d6e2f4a90");
    }

    @Test
    void onlyThePatchedOneHasDrifted() {
        var drift = run("drift", "--all", "--format", "json").exits(0).json();
        assertThat(texts(drift.path("databases"), "hard")).containsExactly("0", "0", "0", "0", "0", "5");
        run("drift", "s1", "s2", "s3", "s4", "s5", "--check").exits(0);
        run("drift", "s6", "--check").exits(1).says("in s6", "characters_backup_20241224", "biography");
    }

    @Test
    void theDumpIsWhatItClaims() {
        run("lint").exits(0).says("snapshot init claims to equal 20240702_what_the_dump_holds and does");
    }
}
