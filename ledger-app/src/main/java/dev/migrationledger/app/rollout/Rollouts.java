package dev.migrationledger.app.rollout;

import dev.migrationledger.app.axon.CommandContext;
import dev.migrationledger.app.axon.LedgerCommands;
import dev.migrationledger.app.delivery.Alone;
import dev.migrationledger.app.eventstore.EventCodec;
import dev.migrationledger.app.eventstore.EventLog;
import dev.migrationledger.core.history.Provenance;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.NearMatches;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.rollout.Person;
import dev.migrationledger.core.rollout.RolloutCommand;
import dev.migrationledger.core.rollout.RolloutDecider;
import dev.migrationledger.core.rollout.RolloutEvent;
import dev.migrationledger.core.rollout.RolloutState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jooq.DSLContext;

/** The rollouts of a ledger. Safe for use by several threads. */
public final class Rollouts {
    private static final int PAGE = 1_000;
    private static final String PREFIX = LedgerCommands.rolloutStream("");

    private final DSLContext sql;
    private final EventLog log;
    private final EventCodec codec;
    private final LedgerCommands commands;
    private final CommandContext who;

    /** @param sql outside of any transaction; @param who asks */
    public Rollouts(DSLContext sql, EventLog log, EventCodec codec, LedgerCommands commands, CommandContext who) {
        this.sql = sql;
        this.log = log;
        this.codec = codec;
        this.commands = commands;
        this.who = who;
    }

    /** Who asks. */
    public Person person() {
        return new Person(who.actor(), who.via());
    }

    /**
     * Decides a command and appends what follows, durably when this returns.
     *
     * @throws LedgerException LDG870 to LDG883, LDG600 to LDG620
     */
    public List<RolloutEvent> tell(String id, RolloutCommand command) {
        try {
            return commands.send(id, command, who.within(id));
        } catch (LedgerException e) {
            throw new LedgerException(e.problems().stream().map(problem -> named(problem, id)).toList());
        }
    }

    private static Problem named(Problem problem, String id) {
        return new Problem(problem.code(), problem.exit(), problem.message(), problem.hint().replaceAll("\\bID\\b", id));
    }

    /** @throws LedgerException LDG873 when there is none of that id */
    public Rollout find(String id) {
        var entries = entries(id);
        if (entries.isEmpty()) {
            var problem = RolloutDecider.unknown(id);
            var near = NearMatches.question(id, ids());
            throw new LedgerException(new Problem(
                    problem.code(), problem.exit(), problem.message(), near.isEmpty() ? problem.hint() : near));
        }
        return new Rollout(
                id,
                RolloutDecider.fold(entries.stream().map(Rollout.Entry::event).toList()),
                entries,
                lease(id).isTaken());
    }

    public RolloutState state(String id) {
        return find(id).state();
    }

    /** Oldest first. */
    public List<Rollout> all() {
        return ids().stream().map(this::find).toList();
    }

    private List<String> ids() {
        return log.aggregates(PREFIX).stream().map(stream -> stream.substring(PREFIX.length())).toList();
    }

    /** Works on a rollout as no other process does. @return empty when one does */
    public <T> Optional<T> alone(String id, Supplier<T> work) {
        return lease(id).run(work);
    }

    private Alone lease(String id) {
        return new Alone(sql, PREFIX + id);
    }

    private List<Rollout.Entry> entries(String id) {
        var entries = new ArrayList<Rollout.Entry>();
        while (true) {
            var page = log.stream(PREFIX + id, entries.size(), PAGE);
            page.forEach(stored -> entries.add(new Rollout.Entry(
                    stored.time(),
                    Provenance.of(codec.readMetadata(stored.metadata())),
                    (RolloutEvent) codec.read(stored.type(), stored.payload()))));
            if (page.size() < PAGE) {
                return entries;
            }
        }
    }
}
