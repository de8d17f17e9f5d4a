package dev.migrationledger.core.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SqliteTableTextTest {
    private static final Set<String> KNOWN = Set.of("t", "id", "email", "name", "total", "a", "b", "p");

    @Test
    void whatOnlyTheTextSaysIsRead() {
        var text = SqliteTableText.of("""
                CREATE TABLE IF NOT EXISTS "t" ( -- people
                    [id] INTEGER PRIMARY KEY ON CONFLICT REPLACE AUTOINCREMENT,
                    email text COLLATE nocase NOT NULL ON CONFLICT IGNORE CONSTRAINT one_email UNIQUE,
                    name varchar(10, 2) default (upper('x, y')) check (length("Name") > 0),
                    total numeric generated always as (a * 2) stored,
                    a int references p(id) on delete set default deferrable initially deferred, /* , */
                    b int not null references "p",
                    CONSTRAINT "both" UNIQUE (a, "B" desc) ON CONFLICT ROLLBACK CHECK (a > 0 and b <> 'x''y')
                    FOREIGN KEY (a, b) REFERENCES p (a, b) ON UPDATE SET NULL NOT DEFERRABLE INITIALLY DEFERRED
                ) STRICT, WITHOUT ROWID""", KNOWN);

        assertThat(text.columns()).isEqualTo(Map.of(
                "id", Map.of("identity", "autoincrement"),
                "email", Map.of("collation", "nocase", "on-conflict", "ignore"),
                "total", Map.of("generated", "stored as a * 2"),
                "b", Map.of()));
        assertThat(text.constraints()).containsExactly(
                new SqliteTableText.Constraint(ObjectKind.PRIMARY_KEY, "", List.of("id"), "", Map.of("on-conflict", "replace")),
                new SqliteTableText.Constraint(ObjectKind.UNIQUE, "one_email", List.of("email"), "", Map.of()),
                new SqliteTableText.Constraint(ObjectKind.CHECK, "", List.of(), "length(name) > 0", Map.of()),
                new SqliteTableText.Constraint(
                        ObjectKind.FOREIGN_KEY, "", List.of("a"), "", Map.of("deferrable", "initially deferred")),
                new SqliteTableText.Constraint(ObjectKind.FOREIGN_KEY, "", List.of("b"), "", Map.of()),
                new SqliteTableText.Constraint(
                        ObjectKind.UNIQUE, "both", List.of("a", "b"), "", Map.of("on-conflict", "rollback")),
                new SqliteTableText.Constraint(ObjectKind.CHECK, "", List.of(), "a > 0 and b <> 'x''y'", Map.of()),
                new SqliteTableText.Constraint(ObjectKind.FOREIGN_KEY, "", List.of("a", "b"), "", Map.of()));
    }

    @Test
    void quotesCaseAndCommentsOfTheSameExpressionDoNotMatter() {
        assertThat(SqliteText.normalise("[A]>1 AND /* so */ \"b\"  IN ('X')", KNOWN))
                .isEqualTo(SqliteText.normalise("a > 1\nand b in ('X') -- so", KNOWN))
                .isEqualTo("a > 1 and b in ('X')");
        assertThat(SqliteText.normalise("a = \"Draft\"", KNOWN)).isNotEqualTo(SqliteText.normalise("a = \"draft\"", KNOWN));
    }

    @Test
    void anIndexSaysItsExpressionsAndItsCondition() {
        assertThat(SqliteIndexText.of("create unique index i on t (lower(\"Email\") collate nocase desc, a) where a is not null", KNOWN))
                .isEqualTo(new SqliteIndexText(List.of("lower(email)", "a"), "a is not null"));
    }

    @Test
    void aTextThatIsNoTableSaysNothing() {
        for (var text : List.of("", "create view v as select (1)", "create table", "(", "create table t (")) {
            assertThat(SqliteTableText.of(text, KNOWN).constraints()).as(text).isEmpty();
        }
    }
}
