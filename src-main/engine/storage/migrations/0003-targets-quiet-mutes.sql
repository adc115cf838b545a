-- What a target leaves out. events: JSON array of actions; NULL: all that are subscribed.
ALTER TABLE targets ADD COLUMN events TEXT CHECK (events IS NULL OR json_valid(events));
ALTER TABLE targets ADD COLUMN minimum_severity TEXT NOT NULL DEFAULT 'info'
  CHECK (minimum_severity IN ('info', 'warning', 'failure'));

-- 1: waited for the end of quiet hours, so it is delivered together with the others that did.
ALTER TABLE outbox ADD COLUMN held INTEGER NOT NULL DEFAULT 0;
-- 1: a person asked for it once more.
ALTER TABLE outbox ADD COLUMN again INTEGER NOT NULL DEFAULT 0;

-- No alerts about exactly this domain or mailbox from `since` until `until`. Kept after its end, because an event
-- is judged by the time at which it happened.
CREATE TABLE mutes (
  subject TEXT NOT NULL,
  since   INTEGER NOT NULL,
  until   INTEGER NOT NULL,
  PRIMARY KEY (subject, since)
) STRICT, WITHOUT ROWID;
