package dev.migrationledger.app.operation;

import dev.migrationledger.core.whatif.ChangedPolicy;
import dev.migrationledger.core.whatif.FailureBudget;
import dev.migrationledger.core.whatif.FailureBudget.Fleet;
import dev.migrationledger.core.whatif.OtherPolicy;
import dev.migrationledger.core.whatif.OtherPolicy.Rules;
import dev.migrationledger.core.whatif.PastEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A changed policy over all that the ledger remembers; nothing is connected to and nothing is written. */
public record WhatIf(Ledger ledger) {
    /** @param answer empty where no catalog that the database was of is configured any more */
    public record OfDatabase(String id, Optional<OtherPolicy.Answer> answer) {}

    /**
     * @param databases by id; empty when nothing was asked that concerns one alone
     * @param stops     of runs; empty when no failure budget was asked about
     */
    public record Answer(List<OfDatabase> databases, List<FailureBudget.Stop> stops) {}

    /** @param catalogs as they are configured now, keyed by name */
    public Answer ask(ChangedPolicy changed, Map<String, Rules> catalogs) {
        var otherwise = new HashMap<String, Rules>();
        catalogs.forEach((name, rules) -> otherwise.put(name, new Rules(rules.graph(), changed.over(rules.policy()))));
        var databases = new ArrayList<OfDatabase>();
        var events = new ArrayList<Fleet>();
        for (var id : ledger.known()) {
            var history = ledger.history(id, Optional.empty()).stream()
                    .map(entry -> new PastEvent(entry.position(), entry.time(), entry.from(), entry.event()))
                    .toList();
            if (changed.changesFooting()) {
                databases.add(new OfDatabase(id, OtherPolicy.about(id, history, otherwise)));
            }
            if (changed.failureBudget().isPresent()) {
                history.forEach(past -> events.add(new Fleet(id, past)));
            }
        }
        events.sort(Comparator.comparingLong(event -> event.past().position()));
        return new Answer(databases, changed.failureBudget().map(budget -> FailureBudget.stops(events, budget)).orElse(List.of()));
    }
}
