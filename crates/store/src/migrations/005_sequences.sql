-- Wishes that take several transactions, as they were agreed to.
CREATE TABLE sequences (
    id        TEXT PRIMARY KEY,
    created   INTEGER NOT NULL,                 -- microseconds since 1970
    chain_id  INTEGER NOT NULL,
    agreement TEXT NOT NULL,                    -- JSON
    by_itself INTEGER NOT NULL,                 -- 1: it goes on without a question within its bounds
    stopped   INTEGER                           -- when the person stopped it
) STRICT;
-- Which steps were signed, each once: no step is ever done twice.
CREATE TABLE sequence_steps (
    sequence   TEXT NOT NULL REFERENCES sequences(id),
    step       INTEGER NOT NULL,                -- 0 the first
    submission TEXT NOT NULL,
    lost       INTEGER,                         -- when it was seen to have come to nothing: it stays so
    PRIMARY KEY (sequence, step)
) STRICT;
