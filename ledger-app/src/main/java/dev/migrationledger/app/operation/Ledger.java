package dev.migrationledger.app.operation;

import dev.migrationledger.app.LedgerApplication;
import dev.migrationledger.app.audit.AuditDirectory;
import dev.migrationledger.app.audit.AuditPlace;
import dev.migrationledger.app.axon.CommandContext;
import dev.migrationledger.app.axon.LedgerCommands;
import dev.migrationledger.app.axon.Receipt;
import dev.migrationledger.app.catalog.Catalogs;
import dev.migrationledger.app.config.Configuration;
import dev.migrationledger.app.config.KafkaConfig;
import dev.migrationledger.app.config.StreamConfig;
import dev.migrationledger.app.detection.Detections;
import dev.migrationledger.app.detection.Detector;
import dev.migrationledger.app.embedded.StoreSettings;
import dev.migrationledger.app.eventstore.EventCodec;
import dev.migrationledger.app.eventstore.EventLog;
import dev.migrationledger.app.eventstore.Restoring;
import dev.migrationledger.app.eventstore.StoredLog;
import dev.migrationledger.app.execution.Interruption;
import dev.migrationledger.app.projection.AsOf;
import dev.migrationledger.app.projection.DatabaseRow;
import dev.migrationledger.app.projection.Databases;
import dev.migrationledger.app.projection.History;
import dev.migrationledger.app.projection.Replay;
import dev.migrationledger.app.projection.ScriptStore;
import dev.migrationledger.app.result.HistoryResult;
import dev.migrationledger.app.rollout.Rollouts;
import dev.migrationledger.app.stream.Envelope;
import dev.migrationledger.app.stream.EventFeed;
import dev.migrationledger.app.stream.Subscriptions;
import dev.migrationledger.app.stream.kafka.KafkaStream;
import dev.migrationledger.app.target.postgresql.PostgresEngine;
import dev.migrationledger.app.target.sqlite.SqliteEngine;
import dev.migrationledger.core.history.DatabaseCommand;
import dev.migrationledger.core.history.DatabaseEvent;
import dev.migrationledger.core.history.DatabaseState;
import dev.migrationledger.core.history.RecordedEvent;
import dev.migrationledger.core.history.Stay;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.NearMatches;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.problem.Shown;
import dev.migrationledger.core.revision.Script;
import dev.migrationledger.core.schema.Difference;
import dev.migrationledger.core.source.SnapshotScript;
import dev.migrationledger.core.source.Tools;
import dev.migrationledger.core.target.Target;
import dev.migrationledger.core.target.TargetAddress;
import dev.migrationledger.core.target.TargetEngine;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.UUID;
import java.util.function.Consumer;
import org.jooq.DSLContext;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The open ledger, as one run of one command sees it: its store, its commands, and the ways to reach targets. Safe for
 * use by several operations at once.
 */
public final class Ledger implements WorkingLedger, AutoCloseable {
    private final ConfigurableApplicationContext context;
    private final CommandContext who;
    private final Map<String, String> environment;
    private final Detections detections;
    private final AuditPlace place;
    private final Progress progress;
    private final Interruption interruption;
    private final Clock clock = Clock.systemUTC();
    private final TargetEngine postgresql = new PostgresEngine();
    private final TargetEngine sqlite = new SqliteEngine();

    private Ledger(
            ConfigurableApplicationContext context,
            CommandContext who,
            Map<String, String> environment,
            Detections detections,
            AuditPlace place,
            Progress progress,
            Interruption interruption) {
        this.context = context;
        this.who = who;
        this.environment = environment;
        this.detections = detections;
        this.place = place;
        this.progress = progress;
        this.interruption = interruption;
    }

    /** For a command that works on no database. */
    public static Ledger open(
            Path dataDirectory, Map<String, String> environment, String actor, String reason, Progress progress) {
        return open(dataDirectory, environment, actor, reason, "", progress);
    }

    /**
     * @param actor    who runs the command
     * @param verb     of the command; empty when it works on no database
     * @param reason   why; may be blank
     * @param progress hears what takes long, in words
     */
    public static Ledger open(
            Path dataDirectory, Map<String, String> environment, String actor, String reason, String verb, Progress progress) {
        var context = LedgerApplication.start(StoreSettings.of(dataDirectory, environment));
        try {
            var detections = Detections.in(
                    dataDirectory,
                    environment,
                    (origin, revision, number, of) ->
                            progress.now("references from " + origin + ": " + number + "/" + of + " " + revision));
            return new Ledger(
                    context,
                    CommandContext.of(actor, Optional.of(reason).filter(text -> !text.isBlank())).during(verb),
                    environment,
                    detections,
                    AuditPlace.of(dataDirectory, environment),
                    progress,
                    new Interruption());
        } catch (RuntimeException e) {
            context.close();
            throw e;
        }
    }

    /** The same, to be closed once, for what is done as a part of a rollout. */
    public Ledger within(String rollout) {
        return new Ledger(
                context, who.within(rollout), environment, detections, place, progress, interruption);
    }

    public Rollouts rollouts() {
        return new Rollouts(
                context.getBean(DSLContext.class),
                context.getBean(EventLog.class),
                context.getBean(EventCodec.class),
                context.getBean(LedgerCommands.class),
                who);
    }

    /** Hears what is worked on. */
    public interface Progress {
        void now(String what);
    }

    @Override
    public Receipt tell(Subject subject, DatabaseCommand command) {
        return tell(subject.id(), command);
    }

    /** As {@link #tell(Subject, DatabaseCommand)}, of a database that need not be in the configuration. */
    Receipt tell(String databaseId, DatabaseCommand command) {
        return context.getBean(LedgerCommands.class).send(databaseId, command, who);
    }

    @Override
    public DatabaseState state(String databaseId) {
        return row(databaseId).map(DatabaseRow::state).orElse(DatabaseState.NONE);
    }

    Optional<DatabaseRow> row(String databaseId) {
        return context.getBean(Databases.class).find(databaseId);
    }

    Optional<DatabaseRow> rowAsOf(String databaseId, Instant instant) {
        return context.getBean(AsOf.class).all(instant).stream()
                .filter(row -> row.id().equals(databaseId))
                .findFirst();
    }

    @Override
    public List<HistoryResult.Entry> history(String databaseId, Optional<Instant> until) {
        var codec = context.getBean(EventCodec.class);
        return context.getBean(History.class).of(databaseId, until).stream()
                .map(entry -> new HistoryResult.Entry(
                        entry.position(),
                        entry.time(),
                        entry.type(),
                        entry.id(),
                        entry.from(),
                        (DatabaseEvent) codec.read(entry.type(), entry.data().toString()),
                        entry.data().toString()))
                .toList();
    }

    /** @param folded hears how many events more are folded */
    public Replay.Outcome replay(LongConsumer folded) {
        return context.getBean(Replay.class).run(folded);
    }

    /** How many there are in the log. */
    public long events() {
        return context.getBean(EventLog.class).head();
    }

    /** The text of a script that ran, by its digest. */
    Optional<String> script(String digest) {
        return context.getBean(ScriptStore.class).load(digest);
    }

    /** Ids of all databases that the ledger ever heard of, sorted. */
    public List<String> known() {
        return context.getBean(Databases.class).ids();
    }

    /** Sorted by id. */
    List<DatabaseRow> fleetAsOf(Instant instant) {
        return context.getBean(AsOf.class).all(instant);
    }

    /** How long a database was in each of its states. @throws LedgerException LDG840 when nobody knows it */
    public List<Stay> stays(String databaseId, Optional<Instant> until) {
        var history = history(databaseId, until);
        if (history.isEmpty()) {
            throw new LedgerException(unknownDatabase(databaseId));
        }
        return Stay.of(history.stream()
                .map(entry -> new RecordedEvent(entry.position(), entry.time(), entry.event()))
                .toList());
    }

    Problem unknownDatabase(String databaseId) {
        var near = NearMatches.question(databaseId, known());
        return new Problem(
                "LDG840",
                Exit.USAGE,
                "the ledger knows no database " + Shown.of(databaseId),
                near.isEmpty() ? "`ledger status --all` shows those of the configuration" : near);
    }

    public Audit audit() {
        return new Audit(
                new AuditDirectory(place), context.getBean(StoredLog.class), context.getBean(Restoring.class),
                context.getBean(ScriptStore.class), clock);
    }

    /** How far each consumer of the log has come. */
    public Subscriptions subscriptions() {
        return context.getBean(Subscriptions.class);
    }

    /** The log as others are told of it. */
    public EventFeed feed(StreamConfig stream) {
        return new EventFeed(context.getBean(EventLog.class), envelope(stream));
    }

    private Envelope envelope(StreamConfig stream) {
        return new Envelope(stream.source(), context.getBean(EventCodec.class));
    }

    public Databases databases() {
        return context.getBean(Databases.class);
    }

    /** Publishes the log to Kafka until this ledger is interrupted. @param warnings hears of what does not hinder it */
    public KafkaStream kafka(StreamConfig stream, KafkaConfig kafka, Consumer<Problem> warnings) {
        return new KafkaStream(
                kafka,
                environment,
                subscriptions(),
                envelope(stream),
                databases(),
                new AuditDirectory(place),
                interruption,
                warnings);
    }

    /** Tells channels and webhooks until this ledger is interrupted. @param lines takes what goes to the log */
    public Telling telling(Configuration configuration, Consumer<String> lines) {
        return new Telling(
                configuration,
                context.getBean(DSLContext.class),
                context.getBean(EventLog.class),
                context.getBean(EventCodec.class),
                subscriptions(),
                this::audit,
                environment,
                clock,
                interruption,
                lines);
    }

    /** Signs what this run appended. @return why that was not possible; empty when all is well */
    public List<Problem> signed() {
        if (!place.automatic()) {
            return List.of();
        }
        try {
            audit().checkpoint();
            return List.of();
        } catch (LedgerException e) {
            return e.problems();
        }
    }

    @Override
    public void keep(Collection<Script> scripts) {
        context.getBean(ScriptStore.class).save(scripts);
    }

    Detections detections() {
        return detections;
    }

    @Override
    public Detector.Seen see(Subject subject, Target target) {
        return detections.see(subject.configured(), subject.catalog(), subject.database().engine(), target);
    }

    @Override
    public Optional<List<Difference>> differences(Subject subject, SnapshotScript dump) {
        return detections.differences(subject.configured(), subject.catalog(), subject.database().engine(), dump);
    }

    @Override
    public TargetEngine engine(TargetAddress address) {
        return switch (address.engine()) {
            case "postgresql" -> postgresql;
            case "sqlite" -> sqlite;
            default -> throw new LedgerException(new Problem(
                    "LDG643",
                    Exit.CONFIGURATION,
                    address + ": this version cannot migrate " + address.engine() + " databases",
                    "engines it knows: postgresql, sqlite"));
        };
    }

    @Override
    public Tools tools(Subject subject) {
        return Catalogs.tools(subject.configured(), environment);
    }

    @Override
    public void working(String what) {
        progress.now(what);
    }

    @Override
    public Map<String, String> environment() {
        return environment;
    }

    @Override
    public Interruption interruption() {
        return interruption;
    }

    /** Asks everything that runs to stop soon; from any thread. */
    public void interrupt() {
        interruption.request();
    }

    @Override
    public String reason() {
        return who.reason().orElse("");
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public String newAttempt() {
        return UUID.randomUUID().toString();
    }

    @Override
    public void close() {
        detections.close();
        context.close();
    }
}
