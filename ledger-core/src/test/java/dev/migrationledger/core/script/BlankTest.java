package dev.migrationledger.core.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.core.revision.Script;
import dev.migrationledger.core.revision.Script.Language;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Only what provably does nothing is blank: a wrong yes would stamp a revision that never ran. */
class BlankTest {
    @Test
    void sql() {
        assertThat(Blank.is(new Script("-- nothing\n", 1))).isTrue();
        assertThat(Blank.is(new Script("select 1", 1))).isFalse();
        assertThat(Blank.is(new Script("select (", 1))).isFalse();
    }

    @Test
    void anUpgradeThatOnlyPasses() {
        for (var body : List.of("    pass", "    '''Merge.'''", "    ...", "    return", "    return None", "    # x\n    pass",
                "    \"\"\"Merge.\"\"\"\n    pass", "    None", "    pass; return")) {
            assertThat(blank("def upgrade() -> None:\n" + body + "\n")).as(body).isTrue();
        }
        assertThat(blank("def upgrade(): pass")).isTrue();
        assertThat(blank("def upgrade(engine_name: str, **kw: Any) -> None:\n    pass")).isTrue();
        assertThat(blank("from alembic.op import *\nrevision = 'a'\ndef upgrade(): pass\ndef downgrade():\n    upgrade()")).isTrue();
    }

    @Test
    void anUpgradeThatMayDoSomething() {
        for (var body : List.of("op.execute('x')", "print('x')", "return op.execute('x')", "if x: pass", "x = 1", "upgrade",
                "yield", "raise E", "del x", "import module", "f'{op.execute(1)}'", "[op.execute(1)]", "'a'.join(x)",
                "pass\n    op.execute('x')", "with x: pass", "assert x", "global y")) {
            assertThat(blank("def upgrade():\n    " + body + "\n")).as(body).isFalse();
        }
    }

    @Test
    void anUpgradeThatIsNotWhatItSeems() {
        var pass = "def upgrade():\n    pass\n";
        for (var text : List.of(
                "", "revision = 'a'", "@with_backfill\n" + pass, "@a\n@b(1)\n" + pass, pass + "upgrade = run\n",
                pass + "def upgrade():\n    run()\n", "if x:\n    def upgrade():\n        pass\n", pass + "from common import *\n",
                pass + "from common import upgrade\n", pass + "upgrade.__code__ = other\n", pass + "register(upgrade)\n",
                pass + "globals()['up' + 'grade'] = run\n", pass + "exec(text)\n",
                pass + "def swap():\n    global upgrade\n    upgrade = run\nswap()\n",
                pass + "def swap():\n    if x:\n        globals().update(y)\nswap()\n", "class upgrade:\n    pass\n",
                "async def upgrade():\n    pass\n", "def upgrade(x=run()):\n    pass\n", "def upgrade() -> run():\n    pass\n",
                "class A:\n    def upgrade(self):\n        pass\n", "def outer():\n    def upgrade():\n        pass\n",
                pass + "x = (\n", "'''\n" + pass + "'''\n", "upgrade = lambda: None")) {
            assertThat(blank(text)).as(text).isFalse();
        }
    }

    private static boolean blank(String python) {
        return Blank.is(new Script(python, 1, Language.PYTHON));
    }
}
