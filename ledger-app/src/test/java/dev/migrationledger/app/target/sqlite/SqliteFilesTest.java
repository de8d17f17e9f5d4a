package dev.migrationledger.app.target.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrationledger.app.testing.SqliteFiles;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.target.SessionOptions;
import dev.migrationledger.core.target.SessionOptions.Access;
import dev.migrationledger.core.target.StatementFailed;
import dev.migrationledger.core.target.TargetAddress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as they are found: each that cannot be worked on has a code, a reason and a next step. */
class SqliteFilesTest {
    private static final SessionOptions QUICK = SessionOptions.DEFAULT.withLockTimeout(Duration.ofMillis(200));

    @TempDir
    private Path directory;

    private SqliteFiles files() {
        return new SqliteFiles(directory);
    }

    @Test
    void lookingMakesNoFileAndBuildingDoes() {
        var missing = files().missing();
        assertThat(problem(missing, Access.LOOK).code()).isEqualTo("LDG741");
        assertThat(problem(missing, Access.CHANGE).code()).isEqualTo("LDG741");
        assertThat(SqliteFiles.file(missing)).doesNotExist();
        open(missing, Access.CREATE);
        assertThat(SqliteFiles.file(missing)).exists();
        assertThat(problem(SqliteFiles.address(directory.resolve("nowhere/a.db")), Access.CREATE).code()).isEqualTo("LDG752");
    }

    @Test
    void whatIsNoDatabaseIsSaid() throws IOException {
        assertThat(problem(SqliteFiles.address(directory), Access.LOOK).code()).isEqualTo("LDG742");
        assertThat(problem(SqliteFiles.address(directory.resolve("a?mode=memory.db")), Access.CREATE).code()).isEqualTo("LDG743");
        var text = directory.resolve("text.db");
        Files.writeString(text, "neither a database nor empty, and longer than a header of hundred bytes ".repeat(20));
        assertThat(problem(SqliteFiles.address(text), Access.LOOK).code()).isEqualTo("LDG745");
        var damaged = files().fresh();
        SqliteFiles.run(damaged, "create table t (a)");
        try (var file = FileChannel.open(SqliteFiles.file(damaged), StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(new byte[200]), 100);
        }
        assertThat(problem(damaged, Access.LOOK).code()).isEqualTo("LDG746");
    }

    @Test
    void aLockFileThatCannotBeMadeIsSaid() throws IOException {
        var address = files().fresh();
        Files.createDirectory(Path.of(SqliteFiles.file(address) + "-ledger.lock"));
        try (var session = new SqliteEngine().connect(address, QUICK)) {
            assertThat(catchThrowableOfType(LedgerException.class, session::tryReserve).problem().code()).isEqualTo("LDG744");
        }
    }

    @Test
    void anEmptyFileIsAnEmptyDatabase() throws IOException {
        var file = Files.createFile(directory.resolve("empty.db"));
        try (var target = SqliteTarget.open(SqliteFiles.address(file))) {
            assertThat(target.snapshot().isEmpty()).isTrue();
        }
        assertThat(file).isEmptyFile();
    }

    @Test
    void aLockedFileIsBusyAndNotWaitedForLongerThanAsked() throws SQLException {
        var address = files().fresh();
        try (var holder = SqliteFiles.connect(address); var statement = holder.createStatement()) {
            statement.executeUpdate("begin exclusive");
            var problem = problem(address, Access.LOOK);
            assertThat(problem.code()).isEqualTo("LDG748");
            assertThat(problem.exit()).isEqualTo(Exit.LOCKED);
            assertThat(problem.message()).contains("session " + ProcessHandle.current().pid());
            statement.executeUpdate("rollback");
        }
        open(address, Access.LOOK);
    }

    @Test
    void aReaderDoesNotKeepAWriterWaitingForEver() throws SQLException {
        var address = files().fresh();
        SqliteFiles.run(address, "create table t (a); insert into t values (1)");
        try (var holder = SqliteFiles.connect(address);
                var statement = holder.createStatement();
                var session = new SqliteEngine().connect(address, QUICK)) {
            statement.executeUpdate("begin");
            statement.executeQuery("select * from t").next();
            session.begin();
            session.execute("insert into t values (2)");
            assertThat(catchThrowableOfType(StatementFailed.class, session::commit).failure().kind().name()).isEqualTo("LOCKED");
            session.rollback();
        }
        assertThat(SqliteFiles.answer(address, "select count(*) from t")).isEqualTo("1");
    }

    @Test
    void aFileInWalModeIsLookedAtWhileSomebodyWrites() throws SQLException {
        var address = files().fresh();
        SqliteFiles.run(address, "pragma journal_mode = wal");
        SqliteFiles.run(address, "create table t (a)");
        try (var holder = SqliteFiles.connect(address); var statement = holder.createStatement()) {
            statement.executeUpdate("begin immediate; create table u (a)");
            try (var target = SqliteTarget.open(address)) {
                assertThat(target.snapshot().facts()).hasSize(2);
            }
        }
    }

    @Test
    void lookingWritesNothing() throws IOException {
        var address = files().fresh();
        SqliteFiles.run(address, "create table t (a)");
        var before = Files.readAllBytes(SqliteFiles.file(address));
        try (var session = new SqliteEngine().connect(address, QUICK.withAccess(Access.LOOK))) {
            session.snapshot();
            session.trackers();
            assertThat(catchThrowableOfType(StatementFailed.class, () -> session.execute("insert into t values (1)"))).isNotNull();
        }
        assertThat(Files.readAllBytes(SqliteFiles.file(address))).isEqualTo(before);
        try (var beside = Files.list(directory)) {
            assertThat(beside).hasSize(1);
        }
    }

    @Test
    void aRevisionCannotLeaveRowsThatReferToNothing() {
        var address = files().fresh();
        SqliteFiles.run(address, "create table p (id integer primary key); create table c (p int references p (id));"
                + "insert into p values (1); insert into c values (1), (7)");
        try (var session = new SqliteEngine().connect(address, QUICK)) {
            session.begin();
            session.execute("delete from p");
            assertThat(catchThrowableOfType(StatementFailed.class, session::commit).failure().message())
                    .isEqualTo("FOREIGN KEY constraint failed: 1 row of c -> p would refer to what is not there");
            session.rollback();
            session.begin();
            session.execute("create table q (id integer primary key); insert into q select id from p; drop table p");
            session.execute("alter table q rename to p");
            session.commit();
        }
        assertThat(SqliteFiles.answer(address, "select id from p")).isEqualTo("1");
    }

    private static Problem problem(TargetAddress address, Access access) {
        var problem = catchThrowableOfType(LedgerException.class, () -> open(address, access)).problem();
        assertThat(problem.hint()).isNotBlank();
        assertThat(problem.message()).doesNotContain("Exception", "\n").contains(address.toString());
        return problem;
    }

    private static void open(TargetAddress address, Access access) {
        new SqliteEngine().connect(address, QUICK.withAccess(access)).close();
    }
}
