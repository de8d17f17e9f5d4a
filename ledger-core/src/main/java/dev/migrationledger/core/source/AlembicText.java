package dev.migrationledger.core.source;

import dev.migrationledger.core.python.PythonStatement;
import dev.migrationledger.core.python.PythonText;
import dev.migrationledger.core.python.PythonToken;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a revision file of Alembic says beside its place in the graph. */
final class AlembicText {
    private static final Pattern FROM_TEMPLATE = Pattern.compile("(?:Revision ID|Revises|Create Date):.*");
    private static final Pattern COMMIT = Pattern.compile("(?i)(?:^|;)\\s*commit\\b[^;]*(?:;|$)");
    private static final Set<String> EXECUTING = Set.of("execute", "text", "exec_driver_sql", "DDL");

    private AlembicText() {}

    /** One line. @param docstring of the module; its first paragraph counts, as in {@code alembic history} */
    static String message(String docstring) {
        return docstring.strip()
                .lines()
                .map(String::strip)
                .takeWhile(line -> !line.isEmpty() && !FROM_TEMPLATE.matcher(line).matches())
                .collect(Collectors.joining(" "));
    }

    /**
     * False as soon as anything speaks of leaving Alembic's transaction: {@code autocommit_block()}, a
     * {@code .commit()}, AUTOCOMMIT, a COMMIT that is executed.
     */
    static boolean isTransactional(PythonText python) {
        var tokens = python.statements().stream().flatMap(AlembicText::tokens).toList();
        return IntStream.range(0, tokens.size()).noneMatch(i -> leavesTransaction(tokens.subList(Math.max(0, i - 2), i + 1)));
    }

    /** @param tokens up to three, the last is judged */
    private static boolean leavesTransaction(List<PythonToken> tokens) {
        var token = tokens.getLast();
        return switch (token.kind()) {
            case NAME -> token.text().equals("autocommit_block") || token.text().equals("commit");
            case STRING -> token.text().equalsIgnoreCase("autocommit")
                    || tokens.size() == 3
                            && tokens.get(1).isOperator("(")
                            && EXECUTING.contains(tokens.getFirst().text())
                            && COMMIT.matcher(token.text()).find();
            case NUMBER, OTHER_STRING, OPERATOR -> false;
        };
    }

    private static Stream<PythonToken> tokens(PythonStatement statement) {
        return Stream.concat(statement.tokens().stream(), statement.body().stream().flatMap(AlembicText::tokens));
    }
}
