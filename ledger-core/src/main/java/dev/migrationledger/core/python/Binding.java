package dev.migrationledger.core.python;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a name of the module stands for once the file has been read to its end. */
public sealed interface Binding {
    /** Nothing binds it. */
    record Absent() implements Binding {}

    /** @param value right of the equals sign */
    record Assigned(List<PythonToken> value, int line) implements Binding {}

    /** A function. @param statement its definition; @param plain whether nothing decorates it */
    record Defined(PythonStatement statement, boolean plain) implements Binding {}

    /** Bound in a way that only running the file would tell. @param reason after {@code it is}: {@code imported} */
    record Unclear(int line, String reason) implements Binding {}

    /** The last binding of a name at the module's level; what functions and classes bind is their own. */
    static Binding of(String name, List<PythonStatement> module) {
        Binding binding = new Absent();
        for (int i = 0; i < module.size(); i++) {
            var bound = in(module.get(i), name);
            if (bound.isPresent()) {
                boolean decorated = i > 0 && module.get(i - 1).tokens().getFirst().isOperator("@");
                binding = bound.get() instanceof Defined(var statement, _) ? new Defined(statement, !decorated) : bound.get();
            }
        }
        return binding;
    }

    private static Optional<Binding> in(PythonStatement statement, String name) {
        var tokens = statement.tokens();
        if (statement.isScope()) {
            return tokens.size() > 1 && tokens.get(1).isName(name)
                    ? Optional.of(
                            statement.begins("def")
                                    ? new Defined(statement, true)
                                    : new Unclear(statement.line(), "a class"))
                    : tokens.size() > 2 && statement.begins("async") && tokens.get(2).isName(name)
                            ? Optional.of(new Unclear(statement.line(), "asynchronous"))
                            : Optional.empty();
        }
        if (statement.isCompound()) {
            boolean inBody = statement.body().stream().anyMatch(inner -> in(inner, name).isPresent());
            return inBody || isTarget(tokens, name)
                    ? Optional.of(new Unclear(statement.line(), "bound inside `" + tokens.getFirst().text() + "`"))
                    : Optional.empty();
        }
        return switch (tokens.getFirst().text()) {
            case "import", "from" -> imports(tokens, name)
                    ? Optional.of(new Unclear(statement.line(), "imported"))
                    : Optional.empty();
            case "del" -> tokens.stream().anyMatch(token -> token.isName(name))
                    ? Optional.of(new Unclear(statement.line(), "deleted"))
                    : Optional.empty();
            default -> assigns(statement, name);
        };
    }

    private static Optional<Binding> assigns(PythonStatement statement, String name) {
        var parts = Brackets.split(statement.tokens(), "=");
        var value = parts.getLast();
        for (var target : parts.subList(0, parts.size() - 1)) {
            int annotation = Brackets.firstOutside(target, ":");
            var bare = annotation < 0 ? target : target.subList(0, annotation);
            if (bare.size() == 1 && bare.getFirst().isName(name)) {
                return Optional.of(new Assigned(value, statement.line()));
            }
            if (isTarget(bare, name)) {
                return Optional.of(together(bare, value, name)
                        .<Binding>map(own -> new Assigned(own, statement.line()))
                        .orElse(new Unclear(statement.line(), "assigned together with other names")));
            }
        }
        var tokens = statement.tokens();
        boolean changed = parts.size() == 1
                && tokens.size() > 1
                && tokens.getFirst().isName(name)
                && tokens.get(1).kind() == PythonToken.Kind.OPERATOR
                && tokens.get(1).text().matches("[^=!<>:]+=");
        boolean walrus = IntStream.range(0, tokens.size() - 1)
                .anyMatch(i -> tokens.get(i).isName(name) && tokens.get(i + 1).isOperator(":="));
        return changed || walrus
                ? Optional.of(new Unclear(statement.line(), "changed after it was assigned"))
                : Optional.empty();
    }

    /** The value for one of several names, {@code a, b = 1, 2}, when both sides are written out. */
    private static Optional<List<PythonToken>> together(List<PythonToken> targets, List<PythonToken> values, String name) {
        var names = Brackets.items(targets);
        var each = Brackets.items(values);
        boolean pairs = names.size() == each.size()
                && names.stream().allMatch(target -> target.size() == 1 && target.getFirst().kind() == PythonToken.Kind.NAME)
                && each.stream().noneMatch(value -> value.isEmpty() || value.getFirst().isOperator("*"));
        return IntStream.range(0, pairs ? names.size() : 0)
                .filter(i -> names.get(i).getFirst().isName(name))
                .mapToObj(each::get)
                .reduce((_, last) -> last);
    }

    /** Whether a name stands alone among targets: no attribute, no index, no argument. */
    private static boolean isTarget(List<PythonToken> tokens, String name) {
        return IntStream.range(0, tokens.size())
                .filter(i -> tokens.get(i).isName(name))
                .anyMatch(i -> (i == 0 || startsTarget(tokens.get(i - 1)))
                        && (i == tokens.size() - 1 || endsTarget(tokens.get(i + 1))));
    }

    private static boolean startsTarget(PythonToken before) {
        return before.kind() == PythonToken.Kind.NAME && Stream.of("for", "as").anyMatch(before::isName)
                || Stream.of(",", "(", "[", "*").anyMatch(before::isOperator);
    }

    private static boolean endsTarget(PythonToken after) {
        return after.isName("in") || Stream.of(",", ")", "]", ":=").anyMatch(after::isOperator);
    }

    private static boolean imports(List<PythonToken> tokens, String name) {
        int names = IntStream.range(0, tokens.size()).filter(i -> tokens.get(i).isName("import")).findFirst().orElse(0);
        return Brackets.split(
                        tokens.subList(names + 1, tokens.size()).stream()
                                .filter(token -> !token.isOperator("(") && !token.isOperator(")"))
                                .toList(),
                        ",")
                .stream()
                .filter(part -> !part.isEmpty())
                .anyMatch(part -> part.getLast().isName(name) && (part.size() == 1 || part.get(part.size() - 2).isName("as")));
    }
}
