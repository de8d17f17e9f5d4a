package dev.migrationledger.app.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.app.target.postgresql.PostgresEngine;
import dev.migrationledger.app.testing.PostgresServer;
import dev.migrationledger.app.testing.PostgresServers;
import dev.migrationledger.core.history.Failure;
import dev.migrationledger.core.revision.Script;
import dev.migrationledger.core.target.TargetAddress;
import org.junit.jupiter.api.Test;

class RunScriptTest {
    private static final String DUMP = """
            \\restrict abc
            SET statement_timeout = 0;
            SET lock_timeout = 0;
            SET client_encoding = 'UTF8';
            SET setting_of_a_newer_server = 0;
            SELECT pg_catalog.set_config('search_path', '', false);
            CREATE TABLE public.alembic_version (version_num character varying(32) NOT NULL);
            CREATE TABLE public.guest (id integer, name text);
            CREATE SCHEMA migration_ledger;
            CREATE TABLE migration_ledger.identity (database_id text);
            COPY public.alembic_version (version_num) FROM stdin;
            from_dump
            \\.
            COPY public.guest (id, name) FROM stdin;
            1\tAda; it's
            2\t\\N
            \\.
            ALTER TABLE ONLY public.alembic_version ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);
            \\unrestrict abc
            """;

    private final PostgresServer server = PostgresServers.shared();
    private final TargetAddress address = server.freshDatabase();
    private final RunScript scripts = new RunScript(new PostgresEngine(), new Interruption());

    private ScriptOutcome run(String text) {
        return scripts.run(Revisions.work(address), "init", new Script(text, 1), "init.sql");
    }

    @Test
    void aDumpLoadsWithItsCopiesAndItsTracker() {
        var outcome = run(DUMP);
        assertThat(outcome.isDone()).as("%s", outcome).isTrue();
        assertThat(value("select count(*) || max(name) from guest")).isEqualTo("2Ada; it's");
        assertThat(value("select version_num from alembic_version")).isEqualTo("from_dump");
        assertThat(value("select database_id from migration_ledger.identity")).isEqualTo("db");
    }

    @Test
    void aTrackerThatIsThereIsNeverMadeTwiceAndKeepsItsRows() {
        server.run(address, "create table alembic_version (version_num varchar(32) primary key)");
        assertThat(run(DUMP).isDone()).isTrue();
        assertThat(value("select version_num from alembic_version")).isEqualTo("from_dump");
        server.run(address, "update alembic_version set version_num = 'mine'; drop table guest");
        assertThat(run(DUMP).isDone()).isTrue();
        assertThat(value("select string_agg(version_num, ',') from alembic_version")).isEqualTo("mine");
    }

    @Test
    void theUnqualifiedEndOfADumpIsLostAndSaidSo() {
        var outcome = run(DUMP + "insert into guest values (3, 'Eve');\n");
        assertThat(outcome.ending()).isEqualTo(Ending.FAILED);
        assertThat(outcome.errors()).extracting(Failure::line, Failure::sqlState).containsExactly(org.assertj.core.groups.Tuple.tuple(20, "42P01"));
        assertThat(outcome.problem().orElseThrow().code()).isEqualTo("LDG535");
        assertThat(value("select count(*) from guest")).isEqualTo("2");
    }

    @Test
    void aSeedThatFailsHalfWayIsNotAppliedAndWhatItOpenedIsRolledBack() {
        server.run(address, "create table s (id int primary key)");
        var outcome = run("insert into s values (1);\ninsert into s values (1);\ninsert into s values (2);\nbegin;\ninsert into s values (3);\n");
        assertThat(outcome.isDone()).isFalse();
        assertThat(outcome.errors()).hasSize(1);
        assertThat(outcome.errors().getFirst().message()).doesNotContain("(1)");
        assertThat(value("select string_agg(id::text, ',') from s")).isEqualTo("1,2");
    }

    private String value(String query) {
        return Answers.of(server, address, query);
    }
}
