package dev.migrationledger.app.kill;

import static dev.migrationledger.app.kill.Hold.Side.STORE;
import static dev.migrationledger.app.kill.Hold.Side.TARGET;
import static dev.migrationledger.app.kill.Hold.after;
import static dev.migrationledger.app.kill.Hold.before;
import static dev.migrationledger.app.kill.Point.Start.AT_C3;
import static dev.migrationledger.app.kill.Point.Start.EMPTY;
import static dev.migrationledger.app.kill.Point.Start.MISTRACKED;
import static dev.migrationledger.app.kill.Point.Start.UNTRACKED;
import static dev.migrationledger.app.kill.Point.at;

import java.util.List;

/** The points of the matrix, in the order of a run. */
final class Points {
    private static final String MARKER = "\"marker\"";
    private static final String HEADS = "set \"heads\"";
    private static final String C2 = "insert into tally values ('c2')";
    private static final String C4 = "insert into tally values ('c4')";
    private static final String BUILD = "create index concurrently";
    private static final String CHUNK = "update load set n";
    private static final String PROGRESS = "\"progress\"";
    private static final Hold HALF_OF_C2 = after(TARGET, C2);

    private Points() {}

    static List<Point> all() {
        return List.of(
                at("look is being recorded", EMPTY, after(STORE, "database.detected")),
                at("before the intent", EMPTY, before(STORE, "database.apply-started")),
                at("intent written, not committed", EMPTY, after(STORE, "database.apply-started")),
                at("COMMIT of the intent sent, not heard", EMPTY, before(STORE, "database.apply-started", "commit")),
                at("COMMIT of the intent done, not answered", EMPTY, after(STORE, "database.apply-started", "commit")),
                at("own tables made, not committed", EMPTY, after(TARGET, "create table migration_ledger.marker")),
                at("own tables committed, not answered", EMPTY, after(TARGET, "create table migration_ledger.marker", "commit")),
                at("registration committed, not answered", EMPTY, after(TARGET, "insert into \"migration_ledger\".\"identity\"", "commit")),
                at("before the fence", EMPTY, before(TARGET, "set \"epoch\"")),
                at("fence raised, not committed", EMPTY, after(TARGET, "set \"epoch\"")),
                at("before a revision's last statement", EMPTY, before(TARGET, C2)),
                at("in the middle of a statement", AT_C3, new Hold.OnLock("lock table tally in exclusive mode")),
                at("after a revision's last statement", EMPTY, HALF_OF_C2),
                at("before the marker", EMPTY, before(TARGET, C2, MARKER)),
                at("marker written", EMPTY, after(TARGET, C2, MARKER)),
                at("heads claimed", EMPTY, after(TARGET, C2, MARKER, HEADS)),
                at("before COMMIT of a revision", EMPTY, before(TARGET, C2, MARKER, "commit")),
                at("COMMIT of a revision done, not answered", EMPTY, after(TARGET, C2, MARKER, "commit")),
                at("between two revisions", EMPTY, before(TARGET, C2, "commit", "insert into tally values ('c3')")),
                at("post-condition asked", EMPTY, after(TARGET, "select count(*) = 1 from tally")),
                at("BEGUN written, not committed", AT_C3, before(TARGET, C4, "commit", "'begun'", "commit")),
                at("BEGUN committed, statement not sent", AT_C3, before(TARGET, BUILD)),
                at("in CREATE INDEX CONCURRENTLY", AT_C3, new Hold.OnLock("lock table customer in row exclusive mode")),
                at("CREATE INDEX CONCURRENTLY done, not answered", AT_C3, after(TARGET, BUILD)),
                at("before COMMIT of DONE", AT_C3, before(TARGET, BUILD, "'done'", "commit")),
                at("COMMIT of DONE done, not answered", AT_C3, after(TARGET, BUILD, "'done'", "commit")),
                at("in REINDEX CONCURRENTLY", AT_C3, new Hold.OnLock("lock table item in row exclusive mode")),
                at("in VACUUM", AT_C3, new Hold.OnLock("lock table shelf in share update exclusive mode")),
                at("in DROP INDEX CONCURRENTLY", AT_C3, new Hold.OnLock("lock table shelf in access share mode")),
                at("in DETACH PARTITION CONCURRENTLY", AT_C3, new Hold.OnLock("lock table sale_1 in access share mode")),
                at("DETACH PARTITION CONCURRENTLY done, not answered", AT_C3, after(TARGET, "detach partition")),
                at("enum value added, not committed", AT_C3, after(TARGET, "add value 'calm'")),
                at("enum value committed, not used", AT_C3, before(TARGET, "insert into feeling")),
                at("REFRESH CONCURRENTLY done, not answered", AT_C3, after(TARGET, "refresh materialized view")),
                at("all statements done, revision not recorded", AT_C3, before(TARGET, "insert into tally values ('c5')", "commit", MARKER, HEADS)),
                at("in the middle of a chunk", AT_C3, new Hold.OnLock("lock table load in exclusive mode")),
                at("rows of a chunk changed, not kept how far it is", AT_C3, after(TARGET, CHUNK)),
                at("kept how far it is, chunk not committed", AT_C3, before(TARGET, CHUNK, PROGRESS, "commit")),
                at("COMMIT of a chunk done, not answered", AT_C3, after(TARGET, CHUNK, PROGRESS, "commit")),
                at("between two chunks", AT_C3, before(TARGET, CHUNK, PROGRESS, "commit", CHUNK)),
                at("last chunk in, revision not recorded", AT_C3, before(TARGET, CHUNK, CHUNK, CHUNK, "commit", HEADS, "commit")),
                at("last chunk in, COMMIT of the revision done, not answered", AT_C3, after(TARGET, CHUNK, CHUNK, CHUNK, "commit", HEADS, "commit")),
                at("before the outcomes", EMPTY, before(STORE, "database.revision-applied")),
                at("outcomes written, not committed", EMPTY, before(STORE, "database.revision-applied", "commit")),
                at("COMMIT of the outcomes done, not answered", EMPTY, after(STORE, "database.revision-applied", "commit")),
                at("before the attempt is finished", EMPTY, before(STORE, "database.apply-finished")),
                at("COMMIT of the finish done, not answered", EMPTY, after(STORE, "database.apply-finished", "commit")),
                at("in a seed", EMPTY, before(TARGET, "'rope'")),
                at("seed run, not recorded", EMPTY, before(STORE, "database.seed-applied")),
                at("stamp decided, not written", UNTRACKED, after(STORE, "database.stamped", "commit")),
                at("stamp written, not committed", UNTRACKED, after(TARGET, HEADS)),
                at("COMMIT of the stamp done, not answered", UNTRACKED, after(TARGET, HEADS, "commit")),
                at("correction decided, not written", MISTRACKED, after(STORE, "database.claim-corrected", "commit")),
                at("COMMIT of the correction done, not answered", MISTRACKED, after(TARGET, HEADS, "alembic_version", "commit")),
                at("recovery: before its intent", EMPTY, HALF_OF_C2, before(STORE, "database.apply-started")),
                at("recovery: COMMIT of its intent done, not answered", EMPTY, HALF_OF_C2, after(STORE, "database.apply-started", "commit")),
                at("recovery: fence raised", EMPTY, HALF_OF_C2, after(TARGET, "set \"epoch\"")),
                at("recovery: COMMIT done, not answered", EMPTY, HALF_OF_C2, after(TARGET, C2, MARKER, "commit")),
                at("recovery: remains dropped, index not built", AT_C3,
                        new Hold.OnLock("lock table customer in row exclusive mode"), before(TARGET, "drop index concurrently if exists", BUILD)),
                at("recovery: second chunk in, COMMIT not answered", AT_C3,
                        before(TARGET, CHUNK, PROGRESS, "commit", CHUNK), after(TARGET, CHUNK, PROGRESS, "commit")),
                at("recovery of recovery: COMMIT done, not answered", EMPTY,
                        HALF_OF_C2, after(TARGET, "set \"epoch\""), after(TARGET, C2, MARKER, "commit")),
                at("recovery of recovery: index built, not answered", AT_C3,
                        before(TARGET, BUILD), new Hold.OnLock("lock table customer in row exclusive mode"), after(TARGET, BUILD)));
    }
}
