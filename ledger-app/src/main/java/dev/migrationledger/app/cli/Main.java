package dev.migrationledger.app.cli;

import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.LedgerException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** Where the process starts. Results go to standard output, everything else to standard error. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(run(args, System.out, System.err));
    }

    /** Runs one command line in this process and gives its exit code; never throws. */
    public static int run(String[] args, PrintStream out, PrintStream err) {
        var root = new LedgerCommand(out, err);
        var line = new CommandLine(root)
                .setOut(new PrintWriter(new OutputStreamWriter(out, charset(out)), true))
                .setErr(new PrintWriter(new OutputStreamWriter(err, charset(err)), true))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setExitCodeExceptionMapper(_ -> Exit.FAILED.code())
                .setParameterExceptionHandler(Main::usage)
                .setExecutionExceptionHandler((failure, command, _) -> failed(failure, command));
        return line.execute(args);
    }

    private static Charset charset(PrintStream stream) {
        return stream.charset() == StandardCharsets.US_ASCII ? StandardCharsets.UTF_8 : stream.charset();
    }

    private static int usage(CommandLine.ParameterException mistake, String[] args) {
        var command = mistake.getCommandLine();
        command.getErr().println("ledger: " + mistake.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(mistake, command.getErr());
        command.getErr().println("Try 'ledger " + name(command) + "--help'.");
        return Exit.USAGE.code();
    }

    private static String name(CommandLine command) {
        return command.getParent() == null ? "" : command.getCommandName() + " ";
    }

    private static int failed(Exception failure, CommandLine command) {
        if (failure instanceof LedgerException known) {
            known.problems().forEach(problem -> {
                command.getErr().println("ledger: " + problem.code() + ": " + problem.message());
                if (!problem.hint().isEmpty()) {
                    command.getErr().println("  next: " + problem.hint());
                }
            });
            return Exit.worst(known.problems().stream().map(p -> p.exit()).toList()).code();
        }
        command.getErr().println("ledger: LDG900: an error that nobody foresaw: " + failure.getClass().getSimpleName()
                + (failure.getMessage() == null ? "" : ": " + failure.getMessage()));
        command.getErr().println("  next: run it again with LEDGER_DEBUG=1 and report what it prints");
        if (System.getenv("LEDGER_DEBUG") != null) {
            failure.printStackTrace(command.getErr());
        }
        return Exit.FAILED.code();
    }
}
