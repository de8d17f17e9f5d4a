package dev.migrationledger.app.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.app.target.postgresql.PostgresEngine;
import dev.migrationledger.app.testing.PostgresServer;
import dev.migrationledger.app.testing.PostgresServers;
import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.target.TargetAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrackersInStepTest {
    private final PostgresServer server = PostgresServers.shared();
    private final TargetAddress address = server.freshDatabase();
    private final RunRevisions runs =
            new RunRevisions(new PostgresEngine(), InstantSource.system(), new Interruption());
    private final WriteClaim claims = new WriteClaim(new PostgresEngine(), new Interruption());

    private static Revisions line(String... idsAndFiles) {
        var line = new Revisions();
        for (var i = 0; i < idsAndFiles.length; i += 2) {
            line.add(idsAndFiles[i], "select " + i + ";\nselect 2;\n", true, List.of(), Optional.of("select 1;"), idsAndFiles[i + 1]);
        }
        return line;
    }

    private String runAndRead(String table, String query, Revisions line) {
        server.run(address, table);
        assertThat(runs.apply(line.request(address, "up", 5), RunListener.NONE).isDone()).isTrue();
        var up = value(query);
        assertThat(runs.revert(new RunRequest(
                        Revisions.work(address), line.graph(), line.graph().heads(), List.of(line.all().getLast()), "down",
                        Optional.empty(), 6, -1), RunListener.NONE).isDone()).isTrue();
        return up + " | " + value(query);
    }

    @Test
    void alembicHoldsTheHeads() {
        assertThat(runAndRead("create table alembic_version (version_num varchar(32) primary key); insert into alembic_version values ('aaaa')",
                        "select string_agg(version_num, ',') from alembic_version", line("aaaa1111", "a.py", "bbbb2222", "b.py")))
                .isEqualTo("bbbb2222 | aaaa1111");
    }

    @Test
    void flywayHoldsEveryVersionWithItsChecksum() {
        server.run(address, "create table flyway_schema_history (installed_rank int primary key, version varchar(50), description varchar(200) not null, type varchar(20) not null, script varchar(1000) not null, checksum int, installed_by varchar(100) not null, installed_on timestamp not null default now(), execution_time int not null, success boolean not null); insert into flyway_schema_history values (1, '1', '<< Flyway Baseline >>', 'BASELINE', '<< Flyway Baseline >>', null, 'x', now(), 0, true)");
        assertThat(runAndRead("select 1", "select string_agg(installed_rank || ':' || version || ':' || type, ',' order by installed_rank) from flyway_schema_history",
                        line("1", "V1__one.sql", "1.1", "V1.1__two.sql", "2", "V2__three.sql")))
                .isEqualTo("1:1:BASELINE,2:1.1:SQL,3:2:SQL | 1:1:BASELINE,2:1.1:SQL");
        assertThat(value("select script || ' ' || description || ' ' || (checksum is not null) from flyway_schema_history where version = '1.1'"))
                .isEqualTo("V1.1__two.sql about 1.1 true");
    }

    @Test
    void railsAndDbmateHoldEveryNumber() {
        assertThat(runAndRead("create table schema_migrations (version varchar primary key)", "select string_agg(version, ',' order by version) from schema_migrations",
                        line("2001", "2001_a.sql", "2002", "2002_b.sql")))
                .isEqualTo("2001,2002 | 2001");
    }

    @Test
    void golangMigrateHoldsTheHighestNumber() {
        assertThat(runAndRead("create table schema_migrations (version bigint primary key, dirty boolean not null)", "select string_agg(version || ':' || dirty, ',') from schema_migrations",
                        line("000001", "000001_a.up.sql", "000002", "000002_b.up.sql")))
                .isEqualTo("2:false | 1:false");
    }

    @Test
    void handMadeTablesKeepTheirSpelling() {
        assertThat(runAndRead("create table schema_migrations (id serial primary key, migration_name varchar(255) not null, applied_at timestamptz not null); insert into schema_migrations (migration_name, applied_at) values ('001_a.sql', now())",
                        "select string_agg(migration_name, ',' order by id) from schema_migrations", line("r1", "001_a.sql", "r2", "002_b.sql")))
                .isEqualTo("001_a.sql,002_b.sql | 001_a.sql");
    }

    @Test
    void aClaimReplacesWhatNoRevisionExplainsAndLetsRevisionsRunAgain() {
        server.run(address, "create table alembic_version (version_num varchar(32) primary key); insert into alembic_version values ('nonsense'), ('also')");
        var line = line("aaaa1111", "a.py", "bbbb2222", "b.py");
        assertThat(runs.apply(line.request(address, "up", 5), RunListener.NONE).isDone()).isTrue();
        assertThat(value("select string_agg(version_num, ',' order by version_num) from alembic_version")).isEqualTo("also,nonsense");
        var outcome = claims.write(Revisions.work(address), line.graph(), State.of("bbbb2222"), State.of("aaaa1111"), false, 6);
        assertThat(outcome).isEqualTo(RunOutcome.done(State.of("aaaa1111")));
        assertThat(value("select string_agg(version_num, ',') from alembic_version")).isEqualTo("aaaa1111");
        assertThat(value("select string_agg(revision, ',') from migration_ledger.marker")).isEqualTo("aaaa1111");
        assertThat(claims.write(Revisions.work(address), line.graph(), State.EMPTY, State.of("bbbb2222"), false, 4).problems().getFirst().code()).isEqualTo("LDG522");
    }

    private String value(String query) {
        return Answers.of(server, address, query);
    }
}
