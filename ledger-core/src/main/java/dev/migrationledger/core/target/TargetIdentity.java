package dev.migrationledger.core.target;

/**
 * Which database this physically is, so that a clone is not taken for its original.
 *
 * @param system   the server's system identifier (PostgreSQL: {@code pg_control_system()}); a file's inode for SQLite
 * @param database the database's identifier within the server (PostgreSQL: its oid)
 */
public record TargetIdentity(String system, String database) {}
