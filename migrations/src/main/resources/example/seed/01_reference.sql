-- What every tavern needs. Can be run again at any time: what is there stays as it is.
INSERT INTO players (handle, email) VALUES ('innkeeper', 'innkeeper@hearth-and-quill.example')
ON CONFLICT DO NOTHING;

INSERT INTO taverns (name, keeper_id, opened_on)
SELECT 'The Gilded Griffin', p.id, DATE '2023-11-02' FROM players p WHERE p.handle = 'innkeeper'
ON CONFLICT (name) DO NOTHING;

INSERT INTO items (name, rarity, price) VALUES
    ('Rope, fifty feet', 'common', 100),
    ('Lantern that never goes out', 'rare', 4500),
    ('The Griffin''s spoon; nobody knows why', 'legendary', 1000000)
ON CONFLICT (name) DO NOTHING;
