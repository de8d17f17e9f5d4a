package dev.migrationledger.app.crowd;

import dev.migrationledger.app.result.Report;
import dev.migrationledger.core.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * What came of an errand, as the command line would have told it.
 *
 * @param exit     the exit code; {@link #KILLED} when the worker died before it said anything
 * @param problems with code, message and hint
 */
record Answer(int exit, List<Said> problems) {
    static final int KILLED = -1;

    record Said(String code, String message, String hint) {
        private static Said of(Problem problem) {
            return new Said(problem.code(), problem.message(), problem.hint());
        }

        private String text() {
            return encoded(code) + "," + encoded(message) + "," + encoded(hint);
        }

        private static Said read(String text) {
            var parts = Stream.of(text.split(",", -1)).map(Said::decoded).toList();
            return new Said(parts.get(0), parts.get(1), parts.get(2));
        }

        private static String encoded(String text) {
            return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        }

        private static String decoded(String text) {
            return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
        }
    }

    static Answer of(Report report) {
        return new Answer(
                report.exit(false).code(),
                Stream.concat(report.databases().stream().flatMap(r -> r.problem().stream()), report.problems().stream())
                        .map(Said::of)
                        .toList());
    }

    static Answer killed() {
        return new Answer(KILLED, List.of());
    }

    String line() {
        return exit + "\t" + String.join(";", problems.stream().map(Said::text).toList());
    }

    static Answer read(String line) {
        var parts = line.split("\t", -1);
        return new Answer(
                Integer.parseInt(parts[0]),
                Stream.of(parts[1].split(";")).filter(text -> !text.isEmpty()).map(Said::read).toList());
    }

    /** Of the first problem; empty when there is none. */
    String code() {
        return problems.stream().findFirst().map(Said::code).orElse("");
    }
}
