package dev.migrationledger.app.config;

import dev.migrationledger.core.problem.Shown;
import dev.migrationledger.core.alert.AlertRules;
import dev.migrationledger.core.alert.Rule;
import dev.migrationledger.core.alert.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads {@code alerts} and {@code webhooks}. */
final class AlertFields {
    private static final List<String> TYPES = List.of("log", "webhook", "alertmanager", "slack", "pagerduty");
    private static final List<String> RULES = Stream.of(Rule.values()).map(Rule::label).toList();
    private static final String OFF = "off";
    private static final List<String> SEVERITIES =
            Stream.concat(Stream.of(OFF), Stream.of(Severity.values()).map(Severity::label)).toList();
    private static final int LONGEST_SILENCE_DAYS = 3_650;

    private final References references;
    private final Map<String, Integer> lines = new HashMap<>();

    AlertFields(References references) {
        this.references = references;
    }

    AlertConfig read(Section section) {
        section.allowOnly(List.of("channels", "rules", "silent-after-days"));
        var channels = new ArrayList<ChannelConfig>();
        for (var node : section.items("channels")) {
            Section.of(node, "a channel", section.problems()).flatMap(this::channel).ifPresent(channels::add);
        }
        return new AlertConfig(channels, rules(section));
    }

    /** @param root of the file */
    List<WebhookConfig> webhooks(Section root) {
        var webhooks = new ArrayList<WebhookConfig>();
        for (var node : root.items("webhooks")) {
            Section.of(node, "a webhook", root.problems()).flatMap(this::webhook).ifPresent(webhooks::add);
        }
        return webhooks;
    }

    private Optional<WebhookConfig> webhook(Section unnamed) {
        var section = identified(unnamed, "webhook");
        section.allowOnly(List.of("id", "url", "secret"));
        var url = address(section);
        var secret = secret(section, "secret");
        return url.flatMap(to -> secret.flatMap(key -> section.text("id").map(id -> new WebhookConfig(id, to, key))));
    }

    private Optional<ChannelConfig> channel(Section unnamed) {
        var section = identified(unnamed, "channel");
        section.required("type");
        return section.text("id").flatMap(id -> section.word("type", TYPES).flatMap(type -> switch (type) {
            case "log" -> {
                section.allowOnly(List.of("id", "type"));
                yield Optional.of(new ChannelConfig.Log(id));
            }
            case "webhook" -> {
                section.allowOnly(List.of("id", "type", "url", "secret"));
                var url = address(section);
                var secret = secret(section, "secret");
                yield url.flatMap(to -> secret.map(key -> new ChannelConfig.Webhook(id, to, key)));
            }
            case "alertmanager" -> {
                section.allowOnly(List.of("id", "type", "url"));
                yield address(section).map(url -> new ChannelConfig.Alertmanager(id, url));
            }
            case "slack" -> {
                section.allowOnly(List.of("id", "type", "url"));
                yield secret(section, "url").map(Address::new).map(url -> new ChannelConfig.Slack(id, url));
            }
            default -> {
                section.allowOnly(List.of("id", "type", "url", "routing-key"));
                var key = secret(section, "routing-key");
                var url = section.has("url") ? address(section) : Optional.<Address>empty();
                yield key.map(routing -> new ChannelConfig.PagerDuty(id, routing, url));
            }
        }));
    }

    /** A reference, or the URL itself. */
    private Optional<Address> address(Section section) {
        var text = section.requiredText("url");
        if (text.isEmpty() || text.get().startsWith("env:") || text.get().startsWith("file:")) {
            return text.isEmpty() ? Optional.empty() : references.secret(section, "url").map(Address::new);
        }
        var wrong = Address.wrong(text.get());
        wrong.ifPresent(what -> section.problems()
                .add("LDG930", section.place("url"), "`url` of " + section.where() + " " + what,
                        "write `https://...`; `http://` only to localhost"));
        return wrong.isPresent() ? Optional.empty() : Optional.of(new Address(new Secret.Literal(text.get())));
    }

    /** A reference: whoever knows what it leads to may send. */
    private Optional<Secret> secret(Section section, String key) {
        section.required(key);
        return references.secret(section, key);
    }

    private Section identified(Section unnamed, String what) {
        var id = unnamed.requiredText("id");
        var section = unnamed.named(what + " " + Shown.of(id.orElse("without id")));
        id.ifPresent(text -> Ids.check(section, text, lines));
        return section;
    }

    private static AlertRules rules(Section section) {
        var severities = new EnumMap<Rule, Severity>(AlertRules.DEFAULT.severities());
        var silence = section.integer("silent-after-days", 1, LONGEST_SILENCE_DAYS, "LDG934");
        silence.ifPresent(_ -> severities.put(Rule.SILENT, Rule.SILENT.severity()));
        section.section("rules").ifPresent(rules -> {
            rules.allowOnly(RULES);
            for (var rule : Rule.values()) {
                rules.word(rule.label(), SEVERITIES).ifPresent(word -> {
                    if (word.equals(OFF)) {
                        severities.remove(rule);
                    } else {
                        severities.put(rule, Severity.valueOf(word.toUpperCase(Locale.ROOT)));
                    }
                });
            }
            if (severities.containsKey(Rule.SILENT) && !section.has("silent-after-days")) {
                section.problems()
                        .add("LDG935", rules.place(Rule.SILENT.label()),
                                "`silent` of " + rules.where() + " is on, and nothing says after how many days",
                                "add `silent-after-days: 30` to `alerts`");
            }
        });
        return new AlertRules(severities, silence.isPresent() ? Optional.of(Duration.ofDays(silence.getAsInt())) : Optional.empty());
    }
}
