package dev.migrationledger.app.target.tracker;

import dev.migrationledger.core.revision.Script;
import dev.migrationledger.core.schema.Row;
import dev.migrationledger.core.schema.SchemaSnapshot;
import dev.migrationledger.core.target.Claimed;
import dev.migrationledger.core.target.Marker;
import dev.migrationledger.core.target.Registration;
import dev.migrationledger.core.target.Target;
import dev.migrationledger.core.target.TargetIdentity;
import dev.migrationledger.core.target.TargetSession;
import dev.migrationledger.core.target.TrackerReading;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** What a session does the same way on every engine: to look, and to keep the tables that record what is in. */
public abstract class RecordedSession implements TargetSession {
    protected abstract Target looking();

    protected abstract DSLContext sql();

    protected abstract OwnTables own();

    protected abstract boolean hasOwnTables();

    protected abstract List<TrackerTable> trackersOfOthers();

    /** Runs the work with its failures typed. */
    protected abstract <T> T asked(Supplier<T> work);

    private void done(Runnable work) {
        asked(() -> {
            work.run();
            return true;
        });
    }

    @Override
    public TargetIdentity identity() {
        return looking().identity();
    }

    @Override
    public SchemaSnapshot snapshot() {
        return looking().snapshot();
    }

    @Override
    public List<TrackerReading> trackers() {
        return looking().trackers();
    }

    @Override
    public Set<String> begun() {
        return looking().begun();
    }

    @Override
    public boolean tearsRevisions() {
        return looking().tearsRevisions();
    }

    @Override
    public Optional<Boolean> holds(String query) {
        return looking().holds(query);
    }

    @Override
    public Map<String, Row> rows(Collection<Row> wanted) {
        return looking().rows(wanted);
    }

    @Override
    public Optional<Registration> registration() {
        return asked(() -> hasOwnTables() ? own().registration() : Optional.empty());
    }

    @Override
    public void register(String databaseId, TargetIdentity identity, String catalog) {
        done(() -> own().register(databaseId, identity, catalog));
    }

    @Override
    public void adopt(String databaseId, TargetIdentity identity, String catalog) {
        done(() -> own().adopt(databaseId, identity, catalog));
    }

    @Override
    public boolean raiseFence(long epoch) {
        return asked(() -> own().raiseFence(epoch));
    }

    @Override
    public boolean keepFence(long epoch) {
        return asked(() -> own().keepFence(epoch));
    }

    @Override
    public Optional<Marker> marker(String revision, int statement) {
        return asked(() -> own().marker(revision, statement));
    }

    @Override
    public Set<String> marked() {
        return asked(() -> own().marked());
    }

    @Override
    public void mark(Marker marker) {
        done(() -> own().mark(marker));
    }

    @Override
    public void unmark(String revision) {
        done(() -> own().unmark(revision));
    }

    @Override
    public void unmark(String revision, int statement) {
        done(() -> own().unmark(revision, statement));
    }

    @Override
    public void keepMarkers(Set<String> revisions, boolean begunToo) {
        done(() -> own().keepMarkers(revisions, begunToo));
    }

    @Override
    public void claim(Claimed claimed) {
        done(() -> {
            own().heads(claimed.state());
            TrackerWriter.write(sql(), trackersOfOthers(), claimed);
        });
    }

    @Override
    public void ranAgain(String file, Script script) {
        done(() -> TrackerWriter.ranAgain(sql(), trackersOfOthers(), file, script));
    }

    @Override
    public Set<String> trackerTables() {
        return asked(() -> {
            var names = new LinkedHashSet<String>();
            trackersOfOthers().forEach(tracker -> names.add(tracker.schema() + "." + tracker.table()));
            return names;
        });
    }

    @Override
    public boolean hasRows(String table) {
        return asked(() -> trackersOfOthers().stream()
                .filter(tracker -> table.equals(tracker.schema() + "." + tracker.table()))
                .anyMatch(tracker -> sql().fetchExists(DSL.table(DSL.name(tracker.schema(), tracker.table())))));
    }
}
