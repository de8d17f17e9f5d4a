package dev.migrationledger.app.source.alembic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationledger.app.testing.AlembicFiles;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.source.MigrationTool;
import dev.migrationledger.core.source.MigrationTool.Order;
import dev.migrationledger.core.source.MigrationTool.Outcome;
import dev.migrationledger.core.target.TargetAddress;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Alembic over the port, on a file: what it answers, and what it leaves behind. */
class AlembicToolTest {
    private static final String MAKES_HALF = "op.execute('create table half (id int)')\n";

    @TempDir
    Path directory;

    private AlembicFiles files() {
        return AlembicFiles.in(directory)
                .revision("a1", "", "op.execute('create table one (id int primary key)')", "op.execute('drop table one')")
                .revision("a2", "a1", "op.execute('insert into one values (1)')", "op.execute('delete from one')");
    }

    private TargetAddress file() {
        return new TargetAddress("sqlite", "", 0, "", "", Optional.empty(), Optional.of(directory.resolve("shop.db").toString()));
    }

    private MigrationTool.Session open(String... command) {
        return open(List.of(), command);
    }

    private MigrationTool.Session open(List<String> admission, String... command) {
        var words = command.length == 0 ? List.of(AlembicFiles.COMMAND) : List.of(command);
        var project = AlembicProject.find("alembic", directory, words).project().orElseThrow();
        return new AlembicTool("alembic", project, words, Map.of(), System.getenv()).open(file(), admission);
    }

    private Order order(String revision, String... expected) {
        return new Order(revision, digest(revision), Optional.of(State.of(expected)), false, Optional.empty());
    }

    /** As the source reads it now. */
    private String digest(String revision) {
        return new AlembicSource("alembic", directory, List.of()).read().revisions().stream()
                .filter(read -> read.id().equals(revision))
                .map(read -> read.script().digest())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void revisionsGoUpAndDownInOneInterpreterWhateverTheyPrint() {
        files();
        try (var alembic = open()) {
            assertThat(alembic.heads()).isEqualTo(State.EMPTY);
            assertThat(alembic.upgrade(order("a1"))).isEqualTo(new Outcome.Done(State.of("a1"), List.of()));
            assertThat(alembic.upgrade(order("a2", "a1"))).isEqualTo(new Outcome.Done(State.of("a2"), List.of()));
            assertThat(alembic.downgrade(order("a2", "a2"))).isEqualTo(new Outcome.Done(State.of("a1"), List.of()));
            assertThat(alembic.heads()).isEqualTo(State.of("a1"));
        }
        assertThat(files().current("sqlite:///" + file())).containsExactly("a1");
    }

    @Test
    void nothingRunsWhereTheRowSaysSomethingElse() {
        files();
        try (var alembic = open()) {
            assertThat(alembic.upgrade(order("a2", "a1"))).isEqualTo(new Outcome.Elsewhere(State.EMPTY));
            assertThat(alembic.heads()).isEqualTo(State.EMPTY);
        }
    }

    @Test
    void nothingRunsOfAnotherTextThanTheOneThatIsMeant() {
        var files = files();
        var planned = order("a1");
        files.revision("a1", "", "op.execute('create table other (id int)')", "op.execute('drop table one')");
        try (var alembic = open()) {
            assertThat(alembic.upgrade(planned)).isEqualTo(new Outcome.Edited());
            assertThat(alembic.upgrade(order("a1"))).isEqualTo(new Outcome.Done(State.of("a1"), List.of()));
            assertThat(alembic.downgrade(new Order("a1", planned.digest(), Optional.of(State.of("a1")), false, Optional.empty())))
                    .isEqualTo(new Outcome.Edited());
            assertThat(alembic.heads()).isEqualTo(State.of("a1"));
        }
    }

    /** What was compared is what runs, though the file is edited while the interpreter is at work. */
    @Test
    void whatWasLoadedIsWhatRuns() {
        var files = files();
        try (var alembic = open()) {
            var planned = order("a2", "a1");
            alembic.upgrade(order("a1"));
            files.revision("a2", "a1", "op.execute('insert into nowhere values (1)')");

            assertThat(alembic.upgrade(planned)).isInstanceOf(Outcome.Done.class);
        }
    }

    /** Python knows a compiled file by size and second of its source. */
    @Test
    void aCompiledFileIsNotTakenForItsSource() throws Exception {
        var files = files();
        var file = directory.resolve("versions/a1.py");
        var compiler = new ProcessBuilder("/usr/bin/python3", "-m", "py_compile", file.toString()).inheritIO().start();
        assertThat(compiler.waitFor()).isZero();
        assertThat(directory.resolve("versions/__pycache__")).isNotEmptyDirectory();
        var time = Files.getLastModifiedTime(file);
        files.write("versions/a1.py", files.text("versions/a1.py").replace("table one", "table two"));
        Files.setLastModifiedTime(file, time);

        try (var alembic = open()) {
            var report = new Order("a1", digest("a1"), Optional.of(State.EMPTY), false,
                    Optional.of("select name from sqlite_master where name in ('one', 'two')"));
            assertThat(alembic.upgrade(report)).isEqualTo(new Outcome.Done(State.of("a1"), List.of(List.of("two"))));
        }
    }

    @ParameterizedTest
    @CsvSource({"UTF-8, '', true", "UTF-8, '\uFEFF', false", "ISO-8859-1, '# coding: latin-1\n', false",
            "windows-1252, '# -*- coding: cp1252 -*-\n', true"})
    void aTextIsTheSameToBothHoweverItIsWritten(Charset encoding, String beginning, boolean carriageReturns) throws IOException {
        var files = files();
        var text = beginning + "name = 'Käse'\n" + files.text("versions/a1.py");
        Files.writeString(directory.resolve("versions/a1.py"), carriageReturns ? text.replace("\n", "\r\n") : text, encoding);

        try (var alembic = open()) {
            assertThat(alembic.upgrade(order("a1"))).isInstanceOf(Outcome.Done.class);
        }
    }

    @Test
    void aScratchDatabaseIsFirstMadeToStandBelow() {
        files();
        try (var alembic = open()) {
            alembic.upgrade(order("a1"));
            alembic.upgrade(order("a2", "a1"));
            var again = new Order("a2", digest("a2"), Optional.empty(), true, Optional.of("select count(*) from one"));
            alembic.downgrade(order("a2", "a2"));
            assertThat(alembic.upgrade(again)).isEqualTo(new Outcome.Done(State.of("a2"), List.of(List.of("1"))));
        }
    }

    /** Python's sqlite3 alone would have kept the table. */
    @Test
    void nothingStaysOfAFailedRevision() {
        files().revision("a3", "a2", MAKES_HALF + "op.execute('insert into one values (1)')");
        try (var alembic = open()) {
            alembic.upgrade(order("a1"));
            alembic.upgrade(order("a2", "a1"));
            for (int i = 0; i < 2; i++) {
                assertThat(alembic.upgrade(order("a3", "a2")))
                        .isEqualTo(new Outcome.Failed(
                                "SQLITE_CONSTRAINT_PRIMARYKEY",
                                "UNIQUE constraint failed: one.id, in: insert into one values (1)",
                                12,
                                false));
            }
        }
    }

    @Test
    void whatCannotBeHeldSaysSoAndRunsAlone() {
        files().revision("a3", "a2", "op.execute('vacuum')");
        try (var alembic = open()) {
            alembic.upgrade(order("a1"));
            alembic.upgrade(order("a2", "a1"));
            assertThat(alembic.upgrade(order("a3", "a2"))).isInstanceOf(Outcome.NotAtomic.class);
            assertThat(alembic.heads()).isEqualTo(State.of("a2"));
        }
    }

    @Test
    void aCancelledInterpreterHasDied() {
        files();
        try (var alembic = open()) {
            alembic.cancel();
            assertThat(alembic.upgrade(order("a1"))).isInstanceOf(Outcome.Died.class);
        }
    }

    @Test
    void theProjectsOwnOptionsAndModulesAreTaken() throws IOException {
        files().write("shop_settings.py", "name = 'shop'\n");
        Files.writeString(directory.resolve("env.py"), "import shop_settings\nfrom alembic import context\n"
                + "assert context.get_x_argument() == ['tenant=a'], context.get_x_argument()\n" + Files.readString(directory.resolve("env.py")));
        try (var alembic = open("/usr/bin/python3", "-m", "alembic", "-x", "tenant=a")) {
            assertThat(alembic.heads()).isEqualTo(State.EMPTY);
        }
        assertCode("LDG721", () -> open("/usr/bin/alembic", "-x", "tenant=a"), "shop_settings");
    }

    @Test
    void whatItCannotStartWithIsNamed() throws IOException {
        files();
        assertCode("LDG720", () -> open("no-such-alembic", "upgrade"), "no word of it is alembic");
        assertCode("LDG720", () -> open("missing/alembic"), "missing/alembic");
        assertCode("LDG720", () -> open("/no/python", "-m", "alembic"), "/no/python");
        var other = directory.resolve("alembic");
        Files.writeString(other, "#!/usr/bin/env -S " + AlembicFiles.COMMAND.replace("alembic", "python3") + "\n");
        assertThat(other.toFile().setExecutable(true)).isTrue();
        open("./alembic").close();
    }

    @Test
    void anotherDatabaseIsRefusedBeforeAnythingIsMadeThere() {
        files().write("env.py", """
                from alembic import context
                from sqlalchemy import create_engine
                with create_engine('sqlite:///%s').connect() as connection:
                    context.configure(connection=connection)
                    context.run_migrations()
                """.formatted(directory.resolve("other.db")));
        assertCode("LDG723", this::open, "another database");
        assertThat(directory.resolve("other.db")).isEmptyFile();
    }

    @Test
    void anEnvThatRunsSeveralTimesIsRefused() {
        files();
        var twice = directory.resolve("env.py");
        files().write("env.py", read(twice).replace("        context.run_migrations()", "        context.run_migrations()\n        context.run_migrations()"));
        assertCode("LDG724", this::open, "2 times");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void assertCode(String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable opening, String... words) {
        assertThatThrownBy(opening).isInstanceOfSatisfying(LedgerException.class, e -> {
            assertThat(e.problem().code()).as(e.getMessage()).isEqualTo(code);
            assertThat(e.problem().message()).contains(words);
        });
    }
}
