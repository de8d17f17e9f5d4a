package dev.migrationledger.app.detection;

import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.source.Tools;
import dev.migrationledger.core.target.TargetAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jooq.Name;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.PreferQueryMode;

/** Scratch databases on a PostgreSQL server, named {@code ledger_scratch_} and a random part. */
public final class PostgresScratch implements Scratch {
    private final Supplier<TargetAddress> server;
    private final int version;
    private final Tools tools;
    private final Keys keys;

    /** For catalogs of SQL alone. */
    public PostgresScratch(int version, Supplier<TargetAddress> server) {
        this(version, server, Tools.NONE);
    }

    /**
     * @param version the server's major version
     * @param server  asked when the first database is made, and for each; its database is the one to connect to then
     * @param tools   run the revisions that are not SQL
     */
    public PostgresScratch(int version, Supplier<TargetAddress> server, Tools tools) {
        this.version = version;
        this.server = server;
        this.tools = tools;
        this.keys = Keys.of(tools);
    }

    /** On a server that runs, which says its version itself. */
    public PostgresScratch(TargetAddress server) {
        this(server, Tools.NONE);
    }

    /** As above, for any catalog. */
    public PostgresScratch(TargetAddress server, Tools tools) {
        this(version(server), () -> server, tools);
    }

    private static int version(TargetAddress server) {
        try (var connection = connect(server, server.database(), false)) {
            return connection.getMetaData().getDatabaseMajorVersion();
        } catch (SQLException e) {
            throw unusable(server, e);
        }
    }

    @Override
    public String engine() {
        return "postgresql-" + version;
    }

    @Override
    public Keys keys() {
        return keys;
    }

    @Override
    public ScratchDatabase create() {
        var name = create("template0");
        return new PostgresScratchDatabase(this, name, new WrittenRows());
    }

    /** @param template nobody may be connected to it. @return the name */
    String create(String template) {
        var name = "ledger_scratch_" + UUID.randomUUID().toString().replace("-", "");
        administer("create database {0} template {1}", name, template);
        return name;
    }

    void drop(String name) {
        administer("drop database if exists {0}", name);
    }

    Tools tools() {
        return tools;
    }

    TargetAddress address(String database) {
        var at = server.get();
        return new TargetAddress(
                at.engine(), at.host(), at.port(), database, at.user(), at.password(), at.file(), at.properties());
    }

    int version() {
        return version;
    }

    /** jOOQ has no word for a template; names are quoted by it. */
    private void administer(String sql, String... names) {
        var address = server.get();
        try (var connection = connect(address, address.database(), false)) {
            DSL.using(connection, SQLDialect.POSTGRES)
                    .execute(sql, Arrays.stream(names).map(DSL::name).toArray(Name[]::new));
        } catch (SQLException | DataAccessException e) {
            throw unusable(address, e);
        }
    }

    Connection connect(String database, boolean forScripts) throws SQLException {
        return connect(server.get(), database, forScripts);
    }

    LedgerException unusable(SQLException e) {
        return unusable(server.get(), e);
    }

    /** What is lost with a server that dies is made again, so that no commit waits for a disk. */
    private static Connection connect(TargetAddress server, String database, boolean forScripts) throws SQLException {
        var source = new PGSimpleDataSource();
        source.setServerNames(new String[] {server.host()});
        source.setPortNumbers(new int[] {server.port()});
        source.setDatabaseName(database);
        source.setUser(server.user());
        server.password().ifPresent(source::setPassword);
        source.setApplicationName("migration-ledger scratch");
        source.setOptions("-c synchronous_commit=off");
        if (forScripts) {
            source.setProperty(PGProperty.PREFER_QUERY_MODE, PreferQueryMode.SIMPLE.value());
        }
        return source.getConnection();
    }

    private static LedgerException unusable(TargetAddress server, Exception e) {
        return new LedgerException(
                new Problem(
                        "LDG420",
                        Exit.FAILED,
                        "the scratch server " + server + " cannot be used: "
                                + Optional.ofNullable(e.getMessage()).orElse(e.toString()),
                        "scratch needs a server that runs and a user that may create databases"),
                e);
    }
}
