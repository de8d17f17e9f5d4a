package dev.migrationledger.core.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.core.problem.Exit;
import dev.migrationledger.core.problem.Problem;
import dev.migrationledger.core.revision.Kind;
import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.revision.Script;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AlembicFileTest {
    private static final String TEMPLATE = """
            \"\"\"Add the table
            of orders

            Revision ID: 27c6a30d7c24
            Revises: 1975ea83b712
            Create Date: 2026-11-08 11:40:27.089406

            \"\"\"
            from typing import Sequence, Union

            from alembic import op

            # revision identifiers, used by Alembic.
            revision: str = '27c6a30d7c24'
            down_revision: Union[str, Sequence[str], None] = '1975ea83b712'
            branch_labels: Union[str, Sequence[str], None] = ("shop", "orders")
            depends_on: Union[str, Sequence[str], None] = None


            def upgrade() -> None:
                \"\"\"Upgrade schema.\"\"\"
                op.execute("create table orders (id int)")


            def downgrade() -> None:
                op.drop_table("orders")
            """;

    @Test
    void whatTheTemplateWrites() {
        var revision = sound(TEMPLATE);

        assertThat(revision).isEqualTo(new Revision(
                "27c6a30d7c24", List.of("1975ea83b712"), List.of(), Set.of("shop", "orders"),
                "Add the table of orders", Kind.SCHEMA, true, false, List.of(),
                new Script(TEMPLATE, 1, Script.Language.PYTHON),
                Optional.of(new Script(TEMPLATE, 1, Script.Language.PYTHON)), "s", "versions/x.py"));
    }

    @Test
    void everyWayToWriteParents() {
        assertThat(parents("None")).isEmpty();
        assertThat(parents("()")).isEmpty();
        assertThat(parents("''")).isEmpty();
        assertThat(parents("(None,)")).isEmpty();
        assertThat(parents("'a'")).containsExactly("a");
        assertThat(parents("u\"a\"")).containsExactly("a");
        assertThat(parents("R'''a'''")).containsExactly("a");
        assertThat(parents("f'a'")).containsExactly("a");
        assertThat(parents("((('a')))")).containsExactly("a");
        assertThat(parents("(\n  'a'  # one\n  # and\n  'b'\n)")).containsExactly("ab");
        assertThat(parents("'a', 'b'")).containsExactly("a", "b");
        assertThat(parents("['a',\n    'b',\n]")).containsExactly("a", "b");
        assertThat(parents("{'a', 'b'}")).containsExactly("a", "b");
        assertThat(parents("\\\n    'a'")).containsExactly("a");
        assertThat(parents("'\\x61\\u0062\\\nc'")).containsExactly("abc");
        assertThat(parents("r'a\\x'")).containsExactly("a\\x");
    }

    @Test
    void theLastAssignmentOfTheModuleCounts() {
        assertThat(sound("revision = 'first'\ndown_revision = None\nrevision = 'last'\n").id()).isEqualTo("last");
        assertThat(sound("revision = x = 'both'; down_revision = None").id()).isEqualTo("both");
        assertThat(sound("revision, down_revision = '0029', '0028'\nbranch_labels = depends_on = None")).satisfies(pair -> {
            assertThat(pair.id()).isEqualTo("0029");
            assertThat(pair.parents()).containsExactly("0028");
        });
        assertThat(sound("[down_revision, revision] = [\n('a', 'b'),\n'c',\n]").parents()).containsExactly("a", "b");
        assertThat(sound("revision = compute()\ndown_revision = None\nrevision = 'last'\n").id()).isEqualTo("last");
    }

    @Test
    void whatOnlyLooksLikeAnAssignmentIsNone() {
        var text = """
                revision = 'real'
                down_revision = None
                '''
                revision = 'text'
                '''
                # revision = 'comment'
                def upgrade():
                    revision = 'local'
                class A:
                    revision = 'member'
                    def inner(self, revision='default'):
                        global other; revision = 'deeper'
                call(revision='argument')
                table.revision = 'attribute'
                table['revision'] = 'item'
                revision == 'compared'
                my = lambda revision='default': revision
                revision: str
                print(f"{revision='x'}")
                """;

        assertThat(sound(text).id()).isEqualTo("real");
    }

    @Test
    void aValueThatOnlyRunningWouldTellIsAProblemWithItsLine() {
        for (var value : List.of("PREVIOUS", "'a' + 'b'", "f'{x}'", "make('a')", "('a', OTHER)", "ids[0]", "'%s' % 1",
                "'a' if x else 'b'", "b'a'", "['a' for _ in x]", "*others, 'a'")) {
            assertThat(problems("# a\nrevision = 'r'\ndown_revision = " + value + "\n"))
                    .as(value)
                    .singleElement()
                    .satisfies(problem -> {
                        assertThat(problem.code()).isEqualTo("LDG704");
                        assertThat(problem.exit()).isEqualTo(Exit.CONFIGURATION);
                        assertThat(problem.message()).startsWith("versions/x.py line 3: ").contains("`down_revision`");
                    });
        }
    }

    @Test
    void aNameBoundInAnotherWayIsAProblemToo() {
        for (var binding : List.of(
                "if x:\n    revision = 'b'", "try:\n    revision = 'b'\nexcept E:\n    pass", "from ids import revision",
                "import ids as revision", "revision += 'b'", "revision, other = pair", "revision, *other = 'b', 'c'", "(revision, other), c = ('b', 'c'), 'd'", "for revision in ids:\n    pass",
                "with x as revision:\n    pass", "def revision(): pass", "class revision: pass", "del revision",
                "(revision := 'b')", "if True: revision = 'b'")) {
            assertThat(problems("revision = 'a'\ndown_revision = None\n" + binding + "\n"))
                    .as(binding)
                    .singleElement()
                    .satisfies(problem -> {
                        assertThat(problem.code()).isEqualTo("LDG704");
                        assertThat(problem.message()).contains("line 3", "`revision`");
                    });
        }
    }

    @Test
    void valuesThatAlembicRefusesAreRefused() {
        assertThat(problems("revision = 12\ndown_revision = None")).extracting(Problem::code).containsExactly("LDG708");
        assertThat(problems("revision = None\ndown_revision = None")).extracting(Problem::code).containsExactly("LDG708");
        assertThat(problems("revision = ('a', 'b')\ndown_revision = None")).extracting(Problem::code).containsExactly("LDG708");
        assertThat(problems("revision = 'a'\ndown_revision = ('b', None)")).extracting(Problem::code).containsExactly("LDG708");
        assertThat(problems("revision = 'a'\ndown_revision = 7")).extracting(Problem::code).containsExactly("LDG708");
        assertThat(problems("revision = 'a-b'\ndown_revision = None")).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("LDG708");
            assertThat(problem.message()).contains("a-b", "`-`");
        });
        assertThat(problems("revision = 'a'")).extracting(Problem::code).containsExactly("LDG706");
        assertThat(problems("x = 1")).extracting(Problem::code).containsExactly("LDG705");
        assertThat(problems("")).extracting(Problem::code).containsExactly("LDG705");
    }

    @Test
    void everythingWrongInAFileIsReportedTogether() {
        assertThat(problems("revision = 'a'\ndown_revision = b\ndepends_on = c()\nbranch_labels = 1"))
                .extracting(Problem::code)
                .containsExactly("LDG704", "LDG704", "LDG708");
    }

    @Test
    void labelsThatCannotBeKnownStopNothing() {
        var result = AlembicFile.read("from shop import EXPAND\nrevision = 'a'\ndown_revision = None\nbranch_labels = (EXPAND,)", "s", "x.py");

        assertThat(result.revision().orElseThrow().labels()).isEmpty();
        assertThat(result.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("LDG713");
            assertThat(problem.exit()).isEqualTo(Exit.FINDINGS);
            assertThat(problem.message()).contains("x.py line 4");
        });
    }

    @Test
    void whatIsNotPythonIsReportedWithTheLine() {
        for (var text : List.of("\nx = 'open\n", "\nx = (1,\ny = 2\n", "\nx = 1)\n", "\n  x = 1\n", "\nif x:\ny = 1\n",
                "\nx = '''open\n\n", "\nif x:\n    y = 1\n  z = 1\n")) {
            assertThat(problems(text)).as(text).singleElement().satisfies(problem -> {
                assertThat(problem.code()).isEqualTo("LDG707");
                assertThat(problem.message()).containsPattern("line [234]: this is not Python");
            });
        }
    }

    @Test
    void aFileWithoutRevisionButNamedWithHexadecimalDigitsIsItsId() {
        var result = AlembicFile.read("down_revision = None\n", "s", "versions/27c6a30.py");

        assertThat(result.problems()).isEmpty();
        assertThat(result.revision().map(Revision::id)).contains("27c6a30");
    }

    @Test
    void messages() {
        assertThat(message("'''One line'''")).isEqualTo("One line");
        assertThat(message("'''\n   Two\n   lines\n\n   rest'''")).isEqualTo("Two lines");
        assertThat(message("'''No blank line\nRevision ID: 1\n'''")).isEqualTo("No blank line");
        assertThat(message("'''Revision ID: 1\nRevises: 2'''")).isEmpty();
        assertThat(message("# comment\n\nu'joined ' 'text'")).isEqualTo("joined text");
        assertThat(message("x = 1\n'''no docstring'''")).isEmpty();
        assertThat(message("b'bytes'")).isEmpty();
    }

    @Test
    void leavingAlembicsTransactionIsSeen() {
        for (var body : List.of("with op.get_context().autocommit_block():\n        op.execute('x')", "session.commit()",
                "op.execute('COMMIT')", "op.execute(sa.text(\"create x; commit;\"))",
                "bind.execution_options(isolation_level='AUTOCOMMIT')")) {
            assertThat(withUpgrade(body).transactional()).as(body).isFalse();
        }
        for (var body : List.of("op.execute('x')  # commit", "sa.Column('commit')", "op.execute('comment on x is $$commit$$')",
                "op.add_column('t', sa.Column('commit', sa.Text()))", "x = 'no autocommit_block here'")) {
            assertThat(withUpgrade(body).transactional()).as(body).isTrue();
        }
    }

    @Test
    void aDowngradeThatDoesNothingOrRefusesIsNone() {
        for (var body : List.of("pass", "'''nothing'''", "...", "raise NotImplementedError('no')", "# why\n    pass", "return",
                "'''no'''\n    raise Irreversible")) {
            assertThat(sound("revision = 'a'\ndown_revision = None\ndef downgrade():\n    " + body + "\n").revert()).as(body).isEmpty();
        }
        for (var body : List.of("op.drop_table('t')", "op.execute('x')\n    raise E", "if x: pass", "pass; op.execute('x')")) {
            assertThat(sound("revision = 'a'\ndown_revision = None\ndef downgrade():\n    " + body + "\n").revert()).as(body).isPresent();
        }
        assertThat(sound("revision = 'a'\ndown_revision = None\n").revert()).isEmpty();
    }

    @Test
    void aDependencyOnALabelIsOneOnTheRevisionThatCarriesIt() {
        var carrier = sound("revision = 'base'\ndown_revision = None\nbranch_labels = 'shop'");
        var head = sound("revision = 'head'\ndown_revision = 'base'");
        var depending = sound("revision = 'd'\ndown_revision = 'shop'\ndepends_on = ('shop', 'head', 'sho', 'hea')");

        assertThat(BranchNames.resolve(List.of(depending, carrier, head)).getFirst()).satisfies(resolved -> {
            assertThat(resolved.dependsOn()).containsExactly("base", "head", "sho", "hea");
            assertThat(resolved.parents()).containsExactly("shop");
        });
    }

    private static List<String> parents(String value) {
        return sound("revision = 'r'\ndown_revision = " + value + "\n").parents();
    }

    private static String message(String docstring) {
        return sound(docstring + "\nrevision = 'r'\ndown_revision = None\n").message();
    }

    private static Revision withUpgrade(String body) {
        return sound("revision = 'r'\ndown_revision = None\ndef upgrade():\n    " + body + "\n");
    }

    private static Revision sound(String text) {
        var result = AlembicFile.read(text, "s", "versions/x.py");
        assertThat(result.problems()).as(text).isEmpty();
        return result.revision().orElseThrow();
    }

    private static List<Problem> problems(String text) {
        return AlembicFile.read(text, "s", "versions/x.py").problems();
    }
}
