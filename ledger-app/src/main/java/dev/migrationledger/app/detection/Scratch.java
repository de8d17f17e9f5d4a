package dev.migrationledger.app.detection;

/** Where databases may be made and thrown away. */
public interface Scratch {
    /** What references depend on besides the scripts: engine and major version, {@code postgresql-18}, {@code sqlite-3}. */
    String engine();

    /** Names what revisions showed here. */
    Keys keys();

    /** A new, empty database; LDG420 when the server refuses. */
    ScratchDatabase create();
}
