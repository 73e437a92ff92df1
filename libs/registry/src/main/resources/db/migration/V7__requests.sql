-- BAL PER that wait for the word of their future holder (MSS 17).
CREATE TABLE bal_request (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    address      text NOT NULL,
    holder       text NOT NULL,                         -- IdNat_PS
    structure    text,                                  -- IdNatStruct
    description  text NOT NULL,
    liste_rouge  boolean NOT NULL,
    quota        bigint NOT NULL,
    contact      text NOT NULL,                         -- where he was asked, outside MSSanté
    others       text[] NOT NULL,                       -- BAL in his name, as the Annuaire had them
    code_sha256  bytea NOT NULL UNIQUE,                 -- of the code in the link; the code itself is nowhere here
    asked_by     text NOT NULL,
    asked_at     timestamptz NOT NULL DEFAULT now(),
    expires_at   timestamptz NOT NULL,
    answered_at  timestamptz,                           -- a code serves once
    confirmed    boolean
);
CREATE INDEX bal_request_by_holder ON bal_request (holder);

GRANT SELECT, INSERT, UPDATE ON bal_request TO "${application}";
