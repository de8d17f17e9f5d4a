package dev.migrationledger.app.simulation;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The few statements that the simulated server understands; it refuses what the real one would. */
sealed interface Sql {
    /** One that can run in a transaction. */
    sealed interface InTransaction extends Sql {
        /** @return why the server refuses it */
        Optional<String> on(Content content);
    }

    /** One that cannot, or that commits by itself. */
    sealed interface Alone extends Sql {}

    record Count(String key, int by) implements InTransaction {
        @Override
        public Optional<String> on(Content content) {
            content.count(key, by);
            return Optional.empty();
        }
    }

    record Create(String object, boolean ifMissing) implements InTransaction {
        @Override
        public Optional<String> on(Content content) {
            return content.objects.putIfAbsent(object, true) == null || ifMissing
                    ? Optional.empty()
                    : Optional.of(object + " already exists");
        }
    }

    /** Its parts go with it. */
    record Drop(String object) implements InTransaction {
        @Override
        public Optional<String> on(Content content) {
            return content.objects.remove(object) == null
                    ? Optional.of(object + " does not exist")
                    : Optional.empty();
        }
    }

    /** In two steps: first there is an index that is not valid, then it is. */
    record CreateIndex(String object) implements Alone {}

    record DropIndex(String name) implements Alone {}

    record Call(String key) implements Alone {}

    record Vacuum() implements Alone {}

    Pattern COUNT = Pattern.compile("insert into tally values \\('([^']+)', (-?\\d+)\\)");
    Pattern CREATE_TABLE = Pattern.compile("create table (if not exists )?(\\w+) \\(id int\\)");
    Pattern ADD_COLUMN = Pattern.compile("alter table (\\w+) add column (\\w+) int");
    Pattern DROP_TABLE = Pattern.compile("drop table (\\w+)");
    Pattern DROP_COLUMN = Pattern.compile("alter table (\\w+) drop column (\\w+)");
    Pattern DROP_INDEX_INSIDE = Pattern.compile("drop index (\\w+) on (\\w+)");
    Pattern CREATE_INDEX = Pattern.compile("create index concurrently (\\w+) on (\\w+) \\(id\\)");
    Pattern DROP_INDEX = Pattern.compile("drop index concurrently if exists (\\w+)");
    Pattern CALL = Pattern.compile("call count\\('([^']+)'\\)");
    Pattern HOLDS = Pattern.compile("select counted\\('([^']+)'\\) = 1");

    static Sql of(String text) {
        Matcher m;
        if ((m = COUNT.matcher(text)).matches()) {
            return new Count(m.group(1), Integer.parseInt(m.group(2)));
        } else if ((m = CREATE_TABLE.matcher(text)).matches()) {
            return new Create("table " + m.group(2), m.group(1) != null);
        } else if ((m = ADD_COLUMN.matcher(text)).matches()) {
            return new Create("column " + m.group(1) + "." + m.group(2), false);
        } else if ((m = DROP_TABLE.matcher(text)).matches()) {
            return new Drop("table " + m.group(1));
        } else if ((m = DROP_COLUMN.matcher(text)).matches()) {
            return new Drop("column " + m.group(1) + "." + m.group(2));
        } else if ((m = DROP_INDEX_INSIDE.matcher(text)).matches()) {
            return new Drop(index(m.group(1), m.group(2)));
        } else if ((m = CREATE_INDEX.matcher(text)).matches()) {
            return new CreateIndex(index(m.group(1), m.group(2)));
        } else if ((m = DROP_INDEX.matcher(text)).matches()) {
            return new DropIndex(m.group(1));
        } else if ((m = CALL.matcher(text)).matches()) {
            return new Call(m.group(1));
        } else if (text.startsWith("vacuum")) {
            return new Vacuum();
        }
        throw new IllegalArgumentException("the simulated server does not understand: " + text);
    }

    private static String index(String name, String table) {
        return "index " + name + " " + table + "(id)";
    }

    static boolean holds(String query, Content content) {
        var m = HOLDS.matcher(query);
        if (!m.matches()) {
            throw new IllegalArgumentException("the simulated server does not understand: " + query);
        }
        return content.counted(m.group(1)) == 1;
    }
}
