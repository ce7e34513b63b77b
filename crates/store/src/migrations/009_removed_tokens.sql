-- A token that was taken out keeps the decimals that it was counted with: added again, it is counted so.
ALTER TABLE tokens ADD COLUMN removed INTEGER NOT NULL DEFAULT 0;
