package dev.migrationledger.app.cli;

import static dev.migrationledger.app.cli.CommandLineRun.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * One catalog of a Flyway directory, SQL files beside it that need some of its versions, a documentation revision that
 * claims a table nobody migrates, and a seed between them; each tool's tracker knows its own source only.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SeveralSourcesTest {
    private static final String HISTORY = """
            create table flyway_schema_history (installed_rank int primary key, version varchar(50),
                description varchar(200) not null, type varchar(20) not null, script varchar(1000) not null, checksum int,
                installed_by varchar(100) not null, installed_on timestamp not null default now(),
                execution_time int not null, success boolean not null);
            """;
    private static final String V1 = "create table customer (id int primary key);";
    private static final String V2 = "create table purchase (id int primary key);";
    private static final String V3 = "alter table purchase add column sum int;";
    private static final String REPORT = "create table report (id int primary key, customer int references customer);";
    private static final String INDEX = "create index on report (customer);";

    private final Workplace workplace = new Workplace();

    @AfterAll
    void close() throws IOException {
        workplace.close();
    }

    private Project project() {
        return workplace.project()
                .revision("report", "", "-- depends-on: 1\n-- labels: reports\n", REPORT)
                .revision("report-index", "report", INDEX)
                .source("fly", "flyway", "")
                .file("fly", "V1__customer.sql", V1)
                .file("fly", "V2__purchase.sql", V2)
                .file("fly", "V3__sum.sql", V3)
                .ready();
    }

    private static String history(int... versions) {
        var sql = new StringBuilder(HISTORY);
        for (var version : versions) {
            sql.append("insert into flyway_schema_history values (%1$d, '%1$d', 'x', 'SQL', 'V%1$d__x.sql', null, 'x', now(), 1, true);"
                    .formatted(version));
        }
        return sql.toString();
    }

    private static List<String> versions(Project project) {
        return project.query("select version from flyway_schema_history order by installed_rank");
    }

    @Test
    void theGraphHasAHeadOfEachSource() {
        var shop = project();
        var graph = shop.run("graph", "heads", "--format", "json").exits(0);
        assertThat(texts(graph.json().path("heads"))).containsExactly("3", "report-index");
        shop.run("graph").exits(0).says("report", "report-index", "1", "2", "3");
    }

    /** The tracker is right whatever the other source has. */
    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', value = {
        "\"\", 2",
        "\"" + REPORT + "\", \"2,report\"",
        "\"" + REPORT + INDEX + "\", \"2,report-index\"",
    })
    void aTrackerSpeaksForItsSourceOnly(String reports, String at) {
        var shop = project();
        shop.sql(history(1, 2) + V1 + V2 + reports);

        var seen = shop.json("detect").exits(0).entry();

        assertThat(seen.path("verdict").asString()).as("%s", seen).isEqualTo("exact");
        assertThat(String.join(",", texts(seen.path("revisions")))).isEqualTo(at);
        assertThat(seen.path("claim").asString()).isEqualTo("agrees");
        assertThat(shop.json("repair").exits(0).entry().path("outcome").asString()).isEqualTo("unchanged");

        var up = shop.json("up").exits(0).entry();
        assertThat(texts(up.path("to"))).containsExactly("3", "report-index");
        assertThat(texts(up.path("applied"), "revision")).contains("3").doesNotContain("1", "2");
        assertThat(versions(shop)).containsExactly("1", "2", "3");
        assertThat(shop.query("select unnest(heads) from migration_ledger.identity order by 1")).containsExactly("3", "report-index");
        assertThat(shop.json("detect").exits(0).entry().path("claim").asString()).isEqualTo("agrees");
        assertThat(shop.json("up").exits(0).entry().path("outcome").asString()).isEqualTo("unchanged");
    }

    @Test
    void aTrackerThatIsWrongOfItsOwnSourceIsCorrectedInThatAlone() {
        var shop = project();
        shop.sql(history(1, 2, 3) + V1 + V2 + REPORT);

        assertThat(shop.json("detect").exits(0).entry().path("claim").asString()).isEqualTo("wrong");
        var repair = shop.json("repair").exits(0).entry();

        assertThat(texts(repair.path("to"))).containsExactly("2", "report");
        assertThat(versions(shop)).containsExactly("1", "2");
        assertThat(texts(shop.json("up").exits(0).entry().path("applied"), "revision"))
                .containsExactlyInAnyOrder("3", "report-index");
        assertThat(versions(shop)).containsExactly("1", "2", "3");
    }

    @Test
    void stampNamesARevisionOfEachSourceAndEachTrackerItsOwn() {
        var shop = project();
        shop.sql(history(1) + V1 + V2 + REPORT);

        shop.json("stamp", "2").exits(3).refuses("LDG465", shop.id);
        shop.json("repair").exits(0);

        assertThat(versions(shop)).containsExactly("1", "2");
        assertThat(shop.query("select unnest(heads) from migration_ledger.identity order by 1")).containsExactly("2", "report");
    }

    /** What the ledger itself recorded says nothing of what the tool did since. */
    @Test
    void flywayMayGoOnByItself() {
        var shop = project();
        shop.sql(HISTORY);
        shop.json("apply", "2").exits(0);
        assertThat(versions(shop)).containsExactly("1", "2");
        shop.sql(V3 + "insert into flyway_schema_history values (3, '3', 'x', 'SQL', 'V3__sum.sql', null, 'x', now(), 1, true)");

        var seen = shop.json("detect").exits(0).entry();
        assertThat(texts(seen.path("revisions"))).containsExactly("3");
        var up = shop.json("up").exits(0).entry();
        assertThat(texts(up.path("applied"), "revision")).containsExactly("report", "report-index");
        assertThat(versions(shop)).containsExactly("1", "2", "3");
    }

    /** The schema is the same with and without it; no tracker speaks for the SQL files, so a person decides. */
    @Test
    void aTrackerDoesNotDecideAboutADataRevisionOfAnotherSource() {
        var shop = project();
        shop.revision("refill", "report-index", "-- kind: data\n", "update report set customer = null;");
        shop.sql(history(1, 2, 3) + V1 + V2 + V3 + REPORT + INDEX);

        var seen = shop.json("detect").exits(0).entry();
        assertThat(seen.path("verdict").asString()).isEqualTo("equivalent");
        assertThat(seen.path("claim").asString()).isEqualTo("absent");
        shop.json("up").exits(3).refuses("LDG464", "report-index", "refill");
    }

    @Test
    void oneIdInTwoSourcesIsAProblemThatNamesBothFiles() {
        var shop = project();
        shop.file("fly", "V4__more.sql", "select 1").revision("4", "report-index", "select 2");

        shop.run("graph").exits(78).says("LDG150", "V4__more.sql", "4.sql", "fly", "sql");
    }

    /** Numbers are ids in more than one tool: what a row says is about the tool's own files. */
    @Test
    void numbersOfTwoToolsAreNotMixedUp() {
        var shop = workplace.project()
                .withoutRevisions()
                .source("mig", "golang-migrate", "")
                .file("mig", "1_a.up.sql", "create table a (id int);")
                .file("mig", "2_b.up.sql", "create table b (id int);")
                .source("mate", "dbmate", "")
                .file("mate", "001_c.sql", "-- migrate:up\ncreate table c (id int);\n-- migrate:down\n")
                .file("mate", "002_d.sql", "-- migrate:up\ncreate table d (id int);\n-- migrate:down\n")
                .file("mate", "003_e.sql", "-- migrate:up\ncreate table e (id int);\n-- migrate:down\n")
                .ready();
        shop.sql("""
                create table schema_migrations (version bigint primary key, dirty boolean not null);
                insert into schema_migrations values (1, false);
                create schema mate; create table mate.schema_migrations (version varchar(128) primary key);
                insert into mate.schema_migrations values ('001');
                create table a (id int); create table c (id int);
                """);

        assertThat(shop.json("detect").exits(0).entry().path("claim").asString()).isEqualTo("agrees");
        shop.json("up").exits(0);

        assertThat(shop.query("select version from schema_migrations")).containsExactly("2");
        assertThat(shop.query("select version from mate.schema_migrations order by 1")).containsExactly("001", "002", "003");
    }

    @Test
    void aDocumentationRevisionAndASeedStandBetweenTheSources() {
        var shop = project();
        shop.revision("old-cache", "report", "-- kind: documentation\n-- depends-on: 2\n", "-- table cache was made by hand");
        shop.source("rates", "seed", "after: report, critical: true, ")
                .file("rates", "rates.sql", "insert into customer values (7) on conflict do nothing; insert into report values (1, 7) on conflict do nothing;")
                .revision("filled", "old-cache", "-- kind: data\n-- verify: select count(*) = 1 from report where customer = 8\n",
                        "insert into customer values (8); update report set customer = 8;")
                .configuredAgain();
        shop.sql(HISTORY);

        var up = shop.json("up").exits(0).entry();

        assertThat(texts(up.path("to"))).containsExactly("3", "filled", "report-index");
        assertThat(shop.query("select customer from report")).containsExactly("8");
        assertThat(versions(shop)).containsExactly("1", "2", "3");
        assertThat(shop.json("up").exits(0).entry().path("outcome").asString()).isEqualTo("unchanged");
    }

    @Test
    void aSchemaForATrackerAloneIsNoDifference() {
        var shop = project();
        shop.sql("create schema history; " + V1 + V2 + history(1, 2) + "alter table flyway_schema_history set schema history");

        assertThat(shop.json("detect").exits(0).entry().path("verdict").asString()).isEqualTo("exact");

        shop.sql("create table history.notes (id int)");
        assertThat(shop.json("detect").entry().path("verdict").asString()).isEqualTo("drifted");
    }
}
