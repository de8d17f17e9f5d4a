package dev.migrationledger.core.schema;

import java.util.List;

/**
 * An index definition without its name.
 *
 * @param structure what is indexed and how, to be put behind the table's name: {@code (lower(email)) where active},
 *                  {@code using gin (tags)}; {@code btree} is not said
 * @param nulls     {@code not distinct}; empty for the usual
 * @param options   storage parameters, empty for none
 */
public record IndexText(String structure, String nulls, String options) {

    /** @param definition as {@code pg_get_indexdef} gives it */
    public static IndexText of(String definition) {
        var tokens = SqlTokens.of(definition);
        var at = tokens.indexOf("USING") + 1;
        var method = tokens.get(at);
        var end = SqlTokens.closing(tokens, at + 1);
        var structure = new StringBuilder(method.equals("btree") ? "" : " using " + method + " ");
        structure.append(group(tokens, at + 1, end));
        var nulls = "";
        var options = "";
        for (var i = end + 1; i < tokens.size(); i++) {
            switch (tokens.get(i)) {
                case "INCLUDE" -> {
                    end = SqlTokens.closing(tokens, i + 1);
                    structure.append(" include ").append(group(tokens, i + 1, end));
                    i = end;
                }
                case "NULLS" -> {
                    nulls = "not distinct";
                    i += 2;
                }
                case "WITH" -> {
                    end = SqlTokens.closing(tokens, i + 1);
                    options = SqlTokens.join(tokens.subList(i + 2, end));
                    i = end;
                }
                case "WHERE" -> {
                    var condition = String.join(" ", tokens.subList(i + 1, tokens.size()));
                    structure.append(" where ").append(ExpressionText.normalise(condition));
                    i = tokens.size();
                }
                default -> {}
            }
        }
        return new IndexText(structure.toString(), nulls, options);
    }

    /** The bracketed list with each element normalised by itself. */
    private static String group(List<String> tokens, int open, int close) {
        var line = new StringBuilder("(");
        var start = open + 1;
        for (var i = start; i <= close; i++) {
            var token = tokens.get(i);
            if (i < close && (token.equals("(") || token.equals("["))) {
                i = SqlTokens.closing(tokens, i);
            } else if (i == close || token.equals(",")) {
                line.append(line.length() == 1 ? "" : ", ");
                line.append(ExpressionText.normalise(String.join(" ", tokens.subList(start, i))));
                start = i + 1;
            }
        }
        return line.append(')').toString();
    }
}
