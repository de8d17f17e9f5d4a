package dev.migrationledger.core.whatif;

import dev.migrationledger.core.catalog.Policy;
import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.LedgerException;
import dev.migrationledger.core.problem.NearMatches;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.problem.Shown;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The part of a policy that is changed; what is not named stays as it is.
 *
 * @param failureBudget databases of one run that may fail before no further one is begun
 */
public record ChangedPolicy(
        Optional<Policy.Equivalent> equivalent, Optional<Policy.WrongClaim> wrongClaim, Optional<Integer> failureBudget) {
    private static final List<String> KEYS = List.of("equivalent", "wrong-claim", "failure-budget");
    private static final int MOST = 1_000_000;

    /**
     * @param terms such as {@code equivalent=earliest}; several may stand in one, with commas between
     * @throws LedgerException LDG847 for what is no policy, or a policy that no past decision was made by
     */
    public static ChangedPolicy read(List<String> terms) {
        var changed = new ChangedPolicy(Optional.empty(), Optional.empty(), Optional.empty());
        for (var term : terms.stream().flatMap(text -> Arrays.stream(text.split(",", -1))).map(String::strip).toList()) {
            int equals = term.indexOf('=');
            var key = (equals < 0 ? term : term.substring(0, equals)).strip();
            changed = changed.with(key, equals < 0 ? "" : term.substring(equals + 1).strip());
        }
        return changed;
    }

    private ChangedPolicy with(String key, String value) {
        return switch (key) {
            case "equivalent" -> new ChangedPolicy(Optional.of(word(key, value, Policy.Equivalent.values())), wrongClaim, failureBudget);
            case "wrong-claim" -> new ChangedPolicy(equivalent, Optional.of(word(key, value, Policy.WrongClaim.values())), failureBudget);
            case "failure-budget" -> new ChangedPolicy(equivalent, wrongClaim, Optional.of(number(key, value)));
            default -> {
                var near = NearMatches.question(key, KEYS);
                throw problem("there is no policy `" + Shown.of(key) + "` that past decisions could be asked about",
                        (near.isEmpty() ? "" : near + " ") + "there are equivalent=refuse|earliest, wrong-claim=correct|refuse and"
                                + " failure-budget=N");
            }
        };
    }

    private static <E extends Enum<E>> E word(String key, String value, E[] choices) {
        return Arrays.stream(choices)
                .filter(choice -> choice.name().toLowerCase(Locale.ROOT).equals(value))
                .findFirst()
                .orElseThrow(() -> problem("`" + Shown.of(value) + "` is no value of the policy " + key,
                        "write " + key + "=" + Arrays.stream(choices)
                                .map(choice -> choice.name().toLowerCase(Locale.ROOT))
                                .reduce((one, next) -> one + " or " + key + "=" + next)
                                .orElseThrow()));
    }

    private static int number(String key, String value) {
        if (value.matches("[0-9]{1,7}") && Integer.parseInt(value) <= MOST) {
            return Integer.parseInt(value);
        }
        throw problem("`" + Shown.of(value) + "` is no number of databases", "write " + key + "=0 for none that may fail, or more");
    }

    /** @param then the catalog's */
    public Policy over(Policy then) {
        return new Policy(equivalent.orElse(then.equivalent()), wrongClaim.orElse(then.wrongClaim()));
    }

    /** Whether it says where an upgrade may start. */
    public boolean changesFooting() {
        return equivalent.isPresent() || wrongClaim.isPresent();
    }

    private static LedgerException problem(String message, String hint) {
        return new LedgerException(new Problem("LDG847", Exit.USAGE, message, hint));
    }
}
