package dev.migrationledger.core.problem;

/**
 * One thing that went wrong, as a value.
 *
 * @param code    stable, for programs and for the page that explains it: {@code LDG} and three digits (docs/codes.md)
 * @param exit    what the command line ends with when nothing worse happened
 * @param message what happened, to which database and revision; never a secret
 * @param hint    what to do next; may be empty
 */
public record Problem(String code, Exit exit, String message, String hint) {
    @Override
    public String toString() {
        return hint.isEmpty() ? code + ": " + message : code + ": " + message + " (" + hint + ")";
    }
}
