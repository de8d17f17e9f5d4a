package dev.migrationledger.app.cli;

import dev.migrationledger.app.testing.AlembicFiles;
import dev.migrationledger.core.target.TargetAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** One catalog of SQL files, its {@code ledger.yml}, and a database of its own. */
final class Project {
    final String id;
    final Path revisions;
    final Path config;
    private final Workplace workplace;
    private String policy = "";
    private String sources = "";
    private String format = "sql";
    private String own = "      - { id: sql, format: %s, path: revisions }\n";

    Project(Workplace workplace, String id) {
        this.workplace = workplace;
        this.id = id;
        var directory = workplace.directory.resolve(id);
        this.revisions = directory.resolve("revisions");
        this.config = directory.resolve("ledger.yml");
        try {
            Files.createDirectories(revisions);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes or rewrites a revision's file, named after it. @param parents as in the header */
    Project revision(String revision, String parents, String sql) {
        return revision(revision, parents, "", sql);
    }

    /** Five revisions in a line, each with a schema of its own: {@code c1 -> c2 -> c3 -> c4 -> c5}. */
    Project shop() {
        return revision("c1", "", "create table customer (id int primary key, name text not null);")
                .revision("c2", "c1", "alter table customer add column email text;")
                .revision("c3", "c2", "create table purchase (id int primary key, customer_id int references customer);")
                .revision("c4", "c3", "create index purchase_of_customer on purchase (customer_id);")
                .revision("c5", "c4", "create view big_spender as select customer_id from purchase;");
    }

    /** @param header further header lines, each ending with a line end */
    Project revision(String revision, String parents, String header, String sql) {
        return file(revision + ".sql", "-- revision: %s\n-- parents: %s\n%s%s\n".formatted(revision, parents, header, sql));
    }

    Project file(String name, String text) {
        return write(revisions.resolve(name), text);
    }

    Project policy(String flow) {
        policy = "    policy: { " + flow + " }\n";
        return this;
    }

    /** After {@link #policy}. */
    Project probe(String revision, String query) {
        policy += "    probes: { %s: \"%s\" }\n".formatted(revision, query);
        return this;
    }

    /** A revision of a further source beside the first. */
    Project more(String source, String revision, String parents, String sql) {
        var directory = revisions.resolveSibling(source);
        if (!Files.isDirectory(directory)) {
            sources += "      - { id: " + source + ", format: sql, path: " + source + " }\n";
            directory.toFile().mkdir();
        }
        return write(directory.resolve(revision + ".sql"), "-- revision: %s\n-- parents: %s\n%s\n".formatted(revision, parents, sql));
    }

    /** A dump beside the revisions that claims to equal one of them. */
    Project dump(String at, String sql) {
        return dump("init", at, sql);
    }

    Project dump(String name, String at, String sql) {
        sources += "      - { id: %1$s, format: snapshot, path: %1$s.sql, at: %2$s }\n".formatted(name, at);
        return write(revisions.resolveSibling(name + ".sql"), sql);
    }

    /** As {@link #ready()}, for a directory with Flyway's names. */
    Project flyway() {
        format = "flyway";
        return ready();
    }

    /** As {@link #ready()}, for an Alembic project in the same directory. @param settings further fields of the source, as flow */
    Project alembic(String... settings) {
        format = "alembic, command: [" + AlembicFiles.COMMAND + "]"
                + Stream.of(settings).map(setting -> ", " + setting).collect(Collectors.joining());
        return ready();
    }

    /** Its files. */
    AlembicFiles alembicFiles() {
        return AlembicFiles.in(revisions);
    }

    /** How SQLAlchemy is told where the database is. */
    String url() {
        return "postgresql://%s:%s@%s:%d/%s"
                .formatted(workplace.server.superuser(), workplace.server.password(), workplace.server.host(), workplace.server.port(), id);
    }

    /** A further source, in a directory beside the revisions. @param more further fields, each followed by a comma */
    Project source(String name, String format, String more) {
        sources += "      - { id: %s, format: %s, %spath: %s }\n".formatted(name, format, more, name);
        try {
            Files.createDirectories(revisions.resolveSibling(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** A file of a further source. */
    Project file(String source, String name, String text) {
        return write(revisions.resolveSibling(source).resolve(name), text);
    }

    /** The further sources are all there is. */
    Project withoutRevisions() {
        own = "";
        return this;
    }

    /** A critical seed beside the revisions; writes or rewrites its file. */
    Project seed(String sql) {
        var source = "      - { id: items, format: seed, path: seed.sql, critical: true }\n";
        sources += sources.contains(source) ? "" : source;
        return write(revisions.resolveSibling("seed.sql"), sql);
    }

    /** Creates the database and writes the configuration. */
    Project ready() {
        workplace.server.freshDatabase(id);
        return configuredAgain();
    }

    /** Writes the configuration once more, for a database that is there. */
    Project configuredAgain() {
        return configured(workplace.server.port(), id, workplace.server.superuser());
    }

    Project configured(int port, String database, String user) {
        return write(config, """
                catalogs:
                  %1$s:
                    sources:
                %8$s%7$s%2$sdatabases:
                  - id: %1$s
                    catalog: %1$s
                    environment: test
                    engine: postgresql
                    host: %3$s
                    port: %4$d
                    database: %5$s
                    user: %6$s
                    password: env:TARGET_PASSWORD
                """.formatted(id, policy, workplace.server.host(), port, database, user, sources, own.formatted(format)));
    }

    /** A further database of the same catalog; its id and name are this one's and a suffix. To be called when ready. */
    Project andDatabase(String suffix) {
        workplace.server.freshDatabase(id + suffix);
        try {
            var text = Files.readString(config);
            var entry = text.substring(text.indexOf("  - id: " + id + "\n    catalog"));
            var one = entry.substring(0, entry.indexOf("PASSWORD\n") + "PASSWORD\n".length());
            return write(config, text + one.replace("- id: " + id, "- id: " + id + suffix)
                    .replace("database: " + id, "database: " + id + suffix));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What {@code detect} says of a further database. */
    JsonNode seen(String suffix) {
        return run("detect", id + suffix, "--format", "json").entry();
    }

    void sqlIn(String suffix, String script) {
        workplace.server.run(workplace.server.address(id + suffix), script);
    }

    private Project write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    CommandLineRun run(String... words) {
        return workplace.run(config, workplace.environment(), words);
    }

    CommandLineRun runWith(Map<String, String> environment, String... words) {
        return workplace.run(config, environment, words);
    }

    /** {@code verb} on the project's database, as JSON. */
    CommandLineRun json(String verb, String... words) {
        var all = new ArrayList<>(List.of(verb));
        all.addAll(List.of(words));
        all.addAll(List.of(id, "--format", "json"));
        return run(all.toArray(String[]::new));
    }

    ChildRun start(String... words) {
        return workplace.start(config, workplace.environment(), words);
    }

    TargetAddress address() {
        return workplace.server.address(id);
    }

    void sql(String script) {
        workplace.server.run(address(), script);
    }

    /** First column of every row, as text. */
    List<String> query(String sql) {
        return queryIn("", sql);
    }

    List<String> queryIn(String suffix, String sql) {
        try (var connection = workplace.server.connect(workplace.server.address(id + suffix));
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new AssertionError(e.getMessage() + "\nin " + sql, e);
        }
    }

    /** Waits on the server until a condition holds, which is read anew each time. */
    void await(String condition) {
        sql(Workplace.untilTrue(condition));
    }

    /** Types of the events in the ledger, oldest first, without prefix and version. */
    List<String> events() {
        return CommandLineRun.texts(json("history").exits(0).entry().path("events"), "type").stream()
                .map(type -> type.replaceAll("^database\\.|\\.v\\d+$", ""))
                .toList();
    }

    /** Everything in the target that a run could leave or change: objects, rows, and the physical version of each. */
    List<String> everything() {
        var tables = query("""
                select format('%I.%I', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema')
                and n.nspname not like 'pg_toast%' order by 1""");
        var all = new ArrayList<>(query("""
                select c.oid || ' ' || c.relname || ' ' || c.xmin from pg_class c
                join pg_namespace n on n.oid = c.relnamespace
                where n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg_toast%' order by 1"""));
        all.addAll(query("""
                select a.attrelid || '.' || a.attname || ' ' || a.xmin from pg_attribute a join pg_class c on c.oid = a.attrelid
                join pg_namespace n on n.oid = c.relnamespace
                where n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg_toast%' order by 1"""));
        for (var table : tables) {
            query("select t.xmin || ' ' || t::text from " + table + " t order by 1")
                    .forEach(row -> all.add(table + ": " + row));
        }
        return all;
    }
}
