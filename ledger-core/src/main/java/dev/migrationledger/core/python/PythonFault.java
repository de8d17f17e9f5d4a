package dev.migrationledger.core.python;

/** Why a text is not Python. @param line of the file, from 1; @param reason in words: {@code a string is never closed} */
public record PythonFault(int line, String reason) {
    static final class Found extends RuntimeException {
        private final transient PythonFault fault;

        Found(int line, String reason) {
            super(reason, null, false, false);
            this.fault = new PythonFault(line, reason);
        }

        PythonFault fault() {
            return fault;
        }
    }
}
