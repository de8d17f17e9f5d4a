package dev.migrationledger.app.cli.verb;

import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.problem.Shown;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;

/** Instants as people write them: ISO 8601, with or without time and zone; without a zone it is UTC. */
final class Instants {
    private static final List<Function<String, Instant>> FORMS = List.of(
            text -> OffsetDateTime.parse(text).toInstant(),
            text -> LocalDateTime.parse(text).toInstant(ZoneOffset.UTC),
            text -> LocalDate.parse(text).plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC).minusNanos(1));

    /** Years of four digits: what the store can compare with. */
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private Instants() {}

    /** A date alone means the end of that day. */
    static Instant read(String text) {
        for (var form : FORMS) {
            try {
                var instant = form.apply(text.trim().replace(' ', 'T'));
                if (instant.isAfter(EARLIEST) && instant.isBefore(LATEST)) {
                    return instant;
                }
            } catch (DateTimeException _) {
                // the next form may fit
            }
        }
        throw new LedgerException(new Problem(
                "LDG640", Exit.USAGE, "`" + Shown.of(text) + "` is no instant", "write 2026-03-31 or 2026-03-31T12:00:00Z"));
    }
}
