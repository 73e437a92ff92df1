-- Mail. A key begins with the BAL, so that all of a BAL lies together and the tables may be distributed by it.
-- A message in a mailbox (message) and what was sent (mail, mail_body) are two things: a copy, or a second recipient, is one row more.

CREATE SEQUENCE uidvalidity AS bigint MAXVALUE 4294967295;

CREATE TABLE mailbox (
    bal_id       bigint NOT NULL,
    id           bigint GENERATED ALWAYS AS IDENTITY,  -- MAILBOXID
    name         text COLLATE "C" NOT NULL,            -- levels separated by /
    special_use  text,                                 -- SpecialUse
    uidvalidity  bigint NOT NULL DEFAULT nextval('uidvalidity'),
    created_at   timestamptz NOT NULL DEFAULT now(),
    -- Whoever adds, changes or removes messages first takes the lock of this row and keeps it until he commits.
    -- So UIDs and mod-sequences become visible in the order in which they were given.
    uidnext      int NOT NULL DEFAULT 1,
    modseq       bigint NOT NULL DEFAULT 1,            -- the highest given
    recent_from  int NOT NULL DEFAULT 1,               -- lowest UID that no session was told of
    forgotten    bigint NOT NULL DEFAULT 0,            -- up to this modseq, what was expunged is no longer known
    -- Counts, so that STATUS and quota read no message.
    messages     int NOT NULL DEFAULT 0,
    unseen       int NOT NULL DEFAULT 0,
    deleted      int NOT NULL DEFAULT 0,
    size         bigint NOT NULL DEFAULT 0,            -- octets
    deleted_size bigint NOT NULL DEFAULT 0,            -- of those flagged \Deleted
    PRIMARY KEY (bal_id, id),
    UNIQUE (bal_id, name)
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.02);  -- room to update in place, at each delivery
CREATE UNIQUE INDEX mailbox_by_use ON mailbox (bal_id, special_use) WHERE special_use IS NOT NULL;

CREATE TABLE subscription (
    bal_id       bigint NOT NULL,
    name         text NOT NULL,                        -- there may be no such mailbox
    PRIMARY KEY (bal_id, name)
);

-- No foreign keys from here on: the lock on the mailbox keeps its messages in order, and deliveries are spared the checks.
CREATE TABLE message (
    bal_id        bigint NOT NULL,
    mailbox_id    bigint NOT NULL,
    uid           int NOT NULL,
    flags         smallint NOT NULL DEFAULT 0,         -- 1 answered, 2 flagged, 4 deleted, 8 seen, 16 draft
    modseq        bigint NOT NULL,
    mail_id       bigint NOT NULL,
    internal_date timestamptz NOT NULL,
    size          int NOT NULL,                        -- octets
    keywords      text[] NOT NULL DEFAULT '{}',
    PRIMARY KEY (bal_id, mailbox_id, uid)
) WITH (autovacuum_vacuum_scale_factor = 0.05);
CREATE INDEX message_by_modseq ON message (bal_id, mailbox_id, modseq);

-- What was removed and when, for QRESYNC and for sessions that catch up. Old rows are forgotten.
CREATE TABLE expunged (
    bal_id       bigint NOT NULL,
    mailbox_id   bigint NOT NULL,
    modseq       bigint NOT NULL,
    uid          int NOT NULL,
    expunged_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (bal_id, mailbox_id, modseq, uid)
);
CREATE INDEX expunged_by_age ON expunged (expunged_at);

-- Its number is the MAIL_ID of the indicators and the queue id that clients are told.
CREATE SEQUENCE mail_id AS bigint;

CREATE TABLE mail (
    id           bigint PRIMARY KEY,                   -- EMAILID
    size         int NOT NULL,                         -- octets
    sha256       bytea NOT NULL,
    message_id   text,
    index        bytea NOT NULL,                       -- MessageIndex: ENVELOPE, BODYSTRUCTURE and where its parts lie
    refs         int NOT NULL,                         -- rows of message and of queue that name it
    unused_since timestamptz                           -- set when refs falls to 0; the sweep takes it then, after a while
);
CREATE INDEX mail_unused ON mail (unused_since) WHERE unused_since IS NOT NULL;

-- The octets, in pieces of 256 KiB (the last is shorter), so that nobody holds 25 MB at once. EXTERNAL: mail is base64 for
-- the most part, which compression cannot shrink, and a slice of a piece is read without the rest. What fits into a page stays in its row.
CREATE TABLE mail_body (
    mail_id      bigint NOT NULL,
    piece        int NOT NULL,                         -- from 0
    octets       bytea STORAGE EXTERNAL NOT NULL,
    PRIMARY KEY (mail_id, piece)
) WITH (toast_tuple_target = 8160);

GRANT USAGE ON SEQUENCE uidvalidity, mail_id TO "${application}";
GRANT SELECT, INSERT, UPDATE, DELETE ON mailbox, message, mail TO "${application}";
GRANT SELECT, INSERT, DELETE ON subscription, expunged, mail_body TO "${application}";
