package dev.migrationledger.app.source.golangmigrate;

import java.math.BigInteger;
import java.util.regex.Pattern;

/**
 * What a file's name means to golang-migrate (its MIGRATIONS.md, "Migration Filename Format": a version, an underscore,
 * a title, the direction and any extension).
 */
sealed interface MigrateName {
    /** @param version as recorded, without leading zeros */
    record Up(BigInteger version, String title) implements MigrateName {}

    record Down(BigInteger version, String title) implements MigrateName {}

    /** The tool would take it for a migration, and it cannot be read here. @param reason in words */
    record Unusable(String reason) implements MigrateName {}

    /** A script that looks like a migration and that the tool passes over. */
    record PassedOver() implements MigrateName {}

    record Other() implements MigrateName {}

    Pattern FORM = Pattern.compile("(\\d+)_(.*)\\.(down|up)\\.(.*)", Pattern.DOTALL);

    /** Versions are held in a bigint column. */
    BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);

    /** @param file name without directories */
    static MigrateName parse(String file) {
        var form = FORM.matcher(file);
        if (!form.matches()) {
            return file.matches("(?i).*\\d.*\\.sql|.*\\.(up|down)\\.sql") ? new PassedOver() : new Other();
        }
        var version = new BigInteger(form.group(1));
        if (version.compareTo(LARGEST) > 0) {
            return new Unusable("its version is larger than " + LARGEST);
        }
        if (!form.group(4).equalsIgnoreCase("sql")) {
            return new Unusable("it does not end with .sql, yet golang-migrate runs it");
        }
        var title = form.group(2).replace('_', ' ');
        return form.group(3).equals("up") ? new Up(version, title) : new Down(version, title);
    }
}
