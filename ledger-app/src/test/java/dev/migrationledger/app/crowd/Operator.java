package dev.migrationledger.app.crowd;

import dev.migrationledger.app.crowd.Errand.Verb;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One person at a keyboard: a random command on a random database after the other, now and then a hand in the database
 * itself, rarely a worker that is killed. Half of all errands go to a tenth of the databases.
 */
final class Operator implements Callable<Void> {
    /** As often as they are asked for. */
    private static final List<Verb> OFTEN = List.of(
            Verb.UP, Verb.UP, Verb.UP, Verb.UP, Verb.APPLY, Verb.APPLY, Verb.APPLY, Verb.REVERT, Verb.REVERT, Verb.REVERT,
            Verb.STAMP, Verb.REPAIR, Verb.DETECT, Verb.DETECT, Verb.STATUS, Verb.STATUS, Verb.VERIFY, Verb.PLAN, Verb.HISTORY,
            Verb.RESOLVE);

    private static final List<String> CLAIMS = List.of("", "r1", "r2,r3", "r4", "r5", "r6", "r7", "r8", "nobody");

    private final Field field;
    private final Tally tally;
    private final AtomicInteger stepsLeft;
    private final Random random;

    Operator(Field field, Tally tally, AtomicInteger stepsLeft, long seed) {
        this.field = field;
        this.tally = tally;
        this.stepsLeft = stepsLeft;
        this.random = new Random(seed);
    }

    @Override
    public Void call() throws Exception {
        for (int left = stepsLeft.getAndDecrement(); left > 0; left = stepsLeft.getAndDecrement()) {
            step(left);
        }
        return null;
    }

    private void step(int left) throws Exception {
        var worker = field.workers.get(random.nextInt(field.workers.size()));
        var database = database();
        if (left % tally.stepsToADeath() == 0) {
            tally.killed();
            worker.kill();
        } else if (random.nextInt(100) < 3) {
            byHand(database);
        } else {
            var errand = errand(database);
            tally.answered(errand, worker.ask(errand));
        }
    }

    private String database() {
        int size = field.databases.size();
        return field.databases.get(random.nextInt(random.nextBoolean() ? Math.max(2, size / 10) : size));
    }

    private Errand errand(String database) {
        var verb = OFTEN.get(random.nextInt(OFTEN.size()));
        var argument = switch (verb) {
            case APPLY, STAMP -> Catalogue.ALL.get(random.nextInt(Catalogue.ALL.size()));
            case REVERT -> Catalogue.ALL.get(random.nextInt(Catalogue.ALL.size() - 1));
            case UP, REPAIR, DETECT, STATUS, VERIFY, PLAN, HISTORY, RESOLVE -> "";
        };
        return new Errand(verb, database, argument, random.nextInt(3) == 0 ? 5 : 0);
    }

    /** What people do who think that they know better; what the database does not let them do is not done. */
    private void byHand(String database) {
        try (var connection = field.target(database); var statement = connection.createStatement()) {
            statement.execute("set lock_timeout = '3s'");
            switch (random.nextInt(5)) {
                case 0 -> statement.execute("delete from migration_ledger.identity");
                case 1, 2 -> statement.execute("update migration_ledger.identity set heads = string_to_array('"
                        + CLAIMS.get(random.nextInt(CLAIMS.size())) + "', ',')");
                default -> statement.execute("begin; lock table orders in access exclusive mode; select pg_sleep("
                        + (0.2 + random.nextDouble() * 2.5) + "); commit");
            }
            tally.byHand(true);
        } catch (SQLException refused) {
            tally.byHand(false);
        }
    }
}
