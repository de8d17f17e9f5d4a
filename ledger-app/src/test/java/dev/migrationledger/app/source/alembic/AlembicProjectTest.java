package dev.migrationledger.app.source.alembic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.revision.Revision;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a project keeps its revisions, told in all the ways that Alembic knows. */
class AlembicProjectTest {
    @TempDir
    private Path temporary;

    private Path root = Path.of("");

    @BeforeEach
    void resolve() throws IOException {
        root = temporary.toRealPath();
    }

    @Test
    void theDirectoryOfTheIniFileTheFileItselfAndTheScriptDirectoryAreTheSameProject() throws IOException {
        write("backend/alembic.ini", "[alembic]\nscript_location = migrations\n");
        revision("backend/migrations");
        var byDirectory = project("backend");

        assertThat(byDirectory).isEqualTo(new AlembicProject(
                root.resolve("backend"), Optional.of(root.resolve("backend/alembic.ini")), Optional.empty(),
                "alembic", root.resolve("backend/migrations"), List.of(root.resolve("backend/migrations/versions")), false, false));
        assertThat(project("backend/alembic.ini")).isEqualTo(byDirectory);
        assertThat(project("backend/migrations")).isEqualTo(byDirectory);
    }

    @Test
    void aRelativeLocationIsRelativeToWhereTheProjectRunsAlembic() throws IOException {
        write("backend/db/alembic.ini", "[alembic]\nscript_location = backend/db\n");
        revision("backend/db");

        assertThat(project("backend/db").directory()).isEqualTo(root);
        assertThat(project("backend/db").scripts()).isEqualTo(root.resolve("backend/db"));
    }

    @Test
    void hereIsTheDirectoryOfTheFile() throws IOException {
        write("conf/alembic.ini", "[DEFAULT]\nbase = %(here)s/..\n[alembic]\nScript_Location : %(base)s/db\n");
        revision("db");

        assertThat(project("conf/alembic.ini").scripts()).isEqualTo(root.resolve("db"));
        assertThat(project("conf/alembic.ini").directory()).isEqualTo(root.resolve("conf"));
    }

    @Test
    void theCommandNamesFileAndSection() throws IOException {
        write("etc/my.ini", "[alembic]\nscript_location = wrong\n[audit]\nscript_location = audit\n");
        revision("audit");

        var found = AlembicProject.find("s", root, List.of("poetry", "run", "alembic", "-c", "etc/my.ini", "--name=audit"));

        assertThat(found.problems()).isEmpty();
        assertThat(found.project().orElseThrow().scripts()).isEqualTo(root.resolve("audit"));
        assertThat(found.project().orElseThrow().section()).isEqualTo("audit");
        assertThat(found.project().orElseThrow().ini()).contains(root.resolve("etc/my.ini"));
        assertThat(found.project().orElseThrow().directory()).isEqualTo(root);
    }

    @Test
    void theOptionsOfTheInterpreterAreNotAlembics() throws IOException {
        write("alembic.ini", "[alembic]\nscript_location = db\n");
        revision("db");

        var found = AlembicProject.find("s", root, List.of("python", "-c", "import alembic.config; alembic.config.main()"));

        assertThat(found.project().orElseThrow().ini()).contains(root.resolve("alembic.ini"));
    }

    @Test
    void aPackageIsLookedForInTheProject() throws IOException {
        write("etc/alembic.cfg", "[alembic]\nscript_location: shop.database:alembic\n");
        revision("src/shop/database/alembic");

        assertThat(project("etc/alembic.cfg").scripts()).isEqualTo(root.resolve("src/shop/database/alembic"));
    }

    @Test
    void aPackageElsewhereIsAProblemThatSaysWhatToName() throws IOException {
        write("alembic.ini", "[alembic]\nscript_location = installed.package:alembic\n");

        assertThat(problems("")).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("LDG703");
            assertThat(problem.exit()).isEqualTo(Exit.CONFIGURATION);
            assertThat(problem.message()).contains("source s", "installed.package:alembic", "alembic.ini");
            assertThat(problem.hint()).contains("env.py");
        });
    }

    @Test
    void pyprojectHoldsListsAndTruths() throws IOException {
        write("pyproject.toml", """
                [project]
                name = "shop"
                [tool.alembic]
                script_location = "%(here)s/db"
                version_locations = ["%(here)s/db/one", "two"]
                recursive_version_locations = true
                file_template = "%%(year)d_%%(rev)s"
                [[tool.alembic.post_write_hooks]]
                name = "black"
                """);
        revision("db");
        write("db/one/2026/11/x.py", "revision = 'x'\ndown_revision = None\n");
        write("db/one/__pycache__/y.py", "revision = 'cached'\n");
        write("two/z.py", "revision = 'z'\ndown_revision = 'x'\n");

        var project = project("");

        assertThat(project.versions()).containsExactly(root.resolve("db/one"), root.resolve("two"));
        assertThat(project.pyproject()).contains(root.resolve("pyproject.toml"));
        assertThat(project.ini()).isEmpty();
        assertThat(ids("")).containsExactly("x", "z");
        assertThat(project("pyproject.toml")).isEqualTo(project);
        assertThat(project("db")).isEqualTo(project);
    }

    @Test
    void theIniFileComesBeforePyproject() throws IOException {
        write("pyproject.toml", "[tool.alembic]\nscript_location = \"a\"\nrecursive_version_locations = true\n");
        write("alembic.ini", "[alembic]\nscript_location = b\n");
        revision("a");
        revision("b");

        assertThat(project("").scripts()).isEqualTo(root.resolve("b"));
        assertThat(project("").recursive()).isTrue();
    }

    @Test
    void aPyprojectThatDoesNotSpeakOfAlembicIsNotAsked() throws IOException {
        write("pyproject.toml", "this is [ not TOML");
        write("alembic.ini", "[alembic]\nscript_location = db\n");
        revision("db");

        assertThat(project("").pyproject()).isEmpty();
    }

    @Test
    void versionLocationsAreSeparatedAsConfigured() throws IOException {
        revision("db");
        write("one/a.py", "revision = 'a'\ndown_revision = None\n");
        write("t w/b.py", "revision = 'b'\ndown_revision = 'a'\n");
        for (var written : List.of(
                "path_separator = newline\nversion_locations =\n    one\n    %(here)s/t w",
                "version_path_separator = os\nversion_locations = one:t w:",
                "version_path_separator = ;\nversion_locations = one;t w")) {
            write("alembic.ini", "[alembic]\nscript_location = db\n" + written + "\n");

            assertThat(project("").versions()).as(written).containsExactly(root.resolve("one"), root.resolve("t w"));
        }
        assertThat(ids("")).containsExactly("a", "b");
    }

    @Test
    void aLocationThatDoesNotExistIsPassedOverAndMentioned() throws IOException {
        write("alembic.ini", "[alembic]\nscript_location = db\nversion_locations = db/versions gone\n");
        revision("db");

        assertThat(problems("")).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("LDG711");
            assertThat(problem.exit()).isEqualTo(Exit.FINDINGS);
            assertThat(problem.message()).contains("gone");
        });
        assertThat(ids("")).containsExactly("only");
    }

    @Test
    void flasksWayIsAnIniFileWithoutLocationBesideItsEnvironment() throws IOException {
        write("migrations/alembic.ini", "[alembic]\n# file_template = %%(rev)s\n[loggers]\nkeys = root\n");
        revision("migrations");

        assertThat(ids("migrations")).containsExactly("only");
        assertThat(project("migrations").scripts()).isEqualTo(root.resolve("migrations"));
    }

    @Test
    void aScriptDirectoryWithoutAnyConfigurationIsReadAllTheSame() throws IOException {
        revision("db");

        assertThat(ids("db")).containsExactly("only");
        assertThat(project("db").ini()).isEmpty();
    }

    @Test
    void onlyTheTopOfALocationIsRead() throws IOException {
        write("alembic.ini", "[alembic]\nscript_location = db\n");
        revision("db");
        write("db/versions/old/2020/deep.py", "revision = 'deep'\ndown_revision = None\n");
        write("db/versions/tools/helper.py", "revision = 'no revision'\n");

        assertThat(ids("")).containsExactly("only");
        assertThat(problems("")).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("LDG714");
            assertThat(problem.exit()).isEqualTo(Exit.FINDINGS);
            assertThat(problem.message()).contains(root.resolve("db/versions/old").toString());
        });
    }

    @Test
    void aCompiledRevisionWithoutASourceCannotBeRead() throws IOException {
        write("alembic.ini", "[alembic]\nscript_location = db\nsourceless = true\n");
        revision("db");
        write("db/versions/__pycache__/r.cpython-311.pyc", "");
        write("db/versions/__pycache__/lost.cpython-311.pyc", "");
        write("db/versions/gone.pyc", "");

        assertThat(problems("")).extracting(Problem::code).containsExactly("LDG709", "LDG709");
        assertThat(problems("")).extracting(Problem::message).anyMatch(m -> m.contains("gone.pyc")).anyMatch(m -> m.contains("lost"));
    }

    @Test
    void anEncodingThatTheFileDeclaresIsUsed() throws IOException {
        write("alembic.ini", "[alembic]\nscript_location = db\n");
        revision("db");
        var text = "#!/usr/bin/python\n# -*- coding: latin-1 -*-\n'''Größe'''\nrevision = 'l'\ndown_revision = 'only'\n";
        Files.write(root.resolve("db/versions/l.py"), text.getBytes(StandardCharsets.ISO_8859_1));
        write("db/versions/x.py", "# vim: set fileencoding=klingon :\nrevision = 'k'\ndown_revision = None\n");

        var content = source("").read();

        assertThat(content.revisions()).extracting(Revision::message).containsExactly("Größe", "");
        assertThat(content.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("LDG712");
            assertThat(problem.message()).contains("db/versions/x.py", "klingon");
        });
    }

    @Test
    void whatIsWrongWithAConfigurationNamesItAndSaysWhy() throws IOException {
        revision("db");
        record Case(String ini, String code, String says) {}
        for (var wrong : List.of(
                new Case("[other]\n", "LDG701", "[alembic]"),
                new Case("script_location = db\n", "LDG701", "line 1"),
                new Case("[alembic]\nscript_location = db\nscript_location = db\n", "LDG701", "twice"),
                new Case("[alembic]\nscript_location = %(nothing)s/db\n", "LDG701", "`nothing`"),
                new Case("[alembic]\nscript_location = 100%/db\n", "LDG701", "%%"),
                new Case("[alembic]\nscript_location = %(a)s\na = %(a)s\n", "LDG701", "itself"),
                new Case("[alembic]\nscript_location = db\nversion_locations = a\nversion_path_separator = comma\n", "LDG701", "comma"),
                new Case("[alembic]\n", "LDG702", "script_location"),
                new Case("[alembic]\nscript_location = elsewhere\n", "LDG703", "elsewhere"))) {
            write("alembic.ini", wrong.ini());

            assertThat(problems("")).as(wrong.ini()).singleElement().satisfies(problem -> {
                assertThat(problem.code()).isEqualTo(wrong.code());
                assertThat(problem.message()).contains("source s: ", root.resolve("alembic.ini").toString(), wrong.says());
            });
        }
    }

    @Test
    void aWrongPyprojectIsNamedToo() throws IOException {
        revision("db");
        for (var wrong : List.of("[tool.alembic\n", "[tool.alembic]\nscript_location = 3\n",
                "[tool.alembic]\nscript_location = \"db\"\nversion_locations = \"db\"\n",
                "[tool.alembic]\nscript_location = \"db\"\nsourceless = \"true\"\n")) {
            write("pyproject.toml", wrong);

            assertThat(problems("")).as(wrong).singleElement().satisfies(problem -> {
                assertThat(problem.code()).isEqualTo("LDG701");
                assertThat(problem.message()).contains("pyproject.toml");
            });
        }
    }

    @Test
    void whereNothingIsTheNearestProjectIsNamed() throws IOException {
        write("backend/alembic.ini", "[alembic]\nscript_location = db\n");
        revision("backend/db");

        assertThat(problems("")).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("LDG700");
            assertThat(problem.hint()).contains(root.resolve("backend").toString());
        });
        assertThat(problems("backend/db/versions")).singleElement().satisfies(problem ->
                assertThat(problem.hint()).contains(root.resolve("backend/db") + "?"));
    }

    @Test
    void everythingThatIsWrongIsReportedTogether() throws IOException {
        write("alembic.ini", "[alembic]\nscript_location = db\nversion_locations = db/versions gone\n");
        revision("db");
        write("db/versions/a.py", "revision = make_id()\ndown_revision = None\n");
        write("db/versions/b.py", "x = (\n");
        write("db/versions/notes.py", "# nothing\n");

        assertThat(problems("")).extracting(Problem::code).containsExactly("LDG711", "LDG704", "LDG707", "LDG705");
        assertThat(ids("")).containsExactly("only");
    }

    private AlembicSource source(String path) {
        return new AlembicSource("s", root.resolve(path), List.of());
    }

    private List<Problem> problems(String path) {
        return source(path).read().problems();
    }

    private List<String> ids(String path) {
        return source(path).read().revisions().stream().map(Revision::id).toList();
    }

    private AlembicProject project(String path) {
        var found = AlembicProject.find("s", root.resolve(path), List.of());
        assertThat(found.problems()).isEmpty();
        return found.project().orElseThrow();
    }

    private void revision(String scripts) throws IOException {
        write(scripts + "/env.py", "");
        write(scripts + "/versions/r.py", "revision = 'only'\ndown_revision = None\n");
    }

    private void write(String name, String text) throws IOException {
        var file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
