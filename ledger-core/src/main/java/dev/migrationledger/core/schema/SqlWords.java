package dev.migrationledger.core.schema;

import java.util.Locale;
import java.util.Set;

/** Words that tell, in texts of catalog functions, whether a bracket groups an expression or belongs to what is before it. */
final class SqlWords {
    private static final Set<String> OPERATOR_WORDS = Set.of(
            "AND", "OR", "NOT", "IS", "LIKE", "ILIKE", "SIMILAR", "TO", "BETWEEN", "CASE", "WHEN", "THEN", "ELSE", "END",
            "COLLATE", "DISTINCT", "FROM", "SELECT", "WHERE", "ESCAPE", "AT", "TIME", "ZONE", "ON", "USING", "WITH",
            "INCLUDE", "CHECK", "HAVING", "BY", "LIMIT", "OFFSET", "JOIN", "UNION", "ALL", "EXCEPT", "INTERSECT", "AS",
            "RETURN", "OVER", "FILTER");

    /** A bracket after these belongs to them: {@code x = ANY (ARRAY[..])}. */
    private static final Set<String> OWNING_WORDS =
            Set.of("ANY", "ALL", "SOME", "IN", "EXISTS", "ARRAY", "VALUES", "USING", "INCLUDE", "OVER", "FILTER", "AS");

    private SqlWords() {}

    static boolean isKeyword(String token) {
        var word = token.toUpperCase(Locale.ROOT);
        return OPERATOR_WORDS.contains(word) || OWNING_WORDS.contains(word);
    }

    /** Whether brackets that follow this token only group. */
    static boolean isGroupedAfter(String token) {
        var word = token.toUpperCase(Locale.ROOT);
        if (SqlTokens.isOperator(token) || token.equals("(") || token.equals("[") || token.equals(",")) {
            return true;
        }
        return OPERATOR_WORDS.contains(word) && !OWNING_WORDS.contains(word);
    }
}
