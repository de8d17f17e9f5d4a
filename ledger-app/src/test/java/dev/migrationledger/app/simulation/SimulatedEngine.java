package dev.migrationledger.app.simulation;

import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.schema.FactKey;
import dev.migrationledger.core.script.Dialect;
import dev.migrationledger.core.target.Definitions;
import dev.migrationledger.core.target.SessionOptions;
import dev.migrationledger.core.target.TargetAddress;
import dev.migrationledger.core.target.TargetEngine;
import dev.migrationledger.core.target.TargetSession;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/** The port to the simulated server, as one process has it. */
final class SimulatedEngine implements TargetEngine {
    private final SimulatedProcess process;
    private final World world;

    SimulatedEngine(SimulatedProcess process, World world) {
        this.process = process;
        this.world = world;
    }

    @Override
    public String name() {
        return "postgresql";
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.allOf(Capability.class);
    }

    @Override
    public Dialect dialect() {
        return Dialect.POSTGRESQL;
    }

    @Override
    public boolean mayPass(Problem problem) {
        return problem.code().equals("LDG303");
    }

    @Override
    public Definitions definitions(TargetAddress address, Collection<FactKey> objects) {
        throw new UnsupportedOperationException("no operation under simulation writes objects down");
    }

    @Override
    public TargetSession connect(TargetAddress address, SessionOptions options) {
        process.step();
        var there = world.server();
        if (!there.isUp()) {
            process.say("connect: the server is down");
            throw new LedgerException(new Problem("LDG303", Exit.FAILED, "the simulated server starts", "wait"));
        }
        var session = new SimulatedSession(process, there, there.connect(process.toString()), options.lockTimeout());
        process.opened(session);
        process.say("connects as " + session);
        return world.mutant().session(session, world);
    }
}
