package dev.migrationledger.app.cli;

import dev.migrationledger.app.testing.AlembicProjects;
import dev.migrationledger.app.testing.SqliteFiles;
import dev.migrationledger.core.target.TargetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The project {@code diary-sqlite} with its own configuration and one file, which is not there yet. */
final class Diary {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Workplace workplace;
    private final String id = "diary" + NUMBER.incrementAndGet();
    private final AlembicProjects files;

    Diary(Workplace workplace) {
        this.workplace = workplace;
        files = AlembicProjects.copy("diary-sqlite", workplace.directory.resolve(id));
        files.write("ledger.yml", files.text("ledger.yml").replace("  diary:", "  " + id + ":")
                + "databases:\n  - { id: %1$s, catalog: %1$s, environment: test, engine: sqlite, file: diary.db }\n".formatted(id));
    }

    private TargetAddress address() {
        return SqliteFiles.address(files.directory().resolve("diary.db"));
    }

    private String url() {
        return "sqlite:///" + files.directory().resolve("diary.db");
    }

    /** Runs Alembic by hand to that revision. */
    Diary upgraded(String revision) {
        files.upgrade(url(), revision);
        return this;
    }

    Diary created() {
        files.createAll(url());
        return this;
    }

    Diary withPages() {
        return sql("insert into users (id, email) values (1, 'ada@example.org');"
                + "insert into entries (id, user_id, written_on, title) values (1, 1, '2026-01-01', 'first'), (2, 1, '2026-01-02', null);");
    }

    /** What one of the revisions inserts. */
    Diary withMoods() {
        return sql("insert into moods (name) values ('bright'), ('calm'), ('dark')");
    }

    Diary claims(String... ids) {
        sql("create table if not exists alembic_version (version_num varchar(32) not null primary key); delete from alembic_version;");
        for (var row : ids) {
            sql("insert into alembic_version values ('" + row + "')");
        }
        return this;
    }

    Diary claimsNothing() {
        return sql("drop table if exists alembic_version");
    }

    private Diary sql(String script) {
        SqliteFiles.run(address(), script);
        return this;
    }

    String answer(String query) {
        return SqliteFiles.answer(address(), query);
    }

    List<String> current() {
        return files.current(url());
    }

    CommandLineRun json(String... words) {
        var all = new ArrayList<>(List.of(words));
        all.addAll(List.of(id, "--format", "json"));
        return workplace.run(files.directory().resolve("ledger.yml"), Map.of(), all.toArray(String[]::new));
    }
}
