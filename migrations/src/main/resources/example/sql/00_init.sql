--
-- PostgreSQL database dump
--

\restrict TheGildedGriffin

-- Dumped from database version 15.18 (Debian 15.18-0+deb12u1)
-- Dumped by pg_dump version 15.18 (Debian 15.18-0+deb12u1)

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

--
-- Name: adventure_status; Type: TYPE; Schema: public; Owner: -
--

CREATE TYPE public.adventure_status AS ENUM (
    'planned',
    'running',
    'finished'
);


--
-- Name: remember_price(); Type: FUNCTION; Schema: public; Owner: -
--

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

--
-- Name: adventure_members; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.adventure_members (
    adventure_id bigint NOT NULL,
    character_id bigint NOT NULL,
    joined_at timestamp with time zone DEFAULT now() NOT NULL
);


--
-- Name: adventures; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.adventures (
    id bigint NOT NULL,
    tavern_id bigint NOT NULL,
    title character varying(200) NOT NULL,
    status public.adventure_status DEFAULT 'planned'::public.adventure_status NOT NULL,
    starts_at timestamp with time zone
);


--
-- Name: adventures_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.adventures_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: adventures_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.adventures_id_seq OWNED BY public.adventures.id;


--
-- Name: alembic_version; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);


--
-- Name: character_traits; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.character_traits (
    character_id bigint NOT NULL,
    trait_code character varying(30) NOT NULL,
    score smallint DEFAULT 50 NOT NULL,
    CONSTRAINT character_traits_score_check CHECK (((score >= 0) AND (score <= 100)))
);


--
-- Name: TABLE character_traits; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TABLE public.character_traits IS 'Five rows for each character, one per kind of trait';


--
-- Name: characters; Type: TABLE; Schema: public; Owner: -
--

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


--
-- Name: characters_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.characters_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: characters_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.characters_id_seq OWNED BY public.characters.id;


--
-- Name: inventory; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.inventory (
    character_id bigint NOT NULL,
    item_id bigint NOT NULL,
    quantity integer DEFAULT 1 NOT NULL,
    CONSTRAINT inventory_quantity_check CHECK ((quantity > 0))
);


--
-- Name: items; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.items (
    id bigint NOT NULL,
    name character varying(120) NOT NULL,
    rarity character varying(20) DEFAULT 'common'::character varying NOT NULL,
    price bigint NOT NULL,
    CONSTRAINT items_price_check CHECK ((price >= 0)),
    CONSTRAINT items_rarity_check CHECK (((rarity)::text = ANY ((ARRAY['common'::character varying, 'rare'::character varying, 'legendary'::character varying])::text[])))
);


--
-- Name: items_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.items_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: items_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.items_id_seq OWNED BY public.items.id;


--
-- Name: players; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.players (
    id bigint NOT NULL,
    handle character varying(40) NOT NULL,
    email character varying(254) NOT NULL,
    joined_at timestamp with time zone DEFAULT now() NOT NULL
);


--
-- Name: players_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.players_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: players_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.players_id_seq OWNED BY public.players.id;


--
-- Name: price_history; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.price_history (
    item_id bigint NOT NULL,
    changed_at timestamp with time zone DEFAULT now() NOT NULL,
    old_price bigint NOT NULL,
    new_price bigint NOT NULL
);


--
-- Name: rumours; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.rumours (
    id bigint NOT NULL,
    tavern_id bigint NOT NULL,
    told_by bigint,
    text text NOT NULL,
    is_true boolean DEFAULT false NOT NULL,
    heard_at timestamp with time zone DEFAULT now() NOT NULL
);


--
-- Name: rumours_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.rumours_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: rumours_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.rumours_id_seq OWNED BY public.rumours.id;


--
-- Name: sales; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.sales (
    id bigint NOT NULL,
    stall_id bigint NOT NULL,
    item_id bigint NOT NULL,
    buyer_id bigint,
    quantity integer DEFAULT 1 NOT NULL,
    sold_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT sales_quantity_check CHECK ((quantity > 0))
);


--
-- Name: sales_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.sales_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: sales_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.sales_id_seq OWNED BY public.sales.id;


--
-- Name: stalls; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.stalls (
    id bigint NOT NULL,
    tavern_id bigint NOT NULL,
    owner_id bigint NOT NULL,
    sign character varying(80) NOT NULL
);


--
-- Name: stalls_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.stalls_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: stalls_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.stalls_id_seq OWNED BY public.stalls.id;


--
-- Name: taverns; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.taverns (
    id bigint NOT NULL,
    name character varying(120) NOT NULL,
    keeper_id bigint,
    opened_on date NOT NULL
);


--
-- Name: taverns_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.taverns_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: taverns_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.taverns_id_seq OWNED BY public.taverns.id;


--
-- Name: trait_kinds; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.trait_kinds (
    code character varying(30) NOT NULL,
    low_end character varying(40) NOT NULL,
    high_end character varying(40) NOT NULL
);


--
-- Name: adventures id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.adventures ALTER COLUMN id SET DEFAULT nextval('public.adventures_id_seq'::regclass);


--
-- Name: characters id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.characters ALTER COLUMN id SET DEFAULT nextval('public.characters_id_seq'::regclass);


--
-- Name: items id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.items ALTER COLUMN id SET DEFAULT nextval('public.items_id_seq'::regclass);


--
-- Name: players id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.players ALTER COLUMN id SET DEFAULT nextval('public.players_id_seq'::regclass);


--
-- Name: rumours id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.rumours ALTER COLUMN id SET DEFAULT nextval('public.rumours_id_seq'::regclass);


--
-- Name: sales id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sales ALTER COLUMN id SET DEFAULT nextval('public.sales_id_seq'::regclass);


--
-- Name: stalls id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.stalls ALTER COLUMN id SET DEFAULT nextval('public.stalls_id_seq'::regclass);


--
-- Name: taverns id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.taverns ALTER COLUMN id SET DEFAULT nextval('public.taverns_id_seq'::regclass);


--
-- Data for Name: adventure_members; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.adventure_members (adventure_id, character_id, joined_at) FROM stdin;
\.


--
-- Data for Name: adventures; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.adventures (id, tavern_id, title, status, starts_at) FROM stdin;
\.


--
-- Data for Name: alembic_version; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.alembic_version (version_num) FROM stdin;
20240702_what_the_dump_holds
\.


--
-- Data for Name: character_traits; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.character_traits (character_id, trait_code, score) FROM stdin;
\.


--
-- Data for Name: characters; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.characters (id, player_id, tavern_id, name, level, biography, created_at) FROM stdin;
\.


--
-- Data for Name: inventory; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.inventory (character_id, item_id, quantity) FROM stdin;
\.


--
-- Data for Name: items; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.items (id, name, rarity, price) FROM stdin;
\.


--
-- Data for Name: players; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.players (id, handle, email, joined_at) FROM stdin;
\.


--
-- Data for Name: price_history; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.price_history (item_id, changed_at, old_price, new_price) FROM stdin;
\.


--
-- Data for Name: rumours; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.rumours (id, tavern_id, told_by, text, is_true, heard_at) FROM stdin;
\.


--
-- Data for Name: sales; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.sales (id, stall_id, item_id, buyer_id, quantity, sold_at) FROM stdin;
\.


--
-- Data for Name: stalls; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.stalls (id, tavern_id, owner_id, sign) FROM stdin;
\.


--
-- Data for Name: taverns; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.taverns (id, name, keeper_id, opened_on) FROM stdin;
\.


--
-- Data for Name: trait_kinds; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.trait_kinds (code, low_end, high_end) FROM stdin;
openness	keeps to the road	opens every door
conscientiousness	loses the map	drew the map
extraversion	corner table	on the table
agreeableness	starts the brawl	ends the brawl
neuroticism	sleeps in the dungeon	hears the dungeon
\.


--
-- Name: adventures_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.adventures_id_seq', 1, false);


--
-- Name: characters_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.characters_id_seq', 1, false);


--
-- Name: items_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.items_id_seq', 1, false);


--
-- Name: players_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.players_id_seq', 1, false);


--
-- Name: rumours_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.rumours_id_seq', 1, false);


--
-- Name: sales_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.sales_id_seq', 1, false);


--
-- Name: stalls_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.stalls_id_seq', 1, false);


--
-- Name: taverns_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.taverns_id_seq', 1, false);


--
-- Name: adventure_members adventure_members_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.adventure_members
    ADD CONSTRAINT adventure_members_pkey PRIMARY KEY (adventure_id, character_id);


--
-- Name: adventures adventures_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.adventures
    ADD CONSTRAINT adventures_pkey PRIMARY KEY (id);


--
-- Name: alembic_version alembic_version_pkc; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);


--
-- Name: character_traits character_traits_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.character_traits
    ADD CONSTRAINT character_traits_pkey PRIMARY KEY (character_id, trait_code);


--
-- Name: characters characters_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.characters
    ADD CONSTRAINT characters_pkey PRIMARY KEY (id);


--
-- Name: characters characters_player_id_name_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.characters
    ADD CONSTRAINT characters_player_id_name_key UNIQUE (player_id, name);


--
-- Name: inventory inventory_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.inventory
    ADD CONSTRAINT inventory_pkey PRIMARY KEY (character_id, item_id);


--
-- Name: items items_name_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.items
    ADD CONSTRAINT items_name_key UNIQUE (name);


--
-- Name: items items_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.items
    ADD CONSTRAINT items_pkey PRIMARY KEY (id);


--
-- Name: players players_handle_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.players
    ADD CONSTRAINT players_handle_key UNIQUE (handle);


--
-- Name: players players_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.players
    ADD CONSTRAINT players_pkey PRIMARY KEY (id);


--
-- Name: price_history price_history_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.price_history
    ADD CONSTRAINT price_history_pkey PRIMARY KEY (item_id, changed_at);


--
-- Name: rumours rumours_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.rumours
    ADD CONSTRAINT rumours_pkey PRIMARY KEY (id);


--
-- Name: sales sales_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sales
    ADD CONSTRAINT sales_pkey PRIMARY KEY (id);


--
-- Name: stalls stalls_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.stalls
    ADD CONSTRAINT stalls_pkey PRIMARY KEY (id);


--
-- Name: stalls stalls_tavern_id_sign_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.stalls
    ADD CONSTRAINT stalls_tavern_id_sign_key UNIQUE (tavern_id, sign);


--
-- Name: taverns taverns_name_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.taverns
    ADD CONSTRAINT taverns_name_key UNIQUE (name);


--
-- Name: taverns taverns_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.taverns
    ADD CONSTRAINT taverns_pkey PRIMARY KEY (id);


--
-- Name: trait_kinds trait_kinds_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.trait_kinds
    ADD CONSTRAINT trait_kinds_pkey PRIMARY KEY (code);


--
-- Name: adventure_members_character_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX adventure_members_character_idx ON public.adventure_members USING btree (character_id);


--
-- Name: characters_tavern_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX characters_tavern_idx ON public.characters USING btree (tavern_id);


--
-- Name: rumours_tavern_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX rumours_tavern_idx ON public.rumours USING btree (tavern_id, heard_at DESC);


--
-- Name: items items_remember_price; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER items_remember_price AFTER UPDATE OF price ON public.items FOR EACH ROW EXECUTE FUNCTION public.remember_price();


--
-- Name: adventure_members adventure_members_adventure_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.adventure_members
    ADD CONSTRAINT adventure_members_adventure_id_fkey FOREIGN KEY (adventure_id) REFERENCES public.adventures(id) ON DELETE CASCADE;


--
-- Name: adventure_members adventure_members_character_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.adventure_members
    ADD CONSTRAINT adventure_members_character_id_fkey FOREIGN KEY (character_id) REFERENCES public.characters(id) ON DELETE CASCADE;


--
-- Name: adventures adventures_tavern_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.adventures
    ADD CONSTRAINT adventures_tavern_id_fkey FOREIGN KEY (tavern_id) REFERENCES public.taverns(id);


--
-- Name: character_traits character_traits_character_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.character_traits
    ADD CONSTRAINT character_traits_character_id_fkey FOREIGN KEY (character_id) REFERENCES public.characters(id) ON DELETE CASCADE;


--
-- Name: character_traits character_traits_trait_code_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.character_traits
    ADD CONSTRAINT character_traits_trait_code_fkey FOREIGN KEY (trait_code) REFERENCES public.trait_kinds(code);


--
-- Name: characters characters_player_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.characters
    ADD CONSTRAINT characters_player_id_fkey FOREIGN KEY (player_id) REFERENCES public.players(id) ON DELETE CASCADE;


--
-- Name: characters characters_tavern_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.characters
    ADD CONSTRAINT characters_tavern_id_fkey FOREIGN KEY (tavern_id) REFERENCES public.taverns(id) ON DELETE SET NULL;


--
-- Name: inventory inventory_character_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.inventory
    ADD CONSTRAINT inventory_character_id_fkey FOREIGN KEY (character_id) REFERENCES public.characters(id) ON DELETE CASCADE;


--
-- Name: inventory inventory_item_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.inventory
    ADD CONSTRAINT inventory_item_id_fkey FOREIGN KEY (item_id) REFERENCES public.items(id);


--
-- Name: price_history price_history_item_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.price_history
    ADD CONSTRAINT price_history_item_id_fkey FOREIGN KEY (item_id) REFERENCES public.items(id) ON DELETE CASCADE;


--
-- Name: rumours rumours_tavern_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.rumours
    ADD CONSTRAINT rumours_tavern_id_fkey FOREIGN KEY (tavern_id) REFERENCES public.taverns(id) ON DELETE CASCADE;


--
-- Name: rumours rumours_told_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.rumours
    ADD CONSTRAINT rumours_told_by_fkey FOREIGN KEY (told_by) REFERENCES public.characters(id) ON DELETE SET NULL;


--
-- Name: sales sales_buyer_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sales
    ADD CONSTRAINT sales_buyer_id_fkey FOREIGN KEY (buyer_id) REFERENCES public.characters(id) ON DELETE SET NULL;


--
-- Name: sales sales_item_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sales
    ADD CONSTRAINT sales_item_id_fkey FOREIGN KEY (item_id) REFERENCES public.items(id);


--
-- Name: sales sales_stall_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sales
    ADD CONSTRAINT sales_stall_id_fkey FOREIGN KEY (stall_id) REFERENCES public.stalls(id);


--
-- Name: stalls stalls_owner_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.stalls
    ADD CONSTRAINT stalls_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES public.characters(id);


--
-- Name: stalls stalls_tavern_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.stalls
    ADD CONSTRAINT stalls_tavern_id_fkey FOREIGN KEY (tavern_id) REFERENCES public.taverns(id);


--
-- Name: taverns taverns_keeper_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.taverns
    ADD CONSTRAINT taverns_keeper_id_fkey FOREIGN KEY (keeper_id) REFERENCES public.players(id);


--
-- PostgreSQL database dump complete
--

\unrestrict TheGildedGriffin


-- Added by hand in July 2024. It has never worked (the dump empties search_path, and this names no schema), psql goes
-- on after errors, and nobody looked. seed/01_reference.sql opens the tavern instead.
INSERT INTO taverns (name, opened_on) VALUES ('The Gilded Griffin', '2023-11-02');
