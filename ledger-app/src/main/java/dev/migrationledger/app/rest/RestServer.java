package dev.migrationledger.app.rest;

import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.WebServerException;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;

/** A running HTTP server. */
public final class RestServer implements AutoCloseable {
    /** Tomcat reports every step, and threads of ours as leaks; what goes wrong is told as a problem. Held: loggers are forgotten. */
    private static final Logger TOMCAT = Logger.getLogger("org.apache");

    static {
        TOMCAT.setLevel(Level.OFF);
    }

    private final AnnotationConfigServletWebServerApplicationContext context;
    private final Tail tail;

    private RestServer(AnnotationConfigServletWebServerApplicationContext context, Tail tail) {
        this.context = context;
        this.tail = tail;
    }

    /**
     * Reads no file and no variable: everything is in the arguments.
     *
     * @throws dev.migrationledger.core.problem.LedgerException LDG923 when the address cannot be had
     */
    public static RestServer start(Listen listen, Served served) {
        var context = new AnnotationConfigServletWebServerApplicationContext();
        var tail = new Tail(served.feed()::head);
        context.registerBean(Listen.class, () -> listen);
        context.registerBean(Served.class, () -> served);
        context.registerBean(Tail.class, () -> tail, definition -> definition.setDestroyMethodName(""));
        context.register(RestConfiguration.class);
        try {
            context.refresh();
            return new RestServer(context, tail);
        } catch (RuntimeException e) {
            context.close();
            throw whyNot(e).map(why -> (RuntimeException) RestProblems.notListening(listen, why)).orElse(e);
        }
    }

    private static Optional<String> whyNot(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PortInUseException) {
                return Optional.of("the port is in use");
            }
            if (cause instanceof WebServerException && cause.getCause() == null || cause instanceof java.net.BindException) {
                return Optional.ofNullable(cause.getMessage());
            }
        }
        return Optional.empty();
    }

    public int port() {
        return context.getWebServer().getPort();
    }

    /** Ends the streams, lets other requests end for some seconds, then stops. */
    @Override
    public void close() {
        tail.close();
        context.close();
    }
}
