-- How often a recipient was claimed: a claim that was lost is known by it, and attempts count tries alone.
ALTER TABLE queue ADD COLUMN claims int NOT NULL DEFAULT 0;

-- Drops a month (2026_11) of a journal of traces that ended before the retention was over; tells whether there was one. It waits a second for
-- whoever reads or writes, and fails then: log-ins and deliveries stand behind it.
CREATE FUNCTION forget_traces(journal text, month text, retention interval) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET lock_timeout = '1s' AS $$
DECLARE
    part text := journal || '_' || month;
BEGIN
    IF journal NOT IN ('audit', 'connection') OR month !~ '^[0-9]{4}_[0-9]{2}$' OR to_regclass(part) IS NULL
            OR retention < interval '62 days'
            OR (to_date(month, 'YYYY_MM') + interval '1 month') AT TIME ZONE 'Europe/Paris' > now() - retention THEN
        RETURN false;
    END IF;
    EXECUTE format('DROP TABLE %I', part);
    RETURN true;
END $$;
REVOKE ALL ON FUNCTION forget_traces FROM PUBLIC;

-- The months that a journal of traces has.
CREATE FUNCTION trace_months(journal text) RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT right(child.relname, 7) FROM pg_inherits
    JOIN pg_class parent ON parent.oid = inhparent
    JOIN pg_class child ON child.oid = inhrelid
    WHERE parent.relname = journal AND journal IN ('audit', 'connection')
    ORDER BY 1
$$;
REVOKE ALL ON FUNCTION trace_months FROM PUBLIC;

GRANT EXECUTE ON FUNCTION forget_traces, trace_months TO "${application}";
