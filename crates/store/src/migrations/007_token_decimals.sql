-- The decimals that a token was counted with when it was added; unset for one that was added before they were kept.
ALTER TABLE tokens ADD COLUMN decimals INTEGER;
