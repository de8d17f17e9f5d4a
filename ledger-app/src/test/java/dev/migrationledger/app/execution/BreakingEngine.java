package dev.migrationledger.app.execution;

import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.schema.FactKey;
import dev.migrationledger.core.script.Dialect;
import dev.migrationledger.core.target.ChunkAccess;
import dev.migrationledger.core.target.Definitions;
import dev.migrationledger.core.target.SessionOptions;
import dev.migrationledger.core.target.StatementFailed;
import dev.migrationledger.core.target.StatementFailure;
import dev.migrationledger.core.target.TargetAddress;
import dev.migrationledger.core.target.TargetEngine;
import dev.migrationledger.core.target.TargetSession;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * A real engine whose connection breaks at one call, counted over all sessions: before the server hears of it, or after
 * the server did it and before the answer arrives.
 */
final class BreakingEngine implements TargetEngine {
    private static final Set<String> ON_THE_WIRE = Set.of(
            "commit", "execute", "copyIn", "mark", "claim", "marker", "raiseFence", "keepFence", "transactionId",
            "restoreSettings", "toolAccess", "isTrue", "judge", "register", "prepare", "unmark", "progress", "keep", "isThere",
            "hasRowsWithoutKey", "next");

    private final TargetEngine real;
    private final int breakAt;
    private final boolean after;
    private int calls;
    private String broken = "";

    BreakingEngine(TargetEngine real, int breakAt, boolean after) {
        this.real = real;
        this.breakAt = breakAt;
        this.after = after;
    }

    /** The call that broke; empty when none did. */
    String broken() {
        return broken;
    }

    @Override
    public String name() {
        return real.name();
    }

    @Override
    public Set<Capability> capabilities() {
        return real.capabilities();
    }

    @Override
    public Dialect dialect() {
        return real.dialect();
    }

    @Override
    public boolean mayPass(Problem problem) {
        return real.mayPass(problem);
    }

    @Override
    public Definitions definitions(TargetAddress address, Collection<FactKey> objects) {
        return real.definitions(address, objects);
    }

    @Override
    public TargetSession connect(TargetAddress address, SessionOptions options) {
        var session = real.connect(address, options);
        return breaking(TargetSession.class, session, session);
    }

    private <T> T breaking(Class<T> type, T works, TargetSession session) {
        return type.cast(Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {type}, (_, method, arguments) -> {
            var breaks = ON_THE_WIRE.contains(method.getName()) && ++calls == breakAt;
            try {
                if (breaks) {
                    broken = method.getName();
                }
                var answer = breaks && !after ? null : method.invoke(works, arguments);
                if (!breaks) {
                    return answer instanceof ChunkAccess access ? breaking(ChunkAccess.class, access, session) : answer;
                }
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
            session.close();
            throw new StatementFailed(
                    new StatementFailure(StatementFailure.Kind.LOST, "08006", "broken by the test", List.of()));
        }));
    }
}
