package dev.migrationledger.core.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearMatchesTest {
    private static final List<String> KEYS = List.of("format", "path", "critical", "command", "environment", "after", "at");

    @ParameterizedTest
    @CsvSource({
        "fromat, did you mean format?",
        "Path, did you mean path?",
        "env, did you mean environment?",
        "ciritcal, did you mean critical?",
        "comand, did you mean command?",
        "zebra, ''",
        "'', ''",
    })
    void namesThatWereMeantAreOffered(String written, String question) {
        assertThat(NearMatches.question(written, KEYS)).isEqualTo(question);
    }

    @Test
    void theNearestComeFirstAndThereAreNeverMoreThanThree() {
        assertThat(NearMatches.of("table1", List.of("table44", "table2", "tabel1", "table3", "table1x", "other")))
                .containsExactly("tabel1", "table1x", "table2");
    }

    @Test
    void choicesReadLikeASentence() {
        assertThat(NearMatches.either(List.of("a"))).isEqualTo("a");
        assertThat(NearMatches.either(List.of("a", "b", "c"))).isEqualTo("a, b or c");
    }
}
