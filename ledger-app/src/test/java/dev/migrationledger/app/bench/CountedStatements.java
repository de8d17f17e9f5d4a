package dev.migrationledger.app.bench;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts what is sent over a connection. */
final class CountedStatements {
    private final AtomicInteger count = new AtomicInteger();

    int count() {
        return count.get();
    }

    Connection on(Connection connection) {
        return proxy(Connection.class, connection);
    }

    private <T> T proxy(Class<T> type, Object real) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (_, method, arguments) -> {
            if (method.getName().startsWith("execute")) {
                count.incrementAndGet();
            }
            try {
                return switch (method.invoke(real, arguments)) {
                    case PreparedStatement statement -> proxy(PreparedStatement.class, statement);
                    case Statement statement -> proxy(Statement.class, statement);
                    case null -> null;
                    case Object other -> other;
                };
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }
}
