package dev.migrationledger.app.simulation;

import dev.migrationledger.app.operation.WorkingLedger;
import dev.migrationledger.core.target.TargetSession;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A port of which some calls do something else. */
interface Altered {
    /** @param real does what the port does, and may be asked several times or never */
    @Nullable Object call(String method, List<Object> arguments, Supplier<@Nullable Object> real);

    static TargetSession session(TargetSession session, Altered altered) {
        return of(TargetSession.class, session, altered);
    }

    static WorkingLedger ledger(WorkingLedger ledger, Altered altered) {
        return of(WorkingLedger.class, ledger, altered);
    }

    private static <T> T of(Class<T> port, T real, Altered altered) {
        return port.cast(Proxy.newProxyInstance(Altered.class.getClassLoader(), new Class<?>[] {port}, (_, method, arguments) ->
                altered.call(method.getName(), arguments == null ? List.of() : List.of(arguments), () -> {
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        if (e.getCause() instanceof Error error) {
                            throw error;
                        }
                        throw (RuntimeException) e.getCause();
                    } catch (IllegalAccessException e) {
                        throw new IllegalStateException(e);
                    }
                })));
    }
}
