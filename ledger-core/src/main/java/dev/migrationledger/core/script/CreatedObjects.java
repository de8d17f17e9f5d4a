package dev.migrationledger.core.script;

import dev.migrationledger.core.revision.Script;
import dev.migrationledger.core.schema.ObjectKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which objects the words of a script say that it creates, or that it documents. Blocks and function bodies are not
 * looked into; indexes are left out, as their names prove nothing.
 */
public final class CreatedObjects {
    private static final String NAME = "(?:if not exists )?(?<name>\\S+) .*";

    /** By how the statement goes on after {@code create}, in the order in which they are tried. */
    private static final Map<Pattern, ObjectKind> STATEMENTS = new LinkedHashMap<>();

    static {
        statement("(?:unlogged |foreign |virtual )?table " + NAME, ObjectKind.TABLE);
        statement("(?:recursive )?view " + NAME, ObjectKind.VIEW);
        statement("materialized view " + NAME, ObjectKind.MATERIALIZED_VIEW);
        statement("sequence " + NAME, ObjectKind.SEQUENCE);
        statement("type (?<name>\\S+) as enum .*", ObjectKind.ENUM);
        statement("type (?<name>\\S+) as .*", ObjectKind.TYPE);
        statement("domain " + NAME, ObjectKind.DOMAIN);
        statement("(?:function|procedure|aggregate) " + NAME, ObjectKind.FUNCTION);
        statement("(?:constraint )?trigger (?:if not exists )?(?<name>\\S+) .*? on (?<on>\\S+) .*", ObjectKind.TRIGGER);
        statement("policy (?<name>\\S+) on (?<on>\\S+) .*", ObjectKind.POLICY);
        statement("schema (?!authorization )" + NAME, ObjectKind.SCHEMA);
        statement("extension " + NAME, ObjectKind.EXTENSION);
    }

    private static final Map<String, ObjectKind> WORDS = Map.ofEntries(
            Map.entry("table", ObjectKind.TABLE),
            Map.entry("view", ObjectKind.VIEW),
            Map.entry("materialized view", ObjectKind.MATERIALIZED_VIEW),
            Map.entry("sequence", ObjectKind.SEQUENCE),
            Map.entry("enum", ObjectKind.ENUM),
            Map.entry("type", ObjectKind.TYPE),
            Map.entry("domain", ObjectKind.DOMAIN),
            Map.entry("function", ObjectKind.FUNCTION),
            Map.entry("procedure", ObjectKind.FUNCTION),
            Map.entry("schema", ObjectKind.SCHEMA),
            Map.entry("extension", ObjectKind.EXTENSION));

    private static final Pattern CLAIMS = Pattern.compile("--[ \\t]*claims[ \\t]*:[ \\t]*(?<list>.*?)[ \\t]*");
    private static final Pattern ITEM =
            Pattern.compile("(?:(?<kind>[a-z]+(?: view)?)s?[ \\t]+)?(?<name>(?:\"[^\"]+\"|[^\\s\".]+)(?:\\.(?:\"[^\"]+\"|[^\\s\".]+))?)");
    /** A name with nothing behind it, or with what follows it in a statement: prose goes on with a word. */
    private static final Pattern QUOTED_STATEMENT = Pattern.compile(
            "--[ \\t]*(?<create>create[ \\t]+(?:or[ \\t]+replace[ \\t]+)?(?:(?:unlogged|foreign|virtual|recursive|materialized)[ \\t]+)?"
                    + "[a-z]+[ \\t]+(?:if[ \\t]+not[ \\t]+exists[ \\t]+)?(?:\"[^\"]+\"|\\[[^]]+]|`[^`]+`|[\\w$.])+[ \\t]*(?:$|[(;]|as\\b|using\\b|on\\b|before\\b|after\\b|instead\\b).*)",
            Pattern.CASE_INSENSITIVE);

    private CreatedObjects() {}

    private static void statement(String pattern, ObjectKind kind) {
        STATEMENTS.put(Pattern.compile(" create (?:or replace )?" + pattern, Pattern.DOTALL), kind);
    }

    /** What the CREATE statements of a script name, in their order. Empty for what is not SQL. */
    public static List<CreatedObject> in(Script script, Dialect dialect) {
        return script.isSql() ? statements(script, dialect) : List.of();
    }

    /**
     * What a script that never runs claims: by {@code -- claims: table a, b, view c} (a kind holds for the names after it,
     * the first is {@code table}), and by CREATE statements that stand in comments, one beginning on each line.
     */
    public static List<CreatedObject> documented(Script script, Dialect dialect) {
        if (!script.isSql()) {
            return List.of();
        }
        var found = new ArrayList<CreatedObject>();
        for (var comment : ScriptReader.read(script, "", dialect).comments()) {
            var claims = CLAIMS.matcher(comment.text().strip());
            if (claims.matches()) {
                listed(claims.group("list"), dialect, found);
                continue;
            }
            var quoted = QUOTED_STATEMENT.matcher(comment.text().strip());
            if (quoted.matches()) {
                created(quoted.group("create"), dialect).ifPresent(found::add);
            }
        }
        found.addAll(statements(script, dialect));
        return found.stream().distinct().toList();
    }

    private static List<CreatedObject> statements(Script script, Dialect dialect) {
        return ScriptReader.read(script, "", dialect).sent().stream()
                .flatMap(part -> ScriptReader.read(new Script(part.sql(), 1), "", dialect).sent().stream())
                .flatMap(part -> created(part.sql(), dialect).stream())
                .toList();
    }

    private static void listed(String list, Dialect dialect, List<CreatedObject> found) {
        var kind = ObjectKind.TABLE;
        for (var text : list.split(",")) {
            var item = ITEM.matcher(FlatSql.quoted(text.strip(), dialect));
            if (item.matches()) {
                kind = Optional.ofNullable(item.group("kind")).map(CreatedObjects::kind).orElse(kind);
                var named = kind;
                FlatSql.tableName(item.group("name").replaceFirst("\\(.*\\)$", ""), dialect)
                        .ifPresent(name -> found.add(new CreatedObject(named, name)));
            }
        }
    }

    private static ObjectKind kind(String word) {
        var known = WORDS.get(word);
        return known == null ? WORDS.getOrDefault(word.replaceFirst("s$", ""), ObjectKind.TABLE) : known;
    }

    private static Optional<CreatedObject> created(String statement, Dialect dialect) {
        var sql = FlatSql.of(statement, dialect);
        for (var form : STATEMENTS.entrySet()) {
            var create = form.getKey().matcher(sql.top());
            if (create.matches()) {
                var on = form.getKey().pattern().contains("?<on>")
                        ? FlatSql.tableName(create.group("on"), dialect)
                        : Optional.<TableName>empty();
                return FlatSql.tableName(create.group("name"), dialect).map(name -> new CreatedObject(form.getValue(), name, on));
            }
        }
        return Optional.empty();
    }
}
