package dev.migrationledger.core.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationledger.core.problem.LedgerException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WavesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "100%         |  3 | 1 1 1",
        "1,100%       |  3 | 1 2 2",
        "1,10%,100%   |  3 | 1 2 2",
        "1,10%,100%   | 11 | 1 2 3 3 3 3 3 3 3 3 3",
        "1,10%,100%   |  1 | 1",
        "2, 50% ,100% |  5 | 1 1 2 3 3",
        "5,100%       |  3 | 1 1 1",
        "1,3,100%     |  6 | 1 2 2 3 3 3"
    })
    void eachGoesUpToSoManyOfAll(String text, int databases, String waves) {
        assertThat(Waves.read(text).of(databases).stream().map(String::valueOf).collect(Collectors.joining(" ")))
                .isEqualTo(waves);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1,10%", "0,100%", "x,100%", "1,,100%", "-1,100%", "101%", "1,100%,2", "100", "1 0,100%"})
    void whatLeavesDatabasesOutOrIsNoneIsRefused(String text) {
        assertThatThrownBy(() -> Waves.read(text))
                .isInstanceOfSatisfying(LedgerException.class, e -> assertThat(e.problem().code()).isEqualTo("LDG872"));
    }

    @Test
    void aWaveThatEndsBeforeTheOneBeforeItIsRefused() {
        assertThat(Waves.read("5,10%,100%").of(50)).startsWith(1, 1, 1, 1, 1, 2);
        assertThatThrownBy(() -> Waves.read("5,10%,100%").of(20))
                .isInstanceOfSatisfying(LedgerException.class, e -> assertThat(e.problem().code()).isEqualTo("LDG872"));
    }
}
