package dev.migrationledger.app.cli.render;

import dev.migrationledger.app.config.KafkaConfig;
import dev.migrationledger.app.stream.Subscriptions.Standing;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How far the consumers of the log are. */
public final class StreamText {
    private StreamText() {}

    /** @param unreached configured, and nothing was published there yet */
    public static String subscriptions(List<Standing> all, Optional<KafkaConfig> unreached, Instant now, Look look) {
        var page = new Page(look);
        unreached.ifPresent(kafka -> page.line(Cell.of(
                Tone.DOUBTFUL,
                "nothing was published to Kafka at " + String.join(", ", kafka.bootstrapServers()) + " yet, as "
                        + kafka.prefix() + "events")));
        if (all.isEmpty()) {
            page.line(Cell.of("nobody follows the log yet"));
            return page.toString();
        }
        var table = new Table(
                Table.Column.whole("SUBSCRIPTION"),
                Table.Column.number("POSITION"),
                Table.Column.number("BEHIND"),
                Table.Column.whole("SAVED"));
        for (var one : all) {
            table.row(
                    Cell.of(one.name()),
                    Cell.of(Long.toString(one.position())),
                    one.behind() > 0 ? Cell.of(Tone.DOUBTFUL, Long.toString(one.behind())) : Cell.of(Tone.FAINT, "0"),
                    Cell.of(Times.ago(one.updated(), now)));
        }
        table.on(page, "");
        return page.toString();
    }
}
