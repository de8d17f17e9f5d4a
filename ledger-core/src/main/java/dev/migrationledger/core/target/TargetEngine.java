package dev.migrationledger.core.target;

import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.schema.FactKey;
import dev.migrationledger.core.script.Dialect;
import java.util.Collection;
import java.util.Set;

/** One kind of database that revisions can be run on. */
public interface TargetEngine {
    /** As in {@link TargetAddress#engine()}. */
    String name();

    Set<Capability> capabilities();

    /** Where statements end in scripts for it, and what they may do. */
    Dialect dialect();

    /** Whether time alone may cure what {@link #connect} threw, as with a server that is still starting. */
    boolean mayPass(Problem problem);

    /** @throws dev.migrationledger.core.problem.LedgerException with a code, when there is no way in */
    TargetSession connect(TargetAddress address, SessionOptions options);

    /** Writes objects of a database down as statements; nothing is changed. @param objects as in its snapshot */
    Definitions definitions(TargetAddress address, Collection<FactKey> objects);

    /** What execution may rely on; the protocol asks, it does not guess from names. */
    enum Capability {
        /** Schema changes roll back with their transaction. */
        TRANSACTIONAL_DDL,
        /** {@link TargetSession#tryLock()} excludes other sessions and dies with its own. */
        SESSION_LOCK,
        /** {@link TargetSession#judge(String)} can decide more than "unknown". */
        JUDGES_STATEMENTS
    }
}
