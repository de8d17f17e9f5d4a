package dev.migrationledger.app.source.flyway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.revision.RevisionGraph;
import dev.migrationledger.core.revision.Script;
import dev.migrationledger.core.source.FlywayChecksum;
import dev.migrationledger.core.source.MigrationSource.Content;
import dev.migrationledger.core.source.SeedScript;
import dev.migrationledger.core.source.SnapshotScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlywaySourceTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock = """
            V1__a.sql V2__b.sql V10__c.sql                      | 1 2 10
            V1.1__a.sql V1__b.sql V1_0_1__c.sql                 | 1 1.0.1 1.1
            V2__a.sql V001__b.sql V01.9__c.sql                  | 001 01.9 2
            V7.0_2019_06_14__a.sql V7.0_2019.05.02__b.sql V7.0_2019.11.13__c.sql | 7.0.2019.05.02 7.0.2019.06.14 7.0.2019.11.13
            V20230101120000123456789__a.sql V9__b.sql           | 9 20230101120000123456789
            V3.sql V2_1.sql sub/V1__x.sql                       | 1 2.1 3
            V5____a.sql V4__a__b.sql                            | 4 5
            """)
    void versionsAreOneChainInFlywaysOrder(String files, String order) throws IOException {
        var revisions = read(files.split(" ")).revisions();
        var graph = new RevisionGraph(revisions);

        assertThat(graph.inOrder()).extracting(Revision::id).containsExactly(order.split(" "));
        assertThat(graph.heads().heads()).hasSize(1);
        assertThat(graph.bases()).hasSize(1);
        assertThat(revisions).noneMatch(Revision::isMerge).allMatch(Revision::transactional);
    }

    @ParameterizedTest
    @CsvSource({"1.0, 1, 0", "1, 01, 0", "1.2, 1.10, -1", "1.0.1, 1, 1", "99999999999999999999, 100000000000000000000, -1"})
    void versionsCompareAsNumbersPartByPart(String a, String b, int order) {
        var left = FlywayVersion.parse(a).orElseThrow();
        var right = FlywayVersion.parse(b).orElseThrow();

        assertThat(Integer.signum(left.compareTo(right))).isEqualTo(order);
        assertThat(Integer.signum(right.compareTo(left))).isEqualTo(-order);
        assertThat(left.isSameAs(right)).isEqualTo(order == 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock = """
            V1_create_table.sql  | one underscore     | name it like V1__description.sql
            V1.2_x.sql           | one underscore     | name it like V1.2__description.sql
            V1a__x.sql           | 1a' is no version  | name it like V1__description.sql
            V1..2__x.sql         | is no version      | name it like V1__description.sql
            V1-create.sql        | is no version      | name it like V1__description.sql
            V__x.sql             | has no version     | name it like V1.2__description.sql
            v1__x.sql            | small letter       | name it like V1.2__description.sql
            V1__x.SQL            | suffix             | name it like V1.2__description.sql
            R_view.sql           | two underscores    | name it like R__description.sql
            """)
    void aNameThatNearlyIsAMigrationsIsAProblem(String file, String reason, String hint) throws IOException {
        var content = read(file);

        assertThat(content.revisions()).isEmpty();
        assertThat(content.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("LDG170");
            assertThat(problem.message()).contains(file, reason);
            assertThat(problem.hint()).isEqualTo(hint);
        });
    }

    @Test
    void otherFilesArePassedOver() throws IOException {
        var content = read("update-sequences.sql", "README.md", "Version.sql", "Utilities.sql", "Refresh.sql", "build.sql", "views.sql");

        assertThat(content).isEqualTo(new Content(List.of(), List.of(), List.of(), List.of()));
    }

    @Test
    void theSameVersionTwiceNamesBothFiles() throws IOException {
        assertThat(read("a/V1.0__x.sql", "b/V1__y.sql", "V2__z.sql").problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("LDG171");
            assertThat(problem.message()).contains("a/V1.0__x.sql", "b/V1__y.sql");
            assertThat(problem.exit()).isEqualTo(Exit.CONFIGURATION);
        });
    }

    @Test
    void anUndoIsTheRevertOfTheSameVersion() throws IOException {
        var content = read("V1__a.sql", "V2__b.sql", "U2.0__b.sql", "U3__gone.sql");

        assertThat(content.revisions()).extracting(r -> r.revert().map(Script::text))
                .containsExactly(Optional.empty(), Optional.of("-- U2.0__b.sql\n"));
        assertThat(content.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("LDG172");
            assertThat(problem.exit()).isEqualTo(Exit.FINDINGS);
        });
    }

    @Test
    void aBaselineIsASnapshotAtItsVersion() throws IOException {
        var content = read("V1__a.sql", "V2.0__b.sql", "V3__c.sql", "B2__b.sql", "B2.5__none.sql");

        assertThat(content.snapshots())
                .extracting(SnapshotScript::id, SnapshotScript::at)
                .containsExactly(tuple("shop/B2__b.sql", "2.0"));
        assertThat(content.problems()).extracting(Problem::code).containsExactly("LDG177");
    }

    @Test
    void aBaselineInTheSteadOfVersionsThatAreGoneIsTheBase() throws IOException {
        var content = read("B3__old.sql", "B4__all.sql", "V5__e.sql");

        assertThat(new RevisionGraph(content.revisions()).inOrder()).extracting(Revision::id).containsExactly("4", "5");
        assertThat(content.revisions().getFirst().file()).isEqualTo("B4__all.sql");
        assertThat(content.snapshots()).isEmpty();
        assertThat(content.problems()).extracting(Problem::code).containsExactly("LDG177");
    }

    @Test
    void repeatablesAreCriticalSeedsAfterTheUpgradeInOrderOfDescription() throws IOException {
        var content = read("sub/R__a_view.sql", "R__b_view.sql", "V1__a.sql");

        assertThat(content.seeds()).allMatch(SeedScript::critical).allMatch(seed -> seed.after().isEmpty());
        assertThat(content.seeds()).extracting(SeedScript::id).containsExactly("R__a_view", "R__b_view");
        assertThat(read("R__b_view.sql", "other/R__b_view.sql").problems())
                .extracting(Problem::code)
                .containsExactly("LDG171");
    }

    @Test
    void callbacksAreMentionedAndProgramsRefused() throws IOException {
        var content = read("beforeMigrate.sql", "afterEachMigrate__log.sql", "V2__Compute.java", "V1__a.sql");

        assertThat(content.problems())
                .extracting(Problem::code, Problem::exit)
                .containsExactly(
                        tuple("LDG176", Exit.CONFIGURATION),
                        tuple("LDG173", Exit.FINDINGS),
                        tuple("LDG173", Exit.FINDINGS));
    }

    @Test
    void aConfigurationFileBesideAScriptDecidesAboutItsTransaction() throws IOException {
        write("V1__a.sql", "create index concurrently i on t (x);");
        write("V2__b.sql", "create index concurrently j on t (x);");
        write("V2__b.sql.conf", "executeInTransaction=true");
        write("V3__c.sql", "select 'vacuum'; -- vacuum;");
        write("V4__d.sql", "select 'vacuum'; -- vacuum;");
        write("V3__c.sql.conf", "executeInTransaction=false\n");

        assertThat(source(Map.of()).read().revisions())
                .extracting(Revision::transactional)
                .containsExactly(false, true, false, true);
    }

    @Test
    void settingsThatAreNotUnderstoodAreProblems() throws IOException {
        write("V1__a.sql", "select 'é';");
        write("V1__a.sql.conf", "shouldExecute=${env}==prod\nencoding=nonsense\nexecuteInTransaction=perhaps\n");
        write("V2__b.sql", "select 1;");
        write("V2__b.sql.conf", "shouldExecute=false");
        Files.write(directory.resolve("V3__c.sql"), new byte[] {'-', '-', (byte) 0xe9});
        write("V3__c.sql.conf", "encoding=ISO-8859-1");
        var content = source(Map.of()).read();

        assertThat(content.problems()).extracting(Problem::code).containsExactly("LDG175", "LDG175", "LDG175", "LDG178");
        assertThat(content.revisions()).extracting(Revision::id).containsExactly("1", "3");
        assertThat(content.revisions().getLast().script().text()).isEqualTo("--é");
    }

    @Test
    void placeholdersAreReplacedAndThoseWithoutValueReportedOnceEach() throws IOException {
        write("V1__a.sql", "create table ${schema}.a ();\n-- ${owner} $1\nalter table ${schema}.a owner to ${owner};\n");
        write("V2__b.sql", "select '${owner}';");
        write("V2__b.sql.conf", "placeholderReplacement=false");
        var content = source(Map.of("schema", "s$1")).read();

        assertThat(content.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("LDG174");
            assertThat(problem.message()).contains("line 2 of V1__a.sql", "${owner}");
        });
        assertThat(content.revisions()).extracting(r -> r.script().text().lines().findFirst().orElseThrow())
                .containsExactly("create table s$1.a ();", "select '${owner}';");
    }

    /** Values that Flyway itself writes: CRC-32 of the lines without their ends. */
    @Test
    void theChecksumIsTheOneOfTheHistoryTable() {
        assertThat(FlywayChecksum.of("")).isZero();
        assertThat(FlywayChecksum.of("123456789\n")).isEqualTo(0xCBF43926);
        assertThat(FlywayChecksum.of("12345\r\n6789")).isEqualTo(0xCBF43926);
    }

    private Content read(String... files) throws IOException {
        try (var old = Files.list(directory)) {
            for (var path : old.toList()) {
                org.springframework.util.FileSystemUtils.deleteRecursively(path);
            }
        }
        for (var file : files) {
            write(file, "-- " + file + "\n");
        }
        return source(Map.of()).read();
    }

    private FlywaySource source(Map<String, String> placeholders) {
        return new FlywaySource("shop", directory, placeholders);
    }

    private void write(String name, String text) throws IOException {
        Files.createDirectories(directory.resolve(name).getParent());
        Files.writeString(directory.resolve(name), text);
    }
}
