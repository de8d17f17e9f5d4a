-- S2: what the models of spring 2024 give when a container starts with create_all(): no tracker, columns in the
-- order of the classes, names from the naming convention. In truth: 20240405_market_stalls.
CREATE TYPE adventure_status AS ENUM ('planned', 'running', 'finished');

CREATE TABLE players (
	id BIGSERIAL NOT NULL,
	email VARCHAR(254) NOT NULL,
	handle VARCHAR(40) NOT NULL,
	joined_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
	CONSTRAINT pk_players PRIMARY KEY (id),
	CONSTRAINT uq_players_handle UNIQUE (handle)
);

CREATE TABLE items (
	id BIGSERIAL NOT NULL,
	name VARCHAR(120) NOT NULL,
	price VARCHAR(20) NOT NULL,
	rarity VARCHAR(20) DEFAULT 'common' NOT NULL,
	CONSTRAINT pk_items PRIMARY KEY (id),
	CONSTRAINT uq_items_name UNIQUE (name),
	CONSTRAINT ck_items_rarity CHECK (rarity IN ('common', 'rare', 'legendary'))
);

CREATE TABLE taverns (
	id BIGSERIAL NOT NULL,
	keeper_id BIGINT,
	name VARCHAR(120) NOT NULL,
	opened_on DATE NOT NULL,
	CONSTRAINT pk_taverns PRIMARY KEY (id),
	CONSTRAINT uq_taverns_name UNIQUE (name),
	CONSTRAINT fk_taverns_keeper_id_players FOREIGN KEY(keeper_id) REFERENCES players (id)
);

CREATE TABLE characters (
	id BIGSERIAL NOT NULL,
	player_id BIGINT NOT NULL,
	tavern_id BIGINT,
	name VARCHAR(80) NOT NULL,
	biography TEXT,
	level INTEGER DEFAULT '1' NOT NULL,
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
	CONSTRAINT pk_characters PRIMARY KEY (id),
	CONSTRAINT uq_characters_player_id UNIQUE (player_id, name),
	CONSTRAINT ck_characters_level_range CHECK (level >= 1 AND level <= 20),
	CONSTRAINT fk_characters_player_id_players FOREIGN KEY(player_id) REFERENCES players (id) ON DELETE CASCADE,
	CONSTRAINT fk_characters_tavern_id_taverns FOREIGN KEY(tavern_id) REFERENCES taverns (id) ON DELETE SET NULL
);

CREATE INDEX ix_characters_tavern_id ON characters (tavern_id);

CREATE TABLE rumours (
	id BIGSERIAL NOT NULL,
	tavern_id BIGINT NOT NULL,
	told_by BIGINT,
	heard_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
	is_true BOOLEAN DEFAULT 'false' NOT NULL,
	text TEXT NOT NULL,
	CONSTRAINT pk_rumours PRIMARY KEY (id),
	CONSTRAINT fk_rumours_tavern_id_taverns FOREIGN KEY(tavern_id) REFERENCES taverns (id) ON DELETE CASCADE,
	CONSTRAINT fk_rumours_told_by_characters FOREIGN KEY(told_by) REFERENCES characters (id) ON DELETE SET NULL
);

CREATE INDEX ix_rumours_tavern_id ON rumours (tavern_id, heard_at DESC);

CREATE TABLE adventures (
	id BIGSERIAL NOT NULL,
	tavern_id BIGINT NOT NULL,
	title VARCHAR(200) NOT NULL,
	status adventure_status DEFAULT 'planned' NOT NULL,
	starts_at TIMESTAMP WITH TIME ZONE,
	CONSTRAINT pk_adventures PRIMARY KEY (id),
	CONSTRAINT fk_adventures_tavern_id_taverns FOREIGN KEY(tavern_id) REFERENCES taverns (id)
);

CREATE TABLE adventure_members (
	adventure_id BIGINT NOT NULL,
	character_id BIGINT NOT NULL,
	joined_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
	CONSTRAINT pk_adventure_members PRIMARY KEY (adventure_id, character_id),
	CONSTRAINT fk_adventure_members_adventure_id_adventures FOREIGN KEY(adventure_id) REFERENCES adventures (id) ON DELETE CASCADE,
	CONSTRAINT fk_adventure_members_character_id_characters FOREIGN KEY(character_id) REFERENCES characters (id) ON DELETE CASCADE
);

CREATE INDEX ix_adventure_members_character_id ON adventure_members (character_id);

CREATE TABLE inventory (
	character_id BIGINT NOT NULL,
	item_id BIGINT NOT NULL,
	quantity INTEGER DEFAULT '1' NOT NULL,
	CONSTRAINT pk_inventory PRIMARY KEY (character_id, item_id),
	CONSTRAINT ck_inventory_quantity_positive CHECK (quantity > 0),
	CONSTRAINT fk_inventory_character_id_characters FOREIGN KEY(character_id) REFERENCES characters (id) ON DELETE CASCADE,
	CONSTRAINT fk_inventory_item_id_items FOREIGN KEY(item_id) REFERENCES items (id)
);

CREATE TABLE stalls (
	id BIGSERIAL NOT NULL,
	tavern_id BIGINT NOT NULL,
	owner_id BIGINT NOT NULL,
	sign VARCHAR(80) NOT NULL,
	CONSTRAINT pk_stalls PRIMARY KEY (id),
	CONSTRAINT uq_stalls_tavern_id UNIQUE (tavern_id, sign),
	CONSTRAINT fk_stalls_tavern_id_taverns FOREIGN KEY(tavern_id) REFERENCES taverns (id),
	CONSTRAINT fk_stalls_owner_id_characters FOREIGN KEY(owner_id) REFERENCES characters (id)
);

CREATE TABLE sales (
	id BIGSERIAL NOT NULL,
	stall_id BIGINT NOT NULL,
	item_id BIGINT NOT NULL,
	buyer_id BIGINT,
	quantity INTEGER DEFAULT '1' NOT NULL,
	sold_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
	CONSTRAINT pk_sales PRIMARY KEY (id),
	CONSTRAINT ck_sales_quantity_positive CHECK (quantity > 0),
	CONSTRAINT fk_sales_stall_id_stalls FOREIGN KEY(stall_id) REFERENCES stalls (id),
	CONSTRAINT fk_sales_item_id_items FOREIGN KEY(item_id) REFERENCES items (id),
	CONSTRAINT fk_sales_buyer_id_characters FOREIGN KEY(buyer_id) REFERENCES characters (id) ON DELETE SET NULL
);

INSERT INTO players (handle, email) VALUES ('marlow', 'marlow@example.org'), ('petra', 'Petra@example.org');
INSERT INTO taverns (name, keeper_id, opened_on) VALUES ('The Leaking Kettle', 1, '2024-04-09');
INSERT INTO characters (player_id, tavern_id, name, level) VALUES (1, 1, 'Odd Tom', 2), (2, 1, 'Brunhild', 5), (2, NULL, 'Small Petra', 1);
INSERT INTO items (name, price) VALUES ('Pie', '3 cp'), ('Second pie', '2cp'), ('Advice', 'free');
INSERT INTO inventory (character_id, item_id, quantity) VALUES (1, 1, 2);
INSERT INTO stalls (tavern_id, owner_id, sign) VALUES (1, 2, 'Pies');
INSERT INTO sales (stall_id, item_id, buyer_id, sold_at) VALUES (1, 1, 1, '2024-04-11 18:00+00');
