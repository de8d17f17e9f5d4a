package dev.migrationledger.app.target.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.migrationledger.app.testing.PostgresServers;
import dev.migrationledger.core.schema.Difference;
import dev.migrationledger.core.schema.SchemaDiff;
import dev.migrationledger.core.schema.SchemaSnapshot;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What people do to databases by hand is reported object by object, and nothing else is. */
class DriftTest {
    private static final String TEMPLATE = "drift_template";
    private static final SchemaSnapshot SHOP = shop();

    private static SchemaSnapshot shop() {
        var server = PostgresServers.shared();
        var template = server.freshDatabase(TEMPLATE);
        server.run(template, Scripts.read("shop.sql"));
        return Snapshots.of(template);
    }

    static Stream<Arguments> drifts() {
        return Stream.of(
                drift("alter table app.items drop column quantity",
                        "missing column app.items.quantity: integer not null default 1 -> (hard)"),
                drift("alter table app.items add column price numeric(10,2) not null default 0",
                        "extra column app.items.price: -> numeric(10,2) not null default 0 (hard)"),
                drift("alter table app.items alter column quantity type bigint",
                        "changed column app.items.quantity: integer not null default 1 -> bigint not null default 1 (hard)"),
                drift("alter table app.items alter column sku drop not null",
                        "changed column app.items.sku: text not null -> text (hard)"),
                drift("alter table app.items alter column quantity set default 2",
                        "changed column app.items.quantity: integer not null default 1 -> integer not null default 2 (hard)"),
                drift("drop table app.scratch",
                        "missing table app.scratch: table persistence unlogged -> (hard)",
                        "missing column app.scratch.a: integer -> (hard)",
                        "missing column app.scratch.b: integer -> (hard)"),
                drift("create table app.notes (id integer primary key)",
                        "extra table app.notes: -> table (hard)",
                        "extra column app.notes.id: -> integer not null (hard)",
                        "extra primary-key app.notes(id): -> present (hard)"),
                drift("alter table app.scratch rename to draft",
                        "extra table app.draft: -> table persistence unlogged (hard)",
                        "missing table app.scratch: table persistence unlogged -> (hard)",
                        "extra column app.draft.a: -> integer (hard)",
                        "extra column app.draft.b: -> integer (hard)",
                        "missing column app.scratch.a: integer -> (hard)",
                        "missing column app.scratch.b: integer -> (hard)"),
                drift("alter table app.scratch rename column a to z",
                        "missing column app.scratch.a: integer -> (hard)",
                        "extra column app.scratch.z: -> integer (hard)"),
                drift("drop index public.customers_tags",
                        "missing index public.customers using gin (tags): unique no -> (hard)"),
                drift("create index fresh on public.orders (total) where note is null",
                        "extra index public.orders(total) where note IS NULL: -> unique no (hard)"),
                drift("create index again on public.orders (customer_id)",
                        "changed index public.orders(customer_id): no count -> count 2 (hard)",
                        "changed index public.orders(customer_id): name orders_customer -> name again | orders_customer (cosmetic)"),
                drift("update pg_index set indisvalid = false where indexrelid = 'public.orders_customer'::regclass",
                        "changed index public.orders(customer_id): no validity -> validity invalid (hard)"),
                drift("drop index public.customers_nick; create unique index customers_nick on public.customers (nick varchar_pattern_ops)",
                        "changed index public.customers(nick varchar_pattern_ops): unique no -> unique yes (hard)"),
                drift("alter table public.customers drop constraint customers_name_unique",
                        "missing unique public.customers(name): present -> (hard)"),
                drift("alter table public.orders drop constraint orders_customer_id_fkey, add constraint orders_customer_id_fkey"
                                + " foreign key (customer_id) references public.customers (id)",
                        "changed foreign-key public.orders(customer_id) -> public.customers(id): on-delete cascade -> no on-delete (hard)"),
                drift("alter table public.customers drop constraint customers_status, add constraint customers_status"
                                + " check (status in ('active', 'closed', 'lost'))",
                        "missing check public.customers check (status = ANY (ARRAY['active', 'closed'])): present -> (hard)",
                        "extra check public.customers check (status = ANY (ARRAY['active', 'closed', 'lost'])): -> present (hard)",
                        "missing comment check public.customers check (status = ANY (ARRAY['active', 'closed'])): closed for ever -> (soft)"),
                drift("alter table app.items validate constraint items_sku",
                        "changed check app.items check (sku <> ''): validity not valid -> no validity (hard)",
                        "changed check app.items check (sku <> ''): definition CHECK ((sku <> ''::text)) NOT VALID"
                                + " -> definition CHECK ((sku <> ''::text)) (cosmetic)"),
                drift("alter table public.rooms drop constraint rooms_during_excl",
                        "missing exclusion public.rooms EXCLUDE USING gist (during WITH &&) WHERE (room IS NOT NULL): present -> (hard)"),
                drift("alter type public.mood add value 'angry' before 'sad'",
                        "changed enum public.mood: 'sad', 'ok', 'happy' -> 'angry', 'sad', 'ok', 'happy' (hard)"),
                drift("alter domain public.email drop not null",
                        "changed domain public.email: not null -> no nullability (hard)"),
                drift("create or replace view public.open_orders as select id, total, total * 3 as twice"
                                + " from public.orders where total > 0 and note = 'open'",
                        "changed view public.open_orders:"
                                + " SELECT id, total, total * 2 AS twice FROM public.orders WHERE (total > 0) AND (note = 'open')"
                                + " -> SELECT id, total, total * 3 AS twice FROM public.orders WHERE (total > 0) AND (note = 'open') (soft)"),
                drift("drop materialized view app.totals",
                        "missing index app.totals(customer_id): unique yes -> (hard)",
                        "missing materialized-view app.totals: (customer_id integer, total numeric) -> (hard)"),
                drift("create or replace function public.add(a integer, b integer default 1) returns integer"
                                + " language sql immutable as 'select a - b'",
                        "changed function public.add(integer, integer): select a + b -> select a - b (soft)",
                        "changed function public.add(integer, integer): formatting select a + b -> formatting select a - b (cosmetic)"),
                drift("drop function public.add(integer, integer)",
                        "missing function public.add(integer, integer): function returns integer -> (hard)"),
                drift("alter table public.customers disable trigger touched",
                        "changed trigger public.customers.touched: no enabled -> enabled no (hard)"),
                drift("drop trigger touched on public.customers",
                        "missing trigger public.customers.touched: CREATE TRIGGER touched BEFORE UPDATE ON public.customers"
                                + " FOR EACH ROW WHEN (old.name IS DISTINCT FROM new.name) EXECUTE FUNCTION app.touch() -> (hard)"),
                drift("alter policy own_orders on public.orders using (customer_id = 2)",
                        "changed policy public.orders.own_orders: using (customer_id = 1) AND (note = 'x') -> using customer_id = 2 (hard)"),
                drift("alter table public.orders disable row level security",
                        "changed table public.orders: row-security enabled -> no row-security (hard)"),
                drift("alter sequence public.invoice_number increment by 1",
                        "changed sequence public.invoice_number: increment 5 -> increment 1 (hard)"),
                drift("alter sequence public.customers_id_seq increment by 10",
                        "changed column public.customers.id: no sequence -> sequence increment 10 (soft)"),
                drift("comment on table public.orders is 'sold'",
                        "changed comment table public.orders: what people bought -> sold (soft)"),
                drift("create extension pgcrypto",
                        "extra extension pgcrypto: -> schema public (soft)"),
                drift("drop table public.events_2025",
                        "missing partition public.events_2025: bound FOR VALUES FROM ('2025-01-01') TO ('2026-01-01')"
                                + " of public.events -> (hard)"),
                drift("alter table app.scratch drop column a; alter table app.scratch add column a integer",
                        "changed column app.scratch.a: position 1 -> position 2 (cosmetic)",
                        "changed column app.scratch.b: position 2 -> position 1 (cosmetic)"),
                drift("alter table public.customers rename constraint customers_name_unique to unique_names",
                        "changed unique public.customers(name): name customers_name_unique -> name unique_names (cosmetic)"),
                drift("alter table public.orders alter column id drop identity",
                        "changed column public.orders.id: bigint not null identity by default -> bigint not null (hard)",
                        "changed column public.orders.id: sequence-name public.orders_id_seq -> no sequence-name (cosmetic)"),
                drift("alter table public.customers alter column shout drop expression",
                        "changed column public.customers.shout: text generated stored as upper(name) -> text (hard)",
                        "changed column public.customers.shout: expression upper((name)::text) -> no expression (cosmetic)"),
                drift("alter table app.scratch set logged",
                        "changed table app.scratch: persistence unlogged -> no persistence (hard)"),
                drift("create schema extra", "extra schema extra: -> present (hard)"),
                drift("create table public.alembic_version (version_num varchar(32) primary key)"),
                drift("create table app.schema_migrations (version bigint primary key, dirty boolean not null)"),
                drift("create table app.schema_version (id serial primary key)",
                        "extra table app.schema_version: -> table (hard)",
                        "extra column app.schema_version.id: -> integer not null default from its own sequence (hard)",
                        "extra primary-key app.schema_version(id): -> present (hard)"));
    }

    @ParameterizedTest
    @MethodSource("drifts")
    void isReportedObjectByObject(String script, List<String> expected) {
        var server = PostgresServers.shared();
        var database = server.address("drift_" + Integer.toHexString(script.hashCode()));
        server.run(server.address("postgres"),
                "create database \"" + database.database() + "\" template " + TEMPLATE);
        server.run(database, script);

        var differences = SchemaDiff.compare(SHOP, Snapshots.of(database));

        assertThat(differences.stream().map(DriftTest::line)).containsExactlyElementsOf(expected);
    }

    private static Arguments drift(String script, String... differences) {
        return arguments(script, List.of(differences));
    }

    private static String line(Difference d) {
        var change = d.change().name().toLowerCase(Locale.ROOT);
        var tier = d.tier().name().toLowerCase(Locale.ROOT);
        var words = (d.expected() + " -> " + d.actual()).strip();
        return change + " " + d.key() + ": " + words + " (" + tier + ")";
    }
}
