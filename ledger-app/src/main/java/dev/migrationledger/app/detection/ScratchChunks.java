package dev.migrationledger.app.detection;

import dev.migrationledger.app.detection.ScratchDatabase.Refused;
import dev.migrationledger.core.revision.Chunks;
import dev.migrationledger.core.script.ChunkStatement;
import dev.migrationledger.core.script.Dialect;
import dev.migrationledger.core.script.Part;
import dev.migrationledger.core.target.ChunkAccess;
import dev.migrationledger.core.target.ChunkAccess.Range;
import dev.migrationledger.core.target.StatementFailed;
import java.util.List;
import java.util.Optional;

/** A revision in chunks where nothing has to be resumed: in the transaction that is open, and in the largest chunks. */
final class ScratchChunks {
    private ScratchChunks() {}

    static Optional<Refused> run(ChunkAccess access, Chunks chunks, List<Part.Sent> statements, Dialect dialect) {
        try {
            if (!access.isThere(chunks)) {
                return Optional.of(new Refused(0, 0, "", "there is no table with such a key: " + chunks.way()));
            }
            var largest = chunks.withSize(Chunks.LARGEST);
            var range = access.next(largest, Optional.empty());
            while (range.isPresent()) {
                for (var statement : statements) {
                    var refused = run(access, statement, range.get(), dialect);
                    if (refused.isPresent()) {
                        return refused;
                    }
                }
                range = access.next(largest, range.map(Range::to));
            }
            return Optional.empty();
        } catch (StatementFailed failed) {
            return Optional.of(refused(0, 0, failed));
        }
    }

    private static Optional<Refused> run(ChunkAccess access, Part.Sent statement, Range range, Dialect dialect) {
        try {
            access.execute(ChunkStatement.of(statement.sql(), dialect), range);
            return Optional.empty();
        } catch (StatementFailed failed) {
            return Optional.of(refused(statement.number(), statement.line(), failed));
        }
    }

    private static Refused refused(int statement, int line, StatementFailed failed) {
        return new Refused(statement, line, failed.failure().sqlState(), failed.failure().message());
    }
}
