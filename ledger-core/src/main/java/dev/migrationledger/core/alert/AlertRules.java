package dev.migrationledger.core.alert;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which rules are on.
 *
 * @param severities keyed by the rules that are on
 * @param silence    after how long without a look a database is silent; empty: never
 */
public record AlertRules(Map<Rule, Severity> severities, Optional<Duration> silence) {
    /** All of them, except silence, which needs a number of days. */
    public static final AlertRules DEFAULT = new AlertRules(
            Stream.of(Rule.values())
                    .filter(rule -> rule != Rule.SILENT)
                    .collect(Collectors.toMap(rule -> rule, Rule::severity)),
            Optional.empty());

    public AlertRules {
        severities = severities.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(severities));
    }

    public boolean isOn(Rule rule) {
        return severities.containsKey(rule);
    }

    /** Of alerts of a rule. */
    public Severity severity(Rule rule) {
        return severities.getOrDefault(rule, rule.severity());
    }
}
