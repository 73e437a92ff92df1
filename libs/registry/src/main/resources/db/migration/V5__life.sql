-- The life of a BAL: when it was last opened, and how far its end has come. Both clocks (MSS 14 and 19) and the file of connections have
-- this one source.

ALTER TABLE bal
    ADD COLUMN connected_at timestamptz,                -- last accepted log-in; null before the first
    ADD COLUMN notices      int NOT NULL DEFAULT 0,     -- announcements of its deletion since then (MSS 14)
    ADD COLUMN noticed_at   timestamptz,                -- the last of them
    ADD COLUMN contact      text,                       -- address outside MSSanté of whoever is told (MSS 14 and 17)
    ADD COLUMN deleted_at   timestamptz;

-- Accepted log-ins; some within a few minutes by the same means count once.
CREATE TABLE connection (
    bal_id       bigint NOT NULL,
    at           timestamptz NOT NULL,
    means        text NOT NULL                          -- Connections.Means
) PARTITION BY RANGE (at);

CREATE OR REPLACE FUNCTION prepare_months(ahead int) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    this_month timestamp := date_trunc('month', now() AT TIME ZONE 'Europe/Paris');
    month      timestamp;
    journal    text;
    part       text;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('prepare_months'));
    FOR n IN -1 .. least(ahead, 36) LOOP
        month := this_month + make_interval(months => n);
        FOREACH journal IN ARRAY ARRAY['indicator', 'audit', 'connection'] LOOP
            part := journal || to_char(month, '_YYYY_MM');
            IF to_regclass(part) IS NULL THEN
                EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING DEFAULTS)', part, journal);
                EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', journal, part,
                    month AT TIME ZONE 'Europe/Paris', (month + interval '1 month') AT TIME ZONE 'Europe/Paris');
            END IF;
        END LOOP;
    END LOOP;
END $$;

SELECT prepare_months(12);

-- Mail to addresses outside MSSanté, written in the commit that decides it: announcements and questions, never a message of a BAL.
CREATE TABLE contact_mail (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    recipient    text NOT NULL,
    subject      text NOT NULL,
    body         text NOT NULL,
    written_at   timestamptz NOT NULL DEFAULT now(),
    due_at       timestamptz NOT NULL DEFAULT now(),
    attempts     int NOT NULL DEFAULT 0
);
CREATE INDEX contact_mail_by_due ON contact_mail (due_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON contact_mail TO "${application}";
GRANT SELECT, INSERT ON connection TO "${application}";
