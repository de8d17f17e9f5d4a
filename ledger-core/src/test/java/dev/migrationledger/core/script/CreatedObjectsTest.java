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
        assertThat(words(CreatedObjects.in(new Script(sql + ";", 1), Dialect.POSTGRESQL))).containsExactly(object);
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
        assertThat(CreatedObjects.in(new Script(sql + "\n;", 1), Dialect.POSTGRESQL)).isEmpty();
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
        assertThat(words(CreatedObjects.documented(script, Dialect.POSTGRESQL)))
                .containsExactly(
                        "table orders", "table app.items", "view big_spender", "function f", "table players", "view app.Old Names");
        assertThat(CreatedObjects.in(script, Dialect.POSTGRESQL)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            create table [Order Items] (id int)                              | table order items
            create table main.`T` (id int)                                   | table main.t
            create table "T" (price int default (1))                         | table t
            create virtual table note using fts5(title)                      | table note
            create table t (price text default '$$')                         | table t
            create view V as select 1 /* no /* nesting */                    | view v
            create trigger X after insert on T begin update t set a = (select a from b join c on b.i = c.i); end | trigger x on t
            """)
    void readsWhatAStatementCreatesInSqlite(String sql, String object) {
        assertThat(words(CreatedObjects.in(new Script(sql + ";", 1), Dialect.SQLITE))).containsExactly(object);
    }

    @Test
    void documentationOfAFileClaimsAsSqliteReadsIt() {
        var script = new Script("""
                -- claims: Orders, [Order Items], view `Big Spender`
                -- create table [Players] (
                -- create virtual table note using fts5(title)
                """, 1);
        assertThat(words(CreatedObjects.documented(script, Dialect.SQLITE))).containsExactly(
                "table orders", "table order items", "view big spender", "table players", "table note");
    }
}
