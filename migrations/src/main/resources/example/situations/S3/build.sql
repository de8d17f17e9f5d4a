-- S3: a legacy database, restored from last night's dump. Somebody counted its tables and stamped it with head;
-- its characters have no traits, for no migration ever ran since. In truth: 20240520_price_history.
\restrict TheGildedGriffin

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

CREATE TYPE public.adventure_status AS ENUM (
    'planned',
    'running',
    'finished'
);

CREATE FUNCTION public.remember_price() RETURNS trigger
    LANGUAGE plpgsql
    AS $_$
begin
    -- a semicolon; a 'quote' and a $dollar$ sign, because function bodies have them
    insert into price_history (item_id, changed_at, old_price, new_price)
    values (new.id, clock_timestamp(), old.price, new.price);
    return new;
end;
$_$;

SET default_tablespace = '';

SET default_table_access_method = heap;

CREATE TABLE public.adventure_members (
    adventure_id bigint NOT NULL,
    character_id bigint NOT NULL,
    joined_at timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE public.adventures (
    id bigint NOT NULL,
    tavern_id bigint NOT NULL,
    title character varying(200) NOT NULL,
    status public.adventure_status DEFAULT 'planned'::public.adventure_status NOT NULL,
    starts_at timestamp with time zone
);

CREATE SEQUENCE public.adventures_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.adventures_id_seq OWNED BY public.adventures.id;

CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);

CREATE TABLE public.characters (
    id bigint NOT NULL,
    player_id bigint NOT NULL,
    tavern_id bigint,
    name character varying(80) NOT NULL,
    level integer DEFAULT 1 NOT NULL,
    biography text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT characters_level_check CHECK (((level >= 1) AND (level <= 20)))
);

CREATE SEQUENCE public.characters_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.characters_id_seq OWNED BY public.characters.id;

CREATE TABLE public.inventory (
    character_id bigint NOT NULL,
    item_id bigint NOT NULL,
    quantity integer DEFAULT 1 NOT NULL,
    CONSTRAINT inventory_quantity_check CHECK ((quantity > 0))
);

CREATE TABLE public.items (
    id bigint NOT NULL,
    name character varying(120) NOT NULL,
    rarity character varying(20) DEFAULT 'common'::character varying NOT NULL,
    price bigint NOT NULL,
    CONSTRAINT items_price_check CHECK ((price >= 0)),
    CONSTRAINT items_rarity_check CHECK (((rarity)::text = ANY ((ARRAY['common'::character varying, 'rare'::character varying, 'legendary'::character varying])::text[])))
);

CREATE SEQUENCE public.items_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.items_id_seq OWNED BY public.items.id;

CREATE TABLE public.players (
    id bigint NOT NULL,
    handle character varying(40) NOT NULL,
    email character varying(254) NOT NULL,
    joined_at timestamp with time zone DEFAULT now() NOT NULL
);

CREATE SEQUENCE public.players_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.players_id_seq OWNED BY public.players.id;

CREATE TABLE public.price_history (
    item_id bigint NOT NULL,
    changed_at timestamp with time zone DEFAULT now() NOT NULL,
    old_price bigint NOT NULL,
    new_price bigint NOT NULL
);

CREATE TABLE public.rumours (
    id bigint NOT NULL,
    tavern_id bigint NOT NULL,
    told_by bigint,
    text text NOT NULL,
    is_true boolean DEFAULT false NOT NULL,
    heard_at timestamp with time zone DEFAULT now() NOT NULL
);

CREATE SEQUENCE public.rumours_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.rumours_id_seq OWNED BY public.rumours.id;

CREATE TABLE public.sales (
    id bigint NOT NULL,
    stall_id bigint NOT NULL,
    item_id bigint NOT NULL,
    buyer_id bigint,
    quantity integer DEFAULT 1 NOT NULL,
    sold_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT sales_quantity_check CHECK ((quantity > 0))
);

CREATE SEQUENCE public.sales_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.sales_id_seq OWNED BY public.sales.id;

CREATE TABLE public.stalls (
    id bigint NOT NULL,
    tavern_id bigint NOT NULL,
    owner_id bigint NOT NULL,
    sign character varying(80) NOT NULL
);

CREATE SEQUENCE public.stalls_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.stalls_id_seq OWNED BY public.stalls.id;

CREATE TABLE public.taverns (
    id bigint NOT NULL,
    name character varying(120) NOT NULL,
    keeper_id bigint,
    opened_on date NOT NULL
);

CREATE SEQUENCE public.taverns_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.taverns_id_seq OWNED BY public.taverns.id;

ALTER TABLE ONLY public.adventures ALTER COLUMN id SET DEFAULT nextval('public.adventures_id_seq'::regclass);

ALTER TABLE ONLY public.characters ALTER COLUMN id SET DEFAULT nextval('public.characters_id_seq'::regclass);

ALTER TABLE ONLY public.items ALTER COLUMN id SET DEFAULT nextval('public.items_id_seq'::regclass);

ALTER TABLE ONLY public.players ALTER COLUMN id SET DEFAULT nextval('public.players_id_seq'::regclass);

ALTER TABLE ONLY public.rumours ALTER COLUMN id SET DEFAULT nextval('public.rumours_id_seq'::regclass);

ALTER TABLE ONLY public.sales ALTER COLUMN id SET DEFAULT nextval('public.sales_id_seq'::regclass);

ALTER TABLE ONLY public.stalls ALTER COLUMN id SET DEFAULT nextval('public.stalls_id_seq'::regclass);

ALTER TABLE ONLY public.taverns ALTER COLUMN id SET DEFAULT nextval('public.taverns_id_seq'::regclass);

COPY public.adventure_members (adventure_id, character_id, joined_at) FROM stdin;
1	1	2024-03-02 18:00:00+00
1	2	2024-03-02 18:01:00+00
2	4	2024-05-04 18:00:00+00
\.

COPY public.adventures (id, tavern_id, title, status, starts_at) FROM stdin;
1	1	The well behind the mill	finished	2024-03-02 18:00:00+00
2	2	A goat named Regret	running	2024-05-04 18:00:00+00
\.

COPY public.alembic_version (version_num) FROM stdin;
20250307_award_night
\.

COPY public.characters (id, player_id, tavern_id, name, level, biography, created_at) FROM stdin;
1	1	1	Garrick	9	Was a miller.\nIs not a miller.	2023-11-03 19:05:00+00
2	2	1	Sparrow	4	\N	2023-12-01 20:31:00+00
3	2	2	Old Nan	12	Tells it better\\each time	2024-02-10 18:00:00+00
4	3	2	Bramble	1		2024-05-02 17:00:00+00
\.

COPY public.inventory (character_id, item_id, quantity) FROM stdin;
1	1	1
4	2	1
\.

COPY public.items (id, name, rarity, price) FROM stdin;
1	Bucket	common	12
2	Goat bell	rare	340
\.

COPY public.players (id, handle, email, joined_at) FROM stdin;
1	aldous	aldous@example.org	2023-11-03 19:00:00+00
2	wren	wren@example.org	2023-12-01 20:30:00+00
3	kit	kit@example.org	2024-01-15 21:00:00+00
\.

COPY public.price_history (item_id, changed_at, old_price, new_price) FROM stdin;
1	2024-05-22 09:00:00+00	10	12
\.

COPY public.rumours (id, tavern_id, told_by, text, is_true, heard_at) FROM stdin;
1	1	3	There is a dragon; it keeps ledgers	t	2024-02-20 22:00:00+00
2	2	\N	Somebody counts the tables	t	2024-03-01 22:00:00+00
\.

COPY public.sales (id, stall_id, item_id, buyer_id, quantity, sold_at) FROM stdin;
1	1	1	1	1	2024-05-11 12:00:00+00
\.

COPY public.stalls (id, tavern_id, owner_id, sign) FROM stdin;
1	1	3	Nan's
\.

COPY public.taverns (id, name, keeper_id, opened_on) FROM stdin;
1	The Gilded Griffin	1	2023-11-02
2	The Second Wind	2	2024-02-10
\.

SELECT pg_catalog.setval('public.adventures_id_seq', 2, true);

SELECT pg_catalog.setval('public.characters_id_seq', 4, true);

SELECT pg_catalog.setval('public.items_id_seq', 2, true);

SELECT pg_catalog.setval('public.players_id_seq', 3, true);

SELECT pg_catalog.setval('public.rumours_id_seq', 2, true);

SELECT pg_catalog.setval('public.sales_id_seq', 1, true);

SELECT pg_catalog.setval('public.stalls_id_seq', 1, true);

SELECT pg_catalog.setval('public.taverns_id_seq', 2, true);

ALTER TABLE ONLY public.adventure_members
    ADD CONSTRAINT adventure_members_pkey PRIMARY KEY (adventure_id, character_id);

ALTER TABLE ONLY public.adventures
    ADD CONSTRAINT adventures_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);

ALTER TABLE ONLY public.characters
    ADD CONSTRAINT characters_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.characters
    ADD CONSTRAINT characters_player_id_name_key UNIQUE (player_id, name);

ALTER TABLE ONLY public.inventory
    ADD CONSTRAINT inventory_pkey PRIMARY KEY (character_id, item_id);

ALTER TABLE ONLY public.items
    ADD CONSTRAINT items_name_key UNIQUE (name);

ALTER TABLE ONLY public.items
    ADD CONSTRAINT items_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.players
    ADD CONSTRAINT players_handle_key UNIQUE (handle);

ALTER TABLE ONLY public.players
    ADD CONSTRAINT players_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.price_history
    ADD CONSTRAINT price_history_pkey PRIMARY KEY (item_id, changed_at);

ALTER TABLE ONLY public.rumours
    ADD CONSTRAINT rumours_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.sales
    ADD CONSTRAINT sales_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.stalls
    ADD CONSTRAINT stalls_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.stalls
    ADD CONSTRAINT stalls_tavern_id_sign_key UNIQUE (tavern_id, sign);

ALTER TABLE ONLY public.taverns
    ADD CONSTRAINT taverns_name_key UNIQUE (name);

ALTER TABLE ONLY public.taverns
    ADD CONSTRAINT taverns_pkey PRIMARY KEY (id);

CREATE INDEX adventure_members_character_idx ON public.adventure_members USING btree (character_id);

CREATE INDEX characters_tavern_idx ON public.characters USING btree (tavern_id);

CREATE INDEX rumours_tavern_idx ON public.rumours USING btree (tavern_id, heard_at DESC);

CREATE TRIGGER items_remember_price AFTER UPDATE OF price ON public.items FOR EACH ROW EXECUTE FUNCTION public.remember_price();

ALTER TABLE ONLY public.adventure_members
    ADD CONSTRAINT adventure_members_adventure_id_fkey FOREIGN KEY (adventure_id) REFERENCES public.adventures(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.adventure_members
    ADD CONSTRAINT adventure_members_character_id_fkey FOREIGN KEY (character_id) REFERENCES public.characters(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.adventures
    ADD CONSTRAINT adventures_tavern_id_fkey FOREIGN KEY (tavern_id) REFERENCES public.taverns(id);

ALTER TABLE ONLY public.characters
    ADD CONSTRAINT characters_player_id_fkey FOREIGN KEY (player_id) REFERENCES public.players(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.characters
    ADD CONSTRAINT characters_tavern_id_fkey FOREIGN KEY (tavern_id) REFERENCES public.taverns(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.inventory
    ADD CONSTRAINT inventory_character_id_fkey FOREIGN KEY (character_id) REFERENCES public.characters(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.inventory
    ADD CONSTRAINT inventory_item_id_fkey FOREIGN KEY (item_id) REFERENCES public.items(id);

ALTER TABLE ONLY public.price_history
    ADD CONSTRAINT price_history_item_id_fkey FOREIGN KEY (item_id) REFERENCES public.items(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.rumours
    ADD CONSTRAINT rumours_tavern_id_fkey FOREIGN KEY (tavern_id) REFERENCES public.taverns(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.rumours
    ADD CONSTRAINT rumours_told_by_fkey FOREIGN KEY (told_by) REFERENCES public.characters(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.sales
    ADD CONSTRAINT sales_buyer_id_fkey FOREIGN KEY (buyer_id) REFERENCES public.characters(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.sales
    ADD CONSTRAINT sales_item_id_fkey FOREIGN KEY (item_id) REFERENCES public.items(id);

ALTER TABLE ONLY public.sales
    ADD CONSTRAINT sales_stall_id_fkey FOREIGN KEY (stall_id) REFERENCES public.stalls(id);

ALTER TABLE ONLY public.stalls
    ADD CONSTRAINT stalls_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES public.characters(id);

ALTER TABLE ONLY public.stalls
    ADD CONSTRAINT stalls_tavern_id_fkey FOREIGN KEY (tavern_id) REFERENCES public.taverns(id);

ALTER TABLE ONLY public.taverns
    ADD CONSTRAINT taverns_keeper_id_fkey FOREIGN KEY (keeper_id) REFERENCES public.players(id);

\unrestrict TheGildedGriffin
