-- What belongs together was approved together.
ALTER TABLE submissions ADD COLUMN batch TEXT;
ALTER TABLE submissions ADD COLUMN note TEXT NOT NULL DEFAULT '';
CREATE TABLE bucket_notes (
    contract TEXT NOT NULL,                     -- '' for a native bucket
    number   INTEGER NOT NULL,
    label    TEXT NOT NULL,
    note     TEXT NOT NULL,
    kin      TEXT NOT NULL,                     -- the group it belongs to; '' for none
    PRIMARY KEY (contract, number)
) STRICT;
CREATE TABLE drafts (
    id      TEXT PRIMARY KEY,
    name    TEXT NOT NULL,
    intents TEXT NOT NULL,                      -- JSON, a list
    created INTEGER NOT NULL,                   -- microseconds since 1970
    updated INTEGER NOT NULL
) STRICT;
CREATE TABLE tokens (
    contract TEXT PRIMARY KEY,
    form     TEXT NOT NULL,                     -- 'erc20' or 'erc721'
    added    INTEGER NOT NULL
) STRICT;
