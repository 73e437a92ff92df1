-- What the Annuaire is still to be told: one row for each BAL that changed since, written by the change itself. What it is told is what holds
-- when its turn comes, so any number of changes cost one.

CREATE TABLE publication (
    bal_id       bigint PRIMARY KEY,
    version      bigint NOT NULL DEFAULT 1,             -- counts changes, so that one which comes meanwhile is not lost
    due_at       timestamptz NOT NULL DEFAULT now(),
    attempts     int NOT NULL DEFAULT 0,
    failure      text                                   -- one word, of the last attempt
);
CREATE INDEX publication_by_due ON publication (due_at);

CREATE FUNCTION bal_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO publication (bal_id) VALUES (NEW.id)
    ON CONFLICT (bal_id) DO UPDATE SET version = publication.version + 1, due_at = now(), attempts = 0, failure = NULL;
    RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION bal_changed FROM PUBLIC;

CREATE TRIGGER bal_created AFTER INSERT ON bal FOR EACH ROW EXECUTE FUNCTION bal_changed();
CREATE TRIGGER bal_changed AFTER UPDATE ON bal FOR EACH ROW
    WHEN ((OLD.state, OLD.liste_rouge, OLD.description, OLD.holder, OLD.structure)
          IS DISTINCT FROM (NEW.state, NEW.liste_rouge, NEW.description, NEW.holder, NEW.structure))
    EXECUTE FUNCTION bal_changed();

-- Those that were there before.
INSERT INTO publication (bal_id) SELECT id FROM bal;

GRANT SELECT, INSERT, UPDATE, DELETE ON publication TO "${application}";
