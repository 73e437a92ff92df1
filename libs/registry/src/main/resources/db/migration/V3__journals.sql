-- What leaves, and what is written once and never changed.

-- One row for each recipient at another operator. The relay claims them with FOR UPDATE SKIP LOCKED.
CREATE TABLE queue (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    mail_id      bigint NOT NULL,
    sender       text NOT NULL,                        -- reverse path; empty for <>
    recipient    text NOT NULL,
    domain       text NOT NULL,                        -- of the recipient, lower case
    eight_bit    boolean NOT NULL,                     -- BODY=8BITMIME
    smtp_utf8    boolean NOT NULL,
    ret          text,                                 -- DSN parameters, RFC 3461
    envid        text,
    notify_on    text,
    orcpt        text,
    queued_at    timestamptz NOT NULL DEFAULT now(),
    due_at       timestamptz NOT NULL DEFAULT now(),
    attempts     int NOT NULL DEFAULT 0
);
CREATE INDEX queue_by_due ON queue (due_at);

-- The journal behind the indicators file: one row for each envelope recipient of a message that a BAL of ours emitted.
CREATE TABLE indicator (
    mail_id      bigint NOT NULL,
    recipient_no int NOT NULL,                         -- order in the envelope, from 1
    accepted_at  timestamptz NOT NULL DEFAULT now(),
    sender       text NOT NULL,
    recipient    text NOT NULL,
    size         bigint NOT NULL,                      -- octets on the wire
    ins          text NOT NULL,                        -- X-MSS-INS: O, N, or empty without the header
    codes        text[] NOT NULL,                      -- X-MSS-CODECDA
    nil          text NOT NULL                         -- X-MSS-NIL; empty without the header
) PARTITION BY RANGE (accepted_at);

-- Who did what on which BAL. Never a token, never an INS.
CREATE TABLE audit (
    at           timestamptz NOT NULL DEFAULT now(),
    who          text NOT NULL,                        -- IdNat_PS, IdNatStruct, administrator or peer
    action       text NOT NULL,
    bal          text NOT NULL,                        -- address; empty where there is none
    session      text NOT NULL,
    outcome      text NOT NULL,
    reason       text NOT NULL,                        -- empty where the outcome says all
    mail_id      bigint
) PARTITION BY RANGE (at);

-- Makes the partitions of this month, of those ahead, and of the one before (a clock may be set back), month by month in French time. The
-- application may call it, though it may make no table itself. A partition is attached, not created in place: that waits for no export and
-- makes no delivery wait.
CREATE FUNCTION prepare_months(ahead int) RETURNS void
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
        FOREACH journal IN ARRAY ARRAY['indicator', 'audit'] LOOP
            part := journal || to_char(month, '_YYYY_MM');
            IF to_regclass(part) IS NULL THEN
                EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING DEFAULTS)', part, journal);
                EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', journal, part,
                    month AT TIME ZONE 'Europe/Paris', (month + interval '1 month') AT TIME ZONE 'Europe/Paris');
            END IF;
        END LOOP;
    END LOOP;
END $$;
REVOKE ALL ON FUNCTION prepare_months FROM PUBLIC;

SELECT prepare_months(12);

GRANT EXECUTE ON FUNCTION prepare_months TO "${application}";
GRANT SELECT, INSERT, UPDATE, DELETE ON queue TO "${application}";
GRANT SELECT, INSERT ON indicator TO "${application}";
GRANT INSERT ON audit TO "${application}";
