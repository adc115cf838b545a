-- When the account was removed: it is shown, scanned and alerted nowhere from then on, and what belongs to it is
-- deleted bit by bit, its row last. NULL: it is there.
ALTER TABLE accounts ADD COLUMN removed_at INTEGER;
