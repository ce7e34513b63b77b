-- How far logs were looked at, by what was looked for.
CREATE TABLE scans (
    chain_id INTEGER NOT NULL,
    name     TEXT NOT NULL,
    last     INTEGER NOT NULL,                  -- the last block that was looked at
    PRIMARY KEY (chain_id, name)
) STRICT;
-- Delegates whose whole lists of buckets are kept at each freeze.
CREATE TABLE watched_delegates (
    chain_id INTEGER NOT NULL,
    delegate TEXT NOT NULL,                     -- its identifier
    added    INTEGER NOT NULL,                  -- microseconds since 1970
    PRIMARY KEY (chain_id, delegate)
) STRICT;
-- Reward eras, delegate by delegate, as far as they were seen: the chain forgets each with the plan of the next.
CREATE TABLE era_delegates (
    chain_id    INTEGER NOT NULL,
    era         INTEGER NOT NULL,
    delegate    TEXT NOT NULL,                  -- its identifier
    freeze      INTEGER NOT NULL,               -- the block in which the votes were written down
    block_bps   INTEGER,                        -- unset, as the two after it, where the commission was not seen
    epoch_bps   INTEGER,
    configured  INTEGER,
    weight      TEXT NOT NULL,                  -- all votes for it at the freeze, Rau
    self_stake  TEXT,                           -- its self-stake bucket then; unset for none
    pool        TEXT,                           -- what its voters were to get, Rau; unset where it was not seen
    exact       INTEGER NOT NULL,               -- 1: the node said the pool; 0: it is at least so much
    distributed TEXT,                           -- what they got, Rau
    completed   INTEGER,                        -- the block in which the payout ended or was given up
    PRIMARY KEY (chain_id, era, delegate)
) STRICT;
-- Buckets at a freeze: those of an account, or all that voted for a delegate.
CREATE TABLE era_buckets (
    chain_id INTEGER NOT NULL,
    era      INTEGER NOT NULL,
    role     TEXT NOT NULL,                     -- 'account' or 'delegate'
    whose    TEXT NOT NULL,
    height   INTEGER NOT NULL,                  -- the block at which they were read
    exact    INTEGER NOT NULL,                  -- 1: they stand as at the freeze
    buckets  BLOB NOT NULL,                     -- 84 bytes a bucket
    PRIMARY KEY (chain_id, era, role, whose)
) STRICT;
-- What the protocol paid to own accounts, or for buckets of theirs: the rows of its logs.
CREATE TABLE payouts (
    chain_id  INTEGER NOT NULL,
    hash      TEXT NOT NULL,
    log       INTEGER NOT NULL,                 -- the log's number in its block
    place     INTEGER NOT NULL,                 -- the row of the log, 0 the first
    era       INTEGER NOT NULL,
    delegate  TEXT NOT NULL,                    -- its identifier
    voter     TEXT NOT NULL,
    recipient TEXT NOT NULL,
    amount    TEXT NOT NULL,                    -- Rau
    bucket    TEXT,                             -- the native bucket that it was added to; unset where it was paid out
    block     INTEGER NOT NULL,
    at        INTEGER NOT NULL,                 -- the block's time, microseconds since 1970
    PRIMARY KEY (chain_id, hash, log, place)
) STRICT;
CREATE INDEX payouts_by_block ON payouts (chain_id, block);
-- 1: what the account paid with the same transaction has a row of its own. What was written before knew no such rows.
ALTER TABLE arrivals ADD COLUMN paid_apart INTEGER NOT NULL DEFAULT 0;
