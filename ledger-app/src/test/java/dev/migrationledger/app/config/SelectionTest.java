package dev.migrationledger.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.LedgerException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectionTest {
    private static final List<DatabaseConfig> FLEET = List.of(
            database("shop-prod-eu", "prod", Map.of("region", "eu", "tenant", "acme")),
            database("shop-prod-us", "prod", Map.of("region", "us")),
            database("shop-dev", "dev", Map.of("region", "eu")),
            database("local", "", Map.of()));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            environment=prod            | shop-prod-eu shop-prod-us
            environment=prod,region=eu  | shop-prod-eu
             region = eu , environment!=prod | shop-dev
            region!=eu                  | shop-prod-us local
            tenant=acme                 | shop-prod-eu
            id=local                    | local
            catalog=shop,engine=sqlite,id!=local | shop-prod-eu shop-prod-us shop-dev
            environment!=prod           | shop-dev local
            """)
    void everyTermMustHold(String selector, String expected) {
        assertThat(ids(new Selection(List.of(), Optional.of(selector), false))).containsExactly(expected.split(" "));
    }

    @Test
    void idsKeepTheirOrderAndRepeatsCountOnce() {
        assertThat(ids(new Selection(List.of("local", "shop-dev", "local"), Optional.empty(), false)))
                .containsExactly("local", "shop-dev");
        assertThat(ids(new Selection(List.of(), Optional.empty(), true))).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            -               | -                   | false | LDG231 | no database is selected
            local           | -                   | true  | LDG234 | exclude each other
            local           | region=eu           | false | LDG234 | exclude each other
            shop-prod-ue    | -                   | false | LDG230 | did you mean shop-prod-eu
            zzz             | -                   | false | LDG230 | known: shop-prod-eu, shop-prod-us
            -               | regoin!=eu          | false | LDG235 | did you mean region
            -               | region!=ue          | false | LDG233 | did you mean eu
            -               | tenant=acme,id=local| false | LDG233 | no database has all of
            -               | region              | false | LDG232 | cannot be read
            -               | region=eu,          | false | LDG232 | cannot be read
            -               | =eu                 | false | LDG232 | cannot be read
            -               | region==eu          | false | LDG232 | cannot be read
            -               | region=             | false | LDG232 | cannot be read
            """)
    void aMistakeNeverSelectsFewerOrMore(String id, String selector, boolean all, String code, String words) {
        var selection = new Selection(id == null ? List.of() : List.of(id), Optional.ofNullable(selector), all);
        var problem = catchThrowableOfType(LedgerException.class, () -> selection.from(FLEET)).problem();
        assertThat(problem.code()).isEqualTo(code);
        assertThat(problem.exit()).isEqualTo(Exit.USAGE);
        assertThat(problem.toString()).contains(words);
    }

    @Test
    void everyUnknownIdIsNamed() {
        var selection = new Selection(List.of("shop-prd-eu", "local", "zzz"), Optional.empty(), false);
        assertThat(catchThrowableOfType(LedgerException.class, () -> selection.from(FLEET)).problems()).hasSize(2);
    }

    @Test
    void anEmptyFleetSaysSo() {
        var selection = new Selection(List.of(), Optional.empty(), true);
        assertThat(catchThrowableOfType(LedgerException.class, () -> selection.from(List.of())).problem().message())
                .isEqualTo("the configuration has no databases");
    }

    private static List<String> ids(Selection selection) {
        return selection.from(FLEET).stream().map(DatabaseConfig::id).toList();
    }

    private static DatabaseConfig database(String id, String environment, Map<String, String> labels) {
        var connection = new ConnectionConfig(Engine.SQLITE, "", 0, "", "", Optional.empty(),
                Optional.of(Path.of("/data/app.db")), new TreeMap<>());
        return new DatabaseConfig(id, "shop", environment, new TreeMap<>(labels), connection, 1);
    }
}
