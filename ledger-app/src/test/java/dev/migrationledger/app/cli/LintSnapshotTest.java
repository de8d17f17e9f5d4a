package dev.migrationledger.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A dump that claims to equal a revision is compared with it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LintSnapshotTest {
    private final Workplace workplace = new Workplace();

    @AfterAll
    void close() throws IOException {
        workplace.close();
    }

    private Project shop() {
        return workplace.project()
                .revision("c1", "", "create table customer (id int primary key, name text not null);")
                .revision("c2", "c1", "alter table customer add column email text;");
    }

    private CommandLineRun lint(Project shop, String... more) {
        var words = new ArrayList<>(List.of("lint", "--check"));
        words.addAll(List.of(more));
        return shop.run(words.toArray(String[]::new));
    }

    @Test
    void aDumpThatIsWhatItClaimsIsNoFinding() {
        var shop = shop().dump("c2", """
                create table customer (email text, id int constraint other_name primary key, name text not null);
                """).ready();
        lint(shop).exits(0).says("snapshot init claims to equal c2 and does, besides");
    }

    @Test
    void programsGetOneDocument() {
        var shop = shop().dump("c2", "create table customer (id int primary key, name text not null);").ready();
        var catalog = lint(shop, "--format", "json").exits(1).json().path("catalogs").path(0);
        assertThat(catalog.path("catalog").asString()).isEqualTo(shop.id);
        assertThat(CommandLineRun.texts(catalog.path("heads"))).containsExactly("c2");
        var trial = catalog.path("trials").path(0);
        assertThat(trial.path("engine").asString()).isEqualTo("postgresql");
        assertThat(CommandLineRun.texts(trial.path("snapshots").path(0).path("differences"), "name"))
                .contains("public.customer.email");
        shop.revision("c3", "c2", "drop table nobody;");
        var failure = lint(shop, "--format", "json").exits(1).json().path("catalogs").path(0).path("trials").path(0).path("failures");
        assertThat(failure.path(0).path("message").asString()).contains("c3");
    }

    @Test
    void everyDifferenceOfADumpIsListedAndHardOnesAreFindings() {
        var shop = shop().dump("c2", """
                create table customer (id int primary key, name varchar(40) not null);
                create table legacy (id int);
                """).ready();
        lint(shop).exits(1).says(
                "but has 4 hard and 0 soft differences",
                "column public.customer.name", "expected text not null, is character varying(40) not null",
                "column public.customer.email", "table public.legacy");
        lint(shop, "--no-scratch").exits(0);
    }

    @Test
    void softDifferencesAreListedAndNoFinding() {
        var shop = shop().dump("c1", """
                create table customer (id int primary key, name text not null);
                comment on table customer is 'people who pay';
                """).ready();
        lint(shop).exits(0).says("0 hard and 1 soft", "people who pay");
    }

    @Test
    void aDumpOfWhatNoRevisionCanMakeIsSaidToBeThat() {
        var shop = workplace.project()
                .revision("b1", "", "alter table made_elsewhere add column note text;")
                .dump("b1", "create table made_elsewhere (id int, note text);")
                .ready();
        lint(shop).exits(1).says("LDG424", "b1", "the revisions alone cannot make that");
    }
}
