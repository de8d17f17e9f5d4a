package dev.migrationledger.core.planning;

import dev.migrationledger.core.revision.State;
import java.util.List;

/** SHA-256 over a plan: for each state its heads, and for each step all its fields. */
final class PlanDigest {
    private PlanDigest() {}

    static String of(State from, State to, List<Step> steps) {
        var text = new DigestText("plan 1").list(from.heads()).list(to.heads()).field(steps.size());
        steps.forEach(step -> text.field(step.revision())
                .field(step.kind())
                .field(step.transactional())
                .field(step.statements())
                .field(step.digest())
                .list(step.findings()));
        return text.digest();
    }
}
