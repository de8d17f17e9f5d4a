package dev.migrationledger.app.eventstore;

import static dev.migrationledger.app.jooq.ledger.Tables.EVENT;
import static dev.migrationledger.app.jooq.ledger.Tables.EVENT_POSITION;
import static dev.migrationledger.app.jooq.ledger.Tables.SCRIPT;
import static dev.migrationledger.app.jooq.ledger.Tables.UNSEQUENCED;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;

import dev.migrationledger.core.audit.Finding;
import dev.migrationledger.core.audit.Hash;
import dev.migrationledger.core.audit.LogAudit;
import dev.migrationledger.core.audit.LogEntry;
import dev.migrationledger.core.audit.SignedLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SelectField;

/** The whole log with its chains, as auditors read it: what is in the tables, whether it is sound or not. */
public final class StoredLog {
    private static final int PAGE = 5_000;
    private static final int LINKS_PAGE = 50_000;
    private static final List<SelectField<?>> COLUMNS = List.of(
            EVENT_POSITION.POSITION,
            EVENT.ID,
            EVENT.AGGREGATE,
            EVENT.SEQUENCE,
            EVENT.TYPE,
            EVENT.TIME,
            EVENT.PAYLOAD,
            EVENT.METADATA,
            EVENT.HASH);

    private final DSLContext sql;
    private final EventLog log;

    public StoredLog(DSLContext sql, EventLog log) {
        this.sql = sql;
        this.log = log;
    }

    /** See {@link EventLog#head()}. */
    public long head() {
        return log.head();
    }

    /** Compares all that was committed before the call with its chains, with what was signed, and scripts with their digests. */
    public LogAudit.Outcome audit(SignedLog signed) {
        return audit(new LogAudit(signed), Long.MIN_VALUE, signed).and(changedScripts());
    }

    /**
     * As {@link #audit(SignedLog)}, for what stands behind a position that an earlier audit found clean. Neither events up
     * to there nor scripts are read again.
     */
    public LogAudit.Outcome auditAfter(long position, SignedLog signed) {
        return audit(LogAudit.after(position, signed, this::predecessor), position, signed);
    }

    private LogAudit.Outcome audit(LogAudit audit, long after, SignedLog signed) {
        var elsewhere = new ArrayList<>(lostBeforeOrdering());
        long head = elsewhere.isEmpty() ? head() : Long.MAX_VALUE;
        long last = forEach(after, head, audit::add);
        elsewhere.addAll(unordered(after));
        if (last < head && last >= signed.signed() && head < Long.MAX_VALUE) {
            elsewhere.add(new Finding(last + 1, "", "", Finding.Fault.CUT_OFF,
                    "is not there: the log ends at " + last + ", but " + head + " positions were given out"));
        }
        return audit.end().and(elsewhere);
    }

    /** In the order of positions. @return the last position there is, up to {@code head} */
    public long forEach(long head, Consumer<LogEntry> consumer) {
        return forEach(Long.MIN_VALUE, head, consumer);
    }

    private long forEach(long after, long head, Consumer<LogEntry> consumer) {
        long position = after;
        while (true) {
            var page = entries(EVENT_POSITION.POSITION.gt(position).and(EVENT_POSITION.POSITION.le(head)), PAGE);
            page.forEach(consumer);
            if (page.size() < PAGE) {
                return page.isEmpty() ? Math.max(position, 0) : page.getLast().position();
            }
            position = page.getLast().position();
        }
    }

    /** Links of the events after a position up to another, in order. */
    public void forEachLink(long after, long head, Consumer<Hash> consumer) {
        long position = after;
        while (position < head) {
            long from = position;
            var page = EventLog.reading(() -> sql.select(EVENT.HASH)
                    .from(EVENT_POSITION)
                    .join(EVENT)
                    .on(EVENT.SEQ.eq(EVENT_POSITION.SEQ))
                    .where(EVENT_POSITION.POSITION.gt(from), EVENT_POSITION.POSITION.le(Math.min(head, from + LINKS_PAGE)))
                    .orderBy(EVENT_POSITION.POSITION)
                    .fetch(EVENT.HASH));
            page.forEach(bytes -> consumer.accept(Hash.of(bytes)));
            position += LINKS_PAGE;
        }
    }

    public Optional<LogEntry> at(long position) {
        return entries(EVENT_POSITION.POSITION.eq(position), 1).stream().findFirst();
    }

    /** The event before it in its aggregate; empty for the first. */
    public Optional<LogEntry> predecessor(LogEntry entry) {
        return entries(EVENT.AGGREGATE.eq(entry.aggregate()).and(EVENT.SEQUENCE.eq(entry.sequence() - 1)), 1).stream()
                .findFirst();
    }

    private List<LogEntry> entries(Condition condition, int limit) {
        return EventLog.reading(() -> sql.select(COLUMNS)
                .from(EVENT_POSITION)
                .join(EVENT)
                .on(EVENT.SEQ.eq(EVENT_POSITION.SEQ))
                .where(condition)
                .orderBy(EVENT_POSITION.POSITION)
                .limit(limit)
                .fetch(StoredLog::entry));
    }

    /** A link that is no digest can be none of ours: it becomes one that fits nothing. */
    private static LogEntry entry(Record row) {
        var hash = row.get(EVENT.HASH);
        return new LogEntry(
                row.get(EVENT_POSITION.POSITION),
                row.get(EVENT.ID),
                row.get(EVENT.AGGREGATE),
                row.get(EVENT.SEQUENCE),
                row.get(EVENT.TYPE),
                row.get(EVENT.TIME).toInstant(),
                row.get(EVENT.PAYLOAD),
                row.get(EVENT.METADATA),
                Hash.of(hash.length == Hash.BYTES ? hash : new byte[Hash.BYTES]));
    }

    /** Such a row stops every reader, so positions cannot be given before it is told. */
    private List<Finding> lostBeforeOrdering() {
        return EventLog.reading(() -> sql.selectFrom(UNSEQUENCED)
                .where(notExists(selectOne().from(EVENT).where(EVENT.SEQ.eq(UNSEQUENCED.SEQ))))
                .limit(PAGE)
                .fetch(r -> Finding.about(Finding.Fault.MISSING, "an event was deleted before any reader saw it")));
    }

    /** @param after only what was stored after the event at this position */
    private List<Finding> unordered(long after) {
        var stored = after < 1
                ? noCondition()
                : EVENT.SEQ.gt(select(EVENT_POSITION.SEQ).from(EVENT_POSITION).where(EVENT_POSITION.POSITION.eq(after)));
        return EventLog.reading(() -> sql.select(EVENT.AGGREGATE, EVENT.SEQUENCE, EVENT.TYPE)
                .from(EVENT)
                .where(notExists(selectOne().from(EVENT_POSITION).where(EVENT_POSITION.SEQ.eq(EVENT.SEQ))))
                .and(notExists(selectOne().from(UNSEQUENCED).where(UNSEQUENCED.SEQ.eq(EVENT.SEQ))))
                .and(stored)
                .orderBy(EVENT.AGGREGATE, EVENT.SEQUENCE)
                .limit(PAGE)
                .fetch(r -> new Finding(0, r.value1(), r.value3(), Finding.Fault.UNORDERED,
                        "event " + r.value2() + " of its history has no position, so no reader sees it")));
    }

    /** The digest is taken with line ends as LF, as in {@code Script.digest}. */
    private List<Finding> changedScripts() {
        var digest = field(
                "encode(sha256(convert_to(replace({0}, E'\\r\\n', E'\\n'), 'UTF8')), 'hex')", String.class, SCRIPT.TEXT);
        return EventLog.reading(() -> sql.select(SCRIPT.DIGEST)
                .from(SCRIPT)
                .where(digest.ne(SCRIPT.DIGEST))
                .orderBy(SCRIPT.DIGEST)
                .limit(PAGE)
                .fetch(r -> Finding.about(Finding.Fault.SCRIPT_CHANGED,
                        "the script " + r.value1() + " is not the text that ran")));
    }
}
