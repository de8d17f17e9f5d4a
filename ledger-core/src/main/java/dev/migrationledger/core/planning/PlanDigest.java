package dev.migrationledger.core.planning;

import dev.migrationledger.core.revision.Script;
import dev.migrationledger.core.revision.State;
import java.util.Collection;
import java.util.List;

/**
 * SHA-256 over a canonical text of a plan: a line for the form's version, for each state its heads, and for each step
 * all its fields. Every field is preceded by its length and every list by its size, so that no two plans share a text.
 */
final class PlanDigest {
    private final StringBuilder text = new StringBuilder("plan 1\n");

    private PlanDigest() {}

    static String of(State from, State to, List<Step> steps) {
        var digest = new PlanDigest();
        digest.list(from.heads()).list(to.heads()).field(steps.size());
        steps.forEach(digest::step);
        return new Script(digest.text.toString(), 1).digest();
    }

    private void step(Step step) {
        field(step.revision())
                .field(step.kind())
                .field(step.transactional())
                .field(step.statements())
                .field(step.digest())
                .list(step.findings());
    }

    private PlanDigest list(Collection<String> values) {
        field(values.size());
        values.forEach(this::field);
        return this;
    }

    private PlanDigest field(Object value) {
        var written = value.toString();
        text.append(written.length()).append(':').append(written).append('\n');
        return this;
    }
}
