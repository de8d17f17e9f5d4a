package dev.migrationledger.app.target.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.app.testing.PostgresServer;
import dev.migrationledger.app.testing.PostgresServers;
import dev.migrationledger.core.schema.SchemaDiff;
import dev.migrationledger.core.schema.Tier;
import dev.migrationledger.core.target.TargetAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Dump and restore rewrites texts, but changes nothing that a snapshot holds for hard or soft evidence. */
class DumpAndRestoreTest {

    /** What every dump does to constraints, defaults and views: the server writes them down, and reads its own writing. */
    @Test
    void theServersOwnWritingReadBackIsTheSame() throws SQLException {
        var server = PostgresServers.shared();
        var database = server.freshDatabase();
        server.run(database, Scripts.read("shop.sql"));
        var before = Snapshots.of(database);
        var rewritten = rewrite(server, database);

        server.run(database, String.join(";\n", rewritten));

        assertThat(rewritten).hasSizeGreaterThan(10);
        assertThat(SchemaDiff.compare(before, Snapshots.of(database))).noneMatch(d -> d.tier() != Tier.COSMETIC);
    }

    private static List<String> rewrite(PostgresServer server, TargetAddress database) throws SQLException {
        var statements = new ArrayList<String>();
        try (var connection = server.connect(database); var statement = connection.createStatement()) {
            statement.execute("set search_path = ''");
            try (var rows = statement.executeQuery("""
                    select format('alter table %s drop constraint %I, add constraint %I %s',
                                  conrelid::regclass, conname, conname, pg_get_constraintdef(oid))
                    from pg_constraint where contype = 'c' and conrelid <> 0 and connamespace::regnamespace::text in ('app', 'public')
                      and conname <> 'customers_status'
                    union all
                    select format('alter table %s alter column %I set default %s',
                                  adrelid::regclass, attname, pg_get_expr(adbin, adrelid))
                    from pg_attrdef join pg_attribute on attrelid = adrelid and attnum = adnum
                    where attgenerated = '' and not exists (select from pg_inherits where inhrelid = adrelid)
                    union all
                    select format('create or replace view %s as %s', oid::regclass, rtrim(pg_get_viewdef(oid), ';'))
                    from pg_class where relkind = 'v' and relnamespace::regnamespace::text in ('app', 'public')
                    """)) {
                while (rows.next()) {
                    statements.add(rows.getString(1));
                }
            }
        }
        return statements;
    }

    /** One for each installed pg_dump that can dump a server which tests have. */
    @TestFactory
    Stream<DynamicTest> aRestoredDumpIsTheSame() {
        return Stream.of(12, 13, 14, 15, 16, 17, 18)
                .filter(version -> Files.isExecutable(tool(version, "pg_dump")))
                .map(version -> DynamicTest.dynamicTest("pg_dump " + version, () -> dumpAndRestore(version)));
    }

    private static void dumpAndRestore(int version) throws Exception {
        var server = PostgresServers.version(version);
        var original = server.freshDatabase();
        server.run(original, Scripts.read("shop.sql"));
        var dump = Files.createTempFile("shop", ".sql");
        var restored = server.freshDatabase();

        run(original, tool(version, "pg_dump"), "--no-owner", "--file", dump.toString());
        run(restored, tool(version, "psql"), "--quiet", "-v", "ON_ERROR_STOP=1", "--file", dump.toString());

        assertThat(SchemaDiff.compare(Snapshots.of(original), Snapshots.of(restored)))
                .noneMatch(d -> d.tier() != Tier.COSMETIC);
    }

    private static Path tool(int version, String name) {
        return Path.of("/usr/lib/postgresql/" + version + "/bin/" + name);
    }

    private static void run(TargetAddress address, Path tool, String... arguments)
            throws IOException, InterruptedException {
        var command = new ArrayList<String>(List.of(tool.toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).inheritIO();
        builder.environment().put("PGHOST", address.host());
        builder.environment().put("PGPORT", Integer.toString(address.port()));
        builder.environment().put("PGUSER", address.user());
        builder.environment().put("PGPASSWORD", address.password().orElseThrow());
        builder.environment().put("PGDATABASE", address.database());
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        assertThat(builder.start().waitFor()).as("%s", command).isZero();
    }
}
