package dev.migrationledger.core.schema;

import java.util.List;
import java.util.Set;

/**
 * What only the text of a CREATE INDEX says (sqlite.org, lang_createindex.html): expressions and the condition.
 *
 * @param terms     normalised, without order and collation, in order
 * @param condition normalised; empty for an index of all rows
 */
public record SqliteIndexText(List<String> terms, String condition) {
    private static final Set<String> ORDER = Set.of("asc", "desc");

    public SqliteIndexText {
        terms = List.copyOf(terms);
    }

    /** @param known see {@link SqliteText#normalise} */
    public static SqliteIndexText of(String create, Set<String> known) {
        var tokens = SqliteText.tokens(create);
        var open = tokens.indexOf("(");
        var close = open < 0 ? -1 : SqlTokens.closing(tokens, open);
        if (close <= open) {
            return new SqliteIndexText(List.of(), "");
        }
        var terms = SqliteTableText.items(tokens.subList(open + 1, close)).stream()
                .map(term -> SqliteText.normalise(bare(term), known))
                .toList();
        var filtered = close + 1 < tokens.size() && tokens.get(close + 1).equals("where");
        return new SqliteIndexText(
                terms, filtered ? SqliteText.normalise(tokens.subList(close + 2, tokens.size()), known) : "");
    }

    private static List<String> bare(List<String> term) {
        var end = ORDER.contains(term.getLast()) ? term.size() - 1 : term.size();
        return end > 2 && term.get(end - 2).equals("collate") ? term.subList(0, end - 2) : term.subList(0, end);
    }
}
