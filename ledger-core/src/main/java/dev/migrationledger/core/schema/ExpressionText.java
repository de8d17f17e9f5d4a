package dev.migrationledger.core.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One writing for the same expression, whatever wrote it down. Dump and restore, server versions and ORMs differ in casts
 * and brackets: {@code (status)::text = ANY ((ARRAY['a'::character varying])::text[])} comes back as
 * {@code (status)::text = ANY (ARRAY[('a'::character varying)::text])}; both become {@code status = ANY (ARRAY['a'])}.
 *
 * <p>Dropped: casts of constants and of {@code ARRAY[..]}; casts of anything to a text type; brackets that only group one
 * operand. Kept: every other cast, because {@code a::integer / b} and {@code a / b} differ.
 */
public final class ExpressionText {
    private static final Set<String> TEXT_TYPES = Set.of("text", "character varying", "varchar", "bpchar", "character", "name");
    private static final Set<String> NUMBER_TYPES =
            Set.of("integer", "bigint", "smallint", "numeric", "real", "double precision");
    private static final Pattern NUMBER = Pattern.compile("'(-?\\d+(\\.\\d+)?)'");
    private static final Set<String> CONSTANTS = Set.of("NULL", "TRUE", "FALSE");

    private final List<String> tokens;
    private final List<String> out = new ArrayList<>();
    private int at;

    private ExpressionText(List<String> tokens) {
        this.tokens = tokens;
    }

    /** @param text as a catalog function gives it; blank stays blank */
    public static String normalise(String text) {
        var tokens = SqlTokens.of(text);
        for (var before = -1; before != tokens.size(); ) {
            before = tokens.size();
            tokens = ungroup(new ExpressionText(joinSigns(tokens)).dropCasts());
        }
        return SqlTokens.join(tokens);
    }

    /** {@code -} and {@code 1} where no operand stands before them are the constant {@code -1}. */
    private static List<String> joinSigns(List<String> tokens) {
        var joined = new ArrayList<String>();
        for (var i = 0; i < tokens.size(); i++) {
            var unary = joined.isEmpty() || SqlWords.isGroupedAfter(joined.getLast());
            if (tokens.get(i).equals("-") && unary && i + 1 < tokens.size() && SqlTokens.isNumber(tokens.get(i + 1))) {
                joined.add("-" + tokens.get(++i));
            } else {
                joined.add(tokens.get(i));
            }
        }
        return joined;
    }

    private List<String> dropCasts() {
        while (at < tokens.size()) {
            var token = tokens.get(at);
            if (!token.equals("::")) {
                out.add(token);
                at++;
                continue;
            }
            var start = at++;
            var type = readType();
            if (isDroppable(type)) {
                unquoteNumber(type);
            } else {
                out.addAll(tokens.subList(start, at));
            }
        }
        return out;
    }

    private boolean isDroppable(String type) {
        var element = type.replace("[]", "");
        return TEXT_TYPES.contains(element) || isConstant(out.size() - 1);
    }

    /** Whether the operand that ends at this index of what was written is a constant, an array, or such in brackets. */
    private boolean isConstant(int last) {
        if (last < 0) {
            return false;
        }
        var token = out.get(last);
        if (token.equals("]")) {
            return true;
        }
        if (token.equals(")")) {
            var open = opening(last);
            var grouping = open == 0 || SqlWords.isGroupedAfter(out.get(open - 1));
            return grouping && (open == last - 2 || out.get(last - 1).equals("]")) && isConstant(last - 1);
        }
        return SqlTokens.isString(token) || SqlTokens.isNumber(token) || CONSTANTS.contains(token.toUpperCase(Locale.ROOT));
    }

    private int opening(int close) {
        var depth = 0;
        for (var i = close; i >= 0; i--) {
            if (out.get(i).equals(")")) {
                depth++;
            } else if (out.get(i).equals("(") && --depth == 0) {
                return i;
            }
        }
        return 0;
    }

    private void unquoteNumber(String type) {
        var number = NUMBER.matcher(out.getLast());
        if (NUMBER_TYPES.contains(type) && number.matches()) {
            out.set(out.size() - 1, number.group(1));
        }
    }

    /** Reads {@code character varying(10)[]}, {@code timestamp(3) with time zone}, {@code public.mood}; without length. */
    private String readType() {
        var type = new StringBuilder(next());
        while (at < tokens.size()) {
            var token = tokens.get(at);
            switch (token) {
                case "." -> type.append(next()).append(next());
                case "(" -> at = SqlTokens.closing(tokens, at) + 1;
                case "[" -> {
                    at = SqlTokens.closing(tokens, at) + 1;
                    type.append("[]");
                }
                case "varying", "precision", "with", "without", "time", "zone" -> type.append(' ').append(next());
                default -> {
                    return type.toString();
                }
            }
        }
        return type.toString();
    }

    private String next() {
        return at < tokens.size() ? tokens.get(at++) : "";
    }

    /** Drops brackets around one operand, doubled brackets, and brackets around the whole. */
    private static List<String> ungroup(List<String> tokens) {
        var kept = new ArrayList<>(tokens);
        for (var i = 0; i < kept.size(); i++) {
            if (!kept.get(i).equals("(")) {
                continue;
            }
            var close = SqlTokens.closing(kept, i);
            var grouping = i == 0 || SqlWords.isGroupedAfter(kept.get(i - 1));
            var whole = i == 0 && close == kept.size() - 1;
            var doubled = i > 0 && kept.get(i - 1).equals("(") && close + 1 < kept.size() && kept.get(close + 1).equals(")");
            if (grouping && kept.get(close).equals(")") && (whole || doubled || isOneOperand(kept.subList(i + 1, close)))) {
                kept.remove(close);
                kept.remove(i);
                i--;
            }
        }
        return kept;
    }

    private static boolean isOneOperand(List<String> inner) {
        if (inner.isEmpty() || SqlTokens.isOperator(inner.getFirst()) && !SqlTokens.isNumber(inner.getFirst())) {
            return false;
        }
        var i = 0;
        while (i < inner.size()) {
            var token = inner.get(i);
            if (token.equals("(") || token.equals("[")) {
                i = SqlTokens.closing(inner, i) + 1;
            } else if (i == 0 && !SqlWords.isKeyword(token)
                    || i == 0 && token.equals("ARRAY")
                    || token.equals(".")
                    || inner.get(i - (i > 0 ? 1 : 0)).equals(".")) {
                i++;
            } else {
                return false;
            }
        }
        return true;
    }
}
