package dev.migrationledger.app.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.app.target.postgresql.PostgresEngine;
import dev.migrationledger.app.target.sqlite.SqliteEngine;
import dev.migrationledger.app.testing.PostgresServers;
import dev.migrationledger.app.testing.SqliteFiles;
import dev.migrationledger.core.revision.Chunks;
import dev.migrationledger.core.script.ChunkStatement;
import dev.migrationledger.core.script.Dialect;
import dev.migrationledger.core.target.ChunkAccess.Range;
import dev.migrationledger.core.target.SessionOptions;
import dev.migrationledger.core.target.TargetSession;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever type a key has, each row is in one chunk. */
class ChunkKeysTest {
    private static final Chunks BY_THREE = Chunks.read("a by k, 3").orElseThrow();

    private static void eachRowIsInOneChunk(TargetSession session, Dialect dialect, int rows) {
        var update = ChunkStatement.of("update a set n = n + 1 where k between :from and :to", dialect);
        var range = session.chunks().next(BY_THREE, Optional.empty());
        while (range.isPresent()) {
            session.chunks().execute(update, range.get());
            range = session.chunks().next(BY_THREE, range.map(Range::to));
        }
        assertThat(session.isTrue("select count(*) = " + rows + " from a where n = 1")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            bigint                   | 9007199254740992 + g
            numeric(30, 10)          | g / 7.0
            double precision         | 1e300 / (g + 0.1)
            real                     | g / 3.0
            text                     | chr(65 + g)
            text collate "C"         | chr(65 + g)
            varchar(9)               | chr(120) || g
            char(5)                  | chr(65 + g)
            uuid                     | cast(md5(cast(g as text)) as uuid)
            date                     | date '0099-12-30' + g
            timestamp                | timestamp '2026-10-25 02:59:59.999999' + g * interval '1 microsecond'
            timestamptz              | timestamptz '2026-10-25 00:59:59.999999Z' + g * interval '1 microsecond'
            bytea                    | decode(md5(cast(g as text)), 'hex')
            boolean                  | g > 5
            "char"                   | cast(chr(65 + g) as "char")
            inet                     | inet '10.0.0.0' + g
            """)
    void onPostgresql(String type, String value) {
        var address = PostgresServers.freshDatabase();
        try (var session = new PostgresEngine().connect(address, SessionOptions.DEFAULT)) {
            session.execute("create table a (k " + type + " not null, n int default 0)");
            session.execute("insert into a select " + value + " from generate_series(0, 10) g");
            session.execute("set timezone = 'America/St_Johns'");
            eachRowIsInOneChunk(session, Dialect.POSTGRESQL, 11);
        }
    }

    @Test
    void ofSeveralStorageClassesOnSqlite(@TempDir Path directory) {
        var address = new SqliteFiles(directory).missing();
        try (var session = new SqliteEngine().connect(address, SessionOptions.DEFAULT.withAccess(SessionOptions.Access.CREATE))) {
            session.execute("create table a (k not null, n integer default 0)");
            session.execute("insert into a (k) values (1), (9223372036854775807), (1.5), (0.1), (1e300), ('1'), ('x'), (''), (x'00ff'), (x''), (-3)");
            eachRowIsInOneChunk(session, Dialect.SQLITE, 11);
        }
    }
}
