package dev.migrationledger.app.audit;

import dev.migrationledger.app.eventstore.Restoring;
import dev.migrationledger.core.audit.EventChain;
import dev.migrationledger.core.audit.Hash;
import dev.migrationledger.core.audit.LogEntry;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.SplittableRandom;
import java.util.UUID;

/** Not a test: prints what evidence costs on this machine. Run its main with the test class path. */
final class AuditRates {
    private static final int PAGE = 5_000;

    private AuditRates() {}

    public static void main(String[] args) throws Exception {
        int events = args.length == 0 ? 200_000 : Integer.parseInt(args[0]);
        try (var small = new Ledgers(Files.createTempDirectory("ledger-audit"))) {
            small.events("db", 30);
            small.log.head();
            for (int i = 0; i < 3; i++) {
                sign(small, i == 0 ? "first checkpoint of a process, with a new key" : "next one");
                small.more("db", 30);
            }
        }
        try (var ledger = new Ledgers(Files.createTempDirectory("ledger-audit"))) {
            long start = System.nanoTime();
            new Restoring(ledger.store.sql).into(store -> fill(store, events));
            print("import", events, start);
            start = System.nanoTime();
            ledger.sign();
            print("first checkpoint", events, start);
            for (int i = 0; i < 5; i++) {
                ledger.events("rate" + i, 30);
                sign(ledger, "checkpoint after 30 events");
            }
            start = System.nanoTime();
            var outcome = ledger.audit();
            print("verify, " + outcome.found() + " findings", outcome.events(), start);
            var file = Files.createTempFile("ledger", ".jsonl");
            start = System.nanoTime();
            ledger.export(file);
            print("export, " + Files.size(file) / 1_000_000 + " MB", events, start);
            start = System.nanoTime();
            var export = new ExportFile(file);
            export.audit(ledger.directory.trusted(), ExportFile.NOTHING_KEPT);
            print("verify the export", events, start);
        }
    }

    private static void sign(Ledgers ledger, String what) {
        long start = System.nanoTime();
        long cpu = ManagementFactory.getThreadMXBean().getThreadCpuTime(Thread.currentThread().threadId());
        ledger.sign();
        System.out.printf(
                "%s: %.1f ms, of which %.1f ms processor%n", what, (System.nanoTime() - start) / 1e6,
                (ManagementFactory.getThreadMXBean().getThreadCpuTime(Thread.currentThread().threadId()) - cpu) / 1e6);
    }

    private static void print(String what, long events, long start) {
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf("%s: %,d events in %.2f s, %,.0f events/s%n", what, events, seconds, events / seconds);
    }

    private static void fill(Restoring.Store store, int events) {
        var random = new SplittableRandom(1);
        var sequences = new HashMap<String, Long>();
        var links = new HashMap<String, byte[]>();
        var page = new ArrayList<LogEntry>();
        for (int i = 1; i <= events; i++) {
            var aggregate = "database/load" + random.nextInt(500);
            long sequence = sequences.merge(aggregate, 1L, Long::sum) - 1;
            var payload = "{\"attempt\":\"a" + i + "\",\"revision\":\"" + Long.toHexString(random.nextLong())
                    + "\",\"digest\":\"" + "0123456789abcdef".repeat(4) + "\",\"statements\":3,\"millis\":12,\"recovered\":false}";
            var metadata = "{\"actor\":\"ana\",\"command\":\"" + new UUID(i, i) + "\",\"correlation\":\"" + new UUID(1, i) + "\"}";
            var bare = new LogEntry(
                    i, new UUID(random.nextLong(), random.nextLong()), aggregate, sequence, "database.revision-applied.v1",
                    Instant.parse("2026-01-01T00:00:00Z").plusSeconds(i), payload, metadata, Hash.of(new byte[32]));
            var link = bare.expectedLink(links.getOrDefault(aggregate, EventChain.START));
            links.put(aggregate, link.bytes());
            page.add(new LogEntry(i, bare.id(), aggregate, sequence, bare.type(), bare.time(), payload, metadata, link));
            if (page.size() == PAGE || i == events) {
                store.events(page);
                page.clear();
            }
        }
    }
}
