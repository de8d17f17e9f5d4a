package dev.migrationledger.app.kill;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;

/**
 * The way to a server, over TCP, that can be held up where certain words pass: before the server hears them, or after it
 * has done what they say and before its answer is heard. It stays at its port when the server comes back at another.
 */
final class Wire implements AutoCloseable {
    private final IntSupplier server;
    private final ServerSocket door;
    private final Set<Pair> open = ConcurrentHashMap.newKeySet();
    private volatile Optional<Trap> trap = Optional.empty();

    Wire(IntSupplier server) {
        this.server = server;
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** Where a message of the client has the last of these words, in any case, after the others in order. */
    static final class Trap {
        private final boolean before;
        private final List<String> words;
        private final AtomicBoolean taken = new AtomicBoolean();
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);

        private Trap(boolean before, List<String> words) {
            this.before = before;
            this.words = words.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
        }

        boolean awaitReached(long millis) throws InterruptedException {
            return reached.await(millis, TimeUnit.MILLISECONDS);
        }

        /** What was held up never passes: its connection is closed on both sides. */
        void release() {
            taken.set(true);
            released.countDown();
        }
    }

    Trap hold(boolean before, List<String> words) {
        var set = new Trap(before, words);
        trap = Optional.of(set);
        return set;
    }

    /** As when a network breaks: both sides of every connection are closed. */
    void cut() {
        open.forEach(Pair::close);
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cut();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                var client = door.accept();
                Thread.ofVirtual().start(() -> connect(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void connect(Socket client) {
        try {
            var pair = new Pair(client, new Socket(InetAddress.getLoopbackAddress(), server.getAsInt()));
            open.add(pair);
            Thread.ofVirtual().start(pair::answers);
            pair.questions();
        } catch (IOException e) {
            quietly(client);
        }
    }

    private static void quietly(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // It is gone, which is all that is wanted.
            Thread.onSpinWait();
        }
    }

    /** One connection. */
    private final class Pair {
        private final Socket client;
        private final Socket upstream;
        private int seen;
        private volatile Optional<Trap> withheld = Optional.empty();

        Pair(Socket client, Socket upstream) {
            this.client = client;
            this.upstream = upstream;
        }

        void close() {
            open.remove(this);
            quietly(client);
            quietly(upstream);
        }

        void questions() {
            pump(client, upstream, this::mayPass);
        }

        void answers() {
            pump(upstream, client, _ -> {
                var held = withheld;
                if (held.isPresent()) {
                    waitFor(held.get());
                    return false;
                }
                return true;
            });
        }

        private boolean mayPass(String text) {
            var set = trap;
            if (set.isEmpty() || set.get().taken.get()) {
                return true;
            }
            var words = set.get().words;
            for (var from = 0; seen < words.size(); seen++) {
                var at = text.indexOf(words.get(seen), from);
                if (at < 0) {
                    return true;
                }
                from = at + words.get(seen).length();
            }
            if (!set.get().taken.compareAndSet(false, true)) {
                return true;
            }
            if (set.get().before) {
                waitFor(set.get());
                return false;
            }
            withheld = set;
            return true;
        }

        private void waitFor(Trap held) {
            held.reached.countDown();
            try {
                held.released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private interface Gate {
            boolean mayPass(String text);
        }

        private void pump(Socket from, Socket to, Gate gate) {
            var buffer = new byte[1 << 20];
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    if (!gate.mayPass(new String(buffer, 0, read, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT))) {
                        break;
                    }
                    out.write(buffer, 0, read);
                    out.flush();
                }
            } catch (IOException e) {
                // One side is gone: so is the other.
                seen = 0;
            }
            close();
        }
    }
}
