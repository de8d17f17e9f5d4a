package dev.migrationledger.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.app.badinput.Cases;
import dev.migrationledger.app.badinput.Promises;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** Version tables of every wrong shape and content: what each is taken for, and that nothing was done to it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BrokenTrackersTest {
    private static final String[] STEPS = {
        "create table customer (id int primary key, name text not null);", "alter table customer add column email text;",
        "create table purchase (id int primary key);"
    };

    private final Workplace workplace = new Workplace();

    @AfterAll
    void close() throws IOException {
        workplace.close();
    }

    @Test
    void inPostgresql() {
        var project = workplace.project();
        for (int i = 0; i < STEPS.length; i++) {
            project.revision("00" + (i + 1), i == 0 ? "" : "00" + i, STEPS[i]);
        }
        project.ready();
        var names = new LinkedHashMap<String, String>();
        for (var script : Cases.inputs("trackers")) {
            var suffix = "_" + names.size();
            project.andDatabase(suffix).sqlIn(suffix, STEPS[0] + STEPS[1] + script);
            names.put(script, project.id + suffix);
        }
        var before = contents(project, names.size());

        var answers = answers(project.run("detect", "--all", "--parallel", "2", "--format", "json"));

        assertThat(Cases.check("trackers", script -> told(script, answers.get(names.get(script))))).isGreaterThan(55);
        assertThat(contents(project, names.size())).isEqualTo(before);
    }

    /** It may be some tool's, or nobody's: a person decides, and nothing is written there whatever they decide. */
    @Test
    void whatOnlyLooksLikeATrackerClaimsNothingAndIsNeverWrittenTo() {
        var project = workplace.project().revision("001", "", STEPS[0]).revision("002", "001", STEPS[1]).ready();
        project.sql(STEPS[0] + """
                create table flyway_schema_history (installed_rank text, version text, description text, type text, script text,
                    checksum text, installed_by text, installed_on text, execution_time text, success text);
                insert into flyway_schema_history (installed_rank, version, success) values ('one', '001', 'yes');""");
        var before = project.query("select xmin || t::text from flyway_schema_history t");

        var seen = project.json("detect").exits(0).entry();
        assertThat(seen.path("claim").asString()).isEqualTo("absent");
        assertThat(CommandLineRun.texts(seen.path("revisions"))).containsExactly("001");
        assertThat(CommandLineRun.texts(seen.path("differences"), "name")).contains("public.flyway_schema_history");
        assertThat(project.json("up").exits(3).entry().path("outcome").asString()).isEqualTo("refused");
        project.json("up", "--yes", "--reason", "it is nobody's").exits(3);
        project.json("stamp", "001", "--yes", "--reason", "it is nobody's").exits(0);

        assertThat(project.query("select xmin || t::text from flyway_schema_history t")).isEqualTo(before);
    }

    private static List<String> contents(Project project, int databases) {
        var all = new ArrayList<String>();
        for (int i = 0; i < databases; i++) {
            all.addAll(project.queryIn("_" + i, """
                    select c.oid || ' ' || c.relname || ' ' || c.xmin || ' ' || pg_relation_size(c.oid) from pg_class c
                    join pg_namespace n on n.oid = c.relnamespace
                    where n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg_toast%' order by 1"""));
        }
        return all;
    }

    @Test
    void inSqlite() {
        var project = new SqliteProject(workplace);
        for (int i = 0; i < STEPS.length; i++) {
            project.revision("00" + (i + 1) + ".sql", "00" + (i + 1), i == 0 ? "" : "00" + i, STEPS[i]);
        }
        var names = new LinkedHashMap<String, String>();
        for (var script : Cases.inputs("sqlite-trackers")) {
            var name = "n" + names.size();
            project.database(name, STEPS[0] + STEPS[1] + script);
            names.put(script, project.id(name));
        }

        var answers = answers(project.run("detect", "--all", "--parallel", "2", "--format", "json"));

        assertThat(Cases.check("sqlite-trackers", script -> told(script, answers.get(names.get(script))))).isGreaterThan(18);
    }

    private static Map<String, JsonNode> answers(CommandLineRun run) {
        var answers = new LinkedHashMap<String, JsonNode>();
        run.json().path("databases").forEach(entry -> answers.put(entry.path("id").asString(), entry));
        return answers;
    }

    private static String told(String script, JsonNode entry) {
        var error = entry.path("error");
        if (!error.isMissingNode()) {
            var problem = new Problem(
                    error.path("code").asString(), Exit.FAILED, error.path("message").asString(), error.path("hint").asString());
            Promises.problems(script, () -> List.of(problem));
            return problem.code();
        }
        return entry.path("verdict").asString() + " " + CommandLineRun.texts(entry.path("revisions")) + ", claim "
                + entry.path("claim").asString() + " " + Cases.encoded(String.join(",", CommandLineRun.texts(entry.path("claimed"))));
    }
}
