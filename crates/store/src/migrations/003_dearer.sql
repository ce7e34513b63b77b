-- What waits beside a dearer one with its nonce owns the nonce no more, and is followed all the same.
DROP INDEX live_nonces;
CREATE UNIQUE INDEX live_nonces ON submissions (chain_id, account, nonce)
    WHERE block IS NOT NULL OR (state IN ('signed', 'sent') AND replaced_by IS NULL);
