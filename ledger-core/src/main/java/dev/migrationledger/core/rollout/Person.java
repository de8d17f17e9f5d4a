package dev.migrationledger.core.rollout;

/**
 * Who decides something.
 *
 * @param name as given, which anybody can choose
 * @param via  how the ledger knows them, which they cannot choose: {@code os-user root}
 */
public record Person(String name, String via) {

    /** Whether they may be one: the same name, or the same proof. Two names that one user of the system gave are no proof of two. */
    boolean mayBe(Person other) {
        return name.equals(other.name) || via.equals(other.via);
    }
}
