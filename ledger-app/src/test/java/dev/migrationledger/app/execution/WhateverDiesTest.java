package dev.migrationledger.app.execution;

import dev.migrationledger.app.target.postgresql.PostgresEngine;
import dev.migrationledger.app.testing.PostgresServer;
import dev.migrationledger.app.testing.PostgresServers;
import dev.migrationledger.core.target.TargetAddress;
import dev.migrationledger.core.target.TargetEngine;

class WhateverDiesTest extends WhateverDies {
    private final PostgresServer server = PostgresServers.shared();

    @Override
    TargetEngine engine() {
        return new PostgresEngine();
    }

    @Override
    TargetAddress fresh(String script) {
        var address = server.freshDatabase();
        server.run(address, script);
        return address;
    }

    @Override
    void drop(TargetAddress address) {
        server.run(server.address("postgres"), "drop database \"" + address.database() + "\" with (force)");
    }

    @Override
    String answer(TargetAddress address, String query) {
        return Answers.of(server, address, query);
    }

    @Override
    String alone() {
        return COUNT + "create index concurrently i on oracle (n);" + COUNT + "vacuum oracle;drop index concurrently i;";
    }
}
