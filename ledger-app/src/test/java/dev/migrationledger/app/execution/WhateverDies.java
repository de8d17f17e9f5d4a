package dev.migrationledger.app.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.target.TargetAddress;
import dev.migrationledger.core.target.TargetEngine;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** The connection breaks at every single call in turn, before and after the server acts; the next run finishes. */
abstract class WhateverDies {
    static final String COUNT = "update oracle set n = n + 1;";

    abstract TargetEngine engine();

    /** A new database after this script. */
    abstract TargetAddress fresh(String script);

    abstract void drop(TargetAddress address);

    abstract String answer(TargetAddress address, String query);

    /** Counts twice, with statements between that the engine refuses in a transaction. */
    abstract String alone();

    private static Revisions line() {
        return new Revisions()
                .add("r1", COUNT + "create table a (id int);", true, List.of("select 1 = 1"), Optional.of("update oracle set n = n - 1; drop table a;"), "r1.sql")
                .add("r2", COUNT + "alter table a add b int;", true, List.of(), Optional.of("update oracle set n = n - 1; alter table a drop b;"), "r2.sql");
    }

    @Test
    void revisionsAreInExactlyOnce() {
        assertThat(everyBreak(line(), "", "2", (runs, request) -> runs.apply(request, RunListener.NONE))).isGreaterThan(20);
    }

    @Test
    void statementsOutsideTransactionsAreInExactlyOnce() {
        var line = new Revisions()
                .alone("r1", alone());
        assertThat(everyBreak(line, "", "2", (runs, request) -> runs.apply(request, RunListener.NONE))).isGreaterThan(20);
    }

    @Test
    void chunksAreInExactlyOnce() {
        var line = new Revisions().chunked("r1", "big by id, 2", "update big set n = n + 1 where id between :from and :to;"
                + "update oracle set n = n + (select sum(n) from big where id between :from and :to)");
        assertThat(everyBreak(line, "", "5", (runs, request) -> runs.apply(request, RunListener.NONE))).isGreaterThan(40);
    }

    @Test
    void revertsAreDoneExactlyOnce() {
        var line = line();
        assertThat(everyBreak(line, "up", "0", (runs, request) -> runs.revert(
                        new RunRequest(request.work(), request.graph(), line.graph().heads(), line.all().reversed(),
                                request.attempt(), request.recovers(), Optional.empty(), request.fence(), -1),
                        RunListener.NONE)))
                .isGreaterThan(15);
    }

    /** @return how many breaks there were */
    private int everyBreak(Revisions line, String before, String expected, BiFunction<RunRevisions, RunRequest, RunOutcome> work) {
        var at = 0;
        for (var broke = true; broke; ) {
            at++;
            broke = false;
            for (var after : List.of(false, true)) {
                var address = fresh("create table oracle (n int); insert into oracle values (0); create table big (id int primary key, n int);"
                        + "insert into big values (1, 0), (2, 0), (30, 0), (31, 0), (500, 0)");
                if (!before.isEmpty()) {
                    assertThat(runs(engine()).apply(line.request(address, "up", 1), RunListener.NONE).isDone()).isTrue();
                }
                var engine = new BreakingEngine(engine(), at, after);
                var first = work.apply(runs(engine), request(line, address, "x1", Optional.empty(), 5));
                var what = "break " + at + " " + (after ? "after " : "before ") + engine.broken() + ": " + first;
                var second = work.apply(runs(engine()), request(line, address, "x2", Optional.of("x1"), 6));
                assertThat(second.isDone()).as(what + " then " + second).isTrue();
                assertThat(answer(address, "select n from oracle")).as(what).isEqualTo(expected);
                broke |= !engine.broken().isEmpty();
                drop(address);
            }
        }
        return at - 1;
    }

    private static RunRequest request(Revisions line, TargetAddress address, String attempt, Optional<String> recovers, long fence) {
        var work = new TargetWork(address, Revisions.QUICK, "db", "catalog", Optional.empty(), Duration.ofSeconds(5));
        return new RunRequest(work, line.graph(), State.EMPTY, line.all(), attempt, recovers, fence, -1);
    }

    private static RunRevisions runs(TargetEngine engine) {
        return new RunRevisions(engine, InstantSource.system(), new Interruption());
    }
}
