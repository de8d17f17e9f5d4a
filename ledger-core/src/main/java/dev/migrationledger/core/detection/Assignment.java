package dev.migrationledger.core.detection;

import java.util.ArrayDeque;
import java.util.BitSet;

/**
 * Which revisions are in, out or still open, with every consequence drawn. A revision in brings in what it needs, one
 * out keeps out what needs it, a provably empty one is in exactly when its needs are, and every cell must end at the
 * live value.
 */
final class Assignment {
    private final Constraints constraints;
    private final Model model;
    private final BitSet in;
    private final BitSet out;
    private final ArrayDeque<Integer> decided = new ArrayDeque<>();
    private boolean contradicted;

    Assignment(Constraints constraints) {
        this(constraints, new BitSet(), new BitSet());
        model.unreachable.stream().forEach(r -> decide(r, false));
        for (int r = 0; r < model.size(); r++) {
            constraints.cells.get(r).forEach(this::check);
            if (model.provenEmpty.get(r) && !model.unreachable.get(r) && model.needs[r].length == 0) {
                decide(r, true);
            }
        }
        propagate();
    }

    private Assignment(Constraints constraints, BitSet in, BitSet out) {
        this.constraints = constraints;
        this.model = constraints.model;
        this.in = in;
        this.out = out;
    }

    /** A copy with one more decision; the original stays as it is. */
    Assignment with(int r, boolean isIn) {
        var copy = new Assignment(constraints, (BitSet) in.clone(), (BitSet) out.clone());
        copy.decide(r, isIn);
        copy.propagate();
        return copy;
    }

    boolean isContradicted() {
        return contradicted;
    }

    boolean isOpen(int r) {
        return !in.get(r) && !out.get(r);
    }

    BitSet in() {
        return (BitSet) in.clone();
    }

    private void decide(int r, boolean isIn) {
        if ((isIn ? out : in).get(r)) {
            contradicted = true;
        } else if (!(isIn ? in : out).get(r)) {
            (isIn ? in : out).set(r);
            decided.add(r);
        }
    }

    private void propagate() {
        while (!contradicted && !decided.isEmpty()) {
            int r = decided.remove();
            if (in.get(r)) {
                for (int need : model.needs[r]) {
                    decide(need, true);
                }
            } else {
                for (int child : model.children[r]) {
                    decide(child, false);
                }
            }
            settle(r);
            for (int child : model.children[r]) {
                settle(child);
            }
            constraints.cells.get(r).forEach(this::check);
        }
    }

    /** A provably empty revision follows its needs, and its last open need follows it. */
    private void settle(int r) {
        if (!model.provenEmpty.get(r) || model.unreachable.get(r)) {
            return;
        }
        int open = -1;
        int openCount = 0;
        for (int need : model.needs[r]) {
            if (out.get(need)) {
                return;
            }
            if (!in.get(need)) {
                open = need;
                openCount++;
            }
        }
        if (openCount == 0) {
            decide(r, true);
        } else if (openCount == 1 && out.get(r)) {
            decide(open, false);
        }
    }

    private void check(Constraints.Cell cell) {
        int[] touches = cell.touches();
        int lowest = 0;
        for (int i = touches.length; i > 0 && lowest == 0; i--) {
            lowest = in.get(touches[i - 1]) ? i : 0;
        }
        int top = touches.length;
        while (top > lowest && (out.get(touches[top - 1]) || !cell.fits().get(top))) {
            decide(touches[top - 1], false);
            top--;
        }
        if (top == lowest) {
            contradicted |= !cell.fits().get(lowest);
            return;
        }
        int possible = cell.fits().get(lowest) ? 1 : 0;
        for (int i = lowest + 1; i <= top; i++) {
            possible += cell.fits().get(i) && !out.get(touches[i - 1]) ? 1 : 0;
        }
        if (possible == 1) {
            decide(touches[top - 1], true);
        }
    }
}
