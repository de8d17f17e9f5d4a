package dev.migrationledger.core.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.revision.Chunks;
import dev.migrationledger.core.revision.Kind;
import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.revision.Script;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderReaderTest {

    @Test
    void everyKeyIsRead() {
        var result = read("""
                -- Personality traits, for the second edition.
                -- revision: 9c23e4e81011
                -- parents: ab68d77b5088, 336ce8830dfe
                -- depends-on: c0ffee
                -- labels: personality, traits
                -- message: create personality tables: all five

                -- kind: data
                -- transactional: false
                -- idempotent: true
                -- verify: select count(*) = 5 from traits;
                -- verify: select true
                -- Note: the names come from the book
                insert into traits values ('a'); -- verify: not this
                -- revert:
                delete from traits;
                """);
        assertThat(result.problems()).isEmpty();
        assertThat(result.revision())
                .contains(new Revision(
                        "9c23e4e81011", List.of("ab68d77b5088", "336ce8830dfe"), List.of("c0ffee"),
                        Set.of("personality", "traits"), "create personality tables: all five", Kind.DATA, false, true,
                        List.of("select count(*) = 5 from traits", "select true"),
                        new Script("-- Note: the names come from the book\n"
                                + "insert into traits values ('a'); -- verify: not this\n", 13),
                        Optional.of(new Script("delete from traits;\n", 16)), "init", "a.sql"));
    }

    @Test
    void aDataRevisionMayRunInChunks() {
        var read = read("""
                -- revision: a1
                -- kind: data
                -- chunks: app.orders by id, 10000
                update app.orders set b = 1 where id between :from and :to;
                """);
        assertThat(read.problems()).isEmpty();
        var revision = read.revision().orElseThrow();
        assertThat(revision.chunks()).contains(new Chunks(Optional.of("app"), "orders", "id", 10_000));
        assertThat(revision.transactional()).isTrue();
        assertThat(revision.inOneTransaction()).isFalse();
    }

    @Test
    void everythingThatIsWrongWithChunksIsSaidAtOnce() {
        var read = read("""
                -- revision: a1
                -- chunks: orders
                update orders set b = 1;
                """);
        assertThat(read.problems()).extracting(Problem::code).containsExactly("LDG817", "LDG818", "LDG819");
        assertThat(read.problems()).allSatisfy(problem -> assertThat(problem.hint()).isNotBlank());
        assertThat(read("-- revision: a1\n-- kind: data\n-- transactional: false\n-- chunks: a by b, 1\nselect :from, :to").problems())
                .extracting(Problem::code)
                .containsExactly("LDG818");
    }

    @Test
    void onlyTheIdIsNeeded() {
        var revision = read("\uFEFF-- revision: a1\r\n-- parents:\r\nselect 1").revision().orElseThrow();
        assertThat(revision.parents()).isEmpty();
        assertThat(revision.kind()).isEqualTo(Kind.SCHEMA);
        assertThat(revision.transactional()).isTrue();
        assertThat(revision.idempotent()).isFalse();
        assertThat(revision.revert()).isEmpty();
        assertThat(revision.script()).isEqualTo(new Script("select 1", 3));
    }

    @Test
    void theDigestDoesNotChangeWithTheHeader() {
        var one = read("-- revision: a\n-- message: x\nselect 1;\n").revision().orElseThrow();
        var two = read("-- revision: a\n-- labels: l\n-- message: y\nselect 1;\n").revision().orElseThrow();
        assertThat(one.script().digest()).isEqualTo(two.script().digest());
    }

    @Test
    void revertIsNotFoundInsideQuotesOrData() {
        var text = "-- revision: a\nselect '\n-- revert:\n';\ncopy t from stdin;\n-- revert:\n\\.\nselect 2\n-- revert:\nselect 3";
        var revision = read(text).revision().orElseThrow();
        assertThat(revision.script().text()).endsWith("select 2\n");
        assertThat(revision.revert()).contains(new Script("select 3", 10));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "LDG120 | 1 | select 1",
        "LDG121 | 2 | -- revision: a~-- parent: b~",
        "LDG121 | 2 | -- revision: a~-- Labels: b~",
        "LDG121 | 2 | -- revision: a~-- author: b~",
        "LDG122 | 3 | -- revision: a~-- kind: data~-- kind: data~select 1",
        "LDG122 | 4 | -- revision: a~-- revert:~select 1;~-- revert:~",
        "LDG123 | 2 | -- revision: a~-- kind: sql~select 1",
        "LDG123 | 2 | -- revision: a~-- transactional: yes~select 1",
        "LDG123 | 3 | -- revision: a~select 1;~-- revert: drop table t;~",
        "LDG124 | 2 | -- revision: a~-- verify:~",
        "LDG125 | 3 | -- revision: a~select 1;~-- verify: select true~",
        "LDG125 | 3 | -- revision: a~-- revert:~-- kind: data~",
        "LDG126 | 3 | -- revision: a~-- kind: documentation~select 1",
        "LDG110 | 2 | -- revision: a~select 'a~-- revert:~select 2",
        "LDG114 | 3 | -- revision: a~-- revert:~select (2~",
    })
    void wrongHeadersAreProblemsWithTheirLine(String code, int line, String text) {
        assertThat(read(text.replace('~', '\n')).problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(code);
            assertThat(problem.message()).startsWith("a.sql line " + line + ": ");
        });
    }

    @Test
    void allProblemsAreFoundTogetherAndNearKeysAreOffered() {
        var result = read("-- depend-on: x\n-- kind: scheme\n-- revision:\nselect (;");
        assertThat(result.revision()).isEmpty();
        assertThat(result.problems()).extracting(Problem::code).containsExactlyInAnyOrder("LDG121", "LDG123", "LDG124", "LDG114");
        assertThat(result.problems()).filteredOn(p -> p.code().equals("LDG121")).singleElement()
                .satisfies(problem -> assertThat(problem.hint()).contains("depends-on"));
    }

    private static HeaderReader.Result read(String text) {
        return HeaderReader.read(text, "init", "a.sql");
    }
}
