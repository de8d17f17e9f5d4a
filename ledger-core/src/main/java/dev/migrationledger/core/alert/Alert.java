package dev.migrationledger.core.alert;

import dev.migrationledger.core.history.Description;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that a person should look at, from when it began until it is well again.
 *
 * @param database    id; blank for what concerns the ledger as a whole
 * @param revision    that it is about; blank where it is about none
 * @param rollout     id of the rollout that it is about; blank where it is about none
 * @param description of the database when it fired: what receivers route by stays the same until it resolves
 * @param since       when it fired
 * @param summary     one sentence: what happened to which database
 * @param hint        what to do next
 */
public record Alert(
        Rule rule,
        Severity severity,
        String database,
        String revision,
        String rollout,
        Optional<Description> description,
        Instant since,
        String summary,
        String hint) {

    /** About a database, or the ledger as a whole. */
    public Alert(
            Rule rule,
            Severity severity,
            String database,
            String revision,
            Optional<Description> description,
            Instant since,
            String summary,
            String hint) {
        this(rule, severity, database, revision, "", description, since, summary, hint);
    }

    /**
     * What it is known by while it fires, and when it fires again: {@code revision-failed/shop-prod/9c23e4e81011}. Ids
     * hold no slash.
     */
    public String key() {
        return rollout.isEmpty() ? key(rule, database, revision) : key(rule, rollout, "");
    }

    static String key(Rule rule, String database, String revision) {
        return rule.label() + (database.isEmpty() ? "" : "/" + database) + (revision.isEmpty() ? "" : "/" + revision);
    }
}
