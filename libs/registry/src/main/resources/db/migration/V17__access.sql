-- Rights to change beside rights to read, rights for a time, and which BAL have changed: open sessions are judged by what is known here.

-- Who might read could change until now, and keeps that.
ALTER TABLE bal_right
    ADD COLUMN may_write   boolean NOT NULL DEFAULT false,
    ADD COLUMN valid_from  timestamptz,                 -- null: from the beginning
    ADD COLUMN valid_until timestamptz,                 -- null: without end; the first moment after
    ADD CHECK (valid_from < valid_until),
    ADD CHECK (may_read OR NOT may_write);
UPDATE bal_right SET may_write = may_read;

-- What has changed of what Registry.access tells. Each node looks once or twice a second for what committed since its last look: by transaction,
-- not by time, so that none is missed however long a transaction takes.
CREATE TABLE access_change (
    xid         xid8 NOT NULL DEFAULT pg_current_xact_id(),
    bal_id      bigint NOT NULL,                        -- 0: any of them
    at          timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX access_change_by_xid ON access_change (xid);
CREATE INDEX access_change_by_at ON access_change (at);

-- Rows that all nodes have seen go by the way; nobody waits for anybody.
CREATE FUNCTION note_access_change(bal bigint) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    DELETE FROM access_change WHERE ctid = ANY (ARRAY(
        SELECT ctid FROM access_change WHERE at < now() - interval '1 hour' LIMIT 20 FOR UPDATE SKIP LOCKED));
    INSERT INTO access_change (bal_id) VALUES (bal);
$$;

CREATE FUNCTION note_bal_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM note_access_change(NEW.id);
    RETURN NULL;
END $$;
CREATE FUNCTION note_right_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM note_access_change(CASE TG_OP WHEN 'DELETE' THEN OLD.bal_id ELSE NEW.bal_id END);
    RETURN NULL;
END $$;
CREATE FUNCTION note_alias_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM note_access_change(0);
    RETURN NULL;
END $$;

CREATE TRIGGER access_change AFTER UPDATE ON bal FOR EACH ROW
    WHEN ((OLD.holder, OLD.structure, OLD.description, OLD.state, OLD.liste_rouge, OLD.quota)
          IS DISTINCT FROM (NEW.holder, NEW.structure, NEW.description, NEW.state, NEW.liste_rouge, NEW.quota))
    EXECUTE FUNCTION note_bal_change();
CREATE TRIGGER access_change AFTER INSERT OR UPDATE OR DELETE ON bal_right FOR EACH ROW
    EXECUTE FUNCTION note_right_change();
CREATE TRIGGER access_change AFTER INSERT OR UPDATE OR DELETE ON structure_alias FOR EACH STATEMENT
    EXECUTE FUNCTION note_alias_change();

REVOKE ALL ON FUNCTION note_access_change FROM PUBLIC;
GRANT EXECUTE ON FUNCTION note_access_change TO "${application}";
GRANT SELECT ON access_change TO "${application}";
