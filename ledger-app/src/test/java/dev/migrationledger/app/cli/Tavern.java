package dev.migrationledger.app.cli;

import dev.migrationledger.app.testing.AlembicProjects;
import java.util.List;

/** The project {@code tavern-postgresql} with its own configuration, and one database of which nobody else knows. */
final class Tavern {
    /** What Alembic's own source ends at, and the raw SQL beside it. */
    static final String HEAD = "f3027b8d6c49";

    static final String RAW_HEAD = "raw_report_author";

    final Project shop;
    final AlembicProjects files;

    Tavern(Workplace workplace) {
        shop = workplace.project();
        files = AlembicProjects.copy("tavern-postgresql", shop.config.getParent());
        var catalog = files.text("ledger.yml").replace("  tavern:", "  " + shop.id + ":");
        shop.ready();
        var databases = files.text("ledger.yml");
        files.write("ledger.yml", catalog + databases.substring(databases.indexOf("databases:")));
    }

    /** Runs Alembic by hand to that revision. */
    Tavern upgraded(String... revisions) {
        for (var revision : revisions) {
            files.upgrade(shop.url(), revision);
        }
        return this;
    }

    /** Nobody told the ledger how to recognise what a data revision did. */
    Tavern withoutProbes() {
        var text = files.text("ledger.yml");
        files.write("ledger.yml", text.substring(0, text.indexOf("    probes:")) + text.substring(text.indexOf("databases:")));
        return this;
    }

    Tavern fromDump() {
        shop.sql(files.text("sql/00_init.sql"));
        return this;
    }

    Tavern withPeople() {
        shop.sql("""
                insert into players (id, name) values (1, 'Ada'), (2, 'Bo');
                insert into characters (id, player_id, name) values (1, 1, 'Thorn'), (2, 1, 'Wren'), (3, 2, 'Moss');
                """);
        return this;
    }

    /** The version table holds exactly these rows. */
    Tavern claims(String... ids) {
        shop.sql("create table if not exists alembic_version (version_num varchar(32) not null primary key); delete from alembic_version");
        for (var id : ids) {
            shop.sql("insert into alembic_version values ('" + id + "')");
        }
        return this;
    }

    Tavern claimsNothing() {
        shop.sql("drop table if exists alembic_version");
        return this;
    }

    List<String> current() {
        return files.current(shop.url());
    }
}
