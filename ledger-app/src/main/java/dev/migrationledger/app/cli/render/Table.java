package dev.migrationledger.app.cli.render;

import java.util.ArrayList;
import java.util.List;

/** Rows under headings, columns two blanks apart, as wide as their widest cell. */
public final class Table {
    private static final int LEAST = 8;
    private static final String GAP = "  ";

    /**
     * @param right whether cells stand at the right edge, as numbers do
     * @param whole whether cells are never cut on a narrow terminal
     */
    public record Column(String title, boolean right, boolean whole) {
        public static Column left(String title) {
            return new Column(title, false, false);
        }

        public static Column whole(String title) {
            return new Column(title, false, true);
        }

        public static Column number(String title) {
            return new Column(title, true, true);
        }
    }

    private final List<Column> columns;
    private final List<List<Cell>> rows = new ArrayList<>();

    public Table(Column... columns) {
        this.columns = List.of(columns);
    }

    /** @param cells one for each column */
    public Table row(Cell... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + columns.size() + " columns");
        }
        rows.add(List.of(cells));
        return this;
    }

    /** Writes headings, where any column has one, and rows. */
    public void on(Page page, String indent) {
        var widths = widths(page.look().width() - Width.of(indent));
        if (columns.stream().anyMatch(column -> !column.title().isEmpty())) {
            line(page, indent, widths, columns.stream().map(c -> Cell.of(Tone.FAINT, c.title())).toList());
        }
        rows.forEach(row -> line(page, indent, widths, row));
    }

    private void line(Page page, String indent, int[] widths, List<Cell> row) {
        var pieces = new ArrayList<Cell>();
        pieces.add(Cell.of(indent));
        for (int i = 0; i < widths.length; i++) {
            var cell = row.get(i);
            var text = Width.cut(cell.text(), widths[i], Mark.ELLIPSIS.in(page.look()));
            var padding = Cell.of(" ".repeat(widths[i] - Width.of(text)));
            pieces.add(Cell.of(i == 0 ? "" : GAP));
            pieces.add(columns.get(i).right() ? padding : Cell.of(cell.tone(), text));
            pieces.add(columns.get(i).right() ? Cell.of(cell.tone(), text) : padding);
        }
        page.line(pieces);
    }

    /** @param room for a whole line; not positive when there is no limit */
    private int[] widths(int room) {
        var widths = new int[columns.size()];
        int total = GAP.length() * (widths.length - 1);
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Width.of(columns.get(i).title());
            for (var row : rows) {
                widths[i] = Math.max(widths[i], Width.of(row.get(i).text()));
            }
            total += widths[i];
        }
        while (room > 0 && total > room) {
            int widest = widestToCut(widths);
            if (widest < 0) {
                break;
            }
            widths[widest]--;
            total--;
        }
        return widths;
    }

    private int widestToCut(int[] widths) {
        int widest = -1;
        for (int i = 0; i < widths.length; i++) {
            boolean cut = !columns.get(i).whole() && widths[i] > LEAST;
            if (cut && (widest < 0 || widths[i] > widths[widest])) {
                widest = i;
            }
        }
        return widest;
    }
}
