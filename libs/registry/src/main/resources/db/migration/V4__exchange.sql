-- What exchange with other operators adds: how a recipient in the queue stands, and what came in already.

ALTER TABLE queue
    ADD COLUMN claimed_by     text,                            -- the node that is at it, until due_at
    ADD COLUMN delivered      boolean NOT NULL DEFAULT false,  -- lies in a BAL of ours; the sender is still owed the notice of it
    ADD COLUMN given_up       boolean NOT NULL DEFAULT false,  -- by an administrator: to be returned, not sent
    ADD COLUMN delay_told     boolean NOT NULL DEFAULT false,  -- the sender was told once that it takes long
    ADD COLUMN reply_code     int,                             -- the last answer; null before the first
    ADD COLUMN reply_enhanced text,
    ADD COLUMN reply_text     text;
CREATE INDEX queue_by_domain ON queue (domain, due_at);
CREATE INDEX queue_by_node ON queue (claimed_by) WHERE claimed_by IS NOT NULL;
CREATE INDEX queue_by_age ON queue (queued_at);

-- One row for each recipient of a message from another operator, in the commit that takes it: what comes again after a broken connection
-- meets it.
CREATE TABLE seen (
    key          bytea PRIMARY KEY,                            -- SHA-256 of Message-ID, sender, recipient and octets
    mail_id      bigint NOT NULL,
    seen_at      timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX seen_by_age ON seen (seen_at);

GRANT SELECT, INSERT, DELETE ON seen TO "${application}";
