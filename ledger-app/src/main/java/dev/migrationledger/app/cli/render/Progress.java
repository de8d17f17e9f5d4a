package dev.migrationledger.app.cli.render;

import java.io.PrintStream;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * One line that says how far a long piece of work is. It appears after a second, is rewritten at most ten times a
 * second and erased at the end; where there is no terminal it is silent. Threads may share it.
 */
public final class Progress implements AutoCloseable {
    private static final long PATIENCE = 1_000_000_000L;
    private static final long INTERVAL = 100_000_000L;
    private static final int BAR = 20;
    private static final String ERASE = "\r\u001b[2K";

    private final PrintStream out;
    private final Look look;
    private final boolean silent;
    private final LongSupplier nanoTime;
    private final String what;
    private final OptionalLong total;
    private final long began;
    private long done;
    private long drawn;
    private boolean visible;

    /**
     * @param out      standard error
     * @param terminal whether it is one that understands escape sequences
     * @param nanoTime as {@link System#nanoTime}
     * @param what     such as {@code upgrading}
     * @param total    of steps, where it is known
     */
    public Progress(PrintStream out, Look look, boolean terminal, LongSupplier nanoTime, String what, OptionalLong total) {
        this.out = out;
        this.look = look;
        this.silent = !terminal;
        this.nanoTime = nanoTime;
        this.what = what;
        this.total = total;
        this.began = nanoTime.getAsLong();
        this.drawn = began - INTERVAL;
    }

    /** So many steps more are done. @param current what is worked on now; may be empty */
    public synchronized void advance(long steps, String current) {
        done += steps;
        long now = nanoTime.getAsLong();
        if (silent || now - began < PATIENCE || now - drawn < INTERVAL) {
            return;
        }
        drawn = now;
        visible = true;
        int room = (look.width() == 0 ? 80 : look.width()) - 1;
        out.print(ERASE + Width.cut(Cell.of(line(now - began, current)).text(), room, Mark.ELLIPSIS.in(look)));
        out.flush();
    }

    /** Takes the line away so that other text can be written; the next step brings it back. */
    public synchronized void erase() {
        if (visible) {
            out.print(ERASE);
            out.flush();
            visible = false;
        }
    }

    @Override
    public void close() {
        erase();
    }

    private String line(long elapsed, String current) {
        var tail = current.isEmpty() ? "" : "  " + current;
        if (total.isEmpty() || total.getAsLong() == 0) {
            return what + "  " + done + "  " + Times.took(elapsed / 1_000_000 / 1_000 * 1_000) + tail;
        }
        long all = Math.max(total.getAsLong(), done);
        int full = (int) (BAR * done / all);
        var bar = Mark.FULL.in(look).repeat(full) + Mark.LIGHT.in(look).repeat(BAR - full);
        return what + "  " + bar + "  " + done + "/" + all + left(elapsed, all) + tail;
    }

    private String left(long elapsed, long all) {
        if (done == 0 || done == all) {
            return "";
        }
        long millis = (long) ((double) elapsed / done * (all - done) / 1_000_000);
        return "  about " + Times.took(Math.max(1, millis / 1_000) * 1_000).replace(".0", "") + " left";
    }
}
