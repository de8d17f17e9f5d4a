package dev.migrationledger.core.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.core.revision.Script;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CreatedObjectsTest {
    private static List<String> words(List<CreatedObject> objects) {
        return objects.stream()
                .map(o -> o.kind().label() + " " + o.name() + o.on().map(table -> " on " + table).orElse(""))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            create table t (id int)                                          | table t
            CREATE TABLE IF NOT EXISTS app."Order Items" (id int)            | table app.Order Items
            create unlogged table t as select 1                              | table t
            create or replace view v as select 1                             | view v
            create materialized view m as select 1                           | materialized-view m
            create sequence if not exists s start 3                          | sequence s
            create type mood as enum ('a')                                   | enum mood
            create type pair as (a int, b int)                               | type pair
            create domain grade as int                                       | domain grade
            create or replace function app.f(a int) returns int as 'x'       | function app.f
            create trigger x before insert or update on app.t for each row execute function f() | trigger x on app.t
            create schema if not exists app                                  | schema app
            create extension if not exists citext                            | extension citext
            """)
    void readsWhatAStatementCreates(String sql, String object) {
        assertThat(words(CreatedObjects.in(new Script(sql + ";", 1)))).containsExactly(object);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            create temp table t (id int)
            create index on t (id)
            select 'create table t ()'
            do $$ begin create table t (); end $$
            -- create table t ()
            alter table t add column c int
            """)
    void takesNothingElseForIt(String sql) {
        assertThat(CreatedObjects.in(new Script(sql + "\n;", 1))).isEmpty();
    }

    @Test
    void documentationClaimsByListAndByStatementsInComments() {
        var script = new Script("""
                -- claims: orders, app.items, view big_spender, functions f(int)
                -- These are made by the dump. Create table statements live in init.sql, and
                -- create table statements are not to be copied here.
                -- create table players (
                --     id int
                -- );
                -- CREATE VIEW app."Old Names" AS select 1
                """, 1);
        assertThat(words(CreatedObjects.documented(script)))
                .containsExactly(
                        "table orders", "table app.items", "view big_spender", "function f", "table players", "view app.Old Names");
        assertThat(CreatedObjects.in(script)).isEmpty();
    }
}
