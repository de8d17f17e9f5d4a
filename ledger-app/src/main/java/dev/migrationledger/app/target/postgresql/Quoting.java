package dev.migrationledger.app.target.postgresql;

import java.util.Set;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** Names and texts as {@code quote_ident} and {@code quote_literal} of this server write them. */
final class Quoting {
    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

    private final Set<String> keywords;

    /** Asks the server for its key words. */
    Quoting(DSLContext sql) {
        this.keywords = sql.select(DSL.field("word", String.class))
                .from("pg_catalog.pg_get_keywords()")
                .where(DSL.field("catcode", String.class).ne("U"))
                .fetchSet(0, String.class);
    }

    String name(String part) {
        return PLAIN.matcher(part).matches() && !keywords.contains(part) ? part : '"' + part.replace("\"", "\"\"") + '"';
    }

    String name(String schema, String name) {
        return name(schema) + "." + name(name);
    }

    String text(String text) {
        var doubled = "'" + text.replace("'", "''") + "'";
        return text.contains("\\") ? "E" + doubled.replace("\\", "\\\\") : doubled;
    }

    /**
     * Runs statements only where a condition holds.
     *
     * @param statements each without its semicolon; not indented further, as a literal may span lines
     */
    static String guarded(String condition, Iterable<String> statements) {
        var body = new StringBuilder();
        statements.forEach(statement -> body.append("        ").append(statement).append(";\n"));
        var tag = tag("adopt", body.toString());
        return "do " + tag + "\nbegin\n    if " + condition + " then\n" + body + "    end if;\nend\n" + tag + ";\n";
    }

    /** A statement as text that a block executes, untouched by the block's own grammar. */
    static String executed(String statement) {
        var tag = tag("statement", statement);
        return "execute " + tag + statement + tag;
    }

    private static String tag(String word, String body) {
        var tag = "$" + word + "$";
        for (int i = 2; body.contains(tag); i++) {
            tag = "$" + word + i + "$";
        }
        return tag;
    }
}
