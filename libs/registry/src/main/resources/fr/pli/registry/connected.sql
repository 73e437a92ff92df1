-- Writes down some log-ins; tells how many counted. A BAL that nobody had opened before, or for long, is active again, which its publication follows.
WITH came AS MATERIALIZED (
    SELECT * FROM unnest(:bals::bigint[], :means::text[], :ats::timestamptz[]) AS came (bal_id, means, at)
),
last AS MATERIALIZED (
    SELECT bal_id, max(at) AS at FROM came GROUP BY bal_id
),
-- Locked in one order by everybody.
before AS MATERIALIZED (
    SELECT bal.id, bal.address, bal.state, last.at
    FROM bal
    JOIN last ON last.bal_id = bal.id
    WHERE bal.state <> 'DELETED'
    ORDER BY bal.id
    FOR NO KEY UPDATE OF bal
),
-- One after the other, each looking anew: another node may have counted one a moment ago.
counted AS MATERIALIZED (
    SELECT count_connection(came.bal_id, came.at, came.means, :window::interval) AS is_new
    FROM came
    JOIN before ON before.id = came.bal_id
    ORDER BY came.at
),
moved AS (
    UPDATE bal
    SET connected_at = greatest(bal.connected_at, before.at),
        notices = 0,
        noticed_at = NULL,
        state = CASE WHEN bal.state IN ('CREATED', 'UNPUBLISHED', 'NOTICE') THEN 'ACTIVE' ELSE bal.state END
    FROM before
    WHERE bal.id = before.id
),
audited AS (
    INSERT INTO audit (who, action, bal, session, outcome, reason)
    SELECT 'pli', 'bal-active', address, 'life', 'done', 'connected-while-' || lower(state)
    FROM before
    WHERE state IN ('CREATED', 'UNPUBLISHED', 'NOTICE')
)
SELECT count(*) FROM counted WHERE is_new
