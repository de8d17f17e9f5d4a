package dev.migrationledger.app.cli;

import static dev.migrationledger.app.cli.CommandLineRun.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.app.testing.SqliteFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Files whose version rows cannot be believed (DESIGN, S5). Ids are hashes: by file name the middle of the chain comes
 * last, and who takes the last name for the latest revision stops half-way.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SqliteFleetTest {
    private static final String TRACKER = "create table alembic_version (version_num varchar(32) not null primary key);";
    private static final String USERS = "create table users (id integer not null primary key, email varchar(80) not null unique);";
    private static final String POSTS =
            "create table posts (id integer not null primary key, author integer not null references users (id), title text);";
    private static final String REBUILT = """
            create table _alembic_tmp_users (id integer not null, email varchar(80) not null, name varchar(40) default 'nobody',
              primary key (id), unique (email));
            insert into _alembic_tmp_users (id, email) select id, email from users;
            drop table users;
            alter table _alembic_tmp_users rename to users;""";
    private static final String INDEX = "create index posts_by_author on posts (author);";

    /** What an ORM makes of the models at head. */
    private static final String CREATE_ALL = """
            CREATE TABLE users (id INTEGER NOT NULL, email VARCHAR(80) NOT NULL, name VARCHAR(40) DEFAULT 'nobody',
                PRIMARY KEY (id), UNIQUE (email));
            CREATE TABLE posts (id INTEGER NOT NULL, author INTEGER NOT NULL, title TEXT, PRIMARY KEY (id),
                FOREIGN KEY(author) REFERENCES users (id));
            CREATE INDEX ix_posts_author ON posts (author);
            CREATE TABLE tags (name TEXT NOT NULL, PRIMARY KEY (name));""";

    private final Workplace workplace = new Workplace();

    @AfterAll
    void close() throws IOException {
        workplace.close();
    }

    private SqliteProject blog() {
        return new SqliteProject(workplace)
                .revision("7c1_users.sql", "7c1e55aa01", "", USERS)
                .revision("f9d_posts.sql", "f9d0c2bb02", "7c1e55aa01", POSTS)
                .revision("ffe_rebuild.sql", "ffe8d1cc03", "f9d0c2bb02", "pragma foreign_keys = off;\n" + REBUILT)
                .revision("0a1_index.sql", "0a13b9dd04", "ffe8d1cc03", INDEX + "\n-- revert:\ndrop index posts_by_author;")
                .revision("31b_tags.sql", "31b4f7ee05", "0a13b9dd04", "create table tags (name text not null primary key);");
    }

    private static String rows(String... ids) {
        return TRACKER + "insert into alembic_version values ('" + String.join("'), ('", ids) + "');";
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "absent, exact, ffe8d1cc03, -",
        "empty, exact, ffe8d1cc03, none",
        "wrong, exact, ffe8d1cc03, 31b4f7ee05",
        "wrong, exact, ffe8d1cc03, 7c1e55aa01",
        "several, exact, ffe8d1cc03, 7c1e55aa01 31b4f7ee05",
        "unknown-revision, exact, ffe8d1cc03, deadbeef00",
        "agrees, exact, ffe8d1cc03, ffe8d1cc03"
    })
    void theSchemaIsBelievedAndTheRowsAreCorrected(String claim, String verdict, String at, String claimed) {
        var tracker = claimed == null ? "" : claimed.equals("none") ? TRACKER : rows(claimed.split(" "));
        var blog = blog().database("a", USERS + "insert into users values (1, 'ada@example.org');" + POSTS + REBUILT + tracker);

        var seen = blog.json("a", "detect").exits(0).entry();
        assertThat(seen.path("verdict").asString()).isEqualTo(verdict);
        assertThat(texts(seen.path("revisions"))).containsExactly(at);
        assertThat(seen.path("claim").asString()).isEqualTo(claim);

        if (!claim.equals("agrees")) {
            assertThat(blog.json("a", "repair").exits(0).entry().path("outcome").asString()).isEqualTo("corrected");
        }
        assertThat(blog.json("a", "repair").exits(0).entry().path("outcome").asString()).isEqualTo("unchanged");
        var up = blog.json("a", "up").exits(0).entry();
        assertThat(texts(up.path("applied"), "revision")).containsExactly("0a13b9dd04", "31b4f7ee05");
        assertThat(blog.answer("a", "select email || name from users")).isEqualTo("ada@example.orgnobody");
        if (claimed != null) {
            assertThat(blog.answer("a", "select version_num from alembic_version")).isEqualTo("31b4f7ee05");
        }
        assertThat(blog.json("a", "detect", "--check").exits(0).entry().path("verdict").asString()).isEqualTo("exact");
    }

    @Test
    void aFleetInEveryStateComesToHeadAtOnce() {
        var blog = blog()
                .database("fresh", "")
                .database("created", CREATE_ALL)
                .database("created-stamped", CREATE_ALL + rows("7c1e55aa01"))
                .database("half", USERS + POSTS + rows("31b4f7ee05"));

        blog.run("detect", blog.id("fresh")).exits(2).says("LDG741", "no such file");
        assertThat(SqliteFiles.file(blog.address("fresh"))).doesNotExist();
        blog.run("up", "--all").exits(0);

        for (var id : new String[] {"fresh", "created", "created-stamped", "half"}) {
            var seen = blog.json(id, "detect").exits(0).entry();
            assertThat(seen.path("verdict").asString()).as(id).isEqualTo("exact");
            assertThat(texts(seen.path("revisions"))).as(id).containsExactly("31b4f7ee05");
            assertThat(seen.path("claim").asString()).as(id).isEqualTo("agrees");
        }
        assertThat(texts(blog.json("created", "history").entry().path("events"), "type")).contains("database.stamped.v1");
        assertThat(blog.run("up", "--all").exits(0).out()).contains("unchanged");
        blog.run("status", "--all", "--check").exits(0);
        assertThat(workplace.directory.resolve("ledger-data").resolve("scratch")).as("no server was needed").doesNotExist();
    }

    @Test
    void planStampRevertVerifyAndDriftWorkOnFiles() {
        var blog = blog().database("a", USERS + POSTS);
        assertThat(texts(blog.json("a", "plan").exits(0).entry().path("steps"), "revision"))
                .containsExactly("ffe8d1cc03", "0a13b9dd04", "31b4f7ee05");
        blog.json("a", "stamp", "f9d0c2bb02").exits(0);
        blog.json("a", "apply", "0a13b9dd04").exits(0);
        assertThat(texts(blog.json("a", "revert", "ffe8d1cc03", "--yes", "--reason", "test").exits(0).entry().path("to")))
                .containsExactly("ffe8d1cc03");
        blog.json("a", "up").exits(0);
        blog.json("a", "verify").exits(0);
        blog.json("a", "drift", "--check").exits(0);
        SqliteFiles.run(blog.address("a"), "alter table posts add column hidden text");
        var drift = blog.json("a", "drift", "--check").exits(1).entry();
        assertThat(texts(drift.path("differences"), "name")).containsExactly("main.posts.hidden");
        assertThat(blog.json("a", "history").exits(0).entry().path("events")).hasSizeGreaterThan(8);
    }

    @Test
    void aFailingRevisionLeavesNothingAndTheNextRunGoesOn() {
        var blog = blog().revision("zz.sql", "zz00000006", "31b4f7ee05", "create table a (id int);\ninsert into nowhere values (1);")
                .database("a", "");
        var up = blog.json("a", "up").exits(2).entry();
        assertThat(up.path("failure").path("statement").asInt()).isEqualTo(2);
        assertThat(up.path("failure").path("line").asInt()).isEqualTo(4);
        assertThat(up.path("failure").path("message").asString()).isEqualTo("no such table: nowhere");
        assertThat(blog.answer("a", "select count(*) from sqlite_schema where name = 'a'")).isEqualTo("0");
        blog.revision("zz.sql", "zz00000006", "31b4f7ee05", "create table a (id int);");
        assertThat(texts(blog.json("a", "up").exits(0).entry().path("to"))).containsExactly("zz00000006");
    }

    @Test
    void aFileThatSomebodyElseHasIsBusy() throws SQLException {
        var blog = blog().database("a", USERS);
        try (var holder = SqliteFiles.connect(blog.address("a")); var statement = holder.createStatement()) {
            statement.executeUpdate("begin immediate");
            blog.json("a", "detect").exits(0);
            blog.json("a", "up").exits(4);
            statement.executeUpdate("rollback; begin exclusive");
            blog.json("a", "detect").exits(4).refuses("LDG748", "session " + ProcessHandle.current().pid());
        }
        blog.json("a", "up").exits(0);
    }

    @Test
    void aCopyIsNotTakenForItsOriginal() throws IOException {
        var blog = blog().database("a", "").database("b", "");
        blog.json("a", "up").exits(0);
        Files.copy(SqliteFiles.file(blog.address("a")), SqliteFiles.file(blog.address("b")));
        blog.revision("zz.sql", "zz00000006", "31b4f7ee05", "create table a (id int);");
        blog.json("b", "up").exits(3).refuses("LDG520", "copy");
        var file = SqliteFiles.file(blog.address("a"));
        var copy = file.resolveSibling("restored");
        Files.copy(file, copy);
        Files.move(copy, file, StandardCopyOption.REPLACE_EXISTING);
        blog.json("a", "up").exits(3).refuses("LDG520", "moved or restored");
        blog.json("a", "repair", "--yes", "--reason", "restored from a backup").exits(0);
        blog.json("a", "up").exits(0);
    }

    @Test
    void aKilledRunIsFinishedByTheNextAndARivalIsToldWhoWorks() throws Exception {
        var slow = new SqliteProject(workplace)
                .revision("1.sql", "c1", "", "create table ran (times int); insert into ran values (0);")
                .revision("2.sql", "c2", "c1", "update ran set times = times + 1;\ncreate table customer (id int primary key);\n"
                        + "select count(*) from (with recursive n (i) as (select 1 where (select user_version from pragma_user_version) = 1 union all select i + 1 from n) select i from n);")
                .revision("3.sql", "c3", "c2", "update ran set times = times + 1;")
                .database("a", "pragma user_version = 1; vacuum");
        try (var child = slow.start("up", slow.id("a"), "--format", "json")) {
            waitUntilItWrites(slow);

            slow.json("a", "up").exits(4).refuses("LDG350", "session " + child.pid());
            assertThat(texts(slow.json("a", "detect").entry().path("revisions"))).containsExactly("c1");
            child.signal("KILL").ended();
        }
        SqliteFiles.run(slow.address("a"), "pragma user_version = 0");
        var up = slow.json("a", "up").exits(0).entry();
        assertThat(texts(up.path("to"))).containsExactly("c3");
        assertThat(slow.answer("a", "select times from ran")).isEqualTo("2");
        assertThat(slow.json("a", "up").exits(0).entry().path("outcome").asString()).isEqualTo("unchanged");
    }

    /** The second revision has begun when the first is in and nobody else may write. */
    private static void waitUntilItWrites(SqliteProject slow) throws SQLException {
        for (var tries = 0; tries < 3_000; tries++) {
            try (var connection = SqliteFiles.connect(slow.address("a")); var statement = connection.createStatement()) {
                statement.execute("pragma busy_timeout = 20");
                statement.executeUpdate("begin immediate; rollback");
                statement.executeQuery(PAUSE).next();
            } catch (SQLException e) {
                if (slow.answer("a", "select count(*) from sqlite_schema where name = 'ran'").equals("1")) {
                    return;
                }
            }
        }
        throw new AssertionError("it never began");
    }

    /** Takes some milliseconds. */
    private static final String PAUSE =
            "with recursive n (i) as (select 1 union all select i + 1 from n where i < 50000) select max(i) from n";
}
