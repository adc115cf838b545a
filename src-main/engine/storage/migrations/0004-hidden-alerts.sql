-- A row may be about one subject of its event alone: what a mute hid of it and that stands when the mute is over.
-- SQLite cannot widen a UNIQUE constraint, so the table is made anew.
CREATE TABLE outbox_next (
  id              INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id      TEXT,
  event_id        INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
  -- The one domain or mailbox that it is about; NULL: the whole event, but for what was muted then.
  subject         TEXT,
  target_id       TEXT NOT NULL,
  target_label    TEXT NOT NULL,
  status          TEXT NOT NULL CHECK (status IN ('queued', 'sending', 'delivered', 'failed')),
  attempts        INTEGER NOT NULL DEFAULT 0,
  created_at      INTEGER NOT NULL,
  -- When the first attempt was made: retries end 24 h after it.
  first_attempt_at INTEGER,
  next_attempt_at INTEGER,
  -- When it was delivered, or failed for good.
  delivered_at    INTEGER,
  duration_ms     INTEGER,
  last_error      TEXT,
  -- 1: waited for the end of quiet hours, so it is delivered together with the others that did.
  held            INTEGER NOT NULL DEFAULT 0,
  -- 1: a person asked for it once more.
  again           INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO outbox_next (id, account_id, event_id, target_id, target_label, status, attempts, created_at,
  first_attempt_at, next_attempt_at, delivered_at, duration_ms, last_error, held, again)
  SELECT id, account_id, event_id, target_id, target_label, status, attempts, created_at,
    first_attempt_at, next_attempt_at, delivered_at, duration_ms, last_error, held, again FROM outbox;
DROP TABLE outbox;
ALTER TABLE outbox_next RENAME TO outbox;
CREATE UNIQUE INDEX outbox_once ON outbox (event_id, target_id, ifnull(subject, ''));
CREATE INDEX outbox_lane ON outbox (target_id, id) WHERE status IN ('queued', 'sending');
CREATE INDEX outbox_again ON outbox (target_id, id) WHERE again = 1 AND status IN ('queued', 'sending');
CREATE INDEX outbox_status ON outbox (status, id);
CREATE INDEX outbox_target ON outbox (target_id, id);

-- The newest event of its kind that a mute hid, per subject, until the mute is over. `topic` names kind, account and
-- subject, so that a recovery takes the place of the alert that it answers.
CREATE TABLE hidden_alerts (
  topic    TEXT PRIMARY KEY,
  subject  TEXT NOT NULL,
  event_id INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX hidden_alerts_event ON hidden_alerts (event_id);
