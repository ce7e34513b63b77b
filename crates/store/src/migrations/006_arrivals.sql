-- Money that came to an account without an action of this wallet.
CREATE TABLE arrivals (
    chain_id INTEGER NOT NULL,
    account  TEXT NOT NULL,
    block    INTEGER NOT NULL,
    hash     TEXT NOT NULL,                     -- '' where no transaction tells of it
    place    INTEGER NOT NULL,                  -- which movement of its transaction, 0 the first
    sender   TEXT,                              -- the account it came from, where it came from one
    amount   TEXT NOT NULL,                     -- Rau
    kind     TEXT NOT NULL,
    at       INTEGER NOT NULL,                  -- the block's time, microseconds since 1970
    PRIMARY KEY (chain_id, account, block, hash, place)
) STRICT;
-- Runs of blocks that were looked at for an account: those after `since`, up to `last`.
CREATE TABLE seen_blocks (
    chain_id INTEGER NOT NULL,
    account  TEXT NOT NULL,
    since    INTEGER NOT NULL,
    opening  TEXT NOT NULL,                     -- the balance after block `since`, Rau
    last     INTEGER NOT NULL,
    balance  TEXT NOT NULL,                     -- the balance after block `last`, Rau
    PRIMARY KEY (chain_id, account, since)
) STRICT;
