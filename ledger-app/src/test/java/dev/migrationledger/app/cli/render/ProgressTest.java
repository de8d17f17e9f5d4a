package dev.migrationledger.app.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final Look LOOK = new Look(false, false, 70);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long millis;

    @Test
    void shortWorkIsSilent() {
        try (var progress = progress(true, OptionalLong.of(10))) {
            millis = 999;
            progress.advance(9, "a");
        }
        assertThat(text()).isEmpty();
    }

    @Test
    void longWorkShowsAnEstimateAndIsErased() {
        try (var progress = progress(true, OptionalLong.of(40))) {
            millis = 2_000;
            progress.advance(10, "shop-dev");
            assertThat(text()).isEqualTo("\r\u001b[2Kupgrading  #####...............  10/40  about 6 s left  shop-dev");
        }
        assertThat(text()).endsWith("\r\u001b[2K");
    }

    @Test
    void atMostTenLinesASecond() {
        try (var progress = progress(true, OptionalLong.of(100_000))) {
            for (millis = 1_000; millis < 3_000; millis++) {
                progress.advance(1, "");
            }
        }
        assertThat(text().split("upgrading", -1)).hasSize(21);
    }

    @Test
    void withoutATotalItCounts() {
        try (var progress = progress(true, OptionalLong.empty())) {
            millis = 61_500;
            progress.advance(7, "a-very-long-name-of-a-database-that-does-not-fit-into-seventy-columns");
            assertThat(text()).isEqualTo("\r\u001b[2K"
                    + "upgrading  7  1 min 1 s  a-very-long-name-of-a-database-that-does-...");
        }
    }

    @Test
    void withoutATerminalItIsSilent() {
        try (var progress = progress(false, OptionalLong.of(2))) {
            millis = 10_000;
            progress.advance(1, "");
        }
        assertThat(text()).isEmpty();
    }

    private Progress progress(boolean terminal, OptionalLong total) {
        return new Progress(new PrintStream(bytes, true, StandardCharsets.UTF_8), LOOK, terminal,
                () -> millis * 1_000_000, "upgrading", total);
    }

    private String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
