CREATE TABLE submissions (
    id          TEXT PRIMARY KEY,
    created     INTEGER NOT NULL,               -- microseconds since 1970
    updated     INTEGER NOT NULL,
    chain_id    INTEGER NOT NULL,
    account     TEXT NOT NULL,
    nonce       INTEGER NOT NULL,
    step        INTEGER NOT NULL,               -- which transaction of the proposal, 0 the first
    intent      TEXT NOT NULL,                  -- JSON
    proposal    TEXT NOT NULL,                  -- JSON
    raw         BLOB NOT NULL,                  -- the signed transaction
    hash        TEXT NOT NULL UNIQUE,
    state       TEXT NOT NULL,
    block       INTEGER,                        -- set once it is mined: the nonce is used up
    receipt     TEXT,                           -- JSON, as the node gave it
    outcome     TEXT,                           -- JSON
    error       TEXT,                           -- why a node refused it
    replaced_by TEXT REFERENCES submissions(id)
) STRICT;
-- No nonce is used twice: by nothing that waits, and never again once it is mined.
CREATE UNIQUE INDEX live_nonces ON submissions (chain_id, account, nonce)
    WHERE block IS NOT NULL OR state IN ('signed', 'sent');
CREATE INDEX submissions_by_time ON submissions (created);

CREATE TABLE watch_accounts (
    address TEXT PRIMARY KEY,
    label   TEXT NOT NULL,
    added   INTEGER NOT NULL
) STRICT;
CREATE TABLE labels (address TEXT PRIMARY KEY, label TEXT NOT NULL) STRICT;
CREATE TABLE contacts (
    address TEXT PRIMARY KEY,
    name    TEXT NOT NULL,
    note    TEXT NOT NULL,
    added   INTEGER NOT NULL
) STRICT;
CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE snapshots (
    key    TEXT PRIMARY KEY,
    value  TEXT NOT NULL,                       -- JSON
    height INTEGER NOT NULL,
    node   TEXT NOT NULL,
    at     INTEGER NOT NULL
) STRICT;
CREATE TABLE epochs (
    chain_id INTEGER NOT NULL,
    epoch    INTEGER NOT NULL,
    seen     TEXT NOT NULL,                     -- JSON
    at       INTEGER NOT NULL,
    PRIMARY KEY (chain_id, epoch)
) STRICT;
