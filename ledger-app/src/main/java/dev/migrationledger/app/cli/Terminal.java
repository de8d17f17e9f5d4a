package dev.migrationledger.app.cli;

import dev.migrationledger.app.cli.render.Look;
import dev.migrationledger.app.cli.render.Progress;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What a command talks to.
 *
 * @param out         results
 * @param err         everything else
 * @param interactive whether a person watches
 * @param environment of the process
 */
public record Terminal(PrintStream out, PrintStream err, boolean interactive, Map<String, String> environment) {

    /** This process's own streams. */
    public static Terminal ofProcess() {
        var console = System.console();
        return new Terminal(System.out, System.err, console != null && console.isTerminal(), System.getenv());
    }

    public Look look() {
        return Look.of(interactive, environment, charset());
    }

    /** @param total of steps; 0 when unknown */
    public Progress progress(String what, long total) {
        return new Progress(
                err,
                look(),
                interactive && !"dumb".equals(environment.get("TERM")),
                System::nanoTime,
                what,
                total == 0 ? OptionalLong.empty() : OptionalLong.of(total));
    }

    private Charset charset() {
        return out.charset();
    }
}
