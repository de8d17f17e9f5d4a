package dev.migrationledger.core.rollout;

import dev.migrationledger.core.planning.DigestText;
import java.util.List;
import java.util.stream.Stream;

/** SHA-256 over all that an approval is about: the goal, which physical database each is, its wave, plan and what runs besides, budget and concurrency. */
public final class RolloutDigest {
    private RolloutDigest() {}

    public static String of(String goal, List<Target> targets, int failureBudget, int concurrency) {
        var text = new DigestText("rollout 2")
                .field(goal)
                .field(failureBudget)
                .field(concurrency)
                .field(targets.size());
        targets.forEach(target -> text.field(target.database())
                .field(target.wave())
                .field(target.plan())
                .field(target.besides())
                .list(target.identity().stream()
                        .flatMap(identity -> Stream.of(identity.system(), identity.database()))
                        .toList()));
        return text.digest();
    }
}
