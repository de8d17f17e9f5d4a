package dev.migrationledger.app.cli;

import dev.migrationledger.app.cli.json.JsonReport;
import dev.migrationledger.app.cli.render.ReportText;
import dev.migrationledger.app.result.Report;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.Problem;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;

/** Where the process starts. Results go to standard output, everything else to standard error. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(run(Terminal.ofProcess(), args));
    }

    /** Runs one command line in this process and gives its exit code; never throws. */
    public static int run(Terminal terminal, String... args) {
        return new CommandLine(new LedgerCommand(terminal))
                .setOut(new PrintWriter(terminal.out(), true))
                .setErr(new PrintWriter(terminal.err(), true))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler((mistake, words) -> told(
                        List.of(UsageMistake.problem(mistake)),
                        mistake.getCommandLine(),
                        UsageMistake.wantsJson(words),
                        terminal))
                .setExecutionExceptionHandler((failure, command, _) -> failed(failure, command, terminal))
                .execute(Arrays.stream(args).map(RelativeRevision::protect).toArray(String[]::new));
    }

    private static int failed(Exception failure, CommandLine command, Terminal terminal) {
        var problems = failure instanceof LedgerException known ? known.problems() : List.of(unforeseen(failure, terminal));
        return told(problems, command, wantsJson(command), terminal);
    }

    private static int told(List<Problem> problems, CommandLine command, boolean json, Terminal terminal) {
        if (json) {
            terminal.out().print(JsonReport.text(new Report(command.getCommandName(), List.of(), problems)));
            terminal.out().flush();
        } else {
            terminal.err().print(ReportText.problems(problems, terminal.look()));
        }
        return Exit.worst(problems.stream().map(Problem::exit).toList()).code();
    }

    private static boolean wantsJson(CommandLine command) {
        return "json".equalsIgnoreCase(String.valueOf(
                command.getParseResult().matchedOptionValue("--format", (Object) "table")));
    }

    /** An error of ours: its class and place help whoever mends it, its text could hold a value, so it stays out unless LEDGER_DEBUG is set. */
    public static Problem unforeseen(Throwable failure, Terminal terminal) {
        if (terminal.environment().containsKey("LEDGER_DEBUG")) {
            failure.printStackTrace(terminal.err());
        }
        var place = Arrays.stream(failure.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("dev.migrationledger."))
                .findFirst()
                .map(frame -> " at " + frame.getFileName() + ":" + frame.getLineNumber())
                .orElse("");
        return new Problem(
                "LDG900",
                Exit.FAILED,
                "an error that nobody foresaw: " + failure.getClass().getSimpleName() + place,
                "run it again with LEDGER_DEBUG=1 and report what it prints");
    }
}
