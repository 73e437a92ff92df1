-- Log-ins to a BAL by the same means within a window count once: decided by looking anew, under the lock of the BAL's row, so that two
-- nodes that let somebody in at the same time write one row.
CREATE INDEX connection_by_bal ON connection (bal_id, at);
CREATE FUNCTION count_connection(bal bigint, moment timestamptz, by_means text, within interval) RETURNS boolean
LANGUAGE plpgsql VOLATILE AS $$
BEGIN
    INSERT INTO connection (bal_id, at, means)
    SELECT bal, moment, by_means
    WHERE NOT EXISTS (SELECT FROM connection
                      WHERE connection.bal_id = bal AND connection.means = by_means
                        AND connection.at > moment - within AND connection.at < moment + within);
    RETURN FOUND;
END $$;
