-- The registry: whose domains these are, which BAL they have, and who may open them.
-- Small and read at each log-in; on Citus these are reference tables.

CREATE TABLE domain (
    name        text PRIMARY KEY,                   -- lower case
    created_at  timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE bal (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    address     text NOT NULL,                      -- as it was created; address and type never change
    address_key text NOT NULL UNIQUE,               -- lower case; stays taken when the BAL is deleted
    domain      text NOT NULL REFERENCES domain,
    type        text NOT NULL CHECK (type IN ('PER', 'ORG', 'APP', 'CAB')),
    holder      text,                               -- IdNat_PS
    structure   text,                               -- IdNatStruct
    description text NOT NULL DEFAULT '',
    state       text NOT NULL DEFAULT 'CREATED'
                CHECK (state IN ('CREATED', 'ACTIVE', 'UNPUBLISHED', 'NOTICE', 'SUSPENDED', 'DELETED')),
    liste_rouge boolean NOT NULL DEFAULT false,     -- true: works, but is not published
    quota       bigint NOT NULL DEFAULT 0,          -- octets; 0: none
    created_at  timestamptz NOT NULL DEFAULT now(),
    CHECK (CASE WHEN type IN ('PER', 'CAB') THEN holder IS NOT NULL
                ELSE structure IS NOT NULL AND holder IS NULL END)
);
CREATE INDEX bal_by_domain ON bal (domain, address_key);
CREATE INDEX bal_deleted ON bal (id) WHERE state = 'DELETED';
CREATE INDEX bal_by_holder ON bal (holder) WHERE holder IS NOT NULL;

-- Who else opens a BAL ORG or CAB, and what for.
CREATE TABLE bal_right (
    bal_id      bigint NOT NULL REFERENCES bal,
    person      text NOT NULL,                      -- IdNat_PS
    may_read    boolean NOT NULL,
    may_send    boolean NOT NULL,
    may_manage  boolean NOT NULL,
    granted_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (bal_id, person),
    CHECK (may_read OR may_send OR may_manage)
);
CREATE INDEX bal_right_by_person ON bal_right (person);

-- One structure may be known by several identifiers (FINESS EJ, FINESS EG, SIRET): the alias counts as the structure.
CREATE TABLE structure_alias (
    alias       text PRIMARY KEY,                   -- IdNatStruct
    structure   text NOT NULL,                      -- IdNatStruct
    created_at  timestamptz NOT NULL DEFAULT now(),
    CHECK (alias <> structure)
);
CREATE INDEX structure_alias_by_structure ON structure_alias (structure);

-- Secrets that all nodes share, such as the key material of TLS tickets.
CREATE TABLE secret (
    name        text PRIMARY KEY,
    value       bytea NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now()
);

GRANT SELECT, INSERT                 ON domain          TO "${application}";
GRANT SELECT, INSERT, UPDATE         ON bal             TO "${application}";
GRANT SELECT, INSERT, UPDATE, DELETE ON bal_right       TO "${application}";
GRANT SELECT, INSERT, DELETE         ON structure_alias TO "${application}";
GRANT SELECT, INSERT                 ON secret          TO "${application}";
