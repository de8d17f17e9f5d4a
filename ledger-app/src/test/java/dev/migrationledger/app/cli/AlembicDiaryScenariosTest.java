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
import tools.jackson.databind.JsonNode;

/**
 * S5 on a real Alembic project with SQLite files: ids are hashes whose last by name is in mid-chain, and three revisions
 * build a table anew.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlembicDiaryScenariosTest {
    private static final List<String> CHAIN = List.of(
            "7c1e55aa01b2", "f9d0c2bb02c3", "ffe8d1cc03d4", "0a13b9dd04e5", "31b4f7ee05f6", "8e20d1ff0617", "42ac91e00718", "1b77fe301829");
    private static final String HEAD = "1b77fe301829";
    private static final String LAST_BY_NAME = "ffe8d1cc03d4";

    private final Workplace workplace = new Workplace();

    @AfterAll
    void close() throws IOException {
        workplace.close();
    }

    private static JsonNode sees(Diary diary, String claim, String revision) {
        var seen = diary.json("detect").exits(0).entry();
        assertThat(seen.path("verdict").asString()).as("%s", seen).isEqualTo("exact");
        assertThat(texts(seen.path("revisions"))).as("%s", seen).containsExactly(revision);
        assertThat(seen.path("claim").asString()).as("%s", seen).isEqualTo(claim);
        return seen;
    }

    private static JsonNode comesToHead(Diary diary) {
        var up = diary.json("up").exits(0).entry();
        assertThat(texts(up.path("to"))).as("%s", up).containsExactly(HEAD);
        var after = diary.json("detect", "--check").exits(0).entry();
        assertThat(after.path("verdict").asString()).isEqualTo("exact");
        assertThat(after.path("claim").asString()).isEqualTo("agrees");
        assertThat(diary.current()).containsExactly(HEAD);
        assertThat(diary.answer("select version_num from alembic_version")).isEqualTo(HEAD);
        assertThat(diary.json("up").exits(0).entry().path("outcome").asString()).isEqualTo("unchanged");
        return up;
    }

    @Test
    void aFileThatIsNotThereYetComesToHead() {
        var diary = new Diary(workplace);

        assertThat(texts(comesToHead(diary).path("applied"), "revision")).containsExactlyElementsOf(CHAIN);
        assertThat(diary.answer("select name from moods order by 1")).isEqualTo("bright,calm,dark");
    }

    @Test
    void theModelsMadeTheSchema() {
        var diary = new Diary(workplace).created();
        var seen = diary.json("detect").exits(0).entry();
        assertThat(seen.path("verdict").asString()).isEqualTo("partial");
        diary.json("up").exits(3).refuses("LDG788", "8e20d1ff0617", "moods(name=bright)");
        diary.withMoods();
        sees(diary, "absent", HEAD);
        assertThat(texts(comesToHead(diary).path("stamped"))).containsExactly(HEAD);

        var stampedByName = new Diary(workplace).created().claims(LAST_BY_NAME);
        stampedByName.json("repair").exits(3).refuses("LDG788", "8e20d1ff0617");
        assertThat(stampedByName.answer("select version_num from alembic_version")).isEqualTo(LAST_BY_NAME);
        stampedByName.withMoods();
        sees(stampedByName, "wrong", HEAD);
        assertThat(texts(comesToHead(stampedByName).path("corrected").path("to"))).containsExactly(HEAD);
    }

    /** What the rows say, when in truth the index was made last. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "absent, -",
        "empty, ''",
        "wrong, ffe8d1cc03d4",
        "wrong, 1b77fe301829",
        "several, 7c1e55aa01b2 ffe8d1cc03d4",
        "unknown-revision, 00dead00beef",
        "agrees, 0a13b9dd",
        "agrees, 0a13b9dd04e5",
    })
    void rowsThatCannotBeBelieved(String claim, String rows) {
        var diary = new Diary(workplace).upgraded("0a13b9dd04e5").withPages();
        if (rows == null) {
            diary.claimsNothing();
        } else {
            diary.claims(rows.isEmpty() ? new String[0] : rows.split(" "));
        }
        sees(diary, claim, "0a13b9dd04e5");

        var up = comesToHead(diary);

        assertThat(texts(up.path("applied"), "revision")).containsExactlyElementsOf(CHAIN.subList(4, 8));
        assertThat(diary.answer("select title from entries order by id")).isEqualTo("first,untitled");
        assertThat(diary.answer("select email || ' ' || name from users")).isEqualTo("ada@example.org nobody");
    }

    @Test
    void everyStateIsSeenWhateverTheRowSays() {
        var diary = new Diary(workplace);
        var seen = new SeenStates();
        for (var revision : CHAIN) {
            diary.upgraded(revision);
            seen.add(List.of(revision), "agrees", diary.json("detect"));
            seen.add(List.of(revision), "absent", diary.claimsNothing().json("detect"));
            seen.add(List.of(revision), "wrong", diary.claims(revision.equals(LAST_BY_NAME) ? HEAD : LAST_BY_NAME).json("detect"));
            diary.claims(revision);
        }
        assertThat(seen.faults()).isEmpty();
        assertThat(seen.counts()).isEqualTo("24 right, 0 right set, 0 refused, 0 wrong");
    }
}
