package dev.migrationledger.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What one command line did, as another program sees it. Every run is held to the promises that all commands make: no
 * stack trace, no error that nobody foresaw, and no password in either stream.
 *
 * @param words as typed
 */
record CommandLineRun(List<String> words, int exit, String out, String err) {
    private static final List<String> NEVER_SHOWN =
            List.of("Exception", "at dev.migrationledger", "Caused by", "LDG900", "nobody foresaw");

    CommandLineRun {
        for (var text : NEVER_SHOWN) {
            assertThat(out + err).as("output of %s", words).doesNotContain(text);
        }
    }

    CommandLineRun withoutSecrets(List<String> secrets) {
        for (var secret : secrets) {
            assertThat(out + err).as("output of %s", words).doesNotContain(secret);
        }
        return this;
    }

    CommandLineRun exits(int code) {
        assertThat(exit).as("exit code of %s\nout: %s\nerr: %s", words, out, err).isEqualTo(code);
        return this;
    }

    /** Both streams together: what a person at a terminal sees. */
    CommandLineRun says(String... texts) {
        for (var text : texts) {
            assertThat(out + err).as("output of %s", words).contains(text);
        }
        return this;
    }

    CommandLineRun lacks(String text) {
        assertThat(out + err).as("output of %s", words).doesNotContain(text);
        return this;
    }

    JsonNode json() {
        return JsonMapper.shared().readTree(out);
    }

    /** The entry of the only selected database. */
    JsonNode entry() {
        assertThat(json().path("databases")).as("%s", this).hasSize(1);
        return json().path("databases").get(0);
    }

    /** The error of the only database has this code, says all of that, and what to do next. */
    CommandLineRun refuses(String code, String... texts) {
        return problem(entry().path("error"), code, texts);
    }

    /** The error of the command as a whole, which belongs to no database. */
    CommandLineRun failsWhole(String code, String... texts) {
        assertThat(json().path("databases")).isEmpty();
        return problem(json().path("error"), code, texts);
    }

    private CommandLineRun problem(JsonNode error, String code, String... texts) {
        assertThat(error.path("code").asString()).as("code of the error of %s", this).isEqualTo(code);
        assertThat(error.path("message").asString()).as("%s", this).contains(texts);
        assertThat(error.path("hint").asString()).as("next step of %s", this).isNotBlank();
        return this;
    }

    /** Texts of an array, in order. */
    static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asString).toList();
    }

    /** One field of each object of an array, in order. */
    static List<String> texts(JsonNode array, String field) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(node -> node.path(field).asString())
                .toList();
    }
}
