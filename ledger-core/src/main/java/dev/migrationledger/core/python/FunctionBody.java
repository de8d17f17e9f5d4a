package dev.migrationledger.core.python;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** How much of what calling a function of the module does can be told without calling it. */
public enum FunctionBody {
    /** There is none of this name. */
    ABSENT,
    /** Proven to do nothing: {@code pass}, a docstring, {@code ...}, {@code return}. */
    NOTHING,
    /** Does nothing but raise. */
    REFUSES,
    /** Does something, or nobody can tell. */
    ACTS;

    /** With these a module can exchange its own functions unseen. */
    private static final Set<String> SLEIGHTS = Set.of(
            "globals", "locals", "vars", "exec", "eval", "setattr", "__dict__", "__code__", "__import__");

    /** Its definition, where nothing else in the module could make it another; empty where that is not sure. */
    static Optional<PythonStatement> plain(String name, PythonText module) {
        return switch (Binding.of(name, module.statements())) {
            case Binding.Absent _, Binding.Assigned _, Binding.Unclear _ -> Optional.empty();
            case Binding.Defined(var function, var plain) -> Optional.of(function)
                    .filter(f -> plain && hasPlainHeader(f) && nothingElseTouches(name, f, module.statements()));
        };
    }

    public static FunctionBody of(String name, PythonText module) {
        return switch (Binding.of(name, module.statements())) {
            case Binding.Absent _ -> module.fault().isPresent() ? ACTS : ABSENT;
            case Binding.Assigned _, Binding.Unclear _ -> ACTS;
            case Binding.Defined _ -> plain(name, module).map(function -> body(function.body())).orElse(ACTS);
        };
    }

    private static FunctionBody body(List<PythonStatement> body) {
        boolean raises = false;
        for (var statement : body) {
            if (!statement.isCompound() && statement.begins("raise")) {
                raises = true;
            } else if (!isInert(statement)) {
                return ACTS;
            }
        }
        return raises ? REFUSES : NOTHING;
    }

    static boolean isInert(PythonStatement statement) {
        if (statement.isCompound()) {
            return false;
        }
        var tokens = statement.tokens();
        if (tokens.getFirst().isName("return")) {
            return tokens.size() == 1 || PythonLiteral.of(tokens.subList(1, tokens.size())).isPresent();
        }
        return tokens.size() == 1 && (tokens.getFirst().isName("pass") || tokens.getFirst().isOperator("..."))
                || PythonLiteral.of(tokens).isPresent();
    }

    /** Defaults and calls in annotations are evaluated where the function is defined. */
    private static boolean hasPlainHeader(PythonStatement function) {
        return function.tokens().stream().noneMatch(token -> token.isOperator("="))
                && function.tokens().stream().filter(token -> token.isOperator("(")).count() == 1;
    }

    private static boolean nothingElseTouches(String name, PythonStatement function, List<PythonStatement> module) {
        int place = IntStream.range(0, module.size()).filter(i -> module.get(i) == function).findFirst().orElse(-1);
        return IntStream.range(0, module.size())
                .filter(i -> i != place)
                .noneMatch(i -> i > place && isStarImport(module.get(i)) || touches(module.get(i), name));
    }

    private static boolean isStarImport(PythonStatement statement) {
        return statement.begins("from") && statement.tokens().getLast().isOperator("*");
    }

    /** Whether something that runs when the file is loaded speaks of the function, or could exchange it unseen. */
    private static boolean touches(PythonStatement statement, String name) {
        return mentions(statement, name) || statement.body().stream().anyMatch(inner -> statement.begins("def")
                ? exchanges(inner, name)
                : touches(inner, name));
    }

    private static boolean exchanges(PythonStatement statement, String name) {
        return statement.tokens().stream().anyMatch(FunctionBody::isSleight)
                || statement.begins("global") && mentions(statement, name)
                || statement.body().stream().anyMatch(inner -> exchanges(inner, name));
    }

    private static boolean mentions(PythonStatement statement, String name) {
        return statement.tokens().stream().anyMatch(token -> token.isName(name) || isSleight(token));
    }

    private static boolean isSleight(PythonToken token) {
        return token.kind() == PythonToken.Kind.NAME && SLEIGHTS.contains(token.text());
    }
}
