package dev.migrationledger.app.source.alembic;

import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.source.MigrationTool;
import dev.migrationledger.core.source.MigrationTool.Order;
import dev.migrationledger.core.source.MigrationTool.Outcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One interpreter that runs {@code driver.py}, and ends when its standard input does. */
final class AlembicSession implements MigrationTool.Session {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String DRIVER = driver();
    /** Leaves the orders that follow the program to it. */
    private static final String BOOTSTRAP = "import os; orders = os.fdopen(os.dup(0), 'rb');"
            + " exec(compile(orders.read(int(orders.readline())), '<ledger>', 'exec'))";

    private final Process process;
    private final OutputStream orders;
    private final BufferedReader answers;
    private final OutputTail printed;
    private final AlembicFailures failures;
    private State heads = State.EMPTY;

    /**
     * What the driver is told first; over standard input, for it holds secrets.
     *
     * @param url      goes to {@code sqlalchemy.url}
     * @param scripts  goes to {@code script_location}
     */
    record Settings(
            List<String> options,
            Optional<String> url,
            Optional<String> scripts,
            List<String> admission,
            boolean currentDirectory) {}

    private AlembicSession(Process process, AlembicFailures failures) {
        this.process = process;
        this.orders = process.getOutputStream();
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.printed = new OutputTail(process.getErrorStream());
        this.failures = failures;
    }

    static AlembicSession start(
            List<String> interpreter,
            Path directory,
            Map<String, String> environment,
            Settings settings,
            AlembicFailures failures) {
        var words = new ArrayList<>(interpreter);
        words.addAll(List.of("-c", BOOTSTRAP));
        var builder = new ProcessBuilder(words).directory(directory.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        AlembicSession session;
        try {
            session = new AlembicSession(builder.start(), failures);
        } catch (IOException e) {
            throw failures.notStarted(interpreter, String.valueOf(e.getMessage()));
        }
        try {
            session.greet(settings);
            return session;
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    private void greet(Settings settings) {
        var told = JSON.createObjectNode()
                .put("url", settings.url().orElse(null))
                .put("script_location", settings.scripts().orElse(null))
                .put("current_directory", settings.currentDirectory());
        settings.options().forEach(told.putArray("options")::add);
        settings.admission().forEach(told.putArray("admission")::add);
        var program = DRIVER.getBytes(StandardCharsets.UTF_8);
        looked(ask(program.length + "\n" + DRIVER + told));
    }

    @Override
    public State heads() {
        return heads;
    }

    @Override
    public void makeTracker() {
        looked(ask(JSON.createObjectNode().put("do", "make-tracker").toString()));
    }

    @Override
    public Outcome upgrade(Order order) {
        return move("upgrade", order);
    }

    @Override
    public Outcome downgrade(Order order) {
        return move("downgrade", order);
    }

    private Outcome move(String direction, Order order) {
        var told = JSON.createObjectNode()
                .put("do", direction)
                .put("revision", order.revision())
                .put("digest", order.digest())
                .put("alone", order.alone())
                .put("report", order.report().orElse(null));
        order.expected().ifPresentOrElse(
                state -> state.heads().forEach(told.putArray("expected")::add), () -> told.putNull("expected"));
        return ask(told.toString()).map(this::outcome).orElseGet(this::died);
    }

    private Outcome outcome(JsonNode answer) {
        return switch (answer.path("error").asString("")) {
            case "" -> {
                heads = state(answer);
                yield new Outcome.Done(heads, list(answer.path("report")).stream()
                        .map(row -> list(row).stream().map(value -> value.asString("")).toList())
                        .toList());
            }
            case "elsewhere" -> new Outcome.Elsewhere(state(answer));
            case "edited" -> new Outcome.Edited();
            case "not-atomic" -> new Outcome.NotAtomic(words(answer));
            case "failed" -> new Outcome.Failed(
                    answer.path("sqlstate").asString(""),
                    words(answer),
                    answer.path("line").asInt(0),
                    answer.path("kept").asBoolean(true));
            default -> throw failures.refused(answer, printed.lines());
        };
    }

    private Outcome died() {
        printed.awaitEnd();
        var lines = printed.lines();
        return new Outcome.Died("the interpreter ended"
                + (lines.isEmpty() ? "" : failures.scrub("; it printed last: " + String.join(" | ", lines))));
    }

    private String words(JsonNode answer) {
        return failures.scrub(answer.path("message").asString("").lines().findFirst().orElse(""));
    }

    private void looked(Optional<JsonNode> answer) {
        if (answer.isEmpty()) {
            printed.awaitEnd();
            throw failures.ended(printed.lines());
        }
        if (answer.get().has("error")) {
            throw failures.refused(answer.get(), printed.lines());
        }
        heads = state(answer.get());
    }

    private static State state(JsonNode answer) {
        return State.of(list(answer.path("heads")).stream().map(head -> head.asString("")).toList());
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    /** Empty when the interpreter has ended. */
    private Optional<JsonNode> ask(String order) {
        try {
            orders.write((order + "\n").getBytes(StandardCharsets.UTF_8));
            orders.flush();
            return Optional.ofNullable(answers.readLine()).map(JSON::readTree);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** A wrapper such as {@code poetry run} may have the interpreter as its child. */
    @Override
    public void cancel() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    @Override
    public void close() {
        try {
            orders.close();
        } catch (IOException e) {
            cancel();
        }
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                cancel();
            }
        } catch (InterruptedException e) {
            cancel();
            Thread.currentThread().interrupt();
        }
    }

    private static String driver() {
        try (var in = AlembicSession.class.getResourceAsStream("/alembic/driver.py")) {
            if (in == null) {
                throw new IllegalStateException("driver.py is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
