package dev.migrationledger.core.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A value that can be read without running anything. */
public sealed interface PythonLiteral {
    record Text(String value) implements PythonLiteral {}

    record None() implements PythonLiteral {}

    /** A tuple, list or set. @param values in the order written */
    record Items(List<PythonLiteral> values) implements PythonLiteral {
        public Items {
            values = List.copyOf(values);
        }
    }

    /** A number, a truth value or an empty dictionary. @param written as in the file */
    record Other(String written) implements PythonLiteral {}

    /** @return absent when the value could only be known by running it: a name, a call, an operation */
    static Optional<PythonLiteral> of(List<PythonToken> tokens) {
        return of(tokens, 0);
    }

    /** The value of string literals that stand side by side, brackets around them allowed. */
    static Optional<String> text(List<PythonToken> tokens) {
        return of(tokens).filter(Text.class::isInstance).map(value -> ((Text) value).value());
    }

    private static Optional<PythonLiteral> of(List<PythonToken> tokens, int depth) {
        if (tokens.isEmpty() || depth > 20) {
            return Optional.empty();
        }
        if (Brackets.firstOutside(tokens, ",") >= 0) {
            return items(tokens, depth);
        }
        if (Brackets.enclose(tokens)) {
            var inner = tokens.subList(1, tokens.size() - 1);
            return switch (tokens.getFirst().text()) {
                case "(" -> inner.isEmpty() ? Optional.of(new Items(List.of())) : of(inner, depth + 1);
                case "[" -> items(inner, depth);
                default -> inner.isEmpty() ? Optional.of(new Other("{}")) : items(inner, depth);
            };
        }
        return atom(tokens);
    }

    private static Optional<PythonLiteral> items(List<PythonToken> tokens, int depth) {
        var values = new ArrayList<PythonLiteral>();
        var parts = tokens.isEmpty() ? List.<List<PythonToken>>of() : Brackets.split(tokens, ",");
        for (int i = 0; i < parts.size(); i++) {
            boolean trailing = i == parts.size() - 1 && i > 0 && parts.get(i).isEmpty();
            var value = trailing ? Optional.<PythonLiteral>empty() : of(parts.get(i), depth + 1);
            if (value.isEmpty() && !trailing) {
                return Optional.empty();
            }
            value.ifPresent(values::add);
        }
        return Optional.of(new Items(values));
    }

    private static Optional<PythonLiteral> atom(List<PythonToken> tokens) {
        if (tokens.stream().allMatch(token -> token.kind() == PythonToken.Kind.STRING)) {
            var joined = new StringBuilder();
            tokens.forEach(token -> joined.append(token.text()));
            return Optional.of(new Text(joined.toString()));
        }
        if (tokens.size() != 1) {
            return Optional.empty();
        }
        var token = tokens.getFirst();
        return switch (token.kind()) {
            case NUMBER -> Optional.of(new Other(token.text()));
            case NAME -> switch (token.text()) {
                case "None" -> Optional.of(new None());
                case "True", "False" -> Optional.of(new Other(token.text()));
                default -> Optional.empty();
            };
            case STRING, OTHER_STRING, OPERATOR -> Optional.empty();
        };
    }
}
