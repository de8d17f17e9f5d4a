package dev.migrationledger.app.crowd;

/** Which words a crowd may hear. */
final class Refusals {
    private Refusals() {}

    static boolean isExplained(Answer.Said said) {
        return said.code().matches("LDG\\d{3}") && !said.code().equals("LDG900") && !said.message().isBlank() && !said.hint().isBlank();
    }

    static boolean areExpected(Errand.Verb verb, Answer answer) {
        return true;
    }
}
