package dev.migrationledger.app.simulation;

import dev.migrationledger.app.simulation.Wire.Request;
import dev.migrationledger.core.target.Judgement;
import java.util.List;

/** A statement outside of any transaction: it commits by itself, some in parts, and may do so after its client died. */
final class AloneStatement {
    private static final int ABOUT_TIME = 60;
    private static final List<Integer> TAKES = List.of(1, 50, 1_000, 10_000);

    private final SimulatedProcess process;
    private final Backend backend;
    private final Wire wire;

    AloneStatement(SimulatedProcess process, Backend backend, Wire wire) {
        this.process = process;
        this.backend = backend;
        this.wire = wire;
    }

    void run(String sql, Sql.Alone statement) {
        if (backend.inTransaction()) {
            backend.abort();
            throw Wire.refused("25001", sql + " cannot run inside a transaction block");
        }
        switch (statement) {
            case Sql.CreateIndex(var object) -> createIndex(sql, object);
            case Sql.DropIndex(var name) -> ask(sql, () -> backend.write(
                    content -> content.objects.keySet().removeIf(object -> object.startsWith("index " + name + " "))));
            case Sql.Call(var key) -> ask(sql, () -> backend.write(content -> content.count(key, 1)));
            case Sql.Vacuum() -> ask(sql, () -> {});
        }
    }

    /** What fails between the two steps leaves an index that is not valid. */
    private void createIndex(String sql, String object) {
        Runnable begin = () -> backend.write(content -> content.objects.putIfAbsent(object, false));
        Runnable end = () -> backend.write(content -> content.objects.replace(object, true));
        var exists = backend.view().objects.containsKey(object);
        wire.ask(Request.goingOn(sql, exists ? List.of() : List.of(begin, end)), () -> {
            if (backend.view().objects.containsKey(object)) {
                throw Wire.refused("42P07", object + " already exists");
            }
            begin.run();
            return "";
        });
        wire.pause(process.dice().one(TAKES, process.scheduler().steps(), ABOUT_TIME));
        wire.ask(Request.goingOn("end of " + sql, List.of(end)), () -> {
            end.run();
            return "";
        });
    }

    private void ask(String sql, Runnable step) {
        wire.ask(Request.goingOn(sql, List.of(step)), () -> {
            step.run();
            return "";
        });
    }

    /** As the engine's own judge: it knows indexes and what may simply run again. */
    static Judgement judge(String sql, Content content) {
        return switch (Sql.of(sql)) {
            case Sql.CreateIndex(var object) -> {
                var valid = content.objects.get(object);
                if (valid == null) {
                    yield new Judgement.Run(List.of(), sql);
                }
                yield valid
                        ? new Judgement.Done()
                        : new Judgement.Run(List.of("drop index concurrently if exists " + object.split(" ")[1]), sql);
            }
            case Sql.Vacuum() -> new Judgement.Run(List.of(), sql);
            default -> new Judgement.Unknown("nothing in the catalog tells whether it had its effect");
        };
    }
}
