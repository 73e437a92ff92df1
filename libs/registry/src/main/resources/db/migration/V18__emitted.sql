-- What BAL of ours sent to other operators: a message in the name of one of ours comes from outside only where it is one of these.

CREATE TABLE emitted (
    key          bytea PRIMARY KEY,                            -- SHA-256 of Message-ID and sender
    at           timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX emitted_by_age ON emitted (at);

GRANT SELECT, INSERT, DELETE ON emitted TO "${application}";
