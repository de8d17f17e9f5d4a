package dev.migrationledger.core.python;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A wrong yes would take a revision for whole whose rows were never written. */
class SchemaCallsTest {
    private static boolean only(String body) {
        return SchemaCalls.only("upgrade", PythonText.read("from alembic import op\nimport sqlalchemy as sa\n\ndef upgrade():\n" + body.indent(4)));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "op.add_column('t', sa.Column('a', sa.Text))",
        "'''Words.'''\nprint('x')\nop.create_table(\n    't', sa.Column('id', sa.Integer, primary_key=True),\n)\nop.drop_index(op.f('i'))",
        "with op.batch_alter_table('t', schema=None) as batch_op:\n    batch_op.add_column(sa.Column('a', sa.Text))\n    batch_op.drop_column('b')",
        "pass"
    })
    void changesTheSchemaAlone(String body) {
        assertThat(only(body)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "op.execute('update t set a = 1')",
        "op.add_column('t', sa.Column('a', sa.Text))\nop.execute('x')",
        "t = op.create_table('t')\nop.bulk_insert(t, [])",
        "op.bulk_insert(t, [])",
        "op.get_bind().execute(q)",
        "op.add_column('t', c) or op.get_bind()",
        "if x:\n    op.add_column('t', c)",
        "for t in ts:\n    op.add_column(t, c)",
        "fill()",
        "print(fill())",
        "other.add_column('t', c)",
        "with op.batch_alter_table('t') as b:\n    b.add_column(c)\n    fill(b)",
        "with op.batch_alter_table('t') as b:\n    b.execute('x')",
        "with session() as b:\n    b.add_column(c)",
        "op.add_column('t', c); op.execute('x')",
        "op.add_column('t', c).run()",
        "op.add_column"
    })
    void mayDoMore(String body) {
        assertThat(only(body)).as(body).isFalse();
    }

    @Test
    void operationsThatAreNotAlembicsAreNotKnown() {
        assertThat(SchemaCalls.only("upgrade", PythonText.read("from ours import op\ndef upgrade():\n    op.drop_table('t')\n"))).isFalse();
        assertThat(SchemaCalls.only("upgrade", PythonText.read("from alembic import op\n@filled\ndef upgrade():\n    op.drop_table('t')\n"))).isFalse();
    }
}
