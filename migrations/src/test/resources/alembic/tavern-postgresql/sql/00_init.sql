-- How installs began before there were migrations to begin with: the seven tables of the baseline, and two that the
-- baseline does not know. Its last statement is what made the installer fail where the table was there already.
SET client_encoding = 'UTF8';
SELECT pg_catalog.set_config('search_path', '', false);

CREATE TABLE public.players (
    id serial PRIMARY KEY,
    name character varying(40) NOT NULL UNIQUE,
    joined_at timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE public.taverns (
    id serial PRIMARY KEY,
    name character varying(80) NOT NULL
);
CREATE TABLE public.characters (
    id serial PRIMARY KEY,
    player_id integer NOT NULL REFERENCES public.players(id) ON DELETE CASCADE,
    name character varying(40) NOT NULL,
    level integer DEFAULT 1 NOT NULL
);
CREATE INDEX ix_characters_player_id ON public.characters USING btree (player_id);
CREATE TABLE public.adventures (
    id serial PRIMARY KEY,
    tavern_id integer NOT NULL REFERENCES public.taverns(id),
    title text NOT NULL
);
CREATE TABLE public.visits (
    character_id integer NOT NULL REFERENCES public.characters(id),
    tavern_id integer NOT NULL REFERENCES public.taverns(id),
    seen_at timestamp with time zone NOT NULL,
    PRIMARY KEY (character_id, tavern_id)
);
CREATE TABLE public.rumours (
    id serial PRIMARY KEY,
    tavern_id integer NOT NULL REFERENCES public.taverns(id),
    body text
);
CREATE TABLE public.settings (
    key character varying(40) PRIMARY KEY,
    value text
);
CREATE TABLE public.news (
    id serial PRIMARY KEY,
    headline text NOT NULL,
    printed_on date
);
CREATE TABLE public.guest_book (
    id serial PRIMARY KEY,
    signed_by text NOT NULL
);

CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL PRIMARY KEY
);
INSERT INTO public.alembic_version (version_num) VALUES ('20240110_baseline');
