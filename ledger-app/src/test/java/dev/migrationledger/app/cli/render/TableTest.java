package dev.migrationledger.app.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableTest {
    @Test
    void wideLettersAndCombiningMarksAlign() {
        assertThat(table(0)).isEqualTo("""
                NAME  COUNT  WORDS
                注文      1  wide
                e\u0301t\u00e9      22  combining and a long text
                """);
    }

    @Test
    void onlyColumnsThatMayBeAreCut() {
        assertThat(table(24)).isEqualTo("""
                NAME  COUNT  WORDS
                注文      1  wide
                e\u0301t\u00e9      22  combining …
                """);
    }

    @Test
    void whatAServerSaysCannotSteerTheTerminal() {
        var page = new Page(new Look(true, true, 0));
        page.line(Cell.of(Tone.BAD, "bad\u001b[2J\r\nnews\u202e"));
        assertThat(page.toString()).isEqualTo("\u001b[31mbad[2J news\u001b[0m\n");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-14T09:29:55Z, just now", "2026-03-14T10:00:00Z, just now", "2026-03-14T09:29:15Z, 45 s ago",
        "2026-03-14T09:27:00Z, 3 min ago", "2026-03-14T04:30:00Z, 5 h ago", "2026-03-13T09:00:00Z, 1 day ago",
        "2026-03-01T09:00:00Z, 13 days ago", "2025-12-24T09:00:00Z, 2025-12-24"
    })
    void timesAreRelativeWhileTheyAreNear(Instant then, String words) {
        assertThat(Times.ago(then, Instant.parse("2026-03-14T09:30:00Z"))).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"0, 0 ms", "999, 999 ms", "3449, 3.4 s", "125999, 2 min 5 s"})
    void durationsHaveOneUnitOrTwo(long millis, String words) {
        assertThat(Times.took(millis)).isEqualTo(words);
    }

    private static String table(int width) {
        var page = new Page(new Look(false, true, width));
        new Table(Table.Column.whole("NAME"), Table.Column.number("COUNT"), Table.Column.left("WORDS"))
                .row(Cell.of("注文"), Cell.of("1"), Cell.of("wide"))
                .row(Cell.of("e\u0301t\u00e9"), Cell.of("22"), Cell.of("combining and a long text"))
                .on(page, "");
        return page.toString();
    }
}
