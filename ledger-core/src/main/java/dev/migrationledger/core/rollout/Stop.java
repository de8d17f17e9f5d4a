package dev.migrationledger.core.rollout;

import dev.migrationledger.core.problem.Problem;

/**
 * Why a database stopped, and where.
 *
 * @param revision at which; empty where it stopped before any
 * @param code     see docs/codes.md
 * @param message  never a secret
 * @param hint     what to do next; may be empty
 */
public record Stop(String revision, String code, String message, String hint) {
    public static Stop of(Problem problem) {
        return new Stop("", problem.code(), problem.message(), problem.hint());
    }
}
