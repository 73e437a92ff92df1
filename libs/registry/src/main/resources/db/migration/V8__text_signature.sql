-- What SEARCH has learnt of mails by reading them (TextSignature); it can be lost without harm. Swept with its mail.
CREATE TABLE text_signature (
    mail_id      bigint NOT NULL,
    version      smallint NOT NULL,                    -- of how it was made
    bits         bytea STORAGE PLAIN NOT NULL,         -- 64 to 4096 octets, a power of two; half of it is empty, at least
    PRIMARY KEY (mail_id, version)
);

GRANT SELECT, INSERT, DELETE ON text_signature TO "${application}";
