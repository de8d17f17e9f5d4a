-- S5: a version table with two rows: a prefix of an id, and a revision that was deleted from the history after
-- it shipped. In truth: 20240803_quest_rewards.
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

CREATE TYPE public.quest_status AS ENUM (
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

CREATE TABLE public.quests (
    id bigint NOT NULL,
    tavern_id bigint NOT NULL,
    title character varying(200) NOT NULL,
    status public.quest_status DEFAULT 'planned'::public.quest_status NOT NULL,
    starts_at timestamp with time zone,
    reward_copper bigint DEFAULT 0 NOT NULL,
    reward_item_id bigint,
    CONSTRAINT quests_reward_copper_check CHECK ((reward_copper >= 0))
);

CREATE SEQUENCE public.adventures_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.adventures_id_seq OWNED BY public.quests.id;

CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);

CREATE TABLE public.character_traits (
    character_id bigint NOT NULL,
    trait_code character varying(30) NOT NULL,
    score smallint DEFAULT 50 NOT NULL,
    CONSTRAINT character_traits_score_check CHECK (((score >= 0) AND (score <= 100)))
);

COMMENT ON TABLE public.character_traits IS 'Five rows for each character, one per kind of trait';

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

CREATE TABLE public.quest_members (
    quest_id bigint NOT NULL,
    character_id bigint NOT NULL,
    joined_at timestamp with time zone DEFAULT now() NOT NULL
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

CREATE TABLE public.trait_kinds (
    code character varying(30) NOT NULL,
    low_end character varying(40) NOT NULL,
    high_end character varying(40) NOT NULL
);

ALTER TABLE ONLY public.characters ALTER COLUMN id SET DEFAULT nextval('public.characters_id_seq'::regclass);

ALTER TABLE ONLY public.items ALTER COLUMN id SET DEFAULT nextval('public.items_id_seq'::regclass);

ALTER TABLE ONLY public.players ALTER COLUMN id SET DEFAULT nextval('public.players_id_seq'::regclass);

ALTER TABLE ONLY public.quests ALTER COLUMN id SET DEFAULT nextval('public.adventures_id_seq'::regclass);

ALTER TABLE ONLY public.rumours ALTER COLUMN id SET DEFAULT nextval('public.rumours_id_seq'::regclass);

ALTER TABLE ONLY public.sales ALTER COLUMN id SET DEFAULT nextval('public.sales_id_seq'::regclass);

ALTER TABLE ONLY public.stalls ALTER COLUMN id SET DEFAULT nextval('public.stalls_id_seq'::regclass);

ALTER TABLE ONLY public.taverns ALTER COLUMN id SET DEFAULT nextval('public.taverns_id_seq'::regclass);

COPY public.alembic_version (version_num) FROM stdin;
d90e57c2
77aa0be1c9d4
\.

COPY public.character_traits (character_id, trait_code, score) FROM stdin;
1	agreeableness	57
1	conscientiousness	60
1	extraversion	46
1	neuroticism	35
1	openness	43
2	agreeableness	64
2	conscientiousness	67
2	extraversion	53
2	neuroticism	42
2	openness	50
3	agreeableness	30
3	conscientiousness	33
3	extraversion	60
3	neuroticism	49
3	openness	57
4	agreeableness	37
4	conscientiousness	40
4	extraversion	67
4	neuroticism	56
4	openness	64
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

COPY public.quest_members (quest_id, character_id, joined_at) FROM stdin;
1	1	2024-03-02 18:00:00+00
1	2	2024-03-02 18:01:00+00
2	4	2024-05-04 18:00:00+00
\.

COPY public.quests (id, tavern_id, title, status, starts_at, reward_copper, reward_item_id) FROM stdin;
2	2	A goat named Regret	running	2024-05-04 18:00:00+00	0	\N
1	1	The well behind the mill	finished	2024-03-02 18:00:00+00	250	2
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

COPY public.trait_kinds (code, low_end, high_end) FROM stdin;
openness	keeps to the road	opens every door
conscientiousness	loses the map	drew the map
extraversion	corner table	on the table
agreeableness	starts the brawl	ends the brawl
neuroticism	sleeps in the dungeon	hears the dungeon
\.

SELECT pg_catalog.setval('public.adventures_id_seq', 2, true);

SELECT pg_catalog.setval('public.characters_id_seq', 4, true);

SELECT pg_catalog.setval('public.items_id_seq', 2, true);

SELECT pg_catalog.setval('public.players_id_seq', 3, true);

SELECT pg_catalog.setval('public.rumours_id_seq', 2, true);

SELECT pg_catalog.setval('public.sales_id_seq', 1, true);

SELECT pg_catalog.setval('public.stalls_id_seq', 1, true);

SELECT pg_catalog.setval('public.taverns_id_seq', 2, true);

ALTER TABLE ONLY public.quest_members
    ADD CONSTRAINT adventure_members_pkey PRIMARY KEY (quest_id, character_id);

ALTER TABLE ONLY public.quests
    ADD CONSTRAINT adventures_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);

ALTER TABLE ONLY public.character_traits
    ADD CONSTRAINT character_traits_pkey PRIMARY KEY (character_id, trait_code);

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

ALTER TABLE ONLY public.trait_kinds
    ADD CONSTRAINT trait_kinds_pkey PRIMARY KEY (code);

CREATE INDEX adventure_members_character_idx ON public.quest_members USING btree (character_id);

CREATE INDEX characters_tavern_idx ON public.characters USING btree (tavern_id);

CREATE INDEX rumours_tavern_idx ON public.rumours USING btree (tavern_id, heard_at DESC);

CREATE TRIGGER items_remember_price AFTER UPDATE OF price ON public.items FOR EACH ROW EXECUTE FUNCTION public.remember_price();

ALTER TABLE ONLY public.quest_members
    ADD CONSTRAINT adventure_members_adventure_id_fkey FOREIGN KEY (quest_id) REFERENCES public.quests(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.quest_members
    ADD CONSTRAINT adventure_members_character_id_fkey FOREIGN KEY (character_id) REFERENCES public.characters(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.quests
    ADD CONSTRAINT adventures_tavern_id_fkey FOREIGN KEY (tavern_id) REFERENCES public.taverns(id);

ALTER TABLE ONLY public.character_traits
    ADD CONSTRAINT character_traits_character_id_fkey FOREIGN KEY (character_id) REFERENCES public.characters(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.character_traits
    ADD CONSTRAINT character_traits_trait_code_fkey FOREIGN KEY (trait_code) REFERENCES public.trait_kinds(code);

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

ALTER TABLE ONLY public.quests
    ADD CONSTRAINT quests_reward_item_id_fkey FOREIGN KEY (reward_item_id) REFERENCES public.items(id);

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
