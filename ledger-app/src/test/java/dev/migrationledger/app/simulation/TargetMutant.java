package dev.migrationledger.app.simulation;

import dev.migrationledger.core.history.DatabaseCommand;
import dev.migrationledger.core.history.DatabaseEvent;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.target.Judgement;
import dev.migrationledger.core.target.Marker;
import dev.migrationledger.core.target.StatementFailed;
import dev.migrationledger.core.target.StatementFailure.Kind;
import dev.migrationledger.core.target.TargetSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Bugs between the protocol and the target. */
enum TargetMutant implements Mutant {
    /** A stale executor goes on, although the row is locked and written. */
    FENCE_NOT_CHECKED {
        @Override
        @Nullable Object call(TargetSession real, String method, List<Object> arguments, Supplier<@Nullable Object> call) {
            if (method.equals("raiseFence") || method.equals("keepFence")) {
                call.get();
                return true;
            }
            return call.get();
        }
    },
    /** Nothing at all is asked of the fence's row. */
    FENCE_REMOVED {
        @Override
        @Nullable Object call(TargetSession real, String method, List<Object> arguments, Supplier<@Nullable Object> call) {
            return method.equals("raiseFence") || method.equals("keepFence") ? (Object) true : call.get();
        }
    },
    MARKER_READ_BEFORE_THE_FENCE {
        @Override
        public TargetSession session(SimulatedSession session, World world) {
            return Altered.session(session, new FenceLate(session));
        }
    },
    MARKER_NEVER_READ {
        @Override
        @Nullable Object call(TargetSession real, String method, List<Object> arguments, Supplier<@Nullable Object> call) {
            return method.equals("marker") ? Optional.empty() : call.get();
        }
    },
    /** A revision half-way is one that was not begun. */
    BEGUN_NOT_READ {
        @Override
        public boolean needsMeddling() {
            return true;
        }

        @Override
        @Nullable Object call(TargetSession real, String method, List<Object> arguments, Supplier<@Nullable Object> call) {
            return method.equals("begun") ? Set.of() : call.get();
        }
    },
    /** It begins anew. */
    BEGUN_ENDED_BY_A_CLAIM {
        @Override
        public boolean needsMeddling() {
            return true;
        }

        @Override
        @Nullable Object call(TargetSession real, String method, List<Object> arguments, Supplier<@Nullable Object> call) {
            if (method.equals("keepMarkers")) {
                real.keepMarkers(arguments.getFirst() instanceof Set<?> kept ? texts(kept) : Set.of(), false);
                return null;
            }
            return call.get();
        }
    },
    MARKER_NOT_WRITTEN {
        @Override
        @Nullable Object call(TargetSession real, String method, List<Object> arguments, Supplier<@Nullable Object> call) {
            return isMark(method, arguments, Marker.Phase.DONE) ? null : call.get();
        }
    },
    /** The revision is in before anything says so. */
    COMMIT_BEFORE_THE_MARKER {
        @Override
        @Nullable Object call(TargetSession real, String method, List<Object> arguments, Supplier<@Nullable Object> call) {
            if (isMark(method, arguments, Marker.Phase.DONE)) {
                real.commit();
                real.begin();
            }
            return call.get();
        }
    },
    /** On a connection of its own, the marker says so before the revision is in. */
    MARKER_COMMITTED_FIRST {
        @Override
        public TargetSession session(SimulatedSession session, World world) {
            return Altered.session(session, (method, arguments, call) -> {
                if (!isMark(method, arguments, Marker.Phase.DONE)) {
                    return call.get();
                }
                var marker = (Marker) arguments.getFirst();
                new Backend(session.server(), session.toString())
                        .write(content -> content.markers.put(Content.key(marker.revision(), marker.statement()), marker));
                return null;
            });
        }
    },
    /** What an orphan has not committed yet is overtaken. */
    ORPHAN_NOT_WAITED_FOR {
        @Override
        public TargetSession session(SimulatedSession session, World world) {
            return Altered.session(session, (method, arguments, call) -> {
                if (method.equals("raiseFence")) {
                    session.server().freeRow(SimulatedSession.IDENTITY_ROW);
                }
                return call.get();
            });
        }
    },
    /** The history says applied while that is still to be committed. */
    OUTCOME_BEFORE_THE_COMMIT {
        @Override
        public TargetSession session(SimulatedSession session, World world) {
            return Altered.session(session, (method, arguments, call) -> {
                var answer = call.get();
                if (isMark(method, arguments, Marker.Phase.DONE)
                        && arguments.getFirst() instanceof Marker marker
                        && world.project().graph().find(marker.revision()).isPresent()
                        && marker.statement() == 0) {
                    var applied = new DatabaseEvent.RevisionApplied(
                            marker.attempt(), marker.revision(), marker.digest(), 0, 0, false);
                    world.ledger(session.process())
                            .tell(
                                    world.project().subject(),
                                    new DatabaseCommand.RecordStepOutcomes(marker.attempt(), List.of(applied)));
                }
                return answer;
            });
        }
    },
    BEGUN_NOT_WRITTEN {
        @Override
        @Nullable Object call(TargetSession real, String method, List<Object> arguments, Supplier<@Nullable Object> call) {
            return isMark(method, arguments, Marker.Phase.BEGUN) ? null : call.get();
        }
    },
    CLAIM_NOT_WRITTEN {
        @Override
        @Nullable Object call(TargetSession real, String method, List<Object> arguments, Supplier<@Nullable Object> call) {
            return method.equals("claim") ? null : call.get();
        }
    },
    LOCK_NOT_TAKEN {
        @Override
        @Nullable Object call(TargetSession real, String method, List<Object> arguments, Supplier<@Nullable Object> call) {
            return method.equals("tryLock") ? (Object) true : call.get();
        }
    },
    /** A row says that somebody works, and stays when that somebody dies. */
    LOCK_IN_A_TABLE {
        @Override
        public TargetSession session(SimulatedSession session, World world) {
            var server = session.server();
            var nobody = new Backend(server, "nobody");
            return Altered.session(session, (method, arguments, call) -> {
                var answer = call.get();
                if (method.equals("close") || method.equals("unlock")) {
                    server.letGoOfRow("lock", nobody);
                }
                return method.equals("tryLock") ? (Object) server.lockRow("lock", nobody) : answer;
            });
        }
    },
    IDENTITY_NOT_LOOKED_AT {
        @Override
        @Nullable Object call(TargetSession real, String method, List<Object> arguments, Supplier<@Nullable Object> call) {
            return method.equals("identity")
                    ? real.registration().map(registration -> (Object) registration.identity()).orElseGet(call)
                    : call.get();
        }
    },
    HALF_BUILT_TAKEN_FOR_DONE {
        @Override
        @Nullable Object call(TargetSession real, String method, List<Object> arguments, Supplier<@Nullable Object> call) {
            return method.equals("judge") && call.get() instanceof Judgement.Run run && !run.before().isEmpty()
                    ? new Judgement.Done()
                    : call.get();
        }
    },
    BEGUN_TAKEN_FOR_DONE {
        @Override
        @Nullable Object call(TargetSession real, String method, List<Object> arguments, Supplier<@Nullable Object> call) {
            return method.equals("judge") ? new Judgement.Done() : call.get();
        }
    },
    UNKNOWN_TAKEN_FOR_NOT_DONE {
        @Override
        @Nullable Object call(TargetSession real, String method, List<Object> arguments, Supplier<@Nullable Object> call) {
            return method.equals("judge") && call.get() instanceof Judgement.Unknown
                    ? new Judgement.Run(List.of(), (String) arguments.getFirst())
                    : call.get();
        }
    },
    HALF_BUILT_NOT_CLEARED_AWAY {
        @Override
        @Nullable Object call(TargetSession real, String method, List<Object> arguments, Supplier<@Nullable Object> call) {
            return method.equals("judge") && call.get() instanceof Judgement.Run run
                    ? new Judgement.Run(List.of(), run.sql())
                    : call.get();
        }
    },
    LOST_COMMIT_TAKEN_FOR_DONE {
        @Override
        @Nullable Object call(TargetSession real, String method, List<Object> arguments, Supplier<@Nullable Object> call) {
            try {
                return call.get();
            } catch (StatementFailed e) {
                if (method.equals("commit") && e.failure().kind() == Kind.LOST) {
                    return null;
                }
                throw e;
            }
        }
    },
    /** What a person said does not reach the target. */
    DECISION_NOT_WRITTEN {
        @Override
        @Nullable Object call(TargetSession real, String method, List<Object> arguments, Supplier<@Nullable Object> call) {
            return method.equals("unmark") && arguments.size() == 2 ? null : call.get();
        }
    },
    REVERT_KEEPS_THE_MARKER {
        @Override
        @Nullable Object call(TargetSession real, String method, List<Object> arguments, Supplier<@Nullable Object> call) {
            return method.equals("unmark") && arguments.size() == 1 ? null : call.get();
        }
    };

    @Override
    public TargetSession session(SimulatedSession session, World world) {
        return Altered.session(session, (method, arguments, call) -> call(session, method, arguments, call));
    }

    @Nullable Object call(TargetSession real, String method, List<Object> arguments, Supplier<@Nullable Object> call) {
        return call.get();
    }

    private static Set<String> texts(Set<?> ids) {
        return ids.stream().map(String::valueOf).collect(Collectors.toSet());
    }

    private static boolean isMark(String method, List<Object> arguments, Marker.Phase phase) {
        return method.equals("mark") && arguments.getFirst() instanceof Marker marker && marker.phase() == phase;
    }

    /** Waits for the row only after the first question about a marker was answered. */
    private static final class FenceLate implements Altered {
        private static final Set<String> WRITES = Set.of("mark", "unmark", "keepMarkers", "execute");

        private final TargetSession real;
        private final List<Supplier<@Nullable Object>> due = new ArrayList<>();

        FenceLate(TargetSession real) {
            this.real = real;
        }

        @Override
        public @Nullable Object call(String method, List<Object> arguments, Supplier<@Nullable Object> call) {
            if (method.equals("raiseFence") || method.equals("keepFence")) {
                due.add(call);
                return true;
            }
            if (method.equals("rollback") || method.equals("close")) {
                due.clear();
            }
            if (WRITES.contains(method)) {
                raise();
            }
            var answer = call.get();
            if (method.equals("marker")) {
                raise();
            }
            return answer;
        }

        private void raise() {
            for (var fence : List.copyOf(due)) {
                due.clear();
                if (Boolean.FALSE.equals(fence.get())) {
                    real.rollback();
                    throw new LedgerException(new Problem("LDG522", Exit.REFUSED, "stale", "run again"));
                }
            }
        }
    }

}
