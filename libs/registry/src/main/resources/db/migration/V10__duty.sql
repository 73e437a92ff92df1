-- Jobs that one node does at a time (Duties): when each ran last, and what came of it.
CREATE TABLE duty (
    name         text PRIMARY KEY,
    since        timestamptz NOT NULL DEFAULT now(),    -- when it was first asked for
    began_at     timestamptz,                           -- the last run
    ended_at     timestamptz,
    succeeded_at timestamptz,                           -- when the last run began that succeeded
    node         text NOT NULL DEFAULT '',
    failures     int NOT NULL DEFAULT 0,                -- since the last success
    failure      text NOT NULL DEFAULT ''               -- of the last run
) WITH (fillfactor = 50);

GRANT SELECT, INSERT, UPDATE ON duty TO "${application}";
