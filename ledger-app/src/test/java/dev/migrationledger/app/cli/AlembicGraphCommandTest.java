package dev.migrationledger.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An Alembic project on the command line, without a database: its graph, selectors, findings and faults. */
class AlembicGraphCommandTest {
    @TempDir
    private Path directory;

    @BeforeEach
    void project() throws IOException {
        write("ledger.yml", """
                catalogs:
                  shop:
                    sources:
                      - id: alembic
                        format: alembic
                        path: backend/alembic.ini
                        command: [alembic]
                        environment: { DATABASE_URL: "{{url}}" }
                """);
        write("backend/alembic.ini", "[alembic]\nscript_location = migrations\n");
        write("backend/migrations/env.py", "raise RuntimeError('nobody may import this')\n");
        revision("z_first", "a1b2", "None", "None", "op.execute(\"drop table t\")");
        revision("y_orders", "c3d4", "'a1b2'", "('orders',)", "op.create_table('orders')");
        revision("x_audit", "e5f6", "'a1b2'", "'audit'", "op.create_table('audit')");
        revision("a_merge", "0789", "('c3d4', 'e5f6')", "None", "pass");
    }

    @Test
    void headsComeFromTheGraphAndNotFromNames() {
        var run = run("graph", "heads", "--format", "json").exits(0);

        assertThat(run.json().path("heads")).extracting(head -> head.stringValue()).containsExactly("0789");
    }

    @Test
    void selectorsNameWhatTheyNameInAlembic() {
        run("graph", "show", "orders@head").exits(0).says("0789");
        run("graph", "show", "orders@c3d4-1").exits(0).says("a1b2", "a_message of z_first");
        run("graph", "show", "a1b2+1").exits(3).says("LDG404", "c3d4", "e5f6");
        run("graph", "show", "audit@e5f6").exits(0).says("e5f6", "labels: audit");
        run("graph", "branches").exits(0).says("a1b2");
        run("graph").exits(0).says("0789 (head)");
    }

    @Test
    void pythonIsNeverTakenForSql() {
        run("lint", "--check", "--no-scratch").exits(0).says("shop: 4 revisions, head 0789");
    }

    @Test
    void everyFaultOfTheDirectoryIsToldAtOnce() throws IOException {
        revision("y_orders", "c3d4", "'a1b3'", "None", "pass");
        revision("copy", "e5f6", "'a1b2'", "None", "pass");
        revision("b_computed", "1111", "PREVIOUS", "None", "pass");
        revision("m", "2222", "'3333'", "None", "pass");
        revision("n", "3333", "'2222'", "None", "pass");

        run("graph").exits(78).says(
                "migrations/versions/b_computed.py line 3", "LDG704",
                "LDG150", "versions/copy.py", "versions/x_audit.py",
                "LDG151", "a1b3", "versions/y_orders.py", "did you mean a1b2?",
                "LDG155", "2222");
    }

    private CommandLineRun run(String... words) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var all = new ArrayList<>(List.of(words));
        all.addAll(List.of("-c", directory.resolve("ledger.yml").toString()));
        int exit = Main.run(new Terminal(stream(out), stream(err), false, Map.of()), all.toArray(String[]::new));
        return new CommandLineRun(all, exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private void revision(String name, String id, String parents, String labels, String body) throws IOException {
        write("backend/migrations/versions/" + name + ".py", """
                "a_message of %s"
                revision = '%s'
                down_revision = %s
                branch_labels = %s


                def upgrade():
                    %s
                """.formatted(name, id, parents, labels, body));
    }

    private void write(String name, String text) throws IOException {
        var file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
