-- What was wrong with the X-MSS headers of an emitted message (HeaderAnomaly): listed for whoever helps its software's editor, never repaired.
ALTER TABLE indicator ADD COLUMN anomalies text[] NOT NULL DEFAULT '{}';

-- Drops the indicators of a month (2026_11) that is over for two months at least; tells whether there were any. It waits a second for whoever
-- reads or writes, and fails then: deliveries stand behind it.
CREATE FUNCTION forget_indicators(month text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET lock_timeout = '1s' AS $$
DECLARE
    part text := 'indicator_' || month;
BEGIN
    IF month !~ '^[0-9]{4}_[0-9]{2}$' OR to_regclass(part) IS NULL
            OR month >= to_char(date_trunc('month', now() AT TIME ZONE 'Europe/Paris') - interval '2 months', 'YYYY_MM') THEN
        RETURN false;
    END IF;
    EXECUTE format('DROP TABLE %I', part);
    RETURN true;
END $$;
REVOKE ALL ON FUNCTION forget_indicators FROM PUBLIC;

GRANT EXECUTE ON FUNCTION forget_indicators TO "${application}";
