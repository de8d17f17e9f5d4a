package dev.migrationledger.app.cli.verb;

import dev.migrationledger.app.config.ChannelConfig;
import dev.migrationledger.app.config.Configuration;
import dev.migrationledger.app.delivery.Reply;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.NearMatches;
import dev.migrationledger.core.problem.Problem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "test", description = "Tell a channel of an alert that is none, and that it is over.")
final class AlertsTestChannel extends AlertsPart {
    @Parameters(paramLabel = "CHANNEL", description = "Its id in the configuration.")
    private String channel;

    @Override
    public Integer call() {
        var configuration = configuration();
        var configured = find(configuration);
        switch (telling(configuration, telling -> telling.test(configured))) {
            case Reply.Delivered _ -> {
                switch (common().format()) {
                    case TABLE -> print("channel " + channel + " took a test alert, and that it is over\n");
                    case JSON -> print(document().put("channel", channel).put("delivered", true));
                }
                return Exit.OK.code();
            }
            case Reply.Later(var why, _, _) -> throw undelivered(why);
            case Reply.Refused(var why) -> throw undelivered(why);
            case Reply.Gone _ -> throw undelivered("HTTP 410");
        }
    }

    private ChannelConfig find(Configuration configuration) {
        var channels = configuration.alerts().channels();
        return channels.stream().filter(one -> one.id().equals(channel)).findFirst().orElseThrow(() -> {
            var ids = channels.stream().map(ChannelConfig::id).toList();
            return new LedgerException(new Problem(
                    "LDG939",
                    Exit.USAGE,
                    "the configuration has no channel " + channel,
                    ids.isEmpty() ? "add one to `alerts: channels:`" : NearMatches.question(channel, ids) + " channels: " + String.join(", ", ids)));
        });
    }

    private LedgerException undelivered(String why) {
        return new LedgerException(new Problem(
                "LDG940",
                Exit.FAILED,
                "channel " + channel + " did not take the test: " + why,
                "look at its `url`, its secret, and what the service says of them"));
    }
}
