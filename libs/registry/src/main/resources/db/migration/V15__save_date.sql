-- When a message came into its mailbox: SAVEDATE (RFC 8514). Every INSERT leaves it to the default, so a copy has its own.
-- Of messages that are here already nobody knows it: NULL, and the internal date takes its place. Adds no more than a word to the catalogue.
ALTER TABLE message ADD COLUMN saved_at timestamptz;
ALTER TABLE message ALTER COLUMN saved_at SET DEFAULT now();
