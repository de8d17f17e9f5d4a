package dev.migrationledger.app.cli.render;

import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.revision.Kind;
import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.revision.RevisionGraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A revision graph drawn newest first, a lane for each line of history that is still open. */
public final class GraphText {
    private final RevisionGraph graph;
    private final Map<String, List<String>> marks;
    private final Page page;
    private final List<String> lanes = new ArrayList<>();

    private GraphText(RevisionGraph graph, Map<String, List<String>> marks, Page page) {
        this.graph = graph;
        this.marks = marks;
        this.page = page;
    }

    /** @param marks what to write beside a revision, keyed by its id: databases that are there; @param problems what is known to fail, below */
    public static String of(
            RevisionGraph graph, Map<String, List<String>> marks, List<Problem> problems, Look look) {
        var page = new Page(look);
        new GraphText(graph, marks, page).draw();
        problems.forEach(problem -> ReportText.problem(page, problem));
        return page.toString();
    }

    private void draw() {
        for (var revision : graph.inOrder().reversed()) {
            int lane = lanes.indexOf(revision.id());
            if (lane < 0) {
                lane = lanes.size();
                lanes.add(revision.id());
            }
            for (int other = lanes.lastIndexOf(revision.id()); other > lane; other = lanes.lastIndexOf(revision.id())) {
                join(lane, other);
            }
            page.line(node(revision, lane));
            open(lane, List.copyOf(RevisionGraph.needs(revision)));
        }
    }

    /** Lane {@code from} runs into lane {@code into}; those right of it move up. */
    private void join(int into, int from) {
        var row = blank(lanes.size());
        for (int i = 0; i < lanes.size(); i++) {
            if (i < from) {
                row[2 * i] = sign(Mark.LINE);
            } else {
                row[2 * i - 1] = sign(Mark.LEFT);
            }
        }
        for (int i = into; i < from - 1; i++) {
            row[2 * i + 1] = sign(Mark.ACROSS);
        }
        row(row);
        lanes.remove(from);
    }

    /** The lane goes on to the first of what its revision needs, new lanes beside it to the others. */
    private void open(int lane, List<String> needs) {
        if (needs.isEmpty()) {
            lanes.remove(lane);
            closeGap(lane);
            return;
        }
        lanes.set(lane, needs.getFirst());
        for (var need : needs.subList(1, needs.size())) {
            var row = blank(lanes.size() + 1);
            for (int i = 0; i < lanes.size(); i++) {
                row[i <= lane ? 2 * i : 2 * i + 1] = sign(i <= lane ? Mark.LINE : Mark.RIGHT);
            }
            row[2 * lane + 1] = sign(Mark.RIGHT);
            row(row);
            lanes.add(lane + 1, need);
        }
    }

    private void closeGap(int lane) {
        if (lane >= lanes.size()) {
            return;
        }
        var row = blank(lanes.size() + 1);
        for (int i = 0; i < lanes.size(); i++) {
            row[i < lane ? 2 * i : 2 * i + 1] = sign(i < lane ? Mark.LINE : Mark.LEFT);
        }
        row(row);
    }

    private List<Cell> node(Revision revision, int lane) {
        var head = graph.children(revision.id()).isEmpty();
        var cells = new ArrayList<Cell>();
        for (int i = 0; i < lanes.size(); i++) {
            cells.add(i == lane ? page.mark(Mark.NODE, head ? Tone.GOOD : Tone.DOUBTFUL) : page.mark(Mark.LINE, Tone.FAINT));
            cells.add(Cell.of(" "));
        }
        cells.add(Cell.of(" "));
        cells.add(Cell.of(Tone.DOUBTFUL, revision.id()));
        var tags = tags(revision, head);
        if (!tags.isEmpty()) {
            cells.add(Cell.of(Tone.GOOD, " (" + String.join(", ", tags) + ")"));
        }
        if (!revision.message().isBlank()) {
            cells.add(Cell.of(" " + revision.message()));
        }
        var here = marks.getOrDefault(revision.id(), List.of());
        if (!here.isEmpty()) {
            cells.add(Cell.of(Tone.LINK, "  " + Mark.HERE.in(page.look()) + " " + String.join(", ", here)));
        }
        return cells;
    }

    private static List<String> tags(Revision revision, boolean head) {
        var tags = new ArrayList<String>();
        if (head) {
            tags.add("head");
        }
        if (revision.parents().isEmpty()) {
            tags.add("base");
        }
        revision.labels().stream().sorted().forEach(tags::add);
        if (revision.kind() != Kind.SCHEMA) {
            tags.add(revision.kind().name().toLowerCase(Locale.ROOT));
        }
        if (!revision.dependsOn().isEmpty()) {
            tags.add("needs " + String.join(", ", revision.dependsOn()));
        }
        return tags;
    }

    private void row(String[] row) {
        page.line(Cell.of(Tone.FAINT, String.join("", row).stripTrailing()));
    }

    private static String[] blank(int lanes) {
        var row = new String[2 * lanes];
        Arrays.fill(row, " ");
        return row;
    }

    private String sign(Mark mark) {
        return mark.in(page.look());
    }
}
