package dev.migrationledger.app.cli.render;

import java.util.List;
import java.util.stream.Collectors;

/** Text under construction, line by line. */
public final class Page {
    private final Look look;
    private final StringBuilder text = new StringBuilder();

    public Page(Look look) {
        this.look = look;
    }

    public Look look() {
        return look;
    }

    /** One line from its pieces, without blanks at its end. */
    public Page line(Cell... cells) {
        return line(List.of(cells));
    }

    public Page line(List<Cell> cells) {
        int last = cells.size();
        while (last > 0 && cells.get(last - 1).text().isBlank()) {
            last--;
        }
        text.append(cells.subList(0, last).stream()
                        .map(cell -> look.paint(cell.tone(), cell.text()))
                        .collect(Collectors.joining())
                        .stripTrailing())
                .append('\n');
        return this;
    }

    /** A blank line, unless the page is empty or ends with one. */
    public Page gap() {
        if (!text.isEmpty() && !text.toString().endsWith("\n\n")) {
            text.append('\n');
        }
        return this;
    }

    public Cell mark(Mark mark, Tone tone) {
        return Cell.of(tone, mark.in(look));
    }

    /** {@code a → b}. */
    public String arrow(Object from, Object to) {
        return from + " " + Mark.ARROW.in(look) + " " + to;
    }

    /** The step a person should take, where there is one. */
    public Page next(String indent, String hint) {
        return hint.isBlank()
                ? this
                : line(Cell.of(indent), Cell.of(Tone.LINK, "next: "), Cell.of(hint));
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
